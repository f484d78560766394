"""The documentation of a schema: a site of one page for each of its parts (`site`), and the
reference of a name for a terminal (`reference`)."""
