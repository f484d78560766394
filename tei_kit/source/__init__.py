"""The decoded text of a document, with places, and what its format says of it."""
