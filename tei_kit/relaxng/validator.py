"""Validation of one document: events of the document to errors, by the automaton of a schema.

After a mistake, validation goes on with all states that the mistake may have led to, so that one
mistake has one message: a misplaced element may be superfluous, or stand in the place of an
expected element, or elements before it may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tei_kit.diagnostics import Diagnostic, Place
from tei_kit.relaxng import expectation, messages, remedies
from tei_kit.relaxng.automaton import Automaton, Opening, State
from tei_kit.relaxng.datatypes.protocol import IdType
from tei_kit.relaxng.remedies import Advisor
from tei_kit.xml import limits

_WHITE_SPACE = " \t\r\n"


class EnoughError(Exception):
    """Raised to stop reading when too many errors were found."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the document: line and column from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Finding:
    position: Position
    mistake: messages.Mistake


class Validator:
    """Takes the events of one document.

    `position` tells where the event at hand begins; `namespaces` are those in scope there.
    """

    def __init__(
        self,
        automaton: Automaton,
        position: Callable[[], Position],
        namespaces: Mapping[str, str],
    ) -> None:
        self._automaton = automaton
        self._position = position
        self._namespaces = namespaces
        self._state = automaton.start
        self._openings: list[Opening] = []
        self._starts: list[Position] = []
        self._texts: list[str] = []
        self._text_length = 0
        self._findings: list[_Finding] = []
        self._ids: dict[str, Position] = {}
        self._references: dict[str, Position] = {}
        # The depths of the elements that have had their message about text.
        self._wrong_text_at: set[int] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag; names are as `names.expanded` gives them."""
        state = self._state
        if self._texts:
            state = self._flush(state)
        opening = state.openings.get(name)
        if opening is None:
            opening = self._open(state, name)
        self._openings.append(opening)
        self._starts.append(self._position())
        child = opening.child
        names = tuple(attributes)
        plan = child.plans.get(names)
        if plan is None and names not in child.plans:
            plan = self._automaton.plan(child, names)
        if plan is None:
            self._state = self._attributes(child, name, attributes)
        else:
            for check, value in zip(plan.checks, attributes.values(), strict=True):
                if check is not None and not check(value, self._namespaces):
                    self._state = self._attributes(child, name, attributes)
                    break
            else:
                self._state = plan.content
        for attribute, id_type in opening.ids.items():
            if attribute in attributes:
                self._identify(id_type, attributes[attribute])

    def text(self, text: str) -> None:
        """A piece of text."""
        state = self._state
        if state.after_text is state:
            return
        if state.is_simple:
            self._texts.append(text)
            self._text_length += len(text)
            if self._text_length > limits.LONGEST_DATA:
                self._give_up_text()
        elif text.strip(_WHITE_SPACE):
            after = state.after_text or self._automaton.by_text(state)
            if self._automaton.is_dead(after):
                self._complain_of_text()
            else:
                self._state = after

    def end(self, _name: str) -> None:
        """An end tag."""
        state = self._state
        accepted = self._matched_text(state) if state.is_simple else state.accepts
        opening = self._openings.pop()
        start = self._starts.pop()
        if not accepted:
            self._complain_of_end(state, opening, start)
            accepted = (1 << len(state.patterns)) - 1
        after = opening.after.get(accepted)
        self._state = after or self._automaton.close(opening, accepted)
        if self._wrong_text_at:
            self._wrong_text_at.discard(len(self._openings) + 1)

    def finish(self, file: str) -> list[Diagnostic]:
        """The end of the document: its errors, in the order of their places."""
        for name, position in self._references.items():
            if name not in self._ids:
                self._findings.append(_Finding(position, messages.unknown_id(name)))
        found = sorted(self._findings, key=lambda one: (one.position.line, one.position.column))
        return [
            one.mistake.at(Place(file, one.position.line, one.position.column)) for one in found
        ]

    # Attributes

    def _attributes(self, state: State, element: str, attributes: Mapping[str, str]) -> State:
        """The state at the beginning of the content, after attributes that need a closer look."""
        automaton = self._automaton
        if state is automaton.unknown:
            return state
        namespaces = self._namespaces
        unknown = []
        for name, value in attributes.items():
            step = automaton.attribute(state, name)
            if not step.checks:
                unknown.append(name)
                continue
            right = [check(value, namespaces) for check in step.checks]
            after = automaton.take(step, right)
            if automaton.is_dead(after):
                values = expectation.values_of(check.pattern for check in step.checks)
                self._report(messages.wrong_value(name, element, value, values))
                after = automaton.take(step, [True] * len(right))
            state = after
        content = automaton.content(state)
        missing = expectation.missing_attributes(state) if content is None else []
        allowed = expectation.attribute_names(state) if unknown else ()
        for name in unknown:
            self._report(messages.unknown_attribute(name, element, missing, allowed))
        if content is None:
            if not (unknown or self._openings[-1].is_misplaced):
                self._report(messages.missing_attributes(element, missing))
            content = automaton.lenient_content(state)
        return content

    def _identify(self, id_type: IdType, value: str) -> None:
        words = value.split()
        if id_type is not IdType.IDREFS and len(words) != 1:
            return  # a value that is not of the type has its message already
        if id_type is IdType.ID:
            first = self._ids.get(words[0])
            if first is None:
                self._ids[words[0]] = self._starts[-1]
            else:
                self._report(messages.repeated_id(words[0], first.line))
            return
        for word in words:
            self._references.setdefault(word, self._starts[-1])

    # Elements

    def _open(self, state: State, name: str) -> Opening:
        opening = self._automaton.open(state, name)
        if opening is None:
            if state is not self._automaton.unknown:
                expected = self._next(state)
                beginning = self._beginning()
                standing = expectation.standing(state, beginning, name, self._automaton)
                opened = [each.name for each in self._openings]
                advice = Advisor(state, expected, opened, self._automaton, beginning)
                self._report(messages.unexpected_element(name, expected, standing, advice))
            opening = self._automaton.misplaced(state, name, self._beginning())
        return opening

    def _next(self, state: State) -> expectation.Expectation:
        return expectation.next_content(state, self._automaton)

    def _beginning(self) -> State:
        """The state in which the content of the element at hand began."""
        if not self._openings:
            return self._automaton.start
        return self._automaton.lenient_content(self._openings[-1].child)

    def _complain_of_end(self, state: State, opening: Opening, start: Position) -> None:
        """Report an element that is not complete; it then counts as complete."""
        has_wrong_text = len(self._openings) + 1 in self._wrong_text_at
        if not state.is_simple and (opening.is_misplaced or has_wrong_text):
            return  # the message on that mistake tells what was meant there
        if state.is_simple:
            text = "".join(self._texts)
            self._clear_texts()
            values = expectation.values_of(state.patterns)
            mistake = messages.wrong_text(opening.name, text, values)
        else:
            expected = self._next(state)
            completing = remedies.completing(state, expected, self._automaton)
            mistake = messages.incomplete_element(opening.name, expected, completing)
        self._report(mistake, start)

    # Text

    def _matched_text(self, state: State) -> int:
        """The state after the text of an element without children."""
        text = "".join(self._texts)
        matched = self._automaton.matched(state, text, self._namespaces)
        if matched:
            self._clear_texts()
        return matched

    def _flush(self, state: State) -> State:
        """The state after the text before a child element, when the text may stand for data."""
        text = "".join(self._texts)
        self._clear_texts()
        if not text.strip(_WHITE_SPACE):
            return state
        after = self._automaton.by_value(state, text, self._namespaces)
        if self._automaton.is_dead(after):
            self._complain_of_text()
            return state
        return after

    def _complain_of_text(self) -> None:
        """Report text where text is not allowed, once in each element."""
        depth = len(self._openings)
        if depth in self._wrong_text_at:
            return
        self._wrong_text_at.add(depth)
        expected = self._next(self._state)
        wrappers = remedies.holding_text(self._state, expected, self._automaton)
        self._report(messages.unexpected_text(expected, self._openings[-1].name, wrappers))

    def _give_up_text(self) -> None:
        self._report(messages.long_text(self._openings[-1].name, limits.LONGEST_DATA))
        self._clear_texts()
        self._state = self._automaton.unknown

    def _clear_texts(self) -> None:
        self._texts.clear()
        self._text_length = 0

    def _report(self, mistake: messages.Mistake, position: Position | None = None) -> None:
        position = position or self._position()
        if len(self._findings) == limits.MOST_ERRORS:
            self._findings.append(_Finding(position, messages.too_many(limits.MOST_ERRORS)))
            raise EnoughError
        self._findings.append(_Finding(position, mistake))
