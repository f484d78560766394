"""DOCX to a flow of the blocks that its pages show."""
