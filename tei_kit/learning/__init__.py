"""Learning: makes a profile of the decisions that several texts have in common."""
