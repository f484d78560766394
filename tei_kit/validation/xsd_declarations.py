"""Declarations of an XML Schema for an element of a document, looked up when the element is wrong.

An error of xmlschema has the place of the mistake and the broken part of the schema, and leaves the
rest to an English sentence. This module looks the rest up instead: the attribute with the wrong
value, the key that is not unique, the reference without a target.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from lxml import etree

from tei_kit.xml.names import XS, XSI

if TYPE_CHECKING:
    import xmlschema

# Parts of xmlschema, whose classes differ between its versions
Component: TypeAlias = Any

XSI_TYPE = f"{XSI}type"
_ID, _IDREF = f"{XS}ID", f"{XS}IDREF"


@dataclass(frozen=True, slots=True)
class Value:
    """The text of an attribute (or of an element, when `attribute` is None), and its datatype."""

    element: etree._Element
    attribute: str | None
    text: str
    datatype: Component


@dataclass(frozen=True, slots=True)
class Broken:
    """The way in which an element breaks an identity constraint."""

    kind: str
    """`repeated`, `missing` or `several` (a field that selects more than one value)."""
    constraint: str
    text: str
    """The value of a repeated key, the field of another."""


@dataclass(frozen=True, slots=True)
class Dangling:
    """A reference to a key that no element has."""

    element: etree._Element
    constraint: str
    text: str


class Declarations:
    """The declarations of the elements of one document."""

    def __init__(self, engine: xmlschema.XMLSchema) -> None:
        self._maps: Component = engine.maps
        self._any_type: Component = self._maps.types[f"{XS}anyType"]
        self._known: dict[etree._Element, Component | None] = {}

    # ------------------------------------------------------------------ elements and their types

    def of(self, element: etree._Element) -> Component | None:
        """The declaration of an element; None for an element that the schema does not declare."""
        unknown = []
        at: etree._Element | None = element
        while at is not None and at not in self._known:
            unknown.append(at)
            at = at.getparent()
        for each in reversed(unknown):  # from the root down, so that no depth is too much
            self._known[each] = self._found(each)
        return self._known[element]

    def names_in(self, namespace: str) -> frozenset[str]:
        """The local names of the elements that are declared outside of any other, in a namespace as
        lxml writes it: `{http://www.tei-c.org/ns/1.0}`."""
        return frozenset(
            str(name).removeprefix(namespace)
            for name in self._maps.elements
            if str(name).startswith(namespace)
        )

    def _found(self, element: etree._Element) -> Component | None:
        parent = element.getparent()
        if parent is None:
            return self._maps.elements.get(element.tag)
        match_element = getattr(self._content(parent), "match_element", None)
        declared = match_element(element.tag) if match_element else None
        if declared is None:
            return None
        if hasattr(declared, "process_contents"):  # a wildcard
            return self._maps.elements.get(element.tag)
        return declared.match(element.tag) or declared

    def _content(self, element: etree._Element) -> Component | None:
        return getattr(self.type_of(element), "content", None)

    def type_of(self, element: etree._Element) -> Component | None:
        """The type of an element: the type that its xsi:type names, or the declared type."""
        declared = self.of(element)
        if XSI_TYPE in element.attrib:
            base = self._any_type if declared is None else declared.type
            try:
                return self.named_type(element, base)
            except (KeyError, TypeError, ValueError):
                pass  # has a message of its own
        return None if declared is None else declared.type

    def named_type(self, element: etree._Element, base: Component) -> Component:
        """The type that an element's xsi:type names.

        Raises KeyError when the type does not exist, TypeError when it cannot take the place of the
        declared type.
        """
        namespaces = {prefix or "": uri for prefix, uri in element.nsmap.items()}
        return self._maps.get_instance_type(element.attrib[XSI_TYPE].strip(), base, namespaces)

    def has_type(self, element: etree._Element) -> bool:
        """Whether the schema has the type that an element's xsi:type names."""
        try:
            self.named_type(element, self._any_type)
        except (KeyError, ValueError):
            return False
        except TypeError:
            return True
        return True

    # ------------------------------------------------------------------ attributes and values

    def attribute(self, element: etree._Element, name: str) -> Component | None:
        """The declaration of an attribute; None for an attribute that is not declared."""
        group = self.attribute_group(element)
        declared = group.get(name) if group is not None else None
        return declared if declared is not None else self._maps.attributes.get(name)

    def attribute_group(self, element: etree._Element) -> Component | None:
        """The attributes that an element may have."""
        declared, kind = self.of(element), self.type_of(element)
        if declared is None or kind is None:
            return None
        return declared.get_attributes(kind)

    def is_attribute(self, name: str) -> bool:
        """Whether the schema declares an attribute of a name outside of any element."""
        return name in self._maps.attributes

    def undeclared_attributes(self, element: etree._Element) -> list[str]:
        """The attributes of an element that a wildcard lets in and no schema declares."""
        group = self.attribute_group(element)
        names = [str(name) for name in element.attrib]
        return [
            name
            for name in names
            if name not in self._maps.attributes and (group is None or name not in group)
        ]

    def values(self, element: etree._Element) -> Iterator[Value]:
        """The values of an element, in the order in which they are validated."""
        for name, text in element.attrib.items():
            declared = self.attribute(element, str(name))
            if declared is not None:
                yield Value(element, str(name), str(text), declared.type)
        kind = self.type_of(element)
        if kind is not None and (kind.is_simple() or kind.has_simple_content()):
            yield Value(element, None, element.text or "", kind)

    def references(self, root: etree._Element) -> list[Value]:
        """All values of type IDREF or IDREFS with a word that is no element's identifier."""
        every = [value for element in root.iter(etree.Element) for value in self.values(element)]
        identifiers = {value.text.strip() for value in every if is_of(value.datatype, _ID)}
        return [
            Value(value.element, value.attribute, word, value.datatype)
            for value in every
            if is_of(value.datatype, _IDREF)
            for word in value.text.split()
            if word not in identifiers
        ]

    def is_first_use(self, identifier: str, element: etree._Element) -> bool:
        """Whether an identifier is used for the first time, and once in its element."""
        uses = 0
        for each in element.getroottree().iter(etree.Element):
            values = [value for value in self.values(each) if is_of(value.datatype, _ID)]
            uses += sum(value.text.strip() == identifier for value in values)
            if each is element:
                break
        return uses < 2

    # ------------------------------------------------------------------ identity constraints

    def has_constraints(self, element: etree._Element) -> bool:
        """Whether an element has a key, or holds elements that have."""
        declared = self.of(element)
        if declared is None:
            return False
        return bool((declared.ref or declared).selected_by or declared.identities)

    def broken_constraints(self, element: etree._Element) -> list[Broken]:
        """The keys that an element lacks, repeats, or has more than one of."""
        declared = self.of(element)
        if declared is None:
            return []
        broken = []
        for constraint in sorted((declared.ref or declared).selected_by, key=_name):
            scope = self._scope(constraint, element)
            if scope is None or constraint.selector is None:
                continue
            found = self._breach(constraint, scope, element)
            if found is not None:
                broken.append(found)
        return broken

    def _scope(self, constraint: Component, element: etree._Element) -> etree._Element | None:
        for each in (element, *element.iterancestors()):
            if constraint in self._constraints(each):
                return each
        return None

    def _constraints(self, element: etree._Element) -> Sequence[Component]:
        declared = self.of(element)
        return [] if declared is None else [*declared.identities]

    def _breach(
        self, constraint: Component, scope: etree._Element, element: etree._Element
    ) -> Broken | None:
        from xmlschema.validators import XsdKey

        selected = _select(scope, constraint.selector)
        if element not in selected:
            return None
        fields = [_select(element, field) for field in constraint.fields]
        for field, nodes in zip(constraint.fields, fields, strict=True):
            if len(nodes) > 1:
                return Broken("several", constraint.local_name, field.path)
            if not nodes and isinstance(constraint, XsdKey):
                return Broken("missing", constraint.local_name, field.path)
        key = self._key(constraint, element)
        before = selected[: selected.index(element)]
        if any(self._key(constraint, other) == key for other in before):
            return Broken("repeated", constraint.local_name, _shown(fields))
        return None

    def dangling(self, scope: etree._Element) -> list[Dangling]:
        """The references of the constraints of an element that have no key, each value once."""
        from xmlschema.validators import XsdKeyref

        found = []
        references = [each for each in self._constraints(scope) if isinstance(each, XsdKeyref)]
        for constraint in cast("list[Component]", references):
            if constraint.selector is None:
                continue
            keys = {self._key(constraint.refer, each) for each in self._keyed(constraint, scope)}
            seen = set()
            for element in _select(scope, constraint.selector):
                key = self._key(constraint, element)
                if any(part is None for part in key) or key in keys or key in seen:
                    continue
                seen.add(key)
                text = _shown([_select(element, field) for field in constraint.fields])
                found.append(Dangling(element, constraint.refer.local_name, text))
        return found

    def _keyed(self, reference: Component, scope: etree._Element) -> Iterator[etree._Element]:
        """The elements that have the keys which a reference may name."""
        for each in (*scope.iterancestors(), *scope.iter(etree.Element)):
            if reference.refer in self._constraints(each):
                yield from _select(each, reference.refer.selector)

    def _key(self, constraint: Component, element: etree._Element) -> tuple[Hashable, ...]:
        """The values of the fields, as their datatypes compare them."""
        return tuple(
            next((self._comparable(node) for node in _select(element, field)), None)
            for field in constraint.fields
        )

    def _comparable(self, node: Component) -> Hashable:
        if isinstance(node, etree._Element):
            text, kind = node.text or "", self.type_of(node)
        else:
            declared = self.attribute(node.getparent(), node.attrname)
            text, kind = str(node), None if declared is None else declared.type
        try:
            value = text if kind is None else kind.text_decode(text)
            return value if isinstance(value, Hashable) else repr(value)
        except Exception:  # any error that a datatype raises on a text that is not of the type
            return text


def _select(element: etree._Element, path: Component) -> list[Component]:
    """The elements or attributes that the path of a selector or field of a constraint selects.

    The paths are a small part of XPath 1.0 (XML Schema Part 1, section 3.11.6).
    """
    namespaces = {prefix: uri for prefix, uri in path.namespaces.items() if prefix and uri}
    found = element.xpath(path.path, namespaces=namespaces)
    return [*found] if isinstance(found, list) else []


def _shown(fields: Sequence[Sequence[Component]]) -> str:
    texts = [
        (node.text or "" if isinstance(node, etree._Element) else str(node)).strip()
        for nodes in fields
        for node in nodes
    ]
    return ", ".join(texts)


def is_of(datatype: Component, name: str) -> bool:
    """Whether a datatype is the builtin type of a name, is derived from it, or is a list of such
    types.
    """
    while datatype is not None:
        if datatype.name == name:
            return True
        datatype = getattr(datatype, "item_type", None) or datatype.base_type
    return False


def _name(constraint: Component) -> str:
    return str(constraint.name)
