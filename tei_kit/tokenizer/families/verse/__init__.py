"""Verse: poems, hymns and songs in stanzas, with their headings.

`stanzas` and `unrhymed` find the rows that are lines of verse; `reader` makes the tokens.
"""
