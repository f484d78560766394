"""The documentation of a schema: a site of one page for each of its parts (`site`), and the same in
words for a terminal (`reference`)."""
