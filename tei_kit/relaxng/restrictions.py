"""The restrictions on simplified schemas (RELAX NG specification, chapter 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from tei_kit.diagnostics import SchemaError, diagnose
from tei_kit.relaxng.name_classes import Name, NameClass, overlap
from tei_kit.relaxng.names import local_of
from tei_kit.relaxng.patterns import (
    ATTRIBUTE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    GROUPED_ATTRIBUTE,
    INTERLEAVE,
    LIST,
    ONE_OR_MORE,
    OPEN_ATTRIBUTE,
    TEXT,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Value,
    parts_of,
)
from tei_kit.relaxng.simplification import Simplified

# Section 7.1: the patterns that must not stand in another pattern, and how messages call them.
_CALLED = {
    ATTRIBUTE: "an attribute",
    ELEMENT: "an element",
    LIST: "a list",
    TEXT: "text",
    DATA: "data or a value",
    GROUP: "a group",
    INTERLEAVE: "an interleave",
    ONE_OR_MORE: "oneOrMore",
    EMPTY: "empty",
}
_NOT_IN_ATTRIBUTE = ATTRIBUTE | ELEMENT
_NOT_IN_LIST = LIST | ELEMENT | ATTRIBUTE | TEXT | INTERLEAVE
_NOT_IN_EXCEPT = ATTRIBUTE | ELEMENT | LIST | TEXT | GROUP | INTERLEAVE | ONE_OR_MORE | EMPTY
_NOT_AT_START = ATTRIBUTE | DATA | LIST | TEXT | GROUP | INTERLEAVE | ONE_OR_MORE | EMPTY


class _ContentType(IntEnum):
    """The content types, which say what may be grouped (section 7.2); a choice has the highest
    content type of its options.
    """

    EMPTY = 0
    COMPLEX = 1
    SIMPLE = 2


def check(simplified: Simplified) -> None:
    """Check all patterns that can be reached from the start.

    Raises SchemaError (TK505) at the element whose content breaks a restriction.
    """
    held = simplified.start.holds & _NOT_AT_START
    if held:
        first = next(bit for bit in _CALLED if held & bit)
        place = simplified.place
        reason = f"the start has to be an element; it holds {_CALLED[first]} outside an element"
        raise SchemaError(diagnose("TK505", place, reason=reason))
    checker = _Checker()
    for element in simplified.elements:
        try:
            checker.check_content(element.content)
        except _BrokenError as broken:
            raise SchemaError(
                diagnose("TK505", element.place, reason=f"{broken} in {_named(element)}")
            ) from broken


class _BrokenError(Exception):
    """A restriction is broken; the text says how."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the attributes or elements of a pattern."""

    single: frozenset[str] = frozenset()
    others: tuple[NameClass, ...] = ()
    """The name classes that are not a single name."""


_NO_NAMES = _Names()


