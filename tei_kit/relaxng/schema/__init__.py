"""A schema as it is written: the XML syntax and the compact one read to the same nodes."""
