"""The limits of documents and schemas, all in one place.

Documents and schemas come from anywhere. Each limit lies far beyond the needs of an edition and
ends in a message; without it a small file could keep a machine busy, or fill its memory. Sizes of
caches and of messages are not limits in this sense and stand where they are used.
"""

from __future__ import annotations

# Documents

LONGEST_TOKEN = 1 << 25
"""The bytes of one tag, comment or instruction of a document that is streamed."""
LONGEST_TOKEN_AT_BEGINNING = 1 << 23
"""The bytes of one where only the beginning of a document is read, for the schemas that it
names."""
LONGEST_DATA = 1 << 26
"""The characters of an element's text, when RELAX NG compares it with a datatype."""
MOST_ERRORS = 1000
"""The errors of a document that RELAX NG lists."""

# RELAX NG schemas

DEEPEST_SCHEMA = 200
"""The deepest nesting of elements in a schema; later steps recurse over them."""
MOST_INCLUSIONS = 2000
"""The inclusions of a schema in all: each may include further ones."""

# Schematron schemas

MOST_RULE_INCLUSIONS = 1000
DEEPEST_RULE_INCLUSION = 50

# XML Schema, with which xmlschema takes a time that grows with the square

MOST_PARTICLES = 100_000
"""The particles of a content model once its groups are written out."""
MOST_LOOSE_PARTICLES = 150
"""The particles of a content model that are optional or repeated, and are given to libxml2, which
takes a time that grows with their cube."""
MOST_ATTRIBUTES = 2_000
"""The attributes of an element of a document."""
MOST_NAMESPACE_DECLARATIONS = 2_000
"""The declarations of namespaces in a document."""
MOST_CHILDREN = 20_000
"""The children of an element among which all wrong ones are looked for, and not only the first."""
