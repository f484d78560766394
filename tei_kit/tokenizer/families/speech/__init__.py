"""Debates, records of courts, and interviews: texts in which persons speak in turn.

`labels` reads possible labels, `shapes` finds out which of them are labels, `persons` whom they
mean; `brackets`, `sitting` and `headings` know the other parts; `reader` makes the tokens and
`evidence` says how much speaks for each of the families.
"""
