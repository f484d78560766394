"""What `tei-kit init` makes a project of."""
