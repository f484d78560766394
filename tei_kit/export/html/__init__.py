"""A page to read, made by an XSLT stylesheet from a prepared tree."""
