"""Changes of files that mend what has one right answer, one sort of mistakes a module."""
