"""Many files at once: what one unit of work is, who does it, and what is remembered of it."""
