"""Families of texts (plays, debates, letters …), and the rules that read each.

`recognize` asks every family in the table of `table` for its evidence; the rules of the family with
the most evidence make the tokens. A text of no known family is read like a memorandum: headings,
speakers, lists and notes where they are plain, and paragraphs.
"""
