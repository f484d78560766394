"""Names of elements and attributes as one string: `http://www.tei-c.org/ns/1.0}p`, or `p`.

It is the string that expat gives when its separator is `}`: the namespace, a brace, the local name;
a name in no namespace is its local name. Equal names are equal strings.
"""

from __future__ import annotations

from tei_kit.xml.events import SEPARATOR
from tei_kit.xml.names import XML_NAMESPACE

__all__ = ["SEPARATOR", "XML_NAMESPACE", "expanded", "local_of", "namespace_of"]


def expanded(namespace: str, local: str) -> str:
    """The string of a name."""
    return f"{namespace}{SEPARATOR}{local}" if namespace else local


def namespace_of(name: str) -> str:
    """The namespace of a name; "" for a name without a namespace."""
    return name.rpartition(SEPARATOR)[0]


def local_of(name: str) -> str:
    """The local name of a name, with its prefix when it is one of XML's own: `p`, `xml:id`."""
    namespace, _, local = name.rpartition(SEPARATOR)
    return f"xml:{local}" if namespace == XML_NAMESPACE else local
