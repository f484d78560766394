"""Verse: poems, hymns and songs in stanzas, with their headings.

`stanzas` finds out which rows that stand together are lines of verse; `reader` makes the tokens.
"""
