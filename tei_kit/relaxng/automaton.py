"""The automaton that derivatives make of a schema, grown as documents need it.

A state says where in the content of an element a document is. An element's start tag may be taken
by several element patterns; then a state has a pattern for each of them, and the patterns that are
matched when the end tag comes tell how the element around it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tei_kit.relaxng.datatypes.protocol import IdType
from tei_kit.relaxng.derivatives import Derivatives, Namespaces, Step
from tei_kit.relaxng.ids import IdTypes
from tei_kit.relaxng.name_classes import contains
from tei_kit.relaxng.patterns import (
    ELEMENT,
    SIMPLE,
    Data,
    Element,
    Group,
    Pattern,
    Text,
    Value,
    parts_of,
)
from tei_kit.relaxng.simplification import Simplified

_MOST_STATES = 100_000
_MOST_REMEMBERED = 5_000
_LONGEST_REMEMBERED = 100
_MOST_COMPARED = 300
"""A misplaced element is compared with this many expected elements."""
_NEEDS_NAMESPACES = ("QName", "NOTATION")


class Check:
    """Whether values match a pattern; it remembers the answers for short ones."""

    __slots__ = ("_derivatives", "_known", "_remembers", "pattern")

    def __init__(self, pattern: Pattern, derivatives: Derivatives) -> None:
        self.pattern = pattern
        self._derivatives = derivatives
        self._known: dict[str, bool] = {}
        self._remembers = not _looks_at_namespaces(pattern)

    def __call__(self, text: str, namespaces: Namespaces) -> bool:
        known = self._known.get(text)
        if known is None:
            known = self._derivatives.matches(self.pattern, text, namespaces)
            if self._remembers and len(text) <= _LONGEST_REMEMBERED:
                if len(self._known) >= _MOST_REMEMBERED:
                    self._known.clear()
                self._known[text] = known
        return known


@dataclass(frozen=True, slots=True)
class Plan:
    """The effect of a start tag with certain attributes, all attributes taken together."""

    checks: tuple[Check | None, ...]
    """The check of each attribute's value; None where any value is right."""
    content: State
    """The state at the beginning of its content when all values are right."""


@dataclass(frozen=True, slots=True)
class AttributeStep:
    """The ways to take an attribute."""

    checks: tuple[Check, ...]
    rows: tuple[Sequence[Step], ...]
    """For each pattern of the state, the ways to take the attribute."""


@dataclass(slots=True, eq=False)
class State:
    """A place in the content of an element, with the states after it as far as they are known."""

    patterns: tuple[Pattern, ...]
    """The pattern that is left to match, for each element pattern that took the start tag."""
    accepts: int
    """A bit for each pattern that is satisfied, from the lowest."""
    is_simple: bool
    """Whether text is compared with data or values here."""
    openings: dict[str, Opening] = field(default_factory=dict)
    plans: dict[tuple[str, ...], Plan | None] = field(default_factory=dict)
    attributes: dict[str, AttributeStep] = field(default_factory=dict)
    after_text: State | None = None
    """The state after text, once it is known; in mixed content the state itself."""


@dataclass(slots=True, eq=False)
class Opening:
    """A child element in a state: the states to which its start tag and its end tag lead."""

    name: str
    child: State
    rows: tuple[Sequence[tuple[int, Pattern]], ...]
    """For each pattern of the state around it, the patterns of the child that it needs matched, and
    the pattern that is left to it then."""
    ids: Mapping[str, IdType]
    """The attributes that are identifiers or references."""
    after: dict[int, State] = field(default_factory=dict)
    """The state after the end tag, by the patterns of the child that are matched."""
    otherwise: State | None = None
    """The state after the end tag of a misplaced element."""

    @property
    def is_misplaced(self) -> bool:
        """Whether the element is not allowed there."""
        return self.otherwise is not None


