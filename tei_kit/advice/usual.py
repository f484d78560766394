"""The elements and attributes of TEI that are used most, in this order.

When a schema allows hundreds of names, a message tells those that people are most likely to mean.
"""

from __future__ import annotations

from collections.abc import Iterable

ELEMENTS = (
    *(
        "p",
        "div",
        "item",
        "cell",
        "head",
        "list",
        "lg",
        "l",
        "sp",
        "note",
        "hi",
        "quote",
        "table",
        "row",
    ),
    *("ab", "title", "persName", "placeName", "date", "ref", "name", "seg", "lb", "pb"),
    *("figure", "graphic", "opener", "closer", "dateline", "salute", "signed", "label", "stage"),
    *("speaker", "front", "body", "back", "text", "teiHeader", "fileDesc", "titleStmt"),
    *("publicationStmt", "sourceDesc", "publisher", "author", "editor", "respStmt", "idno"),
    *("availability", "bibl", "msDesc", "profileDesc", "langUsage", "listPerson", "person"),
    *("encodingDesc", "revisionDesc", "change", "address", "addrLine", "postscript", "trailer"),
)
ATTRIBUTES = (
    *("type", "n", "xml:id", "rend", "when", "target", "ref", "key", "who", "xml:lang", "place"),
    *("subtype", "facs", "url", "from", "to", "unit", "role", "cert", "resp", "corresp", "ana"),
)

_RANK_OF_ELEMENTS = {name: at for at, name in enumerate(ELEMENTS)}
_RANK_OF_ATTRIBUTES = {name: at for at, name in enumerate(ATTRIBUTES)}


MOST_LISTED = 6
"""A message lists at most this many names."""
LIKELIEST = 3
"""At most this many names are told as the likeliest of many."""


def elements_first(names: Iterable[str]) -> list[str]:
    """Local names of elements, the usual ones first; the others stay in their order behind."""
    return sorted(names, key=lambda name: _RANK_OF_ELEMENTS.get(name, len(ELEMENTS)))


def attributes_first(names: Iterable[str]) -> list[str]:
    """Names of attributes, the usual ones first; the others stay in their order behind."""
    return sorted(names, key=lambda name: _RANK_OF_ATTRIBUTES.get(name, len(ATTRIBUTES)))
