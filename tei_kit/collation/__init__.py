"""Collation: the text of a TEI file against the text that it should have.

`compare` tells how the text of a TEI file differs from a source; `graft` puts the mark-up of a
tagged copy onto the source's own words. Both read the TEI (`reading`), align its text with the
source's (`alignment`), and find out which signs of the source the mark-up stands for (`signs`).
"""