class Automaton:
    """The states of a schema."""

    def __init__(self, simplified: Simplified, ids: IdTypes) -> None:
        self.derivatives = Derivatives(simplified.patterns)
        self._patterns = simplified.patterns
        self._ids = ids
        self._states: dict[tuple[Pattern, ...], State] = {}
        self._checks: dict[Pattern, Check] = {}
        self._elements = simplified.elements
        self._elements_by_name: dict[str, list[Element]] | None = None
        self._holders: dict[str, dict[str, None]] | None = None
        self.start = self.state((simplified.start,))
        self.unknown = State((), accepts=1, is_simple=False)
        """The state inside an element that the schema does not know: everything is allowed."""
        self.unknown.after_text = self.unknown

    def state(self, patterns: tuple[Pattern, ...]) -> State:
        """The state of some patterns."""
        known = self._states.get(patterns)
        if known is None:
            accepts = sum(1 << at for at, pattern in enumerate(patterns) if pattern.nullable)
            holds = 0
            for pattern in patterns:
                holds |= pattern.holds
            known = State(patterns, accepts, bool(holds & SIMPLE))
            if len(self._states) >= _MOST_STATES:
                self._forget()
            self._states[patterns] = known
        return known

    def _forget(self) -> None:
        """Forget all states: a document that leads to ever new states must not fill the memory."""
        for state in self._states.values():
            state.openings.clear()
            state.plans.clear()
            state.attributes.clear()
            state.after_text = None
        self._states.clear()
        self._checks.clear()
        self.derivatives.forget()

    def is_dead(self, state: State) -> bool:
        """Whether the state is dead: no further content can match."""
        nothing = self._patterns.not_allowed
        return all(pattern is nothing for pattern in state.patterns) and state is not self.unknown

    # Elements

    def open(self, state: State, name: str) -> Opening | None:
        """The child element of a name; None when it may not come here."""
        contents: dict[Pattern, int] = {}
        rows = []
        for pattern in state.patterns:
            row = []
            for element, rest in self.derivatives.by_element(pattern, name):
                assert isinstance(element, Element)
                at = contents.setdefault(element.content, len(contents))
                row.append((at, rest))
            rows.append(row)
        if not contents:
            return None
        opening = Opening(
            name, self.state(tuple(contents)), tuple(rows), self._ids.get(name, _NO_IDS)
        )
        if len(state.openings) < _MOST_REMEMBERED:
            state.openings[name] = opening
        return opening

    def close(self, opening: Opening, accepted: int) -> State:
        """The state after the end tag of a child; `accepted` has a bit for each pattern matched."""
        if opening.otherwise is not None:
            return opening.otherwise
        choice = self._patterns.choice
        after = self.state(
            tuple(choice(rest for at, rest in row if accepted >> at & 1) for row in opening.rows)
        )
        opening.after[accepted] = after
        return after

    # Attributes

    def plan(self, state: State, names: tuple[str, ...]) -> Plan | None:
        """The effect of the attributes of a start tag; None when they have to be looked at one by
        one.
        """
        plan = self._plan(state, names)
        if len(state.plans) < _MOST_REMEMBERED:
            state.plans[names] = plan
        return plan

    def _plan(self, state: State, names: tuple[str, ...]) -> Plan | None:
        checks: list[Check | None] = []
        for name in names:
            step = self.attribute(state, name)
            if len(step.checks) != 1:
                return None
            check = step.checks[0]
            checks.append(None if isinstance(check.pattern, Text) else check)
            state = self.take(step, [True])
        content = self.content(state)
        return None if content is None else Plan(tuple(checks), content)

    def attribute(self, state: State, name: str) -> AttributeStep:
        """The ways to take an attribute; the result has no checks when the attribute is not allowed
        there.
        """
        known = state.attributes.get(name)
        if known is None:
            rows = tuple(self.derivatives.by_attribute(p, name) for p in state.patterns)
            values = dict.fromkeys(step.by.content for row in rows for step in row)
            known = AttributeStep(tuple(self._check(value) for value in values), rows)
            if len(state.attributes) < _MOST_REMEMBERED:
                state.attributes[name] = known
        return known

    def take(self, step: AttributeStep, are_right: Iterable[bool]) -> State:
        """The state after an attribute, given for each check whether the value passed it."""
        right = {
            check.pattern
            for check, is_right in zip(step.checks, are_right, strict=True)
            if is_right
        }
        choice = self._patterns.choice
        return self.state(
            tuple(choice(rest for by, rest in row if by.content in right) for row in step.rows)
        )

    def content(self, state: State) -> State | None:
        """The state at the beginning of the content, after the attributes; None when one of them
        is missing."""
        without = self.derivatives.without_attributes
        after = self.state(tuple(without(pattern) for pattern in state.patterns))
        return None if self.is_dead(after) else after

    def lenient_content(self, state: State) -> State:
        """The state at the beginning of the content, as if no attribute were missing.

        Where no content is allowed, not even empty content, the element itself is not allowed. The
        state is dead then, and the content of the element is not checked.
        """
        complete = self.derivatives.with_all_attributes
        after = self.state(tuple(complete(pattern) for pattern in state.patterns))
        return self.unknown if self.is_dead(after) else after

    def _check(self, pattern: Pattern) -> Check:
        known = self._checks.get(pattern)
        if known is None:
            known = self._checks[pattern] = Check(pattern, self.derivatives)
        return known

    # Text

    def by_text(self, state: State) -> State:
        """The state after text; a dead state when text is not allowed."""
        by_text = self.derivatives.by_text
        state.after_text = self.state(tuple(by_text(pattern) for pattern in state.patterns))
        return state.after_text

    def by_value(self, state: State, text: str, namespaces: Namespaces) -> State:
        """The state after text that is compared with data and values."""
        by_value = self.derivatives.by_value
        return self.state(tuple(by_value(pattern, text, namespaces) for pattern in state.patterns))

    def matched(self, state: State, text: str, namespaces: Namespaces) -> int:
        """The bits of the patterns that an element's only text matches."""
        return sum(
            1 << at
            for at, pattern in enumerate(state.patterns)
            if self._check(pattern)(text, namespaces)
        )

    # After a mistake

    def misplaced(self, state: State, name: str, beginning: State) -> Opening:
        """A child element that is not allowed here, in content that began in a certain state.

        The mistake can be one of four. Elements that have to come before the child are missing; the
        child comes too late; it stands in the place of an expected element; or it is superfluous.
        The parent goes on with everything that these four cases leave to match. The content of the
        child is matched as it is elsewhere.
        """
        contents: dict[Pattern, None] = {}
        after = []
        by_later = self.derivatives.by_later_element
        choice = self._patterns.choice
        for pattern, first in zip(state.patterns, beginning.patterns, strict=True):
            steps = by_later(pattern, name) or by_later(first, name)
            contents.update(dict.fromkeys(step.by.content for step in steps))
            after.append(
                choice((pattern, *(step.rest for step in (*steps, *self._instead(pattern)))))
            )
        child = self.state(tuple(contents)) if contents else self._defined(name, state)
        return Opening(
            name,
            child,
            (),
            self._ids.get(name, _NO_IDS),
            otherwise=self.state(tuple(after)) if after else state,
        )

    def may_come_later(self, state: State, name: str) -> bool:
        """Whether an element may come in the content from a state on, sooner or later."""
        by_later = self.derivatives.by_later_element
        return any(by_later(pattern, name) for pattern in state.patterns)

    def knows(self, name: str) -> bool:
        """Whether any element of the schema may have a name."""
        return any(contains(element.names, name) for element in self._elements)

    def holders(self, name: str) -> tuple[str, ...]:
        """The names of the elements of the schema that may hold an element of a name."""
        if self._holders is None:
            self._holders = {}
            for element in self._elements:
                if element.name is None:
                    continue
                for child in _elements_in(element.content):
                    if child.name is not None:
                        self._holders.setdefault(child.name, {})[element.name] = None
        return tuple(self._holders.get(name, ()))

    def _instead(self, pattern: Pattern) -> list[Step]:
        return [step for steps in self.expected(pattern) for step in steps]

    def expected(self, pattern: Pattern) -> list[Sequence[Step]]:
        """The ways to take each element of one name that may come next."""
        return [
            self.derivatives.by_element(pattern, element.name)
            for element in first_elements(pattern)
            if element.name is not None
        ]

    def _defined(self, name: str, state: State) -> State:
        """The content that a misplaced element may have.

        It is the content of all elements of this name in the schema, or the content of the elements
        that are expected in its place; any content when the schema does not know the name.
        """
        if self._elements_by_name is None:
            self._elements_by_name = {}
            for element in self._elements:
                if element.name is not None:
                    self._elements_by_name.setdefault(element.name, []).append(element)
        own = self._elements_by_name.get(name)
        if not own:
            return self.unknown
        expected = [element for pattern in state.patterns for element in first_elements(pattern)]
        others = expected if len(expected) <= _MOST_COMPARED else []
        return self.state(tuple(dict.fromkeys(element.content for element in (*own, *others))))


