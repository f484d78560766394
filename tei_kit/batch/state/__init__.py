"""The manifest, with the records of earlier runs, and the lock against two runs at once."""
