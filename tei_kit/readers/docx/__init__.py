"""DOCX to a flow of what its pages show."""
