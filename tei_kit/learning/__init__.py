"""Learning: what texts with decisions have in common, as a profile."""
