"""Source to tokens: what each stretch of the text was taken for."""
