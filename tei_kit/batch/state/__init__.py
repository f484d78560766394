"""What a batch remembers of its earlier runs, and the lock that keeps two apart."""
