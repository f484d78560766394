"""HTML to a flow of what a page shows."""