@dataclass(frozen=True, slots=True)
class _Checker:
    """Remembers the patterns that were checked: most patterns stand in many elements."""

    checked: set[Pattern] = field(default_factory=set)
    content_types: dict[Pattern, _ContentType] = field(default_factory=dict)
    attributes: dict[Pattern, _Names] = field(default_factory=dict)
    elements: dict[Pattern, _Names] = field(default_factory=dict)

    def check_content(self, content: Pattern) -> None:
        """The content of an element."""
        if content.holds & OPEN_ATTRIBUTE:
            raise _BrokenError("an attribute of any name is not in a oneOrMore (section 7.3)")
        self.check(content)
        self.content_type(content)

    def check(self, pattern: Pattern) -> None:
        if pattern in self.checked:
            return
        self.checked.add(pattern)
        match pattern:
            case Attribute():
                _prohibit(_NOT_IN_ATTRIBUTE, pattern.content, "an attribute")
                self.content_type(pattern.content)
            case List():
                _prohibit(_NOT_IN_LIST, pattern.content, "a list")
            case Data() if pattern.but is not None:
                _prohibit(_NOT_IN_EXCEPT, pattern.but, "the except of data")
            case OneOrMore() if pattern.holds & GROUPED_ATTRIBUTE:
                raise _BrokenError("a group with an attribute is in a oneOrMore (section 7.1.2)")
            case Group():
                self.names(pattern, self.attributes, _attribute_names)
            case Interleave():
                self.names(pattern, self.attributes, _attribute_names)
                self.names(pattern, self.elements, _element_names)
                if sum(1 for part in pattern.parts if part.holds & TEXT) > 1:
                    raise _BrokenError("text is in two parts of an interleave (section 7.4)")
        for part in parts_of(pattern):
            self.check(part)

    def content_type(self, pattern: Pattern) -> _ContentType:
        """The content type of a pattern (section 7.2)."""
        known = self.content_types.get(pattern)
        if known is None:
            known = self.content_types[pattern] = self._content_type(pattern)
        return known

    def _content_type(self, pattern: Pattern) -> _ContentType:
        match pattern:
            case Choice():
                return max(self.content_type(option) for option in pattern.options)
            case Group() | Interleave():
                return _grouped([self.content_type(part) for part in pattern.parts])
            case OneOrMore():
                return _grouped([self.content_type(pattern.content)] * 2)
            case Data() if pattern.but is not None:
                self.content_type(pattern.but)
                return _ContentType.SIMPLE
            case Data() | Value() | List():
                return _ContentType.SIMPLE
            case Attribute():
                return _ContentType.EMPTY
        return _ContentType.COMPLEX if pattern.holds & (ELEMENT | TEXT) else _ContentType.EMPTY

    def names(
        self,
        pattern: Pattern,
        known: dict[Pattern, _Names],
        own: Callable[[Pattern], NameClass | None],
    ) -> _Names:
        """The names of a pattern's attributes or elements (sections 7.3 and 7.4).

        Raises _BrokenError when two parts of a group or an interleave have one in common; a group
        may repeat an element.
        """
        found = known.get(pattern)
        if found is None:
            found = known[pattern] = self._names(pattern, known, own)
        return found

    def _names(
        self,
        pattern: Pattern,
        known: dict[Pattern, _Names],
        own: Callable[[Pattern], NameClass | None],
    ) -> _Names:
        class_ = own(pattern)
        if class_ is not None:
            if isinstance(class_, Name):
                return _Names(frozenset((class_.name,)))
            return _Names(others=(class_,))
        if isinstance(pattern, Element | Attribute | List | Data):
            return _NO_NAMES
        parts = [self.names(part, known, own) for part in parts_of(pattern)]
        if isinstance(pattern, Interleave) or (
            isinstance(pattern, Group) and own is _attribute_names
        ):
            _check_apart(parts, "attribute" if own is _attribute_names else "element")
        return _united(parts)


def _attribute_names(pattern: Pattern) -> NameClass | None:
    return pattern.names if isinstance(pattern, Attribute) else None


def _element_names(pattern: Pattern) -> NameClass | None:
    return pattern.names if isinstance(pattern, Element) else None


def _united(parts: Iterable[_Names]) -> _Names:
    some = [names for names in parts if names.single or names.others]
    if len(some) < 2:
        return some[0] if some else _NO_NAMES
    return _Names(
        frozenset().union(*(names.single for names in some)),
        tuple(dict.fromkeys(other for names in some for other in names.others)),
    )


def _check_apart(parts: Iterable[_Names], sort: str) -> None:
    """Raise _BrokenError when a name is in two of the parts."""
    single: set[str] = set()
    others: list[NameClass] = []
    for names in parts:
        twice = single & names.single
        if twice:
            raise _twice(sort, min(twice))
        for name in names.single:
            if any(overlap(Name(name), other) for other in others):
                raise _twice(sort, name)
        for other in names.others:
            if any(overlap(other, Name(name)) for name in single):
                raise _twice(sort, "")
            if any(overlap(other, before) for before in others):
                raise _twice(sort, "")
        single |= names.single
        others += names.others


def _twice(sort: str, name: str) -> _BrokenError:
    called = f'the {sort} "{local_of(name)}"' if name else f"an {sort} of the same name"
    if sort == "attribute":
        return _BrokenError(f"{called} may come twice (section 7.3)")
    return _BrokenError(f"{called} is in two parts of an interleave (section 7.4)")


def _grouped(types: list[_ContentType]) -> _ContentType:
    """The content type of patterns that stand together; simple content stands only with empty
    content.
    """
    types = [type_ for type_ in types if type_ is not _ContentType.EMPTY]
    if _ContentType.SIMPLE in types and len(types) > 1:
        raise _BrokenError("data is together with other content (section 7.2)")
    return types[0] if types else _ContentType.EMPTY


def _prohibit(bits: int, content: Pattern, where: str) -> None:
    held = content.holds & bits
    if held:
        first = next(bit for bit in _CALLED if held & bit)
        raise _BrokenError(f"{_CALLED[first]} may not be inside {where} (section 7.1)")


def _named(element: Element) -> str:
    return f'element "{local_of(element.name)}"' if element.name else "this element"
