"""The page on which a person sees what each stretch of a text was taken for, and puts it right."""
