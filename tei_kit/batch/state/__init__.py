"""The memory of a batch of its earlier runs, and the lock that keeps two runs apart."""
