"""Remedies for a mistake, as far as a schema tells: elements that are missing before another,
elements that have to end first, and elements that could hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_kit.relaxng.automaton import Automaton, State
from tei_kit.relaxng.expectation import Expectation, next_content
from tei_kit.relaxng.patterns import TEXT

_MOST_TRIED = 400
"""At most this many expected elements are tried; no element of TEI allows many more than 250."""

_MOST_STEPS = 2000
"""At most this many steps from state to state are tried, to find out how a state was reached."""


@dataclass(frozen=True, slots=True)
class Advisor:
    """Answers questions about an element that is not allowed in a state."""

    state: State
    expected: Expectation
    opened: Sequence[str]
    """The names of the elements around it, the innermost last."""
    automaton: Automaton
    beginning: State
    """The state in which the content of the parent began."""

    @property
    def parent(self) -> str | None:
        """The element around it; None at the root."""
        return self.opened[-1] if self.opened else None

    def knows(self, name: str) -> bool:
        """Whether the schema has an element of a name."""
        return self.automaton.knows(name)

    def missing_before(self, name: str) -> list[str]:
        """The expected elements after which `name` may stand here; one of them is enough."""
        return [
            each
            for each in self.expected.names[:_MOST_TRIED]
            if self.automaton.open(_after(each, self.state, self.automaton), name) is not None
        ]

    def stands_before(self, name: str) -> bool:
        """Whether `name` stands in the parent already: with it the content comes to this state, and
        without it never. False where that takes too long to find out."""
        return self._is_reached("") is True and self._is_reached(name) is False

    def _is_reached(self, without: str) -> bool | None:
        """Whether elements but for one lead from the beginning of the content to this state; None
        after too many tries."""
        known, left = {id(self.beginning)}, [self.beginning]
        tried = 0
        while left:
            state = left.pop()
            if state is self.state:
                return True
            for each in next_content(state, self.automaton).names:
                tried += 1
                if tried > _MOST_STEPS:
                    return None
                after = _after(each, state, self.automaton)
                if each != without and id(after) not in known:
                    known.add(id(after))
                    left.append(after)
        return False

    def wrappers(self, name: str) -> list[str]:
        """The elements that may stand here and hold `name`."""
        holders = {*self.automaton.holders(name)}
        return [each for each in self.expected.names if each in holders]

    def ancestor(self, name: str) -> str | None:
        """The nearest open element, but for the parent, that may hold `name`."""
        holders = {*self.automaton.holders(name)}
        return next((each for each in reversed(self.opened[:-1]) if each in holders), None)

    def holders(self, name: str) -> Sequence[str]:
        """All elements of the schema that may hold `name`."""
        return self.automaton.holders(name)


def holding_text(state: State, expected: Expectation, automaton: Automaton) -> list[str]:
    """The expected elements that may hold text."""
    found = []
    for name in expected.names[:_MOST_TRIED]:
        opening = automaton.open(state, name)
        if opening is not None:
            content = automaton.lenient_content(opening.child)
            if any(pattern.holds & TEXT for pattern in content.patterns):
                found.append(name)
    return found


def completing(state: State, expected: Expectation, automaton: Automaton) -> list[str]:
    """The expected elements that complete the content of a state; one of them is enough."""
    names = expected.names[:_MOST_TRIED]
    return [name for name in names if _after(name, state, automaton).accepts]


def _after(name: str, state: State, automaton: Automaton) -> State:
    """The state after an element that may come next."""
    opening = automaton.open(state, name)
    if opening is None:
        return state
    return automaton.close(opening, (1 << len(opening.child.patterns)) - 1)
