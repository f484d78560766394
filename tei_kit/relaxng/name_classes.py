"""Name classes (RELAX NG specification, sections 4.10 and 6.1): which names a pattern takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from tei_kit.relaxng.names import SEPARATOR, expanded, namespace_of

# A name that no schema and no document has: no XML name holds a brace.
_OTHER = "{"


@dataclass(frozen=True, slots=True)
class Name:
    """One name, as `names.expanded` gives it."""

    name: str


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of a namespace, but for those excepted."""

    namespace: str
    but: NameClass | None = None


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name, but for those excepted."""

    but: NameClass | None = None


@dataclass(frozen=True, slots=True)
class NameChoice:
    """The names of any of some name classes."""

    options: tuple[NameClass, ...]


NameClass: TypeAlias = "Name | NsName | AnyName | NameChoice"


def contains(names: NameClass, name: str) -> bool:
    """Whether a name belongs to a name class."""
    match names:
        case Name():
            return names.name == name
        case NameChoice():
            return any(contains(option, name) for option in names.options)
        case NsName():
            if namespace_of(name) != names.namespace:
                return False
    return names.but is None or not contains(names.but, name)


def simple_names(names: NameClass) -> Iterator[str]:
    """The single names that a name class lists."""
    match names:
        case Name():
            yield names.name
        case NameChoice():
            for option in names.options:
                yield from simple_names(option)


def is_open(names: NameClass) -> bool:
    """Whether a name class takes names without end, as anyName and nsName do."""
    match names:
        case Name():
            return False
        case NameChoice():
            return any(is_open(option) for option in names.options)
    return True


def overlap(first: NameClass, second: NameClass) -> bool:
    """Whether some name belongs to both (section 7.3).

    It is enough to try one name for each region that either class tells apart.
    """
    if isinstance(first, Name):
        return contains(second, first.name)
    if isinstance(second, Name):
        return contains(first, second.name)
    samples = (name for names in (first, second) for name in _samples(names))
    return any(contains(first, name) and contains(second, name) for name in samples)


def _samples(names: NameClass | None) -> Iterator[str]:
    match names:
        case Name():
            yield names.name
        case NameChoice():
            for option in names.options:
                yield from _samples(option)
        case NsName():
            yield expanded(names.namespace, _OTHER)
            yield from _samples(names.but)
        case AnyName():
            yield f"{_OTHER}{SEPARATOR}{_OTHER}"
            yield from _samples(names.but)
