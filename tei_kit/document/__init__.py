"""Tokens to a Document: the content of the text, as plain data."""
