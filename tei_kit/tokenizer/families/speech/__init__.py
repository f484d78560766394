"""Debates, records of courts, and interviews: texts in which persons speak in turn.

`candidates` reads possible labels, `shapes` and `groups` decide which of them are labels, and
`persons` finds the person whom each label means. `brackets`, `sitting`, `rolls` and `headings`
recognize the other parts. `reader` makes the tokens. `evidence` gives the score of each family.
"""
