"""Treaties, constitutions, reports and magazines: chapters, articles and numbered sections.

`headings` finds the headings and their depths, `evidence` says whether a text is of the family, and
`reader` makes the tokens.
"""
