"""Families of texts (plays, debates, letters …), and the rules that read each.

`recognize` asks every family in the table of `table` what speaks for it; the rules of the one with
the most evidence make the tokens. A text of no family is read as a memorandum is: headings,
speakers, lists and notes where they are plain, and paragraphs.
"""
