"""RELAX NG in the XML syntax, in a content or in a grammar beside the ODD -> patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tei_kit.odd.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    AnyName,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    Listed,
    Name,
    NameChoice,
    NameClass,
    NsName,
    Param,
    Pattern,
    Repeat,
    Value,
)
from tei_kit.xml.names import (
    ANNOTATIONS_NAMESPACE,
    RNG,
    TEI,
    XML_NAMESPACE,
    XSD_DATATYPES_NAMESPACE,
)

_SIGNS = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
_DOCUMENTATION = f"{{{ANNOTATIONS_NAMESPACE}}}documentation"
_DEFAULT = f"{{{ANNOTATIONS_NAMESPACE}}}defaultValue"

Refer = Callable[[etree._Element], "Pattern | None"]
"""Gives the pattern of the name of a ref; None when the schema has no such name."""
Other = Callable[[etree._Element], "Pattern | None"]
"""Gives the pattern of an element of TEI in RELAX NG."""


class RelaxReader:
    """Reads patterns. `namespace` is for names that have none of their own."""

    def __init__(self, refer: Refer, other: Other, namespace: str) -> None:
        self._refer = refer
        self._other = other
        self._namespace = namespace

    def pattern(self, element: etree._Element) -> Pattern | None:
        """The pattern of an element; None when all that it refers to is absent."""
        name = str(element.tag).removeprefix(RNG)
        match name:
            case "ref" | "parentRef":
                return self._refer(element)
            case "text":
                return TEXT
            case "empty":
                return EMPTY
            case "notAllowed":
                return NOT_ALLOWED
            case "choice":
                parts = self.all(element)
                return EMPTY if not parts else parts[0] if len(parts) == 1 else Choice(tuple(parts))
            case "group" | "div":
                return self._group(element)
            case "interleave":
                parts = self.all(element)
                return Interleave(tuple(parts)) if len(parts) > 1 else self._group(element)
            case "mixed":
                return Interleave((self._group(element), TEXT))
            case "optional" | "zeroOrMore" | "oneOrMore":
                parts = self.all(element)
                return Repeat(_SIGNS[name], _one(parts)) if parts else None
            case "list":
                return Listed(self._group(element))
            case "data":
                return self._data(element)
            case "value":
                library = _inherited(element, "datatypeLibrary") or XSD_DATATYPES_NAMESPACE
                return Value(element.text or "", "", element.get("type", ""), library)
            case "element":
                return Element(self._names(element, False), self._content(element, EMPTY))
            case "attribute":
                default = element.get(_DEFAULT, "")
                names = self._names(element, True)
                return Attribute(names, self._content(element, TEXT), _note(element), default)
        return None

    def all(self, element: etree._Element) -> list[Pattern]:
        """The patterns of the children of an element, where the schema has them."""
        found: list[Pattern] = []
        for child in element.iterchildren(f"{RNG}*", f"{TEI}*"):
            is_rng = str(child.tag).startswith(RNG)
            pattern = self.pattern(child) if is_rng else self._other(child)
            if pattern is not None:
                found.append(pattern)
        return found

    def _group(self, element: etree._Element) -> Pattern:
        return _one(self.all(element))

    def _content(self, element: etree._Element, otherwise: Pattern) -> Pattern:
        """The content of an element or attribute, behind its name class."""
        skip = element.get("name") is None
        parts: list[Pattern] = []
        for child in element.iterchildren(f"{RNG}*", f"{TEI}*"):
            if skip:
                skip = False
                continue
            is_rng = str(child.tag).startswith(RNG)
            pattern = self.pattern(child) if is_rng else self._other(child)
            if pattern is not None:
                parts.append(pattern)
        return _one(parts) if parts else otherwise

    def _data(self, element: etree._Element) -> Pattern:
        params = tuple(
            Param(param.get("name", ""), param.text or "")
            for param in element.iterchildren(f"{RNG}param")
        )
        but = element.find(f"{RNG}except")
        excepted = None if but is None else _alternatives(self.all(but))
        library = _inherited(element, "datatypeLibrary")
        return Data(
            element.get("type", "string"),
            params,
            excepted,
            XSD_DATATYPES_NAMESPACE if library is None else library,
        )

    def _names(self, element: etree._Element, is_attribute: bool) -> NameClass:
        name = element.get("name")
        if name is not None:
            return self._name(element, name, is_attribute)
        for child in element.iterchildren(f"{RNG}*"):
            return self._name_class(child)
        return Name("", "")

    def _name_class(self, element: etree._Element) -> NameClass:
        but = tuple(
            self._name_class(child)
            for holder in element.iterchildren(f"{RNG}except")
            for child in holder.iterchildren(f"{RNG}*")
        )
        match str(element.tag).removeprefix(RNG):
            case "anyName":
                return AnyName(but)
            case "nsName":
                return NsName(_inherited(element, "ns") or self._namespace, but)
            case "choice":
                children = element.iterchildren(f"{RNG}*")
                return NameChoice(tuple(self._name_class(child) for child in children))
        return self._name(element, (element.text or "").strip(), False)

    def _name(self, element: etree._Element, name: str, is_attribute: bool) -> Name:
        prefix, colon, local = name.strip().rpartition(":")
        if colon:
            known = XML_NAMESPACE if prefix == "xml" else element.nsmap.get(prefix, "")
            return Name(known, local)
        if is_attribute:
            return Name(element.get("ns", ""), local)
        namespace = _inherited(element, "ns")
        return Name(self._namespace if namespace is None else namespace, local)


def _one(parts: list[Pattern]) -> Pattern:
    if not parts:
        return EMPTY
    return parts[0] if len(parts) == 1 else Group(tuple(parts))


def _alternatives(parts: list[Pattern]) -> Pattern:
    if not parts:
        return NOT_ALLOWED
    return parts[0] if len(parts) == 1 else Choice(tuple(parts))


def _inherited(element: etree._Element, attribute: str) -> str | None:
    holder: etree._Element | None = element
    while holder is not None and str(holder.tag).startswith(RNG):
        value = holder.get(attribute)
        if value is not None:
            return value
        holder = holder.getparent()
    return None


def _note(element: etree._Element) -> str:
    note = element.find(_DOCUMENTATION)
    return "" if note is None else " ".join("".join(map(str, note.itertext())).split())


def components(element: etree._Element) -> Iterator[etree._Element]:
    """The defines, starts and includes of a grammar, those in divs too."""
    for child in element.iterchildren(f"{RNG}*"):
        if child.tag == f"{RNG}div":
            yield from components(child)
        else:
            yield child
