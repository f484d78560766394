"""Pieces: blocks and short lines of a text, the kinds that they are planned to have, and their
tokens.

Families whose rules name blocks and lines one by one (letters, reports) share this: `pieces` takes
a view apart, a `Plan` says what each piece is, `writer` makes the tokens.
"""
