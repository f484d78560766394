"""Results: TEI files that were made of sources, whether they are current, and whether they may
be replaced."""
