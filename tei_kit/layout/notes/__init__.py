"""Notes: their marks and their places in a text, found by alignment (`find`)."""
