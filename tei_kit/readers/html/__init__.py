"""The reader of HTML: it makes a flow of the blocks that a page shows."""
