"""A schema as it is written: the XML syntax and the compact syntax become the same nodes."""
