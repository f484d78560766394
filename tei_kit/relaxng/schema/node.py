"""A RELAX NG schema as it is written: elements of the XML syntax, before any simplification.

Both readers, of the XML syntax and of the compact syntax, give this tree; simplification turns it
into patterns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """An element of RELAX NG's namespace in a schema.

    Annotations are left out: elements and attributes of other namespaces, comments and
    instructions (RELAX NG specification, section 4.1).
    """

    name: str
    """The local name: `element`, `zeroOrMore`, `define`."""
    attributes: dict[str, str]
    """The attributes in no namespace, with their values as written."""
    file: str
    """The file that the element stands in; also the base of its relative references."""
    line: int
    """The line of its start tag, from 1."""
    column: int
    """The column of its start tag, in characters from 1."""
    namespaces: Mapping[str, str]
    """The namespaces in scope, by prefix ("" is the default namespace)."""
    children: list[Node] = field(default_factory=list)
    text: str = ""
    """The character data directly inside, as written: of `name`, `value` and `param`."""
    base: str = ""
    """The xml:base in force, resolved against the file; "" without an xml:base."""
