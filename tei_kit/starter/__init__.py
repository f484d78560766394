"""The files that `tei-kit init` puts into a new project."""