_NO_IDS: Mapping[str, IdType] = {}


def first_elements(pattern: Pattern) -> list[Element]:
    """The element patterns that may come next, in the order of the schema."""
    found: dict[Element, None] = {}
    seen: set[Pattern] = set()
    _add_first(pattern, found, seen)
    return list(found)


def _add_first(pattern: Pattern, found: dict[Element, None], seen: set[Pattern]) -> None:
    if pattern in seen:
        return
    seen.add(pattern)
    if isinstance(pattern, Element):
        found[pattern] = None
        return
    for part in parts_of(pattern):
        _add_first(part, found, seen)
        if isinstance(pattern, Group) and not part.nullable:
            break


def _elements_in(content: Pattern) -> list[Element]:
    """All elements in the content of an element, but not those inside them."""
    found: list[Element] = []
    seen: set[Pattern] = set()
    pending = [content]
    while pending:
        pattern = pending.pop()
        if pattern in seen or not pattern.holds & ELEMENT:
            continue
        seen.add(pattern)
        if isinstance(pattern, Element):
            found.append(pattern)
        else:
            pending += parts_of(pattern)
    return found


def _looks_at_namespaces(pattern: Pattern) -> bool:
    if isinstance(pattern, Data | Value) and pattern.datatype.name in _NEEDS_NAMESPACES:
        return True
    return any(_looks_at_namespaces(part) for part in parts_of(pattern))
