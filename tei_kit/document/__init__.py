"""Tokens to a Document: what the text holds, as plain data."""
