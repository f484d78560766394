"""The files of which `tei-kit init` makes a project."""
