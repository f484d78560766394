"""Results: TEI files that were made of sources, and what may be done with them later."""
