"""The reader of DOCX: it makes a flow of the blocks that the pages show."""
