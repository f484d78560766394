"""Rows out of TEI: turns, persons, notes and the rest, and what they count."""
