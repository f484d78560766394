"""Models of elements, as XML Schema and DTDs write them, and whether they are deterministic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from tei_kit.odd.patterns import Name
from tei_kit.record import record


@record
class Leaf:
    """One element out of several; `group` is their class, where they are the members of a class."""

    names: tuple[Name, ...]
    group: str = ""


@record
class Sequence_:  # noqa: N801  typing has the name
    """Parts in order."""

    parts: tuple[Model, ...]


@record
class Alternation:
    """One of the parts."""

    parts: tuple[Model, ...]


@record
class Repetition:
    """A part as often as the sign says: `?`, `*`, `+`."""

    sign: str
    part: Model


Model: TypeAlias = "Leaf | Sequence_ | Alternation | Repetition | None"
"""A content of elements alone; None is empty."""


def sequence(models: Sequence[Model]) -> Model:
    """Some models in their order."""
    parts = [model for model in models if model is not None]
    if len(parts) < 2:
        return parts[0] if parts else None
    return Sequence_(tuple(parts))


def repeated(sign: str, model: Model) -> Model:
    """A model as often as the sign says: `?`, `*`, `+`."""
    if isinstance(model, Repetition):
        return Repetition(sign if model.sign == sign else "*", model.part)
    return Repetition(sign, model)


def names_of(model: Model) -> list[Name]:
    """The names of the elements in a model, each once."""
    found: dict[Name, None] = {}
    for leaf in _leaves(model):
        found.update(dict.fromkeys(leaf.names))
    return list(found)


def _leaves(model: Model) -> Iterator[Leaf]:
    match model:
        case Leaf():
            yield model
        case Sequence_() | Alternation():
            for part in model.parts:
                yield from _leaves(part)
        case Repetition():
            yield from _leaves(model.part)


def any_of(names: Sequence[Name]) -> Model:
    """Any of some elements, as often as one likes."""
    names = list(dict.fromkeys(names))
    return Repetition("*", Leaf(tuple(names))) if names else None


def is_any_of(model: Model) -> bool:
    """Whether a model is any of some elements, as often as one likes."""
    if not isinstance(model, Repetition) or model.sign != "*":
        return False
    part = model.part
    if isinstance(part, Alternation):
        return all(isinstance(each, Leaf) for each in part.parts)
    return isinstance(part, Leaf)


def has_duplicates(model: Model) -> bool:
    """Whether a name stands in a model more than once."""
    seen: set[Name] = set()
    for leaf in _leaves(model):
        if not seen.isdisjoint(leaf.names):
            return True
        seen.update(leaf.names)
    return False


@record
class _Position:
    """A part of a model as the automaton of Glushkov sees it."""

    nullable: bool
    first: frozenset[int]
    last: frozenset[int]


def is_deterministic(model: Model) -> bool:
    """Whether each element is matched by one particle without looking ahead."""
    leaves = list(_leaves(model))
    follow: list[set[int]] = [set() for _ in leaves]
    whole = _position(model, iter(range(len(leaves))), follow)
    names: Mapping[int, frozenset[Name]] = {
        i: frozenset(leaf.names) for i, leaf in enumerate(leaves)
    }
    return all(_are_disjoint(places, names) for places in [whole.first, *map(frozenset, follow)])


def _are_disjoint(places: frozenset[int], names: Mapping[int, frozenset[Name]]) -> bool:
    seen: set[Name] = set()
    for place in places:
        if not seen.isdisjoint(names[place]):
            return False
        seen |= names[place]
    return True


def _position(model: Model, numbers: Iterator[int], follow: list[set[int]]) -> _Position:
    match model:
        case Leaf():
            number = frozenset({next(numbers)})
            return _Position(False, number, number)
        case Sequence_():
            made = _Position(True, frozenset(), frozenset())
            for part in model.parts:
                right = _position(part, numbers, follow)
                for place in made.last:
                    follow[place] |= right.first
                made = _Position(
                    made.nullable and right.nullable,
                    made.first | right.first if made.nullable else made.first,
                    made.last | right.last if right.nullable else right.last,
                )
            return made
        case Alternation():
            parts = [_position(part, numbers, follow) for part in model.parts]
            return _Position(
                any(part.nullable for part in parts),
                frozenset().union(*(part.first for part in parts)),
                frozenset().union(*(part.last for part in parts)),
            )
        case Repetition():
            part_ = _position(model.part, numbers, follow)
            if model.sign != "?":
                for place in part_.last:
                    follow[place] |= part_.first
            return _Position(part_.nullable or model.sign != "+", part_.first, part_.last)
    return _Position(True, frozenset(), frozenset())
