"""The regular expressions of the `pattern` facet (XML Schema Part 2, appendix F).

`compile` reads the syntax, as strictly as Jing does, into Python's `re`. The categories of Unicode
are the one thing that `re` lacks, and their ranges are long and slow to compile. So an expression
with categories is matched against a folded text, where every character outside ASCII is replaced
with one that stands for its category: exact as long as the expression names no such character.
When it does (`[\\p{L}é]`, `\\i`, blocks) the ranges come from elementpath, which is imported for
that alone and, but for blocks, only when a text outside ASCII has to be matched.

Known differences from Jing, all of them Java's:

- Java 9 and later read `[^a&&b]` as the complement of both, earlier versions as `[^a]` and `b`;
  Jing writes `[^\\p{C}\\p{Z}]` so, and `[^\\p{L}a]` and `\\P{C}`, in the earlier sense. On a new
  Java it therefore allows there what the expression forbids, such as a soft hyphen. Here the
  expression means what it says.
- A character newer than Python's or Java's version of Unicode has another category there.
- `\\i` and `\\c` are the name characters of XML 1.0 here; Jing has them from Java's categories,
  which took in some letters since.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tei_kit.relaxng import xml_names
from tei_kit.relaxng.character_ranges import MAX_ASCII, CharacterSet, Range

# What a letter after a backslash stands for, and what its capital is the complement of.
_SPACES = CharacterSet.of_text(" \t\n\r")
_NOT_DOT = CharacterSet.of_text("\n\r")
_ESCAPED_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
_ESCAPED_ITSELF = frozenset("\\|.-^?*+(){}[]")

# `{2}`, `{2,}`, `{2,5}`.
_QUANTITY = re.compile(r"\{ ([0-9]+) (?: (,) ([0-9]*) )? \}", re.VERBOSE)
# `{Lu}`, `{IsGreek}`.
_PROPERTY = re.compile(r"\{ ([A-Za-z0-9\-]+) \}", re.VERBOSE)

_CATEGORIES = tuple(
    group + kind
    for group, kinds in {
        "L": "ultmo",
        "M": "nce",
        "N": "dlo",
        "P": "cdseifo",
        "Z": "slp",
        "S": "mcko",
        "C": "cfon",
    }.items()
    for kind in kinds
)
_GROUPS = frozenset("LMNPZSC")
# The quotation marks that had these categories in Unicode 3.1, which XML Schema refers to.
_QUOTATION_MARKS = {
    "Pi": CharacterSet.of_text("\u00ab\u2018\u201b\u201c\u201f\u2039"),
    "Pf": CharacterSet.of_text("\u00bb\u2019\u201d\u203a"),
}
# Where the characters that stand for categories are; a folded text has no others there.
_FIRST_STANDIN = 0x10FF00
# The greatest number of repetitions; Jing, too, takes greater ones for it.
_MAX_REPETITIONS = 2**31 - 1


class RegexError(ValueError):
    """The text is not a regular expression of XML Schema; the message says why and where."""


@dataclass(frozen=True, slots=True)
class Regex:
    """A compiled regular expression; `compile` makes it."""

    source: str
    """As the schema has it."""
    _matches: Callable[[str], object | None]
    """The match of a text that `_folds` and `_names` let pass."""
    _folds: bool
    """Whether it has categories, so that a text has to be folded."""
    _names: bool
    """Whether it names characters outside ASCII, so that no text may be folded."""

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        if not self._folds or text.isascii():
            return self._matches(text) is not None
        if self._names:
            return _with_ranges(self.source).fullmatch(text) is not None
        return self._matches(_folded(text)) is not None


@functools.cache
def compile(source: str) -> Regex:  # noqa: A001
    """The compiled form of an expression. Raises RegexError when it is not one."""
    reader = _Reader(source, _standins)
    translated = reader.read()
    return Regex(source, re.compile(translated).fullmatch, reader.folds, reader.names)


@functools.cache
def _with_ranges(source: str) -> re.Pattern[str]:
    """The expression with the ranges of its categories written out, for texts as they are."""
    return re.compile(_Reader(source, _ranges).read())


@dataclass(slots=True)
class _Reader:
    """Reads an expression from the left and writes it in the syntax of `re`."""

    source: str
    category: Callable[[str], CharacterSet]
    """The characters of a category, or what stands for them."""
    at: int = 0
    folds: bool = field(default=False, init=False)
    names: bool = field(default=False, init=False)

    def read(self) -> str:
        try:
            translated = self._alternatives()
        except RecursionError as error:
            raise self._error("its parentheses are too deep") from error
        if self.at < len(self.source):
            raise self._error(f'"{self._next}" is not allowed there without a backslash')
        return translated

    @property
    def _next(self) -> str:
        """The next character; empty at the end."""
        return self.source[self.at : self.at + 1]

    def _error(self, reason: str) -> RegexError:
        return RegexError(f"{reason} (character {self.at + 1})")

    def _alternatives(self) -> str:
        branches = [self._branch()]
        while self._next == "|":
            self.at += 1
            branches.append(self._branch())
        return "|".join(branches)

    def _branch(self) -> str:
        pieces = []
        while self._next and self._next not in "?*+){}|]":
            pieces.append(self._atom() + self._quantifier())
        return "".join(pieces)

    def _atom(self) -> str:
        character = self._next
        self.at += 1
        if character == "(":
            inside = self._alternatives()
            self._expect(")")
            return f"(?:{inside})"
        if character == "[":
            return self._class().regex()
        if character == "\\":
            return self._escape().regex()
        if character == ".":
            return (~_NOT_DOT).regex()
        self._note(character)
        return re.escape(character)

    def _quantifier(self) -> str:
        if self._next and self._next in "?*+":
            self.at += 1
            return self.source[self.at - 1]
        if self._next != "{":
            return ""
        found = _QUANTITY.match(self.source, self.at)
        if found is None:
            raise self._error("a quantifier is {2}, {2,} or {2,5}")
        least = _repetitions(found[1])
        most = _repetitions(found[3]) if found[3] else None
        if most is not None and most < least:
            raise self._error(f"the quantifier {found[0]} has its numbers the wrong way round")
        self.at = found.end()
        upper = "" if most is None else str(most)
        return f"{{{least}{found[2] or ''}{upper}}}"

    def _class(self) -> CharacterSet:
        """A character class expression, from after its bracket to after the closing one."""
        negated = self._next == "^"
        self.at += negated
        members = CharacterSet()
        while True:
            member = self._class_member()
            if self._next == "-":
                self.at += 1
                if self._next == "[":
                    members |= member
                    break
                member = self._range(member, self._class_member())
                if self._next == "-":
                    self.at += 1
                    members |= member
                    if self._next != "[":
                        raise self._error('"-" must be written \\- there')
                    break
            members |= member
            if self._next == "]":
                break
        if negated:
            members = ~members
        if self._next == "[":
            self.at += 1
            members -= self._class()
        self._expect("]")
        return members

    def _range(self, low: CharacterSet, high: CharacterSet) -> CharacterSet:
        ends = low.ranges + high.ranges
        if len(ends) != 2 or any(end.first != end.last for end in ends):
            raise self._error("a range goes from one character to another")
        if ends[0].first > ends[1].first:
            raise self._error("a range has its characters the wrong way round")
        span = Range(ends[0].first, ends[1].last)
        self.names = self.names or span.last > MAX_ASCII
        return CharacterSet((span,))

    def _class_member(self) -> CharacterSet:
        character = self._next
        if not character:
            raise self._error("a bracket is not closed")
        if character in "[]-":
            raise self._error(f'"{character}" must be written \\{character} there')
        self.at += 1
        if character == "\\":
            return self._escape()
        self._note(character)
        return CharacterSet.of_text(character)

    def _escape(self) -> CharacterSet:
        """What is escaped, from after the backslash."""
        character = self._next
        self.at += 1
        if character in _ESCAPED_ITSELF:
            return CharacterSet.of_text(character)
        if character in _ESCAPED_CONTROLS:
            return CharacterSet.of_text(_ESCAPED_CONTROLS[character])
        match character.lower():
            case "s":
                members = _SPACES
            case "d":
                members = self._of_categories("Nd")
            case "w":
                members = ~self._of_categories("P", "Z", "C")
            case "i" | "c":
                self.names = True
                is_first = character in "iI"
                members = xml_names.first_characters() if is_first else xml_names.characters()
            case "p":
                members = self._property()
            case _:
                self.at -= 1
                raise self._error(f"\\{character} is not an escape")
        return ~members if character.isupper() else members

    def _property(self) -> CharacterSet:
        found = _PROPERTY.match(self.source, self.at)
        if found is None:
            raise self._error("after \\p comes a category or a block: {Lu}, {IsGreek}")
        name = found[1]
        if name in _GROUPS or name in _CATEGORIES:
            self.at = found.end()
            return self._of_categories(name)
        block = _block(name)
        if block is None:
            raise self._error(f'"{name}" is neither a category nor a block of Unicode')
        self.at = found.end()
        self.names = True
        return block

    def _of_categories(self, *names: str) -> CharacterSet:
        members = CharacterSet()
        for name in names:
            if name in _QUOTATION_MARKS:
                self.names = True
                members |= _QUOTATION_MARKS[name]
            else:
                self.folds = True
                members |= self.category(name)
        return members

    def _note(self, character: str) -> None:
        self.names = self.names or not character.isascii()

    def _expect(self, character: str) -> None:
        if self._next != character:
            raise self._error(f'"{character}" is missing')
        self.at += 1


def _repetitions(digits: str) -> int:
    """The number in a quantifier, or the greatest that there is."""
    significant = digits.lstrip("0")
    if len(significant) > len(str(_MAX_REPETITIONS)):
        return _MAX_REPETITIONS
    return min(int(significant or "0"), _MAX_REPETITIONS)


@functools.cache
def _standins(name: str) -> CharacterSet:
    """The ASCII characters of a category, and what stands for the others in a folded text."""
    from unicodedata import category

    ascii_members = "".join(
        character
        for character in map(chr, range(MAX_ASCII + 1))
        if category(character).startswith(name)
    )
    folded = (
        _standin(category_name) for category_name in _CATEGORIES if category_name.startswith(name)
    )
    return CharacterSet.of_text(ascii_members + "".join(folded))


def _standin(category: str) -> str:
    return chr(_FIRST_STANDIN + _CATEGORIES.index(category))


def _folded(text: str) -> str:
    """The text, with what stands for its category in place of every character outside ASCII."""
    from unicodedata import category

    return "".join(
        character if character.isascii() else _standin(category(character)) for character in text
    )


@functools.cache
def _ranges(name: str) -> CharacterSet:
    """All characters of a category."""
    from elementpath.regex import unicode_subset

    return CharacterSet.of(map(_range_of, unicode_subset(name).codepoints))


@functools.cache
def _block(name: str) -> CharacterSet | None:
    """The characters of a block of Unicode, such as `IsGreek`; None when there is none."""
    from elementpath.regex import RegexError as NoSuchBlockError
    from elementpath.regex import unicode_subset

    if not name.startswith("Is"):
        return None
    try:
        return CharacterSet.of(map(_range_of, unicode_subset(name).codepoints))
    except NoSuchBlockError:
        return None


def _range_of(codepoint: int | tuple[int, int]) -> Range:
    """A range from elementpath's notation, where a pair excludes its second number."""
    if isinstance(codepoint, int):
        return Range(codepoint, codepoint)
    return Range(codepoint[0], codepoint[1] - 1)
