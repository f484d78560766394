"""Changes of files that mend mistakes with one right answer; each module mends one sort."""
