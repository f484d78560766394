"""The parts of a regular expression of XML Schema, and how `re` writes them.

Parts are equal when they are the same object, so that they are quick to look up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tei_kit.relaxng.datatypes.character_ranges import CharacterSet

MOST_DEGREES = 1000
"""The degree of an expression that may take exponential time."""


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """One character of a set."""

    members: CharacterSet


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """The parts in their order."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """A choice of parts."""

    options: tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Repeated:
    """A part again and again."""

    part: Part
    least: int
    most: int | None
    """The greatest number of times; None without a limit."""


Part: TypeAlias = "Characters | Sequence | Alternatives | Repeated"


def alternatives(options: Iterable[Part]) -> Part:
    """A choice of parts; a choice of single characters is a set of characters."""
    parts = tuple(options)
    if len(parts) == 1:
        return parts[0]
    sets = [part.members for part in parts if isinstance(part, Characters)]
    if len(sets) < len(parts):
        return Alternatives(parts)
    return Characters(CharacterSet.of(one for members in sets for one in members.ranges))


def written(part: Part) -> str:
    """The part in the syntax of `re`."""
    match part:
        case Characters():
            return part.members.regex()
        case Sequence():
            return "".join(
                written(one) if isinstance(one, Repeated) else _atom(one) for one in part.parts
            )
        case Alternatives():
            return "|".join(written(option) for option in part.options)
        case Repeated():
            return _atom(part.part) + _quantifier(part)


def degree(part: Part) -> int:
    """The power of a text's length that the backtracking of `re` may take.

    The power is the number of parts between which a character can be shared. It is MOST_DEGREES
    where a part that can match in several ways is repeated: `(a+)+` tries all ways before it gives
    up.
    """
    match part:
        case Characters():
            return 0
        case Sequence():
            return min(sum(map(degree, part.parts)), MOST_DEGREES)
        case Alternatives():
            return max(1, *map(degree, part.options))
    inside = degree(part.part)
    if inside and part.most != 1:
        return MOST_DEGREES
    return inside + (part.least != part.most)


def _atom(part: Part) -> str:
    """The part, in parentheses unless it is one character."""
    if isinstance(part, Characters):
        return written(part)
    return f"(?:{written(part)})"


def _quantifier(repeated: Repeated) -> str:
    upper = "" if repeated.most is None else str(repeated.most)
    return f"{{{repeated.least},{upper}}}"
