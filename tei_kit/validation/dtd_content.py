"""Whether a content model of a DTD allows children (XML 1.0, section 3.2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

# A content declaration of lxml's DTD, for which it has no public class
Declaration: TypeAlias = Any

_DEEPEST = 200
_MOST = 2_000
"""At most this many children are looked at."""


def allows(model: Declaration, names: Sequence[str]) -> bool:
    """Whether a model allows children of some local names, in their order.

    False also when the model is nested too deeply, or the children are too many, to be followed.
    """
    if model is None or len(names) > _MOST:
        return False
    try:
        return len(names) in _ends(model, names, frozenset((0,)), 0)
    except RecursionError:
        return False


def _ends(
    part: Declaration, names: Sequence[str], starts: frozenset[int], depth: int
) -> frozenset[int]:
    """The numbers of children after which a part may end; `starts` are those before it."""
    if depth > _DEEPEST:
        raise RecursionError
    once = _once(part, names, starts, depth)
    if part.occur in ("once", None):
        return once
    if part.occur == "opt":
        return starts | once
    reached, new = once, once
    while new:
        new = _once(part, names, new, depth) - reached
        reached |= new
    return starts | reached if part.occur == "mult" else reached


def _once(
    part: Declaration, names: Sequence[str], starts: frozenset[int], depth: int
) -> frozenset[int]:
    if part.type == "pcdata":
        return starts
    if part.type == "element":
        return frozenset(at + 1 for at in starts if at < len(names) and names[at] == part.name)
    sides = [side for side in (part.left, part.right) if side is not None]
    if part.type == "seq":
        for side in sides:
            starts = _ends(side, names, starts, depth + 1)
        return starts
    return frozenset[int]().union(*(_ends(side, names, starts, depth + 1) for side in sides))
