"""Pieces: blocks and short lines of a text, the plan of their kinds, and their tokens.

Families whose rules name blocks and lines one by one (letters, reports) share this package. The
module `pieces` divides a view, a `Plan` has the kind of each piece, and `writer` makes the tokens.
"""
