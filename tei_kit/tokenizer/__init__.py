"""Source to tokens: each token says what a stretch of the text was taken for."""
