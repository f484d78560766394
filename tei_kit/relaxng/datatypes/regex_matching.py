"""Whether a text matches a regular expression, in time that its length bounds.

`re` tries one way after the other: quick for usual expressions, endless for `(a+)+b`. An expression
that could take long is matched by its partial derivatives (Antimirov): after each character, the
set of all expressions that may be left to match. Each step is worked out once for each set and
character.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from tei_kit.relaxng.datatypes.regex_parts import (
    Alternatives,
    Characters,
    Part,
    Repeated,
    Sequence,
    degree,
    written,
)

_MOST_STEPS = 10_000
"""The number of steps of `re` beyond which derivatives are quicker."""
_MOST_STATES = 2_000


class Matcher:
    """Matches texts with a regular expression, which is compiled for the first text."""

    __slots__ = ("_degree", "_derivatives", "_part", "_pattern")

    def __init__(self, part: Part) -> None:
        self._part = part
        self._degree = degree(part)
        self._pattern: re.Pattern[str] | None = None
        self._derivatives: Derivatives | None = None

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        if self._degree > 1 and len(text) ** self._degree > _MOST_STEPS:
            if self._derivatives is None:
                self._derivatives = Derivatives(self._part)
            return self._derivatives.matches(text)
        if self._pattern is None:
            self._pattern = re.compile(written(self._part))
        return self._pattern.fullmatch(text) is not None


@dataclass(slots=True, eq=False)
class _State:
    """The expressions that may be left to match."""

    left: tuple[Part, ...]
    accepts: bool
    after: dict[str, _State] = field(default_factory=dict)


_EMPTY = Sequence(())


class Derivatives:
    """The partial derivatives of one expression, each built once."""

    def __init__(self, part: Part) -> None:
        self._made: dict[Hashable, Part] = {}
        self._nullable: dict[Part, bool] = {}
        self._states: dict[tuple[Part, ...], _State] = {}
        self._start = self._state((part,))

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        state = self._start
        for character in text:
            after = state.after.get(character)
            if after is None:
                left = (rest for part in state.left for rest in self._after(part, character))
                after = state.after[character] = self._state(tuple(dict.fromkeys(left)))
            state = after
        return state.accepts

    def _state(self, left: tuple[Part, ...]) -> _State:
        known = self._states.get(left)
        if known is None:
            if len(self._states) >= _MOST_STATES:
                self._forget()
            known = _State(left, any(map(self._is_nullable, left)))
            self._states[left] = known
        return known

    def _forget(self) -> None:
        """Start anew: `(a|b)*a(a|b){50}` has states without end."""
        for state in self._states.values():
            state.after.clear()
        self._states.clear()
        self._made.clear()
        self._nullable.clear()

    def _after(self, part: Part, character: str) -> Iterator[Part]:
        """The expressions that may be left of a part after a character."""
        match part:
            case Characters():
                if character in part.members:
                    yield _EMPTY
            case Alternatives():
                for option in part.options:
                    yield from self._after(option, character)
            case Sequence():
                for at, first in enumerate(part.parts):
                    for left in self._after(first, character):
                        yield self._sequence(left, part.parts[at + 1 :])
                    if not self._is_nullable(first):
                        break
            case Repeated() if part.most != 0:
                again = self._fewer(part)
                for left in self._after(part.part, character):
                    yield self._sequence(left, again)

    def _fewer(self, repeated: Repeated) -> tuple[Part, ...]:
        """The repetition that is left after one of its rounds; None after the last round."""
        most = None if repeated.most is None else repeated.most - 1
        if most is not None and most <= 0:
            return ()
        least = 0 if self._is_nullable(repeated) else repeated.least - 1
        key = (repeated.part, least, most)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Repeated(repeated.part, least, most)
        return (made,)

    def _sequence(self, first: Part, others: tuple[Part, ...]) -> Part:
        parts = (first.parts if isinstance(first, Sequence) else (first,)) + others
        if len(parts) < 2:
            return parts[0] if parts else _EMPTY
        made = self._made.get(parts)
        if made is None:
            made = self._made[parts] = Sequence(parts)
        return made

    def _is_nullable(self, part: Part) -> bool:
        known = self._nullable.get(part)
        if known is None:
            match part:
                case Characters():
                    known = False
                case Sequence():
                    known = all(map(self._is_nullable, part.parts))
                case Alternatives():
                    known = any(map(self._is_nullable, part.options))
                case Repeated():
                    known = part.least == 0 or self._is_nullable(part.part)
            self._nullable[part] = known
        return known
