"""Values that xmlschema reads as Python does, and XML Schema does not (Part 2, chapter 3).

Python takes `1_000` and digits of any script for numbers, `1 2` for a decimal, and a no-break space
for white space between the words of a list; xmlschema takes names of the fifth edition of XML, as
no other validator does, and does not look for entities in the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias, cast

from lxml import etree

from tei_kit.relaxng.datatypes.xsd_types import TYPES, collapsed
from tei_kit.xml.names import XS

# Parts of xmlschema, whose classes differ between its versions
Component: TypeAlias = Any

# Signs in a value that Python reads otherwise: "1_000", "1 2", "٣"
_SUSPICIOUS = re.compile(r"[^\x00-\x7f]|_|\S\s+\S")
_READ_OTHERWISE = frozenset(
    ("decimal", "integer", "float", "double", "Name", "NCName", "NMTOKEN", "language")
)
_ENTITY = "ENTITY"
_DEEPEST = 50
"""A type is followed at most this many steps to the types that it is made of."""


def entities_of(tree: etree._ElementTree) -> frozenset[str]:
    """The names of the entities that a document declares."""
    declared = tree.docinfo.internalDTD
    if declared is None:
        return frozenset()
    return frozenset(str(each.name) for each in cast("Any", declared).iterentities())


def is_misread(datatype: Component, text: str, entities: frozenset[str]) -> bool:
    """Whether xmlschema takes a text for a value of a type that it is not."""
    if not _SUSPICIOUS.search(text) and not _is_made_of(datatype, _ENTITY):
        return False
    return not _allows(datatype, text, entities, 0) and _takes(datatype, text)


def is_beyond_measure(datatype: Component, text: str) -> bool:
    """Whether xmlschema cannot compute the value of a text."""
    try:
        datatype.text_is_valid(text)
    except ArithmeticError:
        return True
    except Exception:  # a text that is not of the type has a message of its own
        return False
    return False


def _takes(datatype: Component, text: str) -> bool:
    try:
        return bool(datatype.text_is_valid(text))
    except Exception:  # any error that a datatype raises on a text that is not of the type
        return False


def _allows(datatype: Component, text: str, entities: frozenset[str], depth: int) -> bool:
    """Whether a text is of a type as far as Python and XML Schema read it differently."""
    datatype = _simple(datatype)
    if datatype is None or depth > _DEEPEST:
        return True
    members, item = _parts(datatype)
    if members:
        return any(
            _takes(member, text) and _allows(member, text, entities, depth + 1)
            for member in members
        )
    if item is not None:
        words = collapsed(text).split(" ")
        return words == [""] or all(
            _takes(item, word) and _allows(item, word, entities, depth + 1) for word in words
        )
    name = _builtin(datatype)
    if name == _ENTITY:
        return collapsed(text) in entities
    return name not in _READ_OTHERWISE or TYPES[name].allows(text, {})


def _simple(datatype: Component) -> Component | None:
    """The simple type of a content; None for a type that has none."""
    if hasattr(datatype, "text_is_valid") and datatype.is_simple():
        return datatype
    content = getattr(datatype, "content", None)
    return content if content is not None and hasattr(content, "text_is_valid") else None


def _parts(datatype: Component) -> tuple[Sequence[Component], Component | None]:
    """The member types of a union, or the type of the items of a list, also of one restricted."""
    while datatype is not None:
        members = getattr(datatype, "member_types", None) or ()
        item = getattr(datatype, "item_type", None)
        if members or item is not None:
            return members, item
        datatype = datatype.base_type
    return (), None


def builtin_types(datatype: Component, depth: int = 0) -> list[str]:
    """The local names of the built-in types that a simple type is made of; those that its facets
    narrow are left out."""
    datatype = _simple(datatype)
    if datatype is None or depth > _DEEPEST:
        return []
    if str(datatype.name or "").startswith(XS):
        return [str(datatype.name).removeprefix(XS)]
    members, item = _parts(datatype)
    if item is not None:
        return []
    if members:
        found = [name for each in members for name in builtin_types(each, depth + 1)]
        return [*dict.fromkeys(found)]
    is_narrow = datatype.facets and not {*datatype.facets} <= {f"{XS}whiteSpace"}
    return (
        []
        if is_narrow or datatype.base_type is None
        else builtin_types(datatype.base_type, depth + 1)
    )


def _builtin(datatype: Component) -> str:
    """The local name of the nearest built-in type of those that are looked at; "" for others."""
    while datatype is not None:
        name = str(datatype.name or "")
        local = name.removeprefix(XS)
        if name.startswith(XS) and (local in _READ_OTHERWISE or local == _ENTITY):
            return local
        datatype = datatype.base_type
    return ""


def _is_made_of(datatype: Component, name: str, depth: int = 0) -> bool:
    datatype = _simple(datatype)
    if datatype is None or depth > _DEEPEST:
        return False
    members, item = _parts(datatype)
    if members or item is not None:
        return any(
            _is_made_of(each, name, depth + 1) for each in (*members, item) if each is not None
        )
    return _builtin(datatype) == name
