"""Advice on what to write instead: habits of HTML and TEI P4, usual names, datatypes and dates in
words."""
