"""Derivatives: the pattern that is left to match after a part of a document was read.

After James Clark, "An algorithm for RELAX NG validation" (2002), with one difference. There the
derivative by a start tag holds what comes after the end tag as well, so that each place in a
document has patterns of its own. Here it is a list of pairs: an element pattern that takes the
start tag, and the pattern that is left after its end tag. The content of an element is then matched
in the same way wherever the element stands, and is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from tei_kit.relaxng.name_classes import contains
from tei_kit.relaxng.patterns import (
    ATTRIBUTE,
    ELEMENT,
    TEXT,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
)

_WHITE_SPACE = " \t\r\n"
_WORD = re.compile(r"[^ \t\r\n]+")  # the words of a list: `#a`
_MOST_REMEMBERED = 200_000
_MOST_WORDS = 1000


class Step(NamedTuple):
    """A way to take an element or an attribute."""

    by: Element | Attribute
    """The pattern that takes it."""
    rest: Pattern
    """The pattern that is left to match after the element or attribute."""


Namespaces = Mapping[str, str]
_Memo = dict[tuple[Pattern, str], Sequence[Step]]


class Derivatives:
    """The derivatives of the patterns of a schema, each worked out once."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._by_element: _Memo = {}
        self._by_later_element: _Memo = {}
        self._by_attribute: _Memo = {}
        self._without_attributes: dict[Pattern, Pattern] = {}
        self._with_attributes: dict[Pattern, Pattern] = {}
        self._by_text: dict[Pattern, Pattern] = {}

    def forget(self) -> None:
        """Drop all derivatives, and the patterns that were made for them."""
        self._by_element.clear()
        self._by_later_element.clear()
        self._by_attribute.clear()
        self._without_attributes.clear()
        self._with_attributes.clear()
        self._by_text.clear()
        self.patterns.forget()

    # Elements

    def by_element(self, pattern: Pattern, name: str) -> Sequence[Step]:
        """The ways to take a child element (startTagOpenDeriv, section 4.3 of the paper)."""
        return self._elements(pattern, name, self._by_element, skips=False)

    def by_later_element(self, pattern: Pattern, name: str) -> Sequence[Step]:
        """The ways to take a child element when elements that must come before it are missing."""
        return self._elements(pattern, name, self._by_later_element, skips=True)

    def _elements(self, pattern: Pattern, name: str, memo: _Memo, *, skips: bool) -> Sequence[Step]:
        if isinstance(pattern, Element):
            takes = name == pattern.name if pattern.name else contains(pattern.names, name)
            return (Step(pattern, self.patterns.empty),) if takes else ()
        if not pattern.holds & ELEMENT:
            return ()
        key = (pattern, name)
        known = memo.get(key)
        if known is None:
            known = self._merged(self._element_steps(pattern, name, memo, skips))
            _remember(memo, key, known)
        return known

    def _element_steps(
        self, pattern: Pattern, name: str, memo: _Memo, skips: bool
    ) -> Iterable[Step]:
        patterns = self.patterns
        match pattern:
            case Choice():
                for option in pattern.options:
                    yield from self._elements(option, name, memo, skips=skips)
            case Group():
                for at, part in enumerate(pattern.parts):
                    rest = pattern.parts[at + 1 :]
                    for by, left in self._elements(part, name, memo, skips=skips):
                        yield Step(by, patterns.group((left, *rest)))
                    if not (skips or part.nullable):
                        break
            case Interleave():
                for at, part in enumerate(pattern.parts):
                    for by, left in self._elements(part, name, memo, skips=skips):
                        yield Step(by, patterns.interleave(_replaced(pattern.parts, at, left)))
            case OneOrMore():
                for by, left in self._elements(pattern.content, name, memo, skips=skips):
                    yield Step(by, patterns.group((left, patterns.optional(pattern))))

    def _merged(self, steps: Iterable[Step]) -> Sequence[Step]:
        """One step for each pattern that takes the name."""
        rests: dict[Element | Attribute, list[Pattern]] = {}
        for by, rest in steps:
            if rest is not self.patterns.not_allowed:
                rests.setdefault(by, []).append(rest)
        return tuple(Step(by, self.patterns.choice(left)) for by, left in rests.items())

    # Attributes

    def by_attribute(self, pattern: Pattern, name: str) -> Sequence[Step]:
        """The ways to take an attribute, whatever its value (attDeriv, section 4.4)."""
        if isinstance(pattern, Attribute):
            takes = contains(pattern.names, name)
            return (Step(pattern, self.patterns.empty),) if takes else ()
        if not pattern.holds & ATTRIBUTE:
            return ()
        key = (pattern, name)
        known = self._by_attribute.get(key)
        if known is None:
            known = self._merged(self._attribute_steps(pattern, name))
            _remember(self._by_attribute, key, known)
        return known

    def _attribute_steps(self, pattern: Pattern, name: str) -> Iterable[Step]:
        patterns = self.patterns
        match pattern:
            case Choice():
                for option in pattern.options:
                    yield from self.by_attribute(option, name)
            case Group() | Interleave():
                join = patterns.group if isinstance(pattern, Group) else patterns.interleave
                for at, part in enumerate(pattern.parts):
                    for by, left in self.by_attribute(part, name):
                        yield Step(by, join(_replaced(pattern.parts, at, left)))
            case OneOrMore():
                for by, left in self.by_attribute(pattern.content, name):
                    yield Step(by, patterns.group((left, patterns.optional(pattern))))

    def without_attributes(self, pattern: Pattern) -> Pattern:
        """The pattern that is left when the start tag ends (startTagCloseDeriv, section 4.5)."""
        return self._closed(pattern, self._without_attributes, self.patterns.not_allowed)

    def with_all_attributes(self, pattern: Pattern) -> Pattern:
        """The pattern that is left when the start tag ends, as if no attribute were missing."""
        return self._closed(pattern, self._with_attributes, self.patterns.empty)

    def _closed(
        self, pattern: Pattern, memo: dict[Pattern, Pattern], attribute: Pattern
    ) -> Pattern:
        if not pattern.holds & ATTRIBUTE:
            return pattern
        known = memo.get(pattern)
        if known is None:
            known = memo[pattern] = self._mapped(
                pattern,
                lambda part: self._closed(part, memo, attribute),
                attribute,
            )
        return known

    def _mapped(
        self, pattern: Pattern, change: Callable[[Pattern], Pattern], attribute: Pattern
    ) -> Pattern:
        patterns = self.patterns
        match pattern:
            case Attribute():
                return attribute
            case Choice():
                return patterns.choice([change(option) for option in pattern.options])
            case Group():
                return patterns.group([change(part) for part in pattern.parts])
            case Interleave():
                return patterns.interleave([change(part) for part in pattern.parts])
            case OneOrMore():
                return patterns.one_or_more(change(pattern.content))
        return pattern

    # Text

    def by_text(self, pattern: Pattern) -> Pattern:
        """The pattern that is left after text, where it only says `text`."""
        if isinstance(pattern, Text):
            return pattern
        if not pattern.holds & TEXT:
            return self.patterns.not_allowed
        known = self._by_text.get(pattern)
        if known is None:
            known = self._by_text[pattern] = self._after(pattern, self.by_text)
        return known

    def by_value(self, pattern: Pattern, text: str, namespaces: Namespaces) -> Pattern:
        """The pattern that is left after text that is compared with data and values (textDeriv,
        section 4.4).

        QName looks prefixes up in the namespaces in scope.
        """
        return self._by_value(pattern, text, namespaces, {})

    def _by_value(
        self, pattern: Pattern, text: str, namespaces: Namespaces, known: dict[Pattern, Pattern]
    ) -> Pattern:
        """The same as `by_value`, with the answers for this text so far: a pattern may stand
        in many others."""
        match pattern:
            case Text():
                return pattern
            case Value():
                is_right = pattern.datatype.value(text, namespaces) == pattern.value
            case Data():
                is_right = pattern.datatype.allows(text, namespaces) and not (
                    pattern.but is not None and self.matches(pattern.but, text, namespaces)
                )
            case List():
                is_right = self._matches_words(pattern.content, text, namespaces)
            case _:
                left = known.get(pattern)
                if left is None:
                    left = known[pattern] = self._after(
                        pattern, lambda part: self._by_value(part, text, namespaces, known)
                    )
                return left
        return self.patterns.empty if is_right else self.patterns.not_allowed

    def matches(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        """Whether a pattern matches all of a value (of an attribute, or of a childless element)."""
        if self.by_value(pattern, text, namespaces).nullable:
            return True
        return pattern.nullable and not text.strip(_WHITE_SPACE)

    def _matches_words(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        known: dict[str, dict[Pattern, Pattern]] = {}
        for found in _WORD.finditer(text):
            word = found[0]
            if word not in known and len(known) >= _MOST_WORDS:
                known.clear()
            pattern = self._by_value(pattern, word, namespaces, known.setdefault(word, {}))
            if pattern is self.patterns.not_allowed:
                return False
        return pattern.nullable

    def _after(self, pattern: Pattern, change: Callable[[Pattern], Pattern]) -> Pattern:
        """The derivative of a pattern by text, given that of its parts."""
        patterns = self.patterns
        match pattern:
            case Choice():
                return patterns.choice([change(option) for option in pattern.options])
            case Group():
                return patterns.choice(self._after_group(pattern, change))
            case Interleave():
                return patterns.choice(
                    patterns.interleave(_replaced(pattern.parts, at, change(part)))
                    for at, part in enumerate(pattern.parts)
                )
            case OneOrMore():
                left = change(pattern.content)
                return patterns.group((left, patterns.optional(pattern)))
        return patterns.not_allowed

    def _after_group(
        self, pattern: Group, change: Callable[[Pattern], Pattern]
    ) -> Iterable[Pattern]:
        for at, part in enumerate(pattern.parts):
            yield self.patterns.group((change(part), *pattern.parts[at + 1 :]))
            if not part.nullable:
                break


def _remember(memo: _Memo, key: tuple[Pattern, str], steps: Sequence[Step]) -> None:
    """Keep steps, in bounded memory: a schema with anyName takes names without end."""
    if len(memo) >= _MOST_REMEMBERED:
        memo.clear()
    memo[key] = steps


_T = TypeVar("_T")


def _replaced(parts: tuple[_T, ...], at: int, part: _T) -> tuple[_T, ...]:
    return (*parts[:at], part, *parts[at + 1 :])
