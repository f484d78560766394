"""Debates, records of courts, and interviews: texts that are made of what persons say in turn.

`labels` reads what may be a label, `shapes` finds out which of them are, `persons` who is meant;
`brackets`, `sitting` and `headings` know what else there is; `reader` makes the tokens and
`evidence` says how much speaks for each of the families.
"""
