"""Patterns after simplification (RELAX NG specification, sections 4.19 to 5), interned.

`Patterns` makes them. Two patterns of one `Patterns` that are built alike are the same object. They
are compared and remembered by identity, as in James Clark's "An algorithm for RELAX NG validation".
Choices, groups and interleaves have any number of parts where the specification has two; choices
are flat and hold nothing twice.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from tei_kit.diagnostics import Place
from tei_kit.relaxng.datatypes.protocol import Datatype, Param
from tei_kit.relaxng.name_classes import Name, NameClass

# The patterns in a pattern, down to elements, attributes and lists but not inside them.
ATTRIBUTE = 1
ELEMENT = 2
LIST = 4
TEXT = 8
DATA = 16
"""Both `data` and `value`."""
GROUP = 32
INTERLEAVE = 64
ONE_OR_MORE = 128
EMPTY = 256
GROUPED_ATTRIBUTE = 512
"""An attribute in a group or an interleave."""
OPEN_ATTRIBUTE = 1024
"""An attribute of any name, or any of a namespace, that no oneOrMore holds."""
SIMPLE = LIST | DATA
"""The patterns that the text of an element or attribute is compared with."""


@dataclass(slots=True, eq=False)
class Pattern:
    """The base of all patterns; two patterns are equal when they are the same object."""

    nullable: bool
    """Whether it matches nothing at all (the paper's section 4.2)."""
    holds: int
    """The constants above, for its own kind and the kinds in it."""


@dataclass(slots=True, eq=False)
class NotAllowed(Pattern):
    """The pattern `notAllowed`: it does not match any content, not even an empty element."""


@dataclass(slots=True, eq=False)
class Empty(Pattern):
    """Matches an empty element or value."""


@dataclass(slots=True, eq=False)
class Text(Pattern):
    """Matches any text."""


@dataclass(slots=True, eq=False)
class Data(Pattern):
    """Matches a text of a datatype, except what another pattern matches."""

    datatype: Datatype
    params: tuple[Param, ...]
    but: Pattern | None


@dataclass(slots=True, eq=False)
class Value(Pattern):
    """Matches the texts that stand for the same value of a datatype."""

    datatype: Datatype
    value: Hashable
    text: str
    """The value as the schema writes it."""


@dataclass(slots=True, eq=False)
class List(Pattern):
    """Matches the words of a text, each by itself."""

    content: Pattern


@dataclass(slots=True, eq=False)
class Attribute(Pattern):
    """Matches an attribute whose name is in a name class and whose value matches the content."""

    names: NameClass
    content: Pattern


@dataclass(slots=True, eq=False)
class Element(Pattern):
    """Matches an element whose name is in a name class."""

    names: NameClass
    place: Place
    name: str | None
    """The name that it takes; None for a name class that is not a single name."""
    content: Pattern = field(init=False)
    """The pattern of its attributes and children; set once everything has been read."""


@dataclass(slots=True, eq=False)
class Choice(Pattern):
    """Matches the content that one of its options matches."""

    options: tuple[Pattern, ...]


@dataclass(slots=True, eq=False)
class Group(Pattern):
    """Matches the contents of its parts, in their order."""

    parts: tuple[Pattern, ...]


@dataclass(slots=True, eq=False)
class Interleave(Pattern):
    """Matches the contents of its parts, interleaved."""

    parts: tuple[Pattern, ...]


@dataclass(slots=True, eq=False)
class OneOrMore(Pattern):
    """Matches its content once or several times."""

    content: Pattern


class Patterns:
    """Makes patterns, with the identities of sections 4.19 (notAllowed) and 4.20 (empty)."""

    def __init__(self) -> None:
        self.empty = Empty(nullable=True, holds=EMPTY)
        self.not_allowed = NotAllowed(nullable=False, holds=0)
        self.text = Text(nullable=True, holds=TEXT)
        self._made: dict[Hashable, Pattern] = {}

    def forget(self) -> None:
        """Forget all patterns; patterns made before are then other objects than new patterns."""
        self._made.clear()

    def choice(self, options: Iterable[Pattern]) -> Pattern:
        """The pattern that matches one of the options; `notAllowed` when there are no options."""
        flat: dict[Pattern, None] = {}
        for option in options:
            if isinstance(option, Choice):
                flat.update(dict.fromkeys(option.options))
            elif option is not self.not_allowed:
                flat[option] = None
        if len(flat) < 2:
            return next(iter(flat), self.not_allowed)
        key = (Choice, frozenset(flat))
        made = self._made.get(key)
        if made is None:
            nullable, holds = False, 0
            for option in flat:
                nullable = nullable or option.nullable
                holds |= option.holds
            made = self._made[key] = Choice(nullable, holds, tuple(flat))
        return made

    def optional(self, pattern: Pattern) -> Pattern:
        """The pattern that matches the given pattern or empty content (section 4.14)."""
        if pattern.nullable:
            return pattern
        return self.choice((pattern, self.empty))

    def group(self, parts: Iterable[Pattern]) -> Pattern:
        """The pattern that matches the parts in order."""
        return self._joined(Group, GROUP, parts)

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """The pattern that matches the parts interleaved."""
        return self._joined(Interleave, INTERLEAVE, parts)

    def _joined(
        self, kind: type[Group | Interleave], bit: int, parts: Iterable[Pattern]
    ) -> Pattern:
        kept = tuple(part for part in parts if part is not self.empty)
        if self.not_allowed in kept:
            return self.not_allowed
        if len(kept) < 2:
            return kept[0] if kept else self.empty
        key = (kind, kept)
        made = self._made.get(key)
        if made is None:
            nullable, holds = True, bit
            for part in kept:
                nullable = nullable and part.nullable
                holds |= part.holds
            if holds & ATTRIBUTE:
                holds |= GROUPED_ATTRIBUTE
            made = self._made[key] = kind(nullable, holds, kept)
        return made

    def one_or_more(self, content: Pattern) -> Pattern:
        """The pattern that matches the content once or several times."""
        if content is self.not_allowed or content is self.empty:
            return content
        key = (OneOrMore, content)
        made = self._made.get(key)
        if made is None:
            holds = (content.holds | ONE_OR_MORE) & ~OPEN_ATTRIBUTE
            made = self._made[key] = OneOrMore(content.nullable, holds, content)
        return made

    def zero_or_more(self, content: Pattern) -> Pattern:
        """The pattern that matches the content any number of times (section 4.15)."""
        return self.optional(self.one_or_more(content))

    def list(self, content: Pattern) -> Pattern:
        """The pattern that matches the words of a text."""
        if content is self.not_allowed:
            return content
        key = (List, content)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = List(nullable=False, holds=LIST, content=content)
        return made

    def attribute(self, names: NameClass, content: Pattern, *, is_open: bool) -> Pattern:
        """The pattern that matches an attribute; `is_open` says that the name class takes names
        without end.
        """
        if content is self.not_allowed:
            return content
        key = (Attribute, names, content)
        made = self._made.get(key)
        if made is None:
            holds = ATTRIBUTE | OPEN_ATTRIBUTE if is_open else ATTRIBUTE
            made = self._made[key] = Attribute(False, holds, names, content)
        return made

    def element(self, names: NameClass, place: Place) -> Element:
        """The pattern that matches an element; its content is set later. Each call makes another
        pattern.
        """
        name = names.name if isinstance(names, Name) else None
        return Element(nullable=False, holds=ELEMENT, names=names, place=place, name=name)

    def data(self, datatype: Datatype, params: tuple[Param, ...], but: Pattern | None) -> Pattern:
        """The pattern that matches the texts of a datatype, except those that `but` matches."""
        key = (Data, datatype, but)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Data(False, DATA, datatype, params, but)
        return made

    def value(self, datatype: Datatype, value: Hashable, text: str) -> Pattern:
        """The pattern that matches the texts that stand for a value."""
        key = (Value, datatype, value, text)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Value(False, DATA, datatype, value, text)
        return made


def parts_of(pattern: Pattern) -> tuple[Pattern, ...]:
    """The patterns directly inside a pattern; those inside an element are not among them."""
    match pattern:
        case Choice():
            return pattern.options
        case Group() | Interleave():
            return pattern.parts
        case OneOrMore() | List() | Attribute():
            return (pattern.content,)
        case Data() if pattern.but is not None:
            return (pattern.but,)
    return ()
