"""From the source to tokens: each token names the kind of a stretch of the text."""
