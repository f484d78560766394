"""Decisions: what a person has put right about a text, kept beside it and applied every time."""
