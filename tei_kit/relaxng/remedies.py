"""How a mistake could be put right, as far as a schema tells: elements that are missing before
another, that have to end first, or that could hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_kit.relaxng.automaton import Automaton, State
from tei_kit.relaxng.expectation import Expectation
from tei_kit.relaxng.patterns import TEXT

_MOST_TRIED = 400
"""How many expected elements are tried; those of TEI that allow most allow about 250."""


@dataclass(frozen=True, slots=True)
class Advisor:
    """Answers questions about an element that is not allowed in a state."""

    state: State
    expected: Expectation
    opened: Sequence[str]
    """The names of the elements around it, the innermost last."""
    automaton: Automaton

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
