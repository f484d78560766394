"""The grammar that an ODD becomes, as a tree that every schema language is written from.

The patterns are those of RELAX NG (ISO/IEC 19757-2) before simplification, with references by
name, so that the grammar stays as readable as the ODD.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tei_kit.record import record
from tei_kit.xml.names import XSD_DATATYPES_NAMESPACE


@record
class Text:
    """Any text; it may be empty."""


@record
class Empty:
    """The empty content."""


@record
class NotAllowed:
    """The pattern that nothing satisfies."""


@record
class Ref:
    """The definition of a name."""

    name: str


@record
class Choice:
    """One of the parts. A part of a list of values may have its description in `notes`."""

    parts: tuple[Pattern, ...]


@record
class Group:
    """All of the parts, in order."""

    parts: tuple[Pattern, ...]


@record
class Interleave:
    """All of the parts, in any order."""

    parts: tuple[Pattern, ...]


@record
class Repeat:
    """The part as often as `sign` says: `?`, `*` or `+`."""

    sign: str
    part: Pattern


@record
class Listed:
    """A text of words, each of which matches the part."""

    part: Pattern


@record
class Param:
    """A facet of a datatype."""

    name: str
    value: str


@record
class Data:
    """A text of a datatype."""

    type: str
    params: tuple[Param, ...] = ()
    but: Pattern | None = None
    library: str = XSD_DATATYPES_NAMESPACE


@record
class Value:
    """One text."""

    text: str
    note: str = ""
    type: str = ""
    library: str = XSD_DATATYPES_NAMESPACE


@record
class Name:
    """One name; `namespace` is empty for none."""

    namespace: str
    local: str


@record
class AnyName:
    """All names but some."""

    but: tuple[NameClass, ...] = ()


@record
class NsName:
    """All names of a namespace but some."""

    namespace: str
    but: tuple[NameClass, ...] = ()


@record
class NameChoice:
    """The names of any of the options."""

    options: tuple[NameClass, ...]


@record
class Element:
    """An element."""

    names: NameClass
    content: Pattern
    note: str = ""


@record
class Attribute:
    """An attribute."""

    names: NameClass
    content: Pattern
    note: str = ""
    default: str = ""


NameClass: TypeAlias = "Name | AnyName | NsName | NameChoice"
Pattern: TypeAlias = (
    "Text | Empty | NotAllowed | Ref | Choice | Group | Interleave | Repeat | Listed | Data | Value"
    " | Element | Attribute"
)

TEXT = Text()
EMPTY = Empty()
NOT_ALLOWED = NotAllowed()


@dataclass(frozen=True, slots=True)
class Grammar:
    """Definitions by name, in the order in which they are written."""

    definitions: Mapping[str, Pattern]
    start: Pattern
    namespace: str
    title: str = ""
    prefixes: Mapping[str, str] = field(default_factory=dict)


def choice(parts: Sequence[Pattern]) -> Pattern:
    """The choice of some patterns; a single pattern is itself, no patterns are NOT_ALLOWED."""
    if len(parts) == 1:
        return parts[0]
    return Choice(tuple(parts)) if parts else NOT_ALLOWED


def group(parts: Sequence[Pattern]) -> Pattern:
    """The sequence of some patterns; no patterns are EMPTY."""
    parts = [part for part in parts if not isinstance(part, Empty)]
    if len(parts) == 1:
        return parts[0]
    return Group(tuple(parts)) if parts else EMPTY


def repeat(sign: str, part: Pattern) -> Pattern:
    """A repetition; a repetition directly inside becomes one with it."""
    if isinstance(part, Empty):
        return EMPTY
    if isinstance(part, Repeat):
        if part.sign == sign:
            return part
        return Repeat("*", part.part)
    return Repeat(sign, part)


def parts_of(pattern: Pattern) -> tuple[Pattern, ...]:
    """The patterns directly inside one."""
    match pattern:
        case Choice() | Group() | Interleave():
            return pattern.parts
        case Repeat() | Listed():
            return (pattern.part,)
        case Element() | Attribute():
            return (pattern.content,)
        case Data() if pattern.but is not None:
            return (pattern.but,)
    return ()


def references(pattern: Pattern) -> Iterator[str]:
    """The names that a pattern refers to, those inside elements too."""
    pending = [pattern]
    while pending:
        each = pending.pop()
        if isinstance(each, Ref):
            yield each.name
        else:
            pending += parts_of(each)
