"""Identifiers and references to them (RELAX NG DTD Compatibility, section 5: ID/IDREF soundness).

The specification of RELAX NG itself knows nothing of identifiers: a datatype such as `xsd:ID` only
says what a value looks like. With this part a schema says for each element and attribute whether it
is an identifier, and a document is checked for identifiers that stand twice and for references
without an identifier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tei_kit.diagnostics import SchemaError, diagnose
from tei_kit.relaxng.datatypes.protocol import IdType
from tei_kit.relaxng.name_classes import Name, NameChoice, NameClass, contains
from tei_kit.relaxng.names import local_of
from tei_kit.relaxng.patterns import (
    ATTRIBUTE,
    SIMPLE,
    Attribute,
    Data,
    Element,
    Pattern,
    Value,
    parts_of,
)
from tei_kit.relaxng.simplification import Simplified

IdTypes = Mapping[str, Mapping[str, IdType]]
"""The attributes that are identifiers or references, by the name of the element."""


def id_types(simplified: Simplified) -> IdTypes:
    """The attributes that are identifiers or refer to identifiers, by the names of their elements.

    Raises SchemaError (TK505) when the schema does not say so for sure (section 5.2): data of such
    a type stands somewhere else than directly in an attribute, a name class does not list its
    names, or an attribute of an element has two types.
    """
    finder = _Finder()
    for element in simplified.elements:
        finder.look_into(element)
    finder.compare()
    return finder.found


@dataclass(frozen=True, slots=True)
class _Seen:
    """An attribute that is not an identifier, and the element that it stands on."""

    element: Element
    names: NameClass


@dataclass(slots=True)
class _Finder:
    found: dict[str, dict[str, IdType]] = field(default_factory=dict)
    others: list[_Seen] = field(default_factory=list)
    _attributes: dict[Pattern, tuple[Attribute, ...]] = field(default_factory=dict)
    _has_ids: dict[Pattern, bool] = field(default_factory=dict)

    def look_into(self, element: Element) -> None:
        if self._has_id_data(element.content):
            raise _wrong(element, "data of the type ID, IDREF or IDREFS is not in an attribute")
        for attribute in self._attributes_of(element.content):
            self._note(element, attribute)

    def compare(self) -> None:
        """Look for attributes that are identifiers in one place and something else in another."""
        for seen in self.others:
            for name in _listed(seen.element.names, self.found):
                for attribute in _listed(seen.names, self.found[name]):
                    raise _conflict(seen.element, attribute)

    def _note(self, element: Element, attribute: Attribute) -> None:
        content = attribute.content
        id_type = _id_type(content)
        if any(self._has_id_data(part) for part in (parts_of(content) if id_type else (content,))):
            reason = "data of the type ID, IDREF or IDREFS is not all that an attribute holds"
            raise _wrong(element, reason)
        if id_type is None:
            self.others.append(_Seen(element, attribute.names))
            return
        if not isinstance(attribute.names, Name):
            raise _wrong(element, f"an attribute of the type {id_type} has more than one name")
        for name in _single(element):
            types = self.found.setdefault(name, {})
            if types.setdefault(attribute.names.name, id_type) is not id_type:
                raise _conflict(element, attribute.names.name)

    def _attributes_of(self, pattern: Pattern) -> tuple[Attribute, ...]:
        """The attributes of an element's content, each once."""
        if isinstance(pattern, Attribute):
            return (pattern,)
        if not pattern.holds & ATTRIBUTE:
            return ()
        known = self._attributes.get(pattern)
        if known is None:
            inside = (one for part in parts_of(pattern) for one in self._attributes_of(part))
            known = self._attributes[pattern] = tuple(dict.fromkeys(inside))
        return known

    def _has_id_data(self, pattern: Pattern) -> bool:
        """Whether data of such a type is in a pattern, outside its attributes and elements."""
        if isinstance(pattern, Element | Attribute) or not pattern.holds & SIMPLE:
            return False
        if _id_type(pattern) is not None:
            return True
        known = self._has_ids.get(pattern)
        if known is None:
            known = any(self._has_id_data(part) for part in parts_of(pattern))
            self._has_ids[pattern] = known
        return known


def _id_type(pattern: Pattern) -> IdType | None:
    return pattern.datatype.id_type if isinstance(pattern, Data | Value) else None


def _single(element: Element) -> list[str]:
    """The names of an element with an identifier: they have to be single ones."""
    names: list[str] = []
    pending: list[NameClass] = [element.names]
    while pending:
        match pending.pop():
            case Name() as one:
                names.append(one.name)
            case NameChoice() as some:
                pending += some.options
            case _:
                raise _wrong(element, "an element of any name has an attribute of the type ID")
    return names


def _listed(names: NameClass, table: Mapping[str, object]) -> list[str]:
    """The names of a table that are in a name class."""
    if isinstance(names, Name):
        return [names.name] if names.name in table else []
    return [name for name in table if contains(names, name)]


def _conflict(element: Element, attribute: str) -> SchemaError:
    name = local_of(attribute)
    reason = f'the attribute "{name}" is an identifier or a reference in one place, not in another'
    return _wrong(element, reason)


def _wrong(element: Element, reason: str) -> SchemaError:
    rest = "; turn the check of identifiers off (ids=False) to use the schema nevertheless"
    return SchemaError(diagnose("TK505", element.place, reason=reason + rest))
