"""Advice on right mark-up in place of mistakes: habits of HTML and TEI P4, usual names, datatypes
and dates in words."""
