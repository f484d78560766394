"""The command line: words in, calls of the API, words out."""
