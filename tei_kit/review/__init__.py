"""The review page: it shows the kind of each stretch of a text, for a person to correct."""
