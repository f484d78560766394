"""A TEI document as Markdown."""
