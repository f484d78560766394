"""HTML to a flow of the blocks that a page shows."""
