"""The command line: words in, calls of the API, words out."""

import gc

GARBAGE_THRESHOLD = 100_000
"""How many new objects make Python look for garbage. Neither what is loaded nor what a document
becomes is any, and with Python's own 700 it is walked over and over while it grows."""

gc.set_threshold(GARBAGE_THRESHOLD)  # before the commands are loaded, which takes longest
