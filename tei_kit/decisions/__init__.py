"""Decisions: corrections of a person about a text, kept beside it and applied every time."""
