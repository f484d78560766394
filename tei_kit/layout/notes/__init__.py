"""Notes: how they are marked and where they stand, found out by alignment (`find`)."""
