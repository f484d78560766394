"""The messages of DTDs: errors of libxml2 become diagnostics in our words.

A mistake is recognized by libxml2's number for it and by its place in the document. The number
stands for the sort of mistake; its attribute, child or identifier is looked up in the DTD again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from lxml import etree

from tei_kit.advice import usual, wording
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.relaxng.datatypes import xml_names
from tei_kit.validation import dtd_content as content
from tei_kit.validation import tei_advice
from tei_kit.validation.tei_advice import on_element, with_advice
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import XML, XML_ID

_HEADER = "teiHeader"
"""An element that a DTD of TEI has, and no other."""
_DATATYPES: Mapping[str, str] = {
    "id": "ID",
    "idref": "IDREF",
    "idrefs": "IDREFS",
    "nmtoken": "NMTOKEN",
}
"""The types of XML Schema like those of DTDs."""
_MOST_OPTIONS = 8
_MOST_NAMES = 12
_LONGEST_MODEL = 5_000

# Declarations of lxml's DTD, for which it has no public classes
Declaration: TypeAlias = Any

_UNKNOWN_ELEMENT = "DTD_UNKNOWN_ELEM"
_WRONG_CONTENT, _WRONG_CHILD = "DTD_CONTENT_MODEL", "DTD_INVALID_CHILD"

_OCCURRENCES: Mapping[str, str] = {"once": "", "opt": "?", "mult": "*", "plus": "+"}


class Messages:
    """Puts the mistakes of one document into words."""

    def __init__(self, engine: etree.DTD, tree: etree._ElementTree) -> None:
        every: Iterable[Declaration] = engine.iterelements()  # type: ignore[attr-defined]
        self._declared = {_qualified(each): each for each in every}
        # lxml drops the prefixes in content models.
        self._full_names = {str(each.name): name for name, each in self._declared.items()}
        self._tree = tree
        self._file = xmlfile.name_of(tree)
        self._places = positions.Locator(tree)
        self._told: Counter[tuple[str, str]] = Counter()
        self._identifiers: frozenset[str] | None = None

    def diagnostics(self, entries: Iterable[etree._LogEntry]) -> list[Diagnostic]:
        """A diagnostic (TK510) for each error of libxml2; it finds some mistakes twice.

        A content that is right but for children that no schema declares has no message of its own:
        the children have theirs.
        """
        every = [*entries]
        strange = {str(e.path) for e in every if e.type_name == _UNKNOWN_ELEMENT}
        found = {
            (entry.path, self._diagnostic(entry)): None
            for entry in every
            if entry.type_name != _WRONG_CONTENT or not self._is_due_to(strange, str(entry.path))
        }
        return [diagnostic for _, diagnostic in found if diagnostic is not None]

    def _is_due_to(self, strange: Collection[str], path: str) -> bool:
        """Whether the content of an element is right without the children at some paths."""
        element = self._element(path)
        declared = None if element is None else self._declared.get(name_of(element))
        if element is None or declared is None:
            return False
        texts = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in texts):
            return False
        names = [name_of(child) for child in element.iterchildren(etree.Element)]
        known = [name for name in names if name in self._declared]
        if len(known) == len(names) or not any(each.startswith(f"{path}/") for each in strange):
            return False
        meant = [name if name in self._declared else tei_advice.in_tei(name) for name in names]
        return any(
            content.allows(declared.content, [name.rpartition(":")[2] for name in each])
            for each in (known, meant if self._names_of_tei() else known)
        )

    def _diagnostic(self, entry: etree._LogEntry) -> Diagnostic | None:
        """The diagnostic of an error; None for an error that another message tells."""
        path, number = str(entry.path), str(entry.type_name)
        at = self._told[path, number]
        self._told[path, number] += 1
        element = self._element(path)
        place = Place(self._file, max(entry.line, 1))
        if isinstance(element, etree._Element):
            place = self._places.place(element)
        told = [] if element is None else self._on(number, element, place)
        if at < len(told):
            return told[at]
        reason = " ".join(entry.message.split()).rstrip(".")
        return diagnose("TK510", place, reason=reason)

    def _element(self, path: str) -> etree._Element | None:
        prefixes = {
            str(prefix): uri
            for element in (self._tree.iter(etree.Element) if ":" in path else ())
            for prefix, uri in element.nsmap.items()
            if prefix
        }
        try:
            found = self._tree.xpath(path, namespaces=prefixes)
        except etree.XPathError:
            return None
        return found[0] if isinstance(found, list) and found else None  # type: ignore[return-value]

    def _on(
        self, number: str, element: etree._Element, place: Place
    ) -> Sequence[Diagnostic | None]:
        """All mistakes of a number in an element, in the order in which libxml2 finds them."""
        name = f'"{name_of(element)}"'
        declared = self._declared.get(name_of(element))
        simple = _SIMPLE.get(number)
        if simple is not None:
            told = diagnose("TK510", place, simple, element=name)
            return [with_advice(told, self._advice_on(element)) if simple == "undeclared" else told]
        if number == _WRONG_CHILD and declared is not None:
            return [*self._children(element, declared)]
        way = _WAYS.get(number)
        if way is None or declared is None:
            return []
        return [
            None
            if variant == "missing-attribute" and self._is_meant(element, details["attribute"])
            else with_advice(
                diagnose("TK510", place, variant, **{"element": name, **details}),
                self._advice_on_attribute(element, declared, variant, details),
            )
            for variant, details in way(self, element, declared)
        ]

    def _is_meant(self, element: etree._Element, missing: str) -> bool:
        """Whether an attribute that is missing is there under another name."""
        local = etree.QName(element).localname
        return bool(self._names_of_tei()) and any(
            tei_advice.is_meant(name, local, missing) for name in _given(element)
        )

    def _advice_on_attribute(
        self,
        element: etree._Element,
        declared: Declaration,
        variant: str,
        details: Mapping[str, str],
    ) -> str:
        name = details.get("attribute", "").strip('"')
        every = {_qualified(each): each for each in declared.iterattributes()}
        if variant == "unexpected-attribute" and self._names_of_tei():
            allowed = [each for each in every if each not in _given(element)]
            return wording.on_attribute(name, etree.QName(element).localname, allowed)
        if variant == "value-options":
            options = [f'"{each}"' for each in every[name].values()]
            return f"expected {_any_of(options)}"
        if variant == "value-form":
            types = [_DATATYPES[every[name].type]] if every[name].type in _DATATYPES else []
            return wording.on_value(types, details["value"].strip('"'), name)
        return ""

    # ------------------------------------------------------------------ content

    def _content(self, element: etree._Element, declared: Declaration) -> Iterator[_Found]:
        expected = self._model(declared.content, is_outermost=True)
        if len(expected) > _LONGEST_MODEL:
            expected = f"{expected[:_LONGEST_MODEL]} ..."
        yield "content", {"expected": expected, "found": _children(element)}

    def _children(
        self, element: etree._Element, declared: Declaration
    ) -> Iterator[Diagnostic | None]:
        """The children that are not allowed in mixed content; None for a child that is not
        declared, which has a message of its own."""
        allowed = {self._full_name(local) for local in _names(declared.content)}
        for child in element.iterchildren(etree.Element):
            name = name_of(child)
            if name in allowed:
                continue
            place = self._places.place(child)
            told = diagnose("TK510", place, "child", element=f'"{name}"')
            yield told if name in self._declared else None

    def _advice_on(self, element: etree._Element) -> str:
        """The advice on an element that is not declared, in DTDs of TEI."""
        parent = element.getparent()
        declared = None if parent is None else self._declared.get(name_of(parent))
        expected = [] if declared is None else [*dict.fromkeys(_names(declared.content))]
        return on_element(str(element.tag), expected, self._names_of_tei())

    def _names_of_tei(self) -> Collection[str]:
        return self._full_names.keys() if _HEADER in self._full_names else ()

    def _model(self, part: Declaration, *, is_outermost: bool = False) -> str:
        """A content model as DTDs write it: `(page+ , index?)`."""
        occurrence = _OCCURRENCES[part.occur]
        if part.type in ("seq", "or"):
            separator = " , " if part.type == "seq" else " | "
            parts = [self._model(each) for each in _flat(part)]
            if part.type == "or" and len(parts) > usual.MOST_LISTED:
                likeliest = usual.elements_first(parts)[: usual.LIKELIEST]
                parts = [*likeliest, f"{len(parts) - len(likeliest)} others"]
            return f"({separator.join(parts)}){occurrence}"
        name = "#PCDATA" if part.type == "pcdata" else self._full_name(part.name)
        return f"({name}{occurrence})" if is_outermost else f"{name}{occurrence}"

    def _full_name(self, local: str) -> str:
        return self._full_names.get(local, local)

    # ------------------------------------------------------------------ attributes

    def _unknown_attribute(
        self, element: etree._Element, declared: Declaration
    ) -> Iterator[_Found]:
        names = {_qualified(each) for each in declared.iterattributes()}
        for name in _given(element):
            if name not in names:
                yield "unexpected-attribute", {"attribute": f'"{name}"'}

    def _missing_attribute(
        self, element: etree._Element, declared: Declaration
    ) -> Iterator[_Found]:
        given = _given(element)
        for each in declared.iterattributes():
            if each.default == "required" and _qualified(each) not in given:
                yield "missing-attribute", {"attribute": f'"{_qualified(each)}"'}

    def _fixed_value(self, element: etree._Element, declared: Declaration) -> Iterator[_Found]:
        given = _given(element)
        for each in declared.iterattributes():
            name = _qualified(each)
            if each.default == "fixed" and given.get(name, each.default_value) != (
                each.default_value
            ):
                details = {"attribute": f'"{name}"', "value": f'"{each.default_value}"'}
                yield "value-fixed", details

    def _wrong_value(self, element: etree._Element, declared: Declaration) -> Iterator[_Found]:
        known = {_qualified(each): each for each in declared.iterattributes()}
        for name, value in _given(element).items():
            each = known.get(name)
            if each is None:
                continue
            details = {"attribute": f'"{name}"', "value": f'"{value}"'}
            if each.type != "enumeration" and not _has_form(each.type, value):
                yield "value-form", details
            if each.type == "enumeration" and value not in each.values():
                yield "value-options", details
            if each.default == "fixed" and value != each.default_value:
                yield "value-fixed", {**details, "value": f'"{each.default_value}"'}

    def _repeated_identifier(
        self, element: etree._Element, declared: Declaration
    ) -> Iterator[_Found]:
        for value in _values_of_type(element, declared, ("id",)).values():
            yield "repeated-identifier", {"identifier": f'"{value}"'}

    def _unknown_identifier(
        self, element: etree._Element, declared: Declaration
    ) -> Iterator[_Found]:
        if self._identifiers is None:
            self._identifiers = frozenset(self._all_identifiers())
        for name, value in _values_of_type(element, declared, ("idref", "idrefs")).items():
            for word in value.split():
                if word not in self._identifiers:
                    details = {"attribute": f'"{name}"', "identifier": f'"{word}"'}
                    yield "unknown-identifier", details

    def _all_identifiers(self) -> Iterator[str]:
        for element in self._tree.iter(etree.Element):
            declared = self._declared.get(name_of(element))
            if declared is not None:
                yield from _values_of_type(element, declared, ("id",)).values()
            if XML_ID in element.attrib:
                yield str(element.attrib[XML_ID])


_Found: TypeAlias = "tuple[str, Mapping[str, str]]"
_Way: TypeAlias = "Callable[[Messages, etree._Element, Declaration], Iterator[_Found]]"

# libxml2's numbers by their names, and the sentences of TK510 that need no more than the element
_SIMPLE: Mapping[str, str] = {
    "DTD_UNKNOWN_ELEM": "undeclared",
    "DTD_NOT_EMPTY": "not-empty",
    "DTD_NOT_PCDATA": "elements-in-text",
}
_WAYS: Mapping[str, _Way] = {
    "DTD_CONTENT_MODEL": Messages._content,
    "DTD_UNKNOWN_ATTRIBUTE": Messages._unknown_attribute,
    "DTD_MISSING_ATTRIBUTE": Messages._missing_attribute,
    "DTD_ATTRIBUTE_DEFAULT": Messages._fixed_value,
    "DTD_ELEM_DEFAULT_NAMESPACE": Messages._fixed_value,
    "DTD_ATTRIBUTE_VALUE": Messages._wrong_value,
    "DTD_ID_REDEFINED": Messages._repeated_identifier,
    "DTD_UNKNOWN_ID": Messages._unknown_identifier,
}


# ------------------------------------------------------------------ names and values


def _qualified(declared: Declaration) -> str:
    return f"{declared.prefix}:{declared.name}" if declared.prefix else str(declared.name)


def name_of(element: etree._Element) -> str:
    """The name of an element with its prefix, as a DTD sees it."""
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _given(element: etree._Element) -> dict[str, str]:
    """The attributes and declarations of namespaces of an element, by their names with prefixes."""
    prefixes = {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
    named = {}
    for name, value in element.attrib.items():
        uri, _, local = str(name).rpartition("}")
        prefix = "xml" if f"{uri}}}" == XML else prefixes.get(uri.lstrip("{"))
        named[f"{prefix}:{local}" if prefix else local] = str(value)
    parent = element.getparent()
    around = {} if parent is None else parent.nsmap
    for own, uri in element.nsmap.items():
        if around.get(own) != uri:
            named[f"xmlns:{own}" if own else "xmlns"] = uri
    return named


def _values_of_type(
    element: etree._Element, declared: Declaration, types: Sequence[str]
) -> dict[str, str]:
    names = {_qualified(each) for each in declared.iterattributes() if each.type in types}
    return {name: value for name, value in _given(element).items() if name in names}


def _has_form(kind: str, value: str) -> bool:
    """Whether a value has the form of its attribute type (XML 1.0, section 3.3.1)."""
    if kind in ("id", "idref", "entity", "notation"):
        return xml_names.is_name(value)
    words = value.split(" ")
    if kind in ("idrefs", "entities"):
        return all(xml_names.is_name(word) for word in words)
    if kind == "nmtoken":
        return xml_names.is_nmtoken(value)
    return kind != "nmtokens" or all(xml_names.is_nmtoken(word) for word in words)


def _any_of(options: Sequence[str]) -> str:
    """`"a", "b" or "c"`; of many the first, and the number of the others."""
    shown = [*options]
    if len(shown) > _MOST_OPTIONS:
        shown = [*shown[: usual.LIKELIEST], f"{len(shown) - usual.LIKELIEST} others"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


# ------------------------------------------------------------------ content models


def _flat(part: Declaration) -> Iterator[Declaration]:
    """The parts of a sequence or choice, which libxml2 nests to the right."""
    at = part
    while True:
        yield at.left
        rest = at.right
        if rest is None:
            return
        if rest.type != part.type or rest.occur != "once":
            yield rest
            return
        at = rest


def _names(part: Declaration) -> Iterator[str]:
    """The local names of the elements that a content model names."""
    pending = [part]
    while pending:
        at = pending.pop()
        if at is None:
            continue
        if at.type == "element":
            yield str(at.name)
        pending += [at.left, at.right]


def _children(element: etree._Element) -> str:
    """The content of an element: the names of its children, and `text`; of many, the first."""
    shown = ["text"] if (element.text or "").strip() else []
    for child in element.iterchildren(etree.Element):
        shown.append(name_of(child))
        if (child.tail or "").strip():
            shown.append("text")
    more = len(shown) - _MOST_NAMES
    listed = ", ".join(shown[:_MOST_NAMES])
    return f"{listed} and {more} more" if more > 0 else listed or "nothing"
