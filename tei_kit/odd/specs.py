"""Reading one specification element: elementSpec, classSpec, macroSpec, dataSpec, moduleSpec."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_kit.odd.model import (
    Attribute,
    AttributeList,
    AttributeReference,
    Description,
    Membership,
    Spec,
    Value,
    Values,
)
from tei_kit.odd.vocabulary import SPECS, Kind, Mode
from tei_kit.xml.names import TEI

_MODES = {mode.value: mode for mode in Mode}
_MODELS = frozenset({"model", "modelGrp", "modelSequence"})
_NOTHING: tuple[etree._Element, ...] = ()


class _Parts:
    """The children of an element by their names."""

    __slots__ = ("by_name",)

    def __init__(self, element: etree._Element) -> None:
        found: dict[str, list[etree._Element]] = {}
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag.startswith(TEI):
                found.setdefault(tag[len(TEI) :], []).append(child)
        self.by_name = found

    def all(self, name: str) -> tuple[etree._Element, ...]:
        return tuple(self.by_name[name]) if name in self.by_name else _NOTHING

    def first(self, name: str) -> etree._Element | None:
        return self.by_name[name][0] if name in self.by_name else None

    def text(self, name: str) -> str | None:
        element = self.first(name)
        return None if element is None else " ".join("".join(map(str, element.itertext())).split())

    def description(self) -> Description:
        return Description(
            self.all("equiv"),
            self.all("gloss"),
            self.all("desc"),
            self.all("exemplum"),
            self.all("remarks"),
            self.all("listRef"),
        )


def mode_of(element: etree._Element) -> Mode | None:
    """The @mode of an element; None without a mode, or for a mode that does not exist."""
    return _MODES.get(element.get("mode", ""))


def read_spec(element: etree._Element) -> Spec:
    """The record of a specification element. An @ident that is missing is read as empty."""
    kind = SPECS[str(element.tag)]
    parts = _Parts(element)
    ident = element.get("ident", "")
    classes = parts.all("classes")
    return Spec(
        kind,
        ident,
        element,
        parts.description(),
        element.get("module", ""),
        mode_of(element),
        _name(parts, ident),
        element.get("ns"),
        element.get("prefix"),
        element.get("type", "") if kind is Kind.CLASS else "",
        tuple(member for holder in classes for member in _memberships(holder)),
        mode_of(classes[0]) if classes else None,
        bool(classes),
        parts.first("content") if "content" in parts.by_name else _data_reference(parts, kind),
        _values(parts),
        _attribute_list(parts.all("attList")),
        parts.all("constraintSpec"),
        tuple(e for e in element if str(e.tag).removeprefix(TEI) in _MODELS),
        element.get("validUntil"),
    )


def _data_reference(parts: _Parts, kind: Kind) -> etree._Element | None:
    """The dataRef that older macroSpecs and dataSpecs have instead of a content."""
    return parts.first("dataRef") if kind in (Kind.DATA, Kind.MACRO) else None


def _name(parts: _Parts, ident: str) -> str:
    return parts.text("altIdent") or ident


def _memberships(holder: etree._Element) -> list[Membership]:
    return [
        Membership(e.get("key", ""), e, mode_of(e), e.get("min"), e.get("max"))
        for e in holder.iterchildren(f"{TEI}memberOf")
    ]


def _values(parts: _Parts) -> Values | None:
    element = parts.first("valList")
    return None if element is None else read_values(element)


def read_values(element: etree._Element) -> Values:
    """The record of a valList."""
    items = tuple(_value(item) for item in element.iterchildren(f"{TEI}valItem"))
    return Values(element.get("type", "open"), items, element, mode_of(element))


def _value(element: etree._Element) -> Value:
    parts = _Parts(element)
    ident = element.get("ident", "")
    return Value(
        ident,
        _name(parts, ident),
        parts.description(),
        element,
        mode_of(element),
        element.get("validUntil"),
    )


def _attribute_list(holders: Sequence[etree._Element]) -> AttributeList:
    if len(holders) == 1:
        return _read_list(holders[0])
    return AttributeList(tuple(_read_list(holder) for holder in holders))


def _read_list(element: etree._Element) -> AttributeList:
    items: list[Attribute | AttributeReference | AttributeList] = []
    for child in element:
        match child.tag:
            case "{http://www.tei-c.org/ns/1.0}attDef":
                items.append(_attribute(child))
            case "{http://www.tei-c.org/ns/1.0}attRef":
                items.append(AttributeReference(child.get("class"), child.get("name"), child))
            case "{http://www.tei-c.org/ns/1.0}attList":
                items.append(_read_list(child))
    return AttributeList(tuple(items), element.get("org") == "choice")


def _attribute(element: etree._Element) -> Attribute:
    parts = _Parts(element)
    ident = element.get("ident", "")
    return Attribute(
        ident,
        _name(parts, ident),
        element,
        parts.description(),
        mode_of(element),
        element.get("ns"),
        element.get("usage"),
        parts.first("datatype"),
        parts.text("defaultVal"),
        _values(parts),
        parts.all("valDesc"),
        parts.all("constraintSpec"),
        element.get("validUntil"),
    )
