"""Treaties, constitutions, reports and magazines: chapters, articles and numbered sections.

`headings` finds them and how they are nested, `evidence` says whether a text has some, and
`reader` makes the tokens.
"""
