"""Decisions: corrections that people make to the reading of a text. A file keeps them, and every
conversion applies them."""
