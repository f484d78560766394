"""Many files at once: units of work, the runners that do them, and the manifest of records."""
