"""A Document as TEI P5: written, read back, compared and checked."""
