"""Plays: how they are recognized, and the rules that read them.

`outline` finds headings, labels, the cast and the bounds of the play. `parts` takes its rows
apart. `verse` tells verse from prose. `persons` says whom labels name. `reader` makes the tokens.
"""
