"""The decoded text of a document, with places and the hints of its format."""
