"""The elements, attributes and values that a state of the automaton still takes, for messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from tei_kit.relaxng.automaton import Automaton, State, first_elements
from tei_kit.relaxng.name_classes import NameClass, simple_names
from tei_kit.relaxng.patterns import (
    ATTRIBUTE,
    TEXT,
    Attribute,
    Choice,
    Data,
    List,
    Pattern,
    Value,
    parts_of,
)


@dataclass(frozen=True, slots=True)
class Expectation:
    """The elements and texts that may come next in an element."""

    names: tuple[str, ...]
    """The elements: those that lead on first, then those that may come again and again."""
    is_open: bool
    """Whether elements of other names may come as well: any name, or any of a namespace."""
    takes_text: bool
    may_end: bool


def next_content(state: State, automaton: Automaton) -> Expectation:
    """The elements and texts that may come next at a place in the content of an element."""
    classes = [element.names for pattern in state.patterns for element in first_elements(pattern)]
    leading_on = (
        step.by.names
        for pattern in state.patterns
        for steps in automaton.expected(pattern)
        for step in steps
        if step.rest is not pattern
    )
    return Expectation(
        names=_single((*leading_on, *classes)),
        is_open=any(not tuple(simple_names(names)) for names in classes),
        takes_text=any(pattern.holds & TEXT for pattern in state.patterns),
        may_end=bool(state.accepts),
    )


class Standing(Enum):
    """The places of an element that is not allowed where it stands."""

    NOWHERE = auto()
    """In no document of the schema."""
    ELSEWHERE = auto()
    """In other elements."""
    EARLIER = auto()
    """In the same element, before the content that is there already."""
    LATER = auto()
    """In the same element, after an element that is missing."""


def standing(state: State, beginning: State, name: str, automaton: Automaton) -> Standing:
    """The place in which an unexpected element may stand; `beginning` is where its parent's
    content began."""
    if automaton.may_come_later(state, name):
        return Standing.LATER
    if automaton.may_come_later(beginning, name):
        return Standing.EARLIER
    return Standing.ELSEWHERE if automaton.knows(name) else Standing.NOWHERE


def attribute_names(state: State) -> tuple[str, ...]:
    """The attributes that may still be given."""
    found: dict[Attribute, None] = {}
    for pattern in state.patterns:
        _add_attributes(pattern, found, set())
    return _single(attribute.names for attribute in found)


def missing_attributes(state: State) -> list[tuple[str, ...]]:
    """The attributes that have to be given; of each tuple one is enough."""
    return [names for names in _missing(state.patterns[0]) if names] if state.patterns else []


@dataclass(frozen=True, slots=True)
class Values:
    """The values that an attribute or element may have."""

    texts: tuple[str, ...]
    types: tuple[str, ...]
    """The names of the datatypes, with their patterns."""
    is_list: bool
    """Whether they may also be the words of a list."""


def values_of(patterns: Iterable[Pattern]) -> Values:
    """The values that match any of some patterns."""
    texts: dict[str, None] = {}
    types: dict[str, None] = {}
    is_list = False
    pending = list(patterns)[::-1]
    while pending:
        match pending.pop():
            case Value() as value:
                texts[value.text] = None
            case Data() as data:
                types[_called(data)] = None
            case inner:
                is_list = is_list or isinstance(inner, List)
                pending += reversed(parts_of(inner))
    return Values(tuple(texts), tuple(types), is_list)


def _called(data: Data) -> str:
    facets = ", ".join(f"{param.name} {param.value}" for param in data.params)
    return f"{data.datatype.name} ({facets})" if facets else data.datatype.name


def _single(classes: Iterable[NameClass]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in classes for name in simple_names(names)))


def _add_attributes(pattern: Pattern, found: dict[Attribute, None], seen: set[Pattern]) -> None:
    if isinstance(pattern, Attribute):
        found[pattern] = None
    elif pattern.holds & ATTRIBUTE and pattern not in seen:
        seen.add(pattern)
        for part in parts_of(pattern):
            _add_attributes(part, found, seen)


def _missing(pattern: Pattern) -> list[tuple[str, ...]]:
    """The attributes that a pattern asks for: all tuples, one name of each."""
    if isinstance(pattern, Attribute):
        return [tuple(simple_names(pattern.names))]
    if not pattern.holds & ATTRIBUTE or pattern.nullable:
        return []
    inside = [_missing(part) for part in parts_of(pattern)]
    if not isinstance(pattern, Choice):
        return [names for part in inside for names in part]
    if not all(inside):
        return []
    return [tuple(name for part in inside for names in part for name in names)]
