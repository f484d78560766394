"""One text that is too large for memory, converted document by document."""
