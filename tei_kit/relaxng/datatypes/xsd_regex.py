"""The regular expressions of the `pattern` facet (XML Schema Part 2, appendix F).

`compile` reads the syntax, as strictly as Jing does, for Python's `re`. Only the categories of
Unicode are not in `re`, and their ranges are long and slow to compile. So an expression with
categories is matched against a folded text, where every character outside ASCII is replaced with
one that stands for its category: exact as long as the expression names no such character. When it
does (`[\\p{L}é]`, `\\i`, blocks) the ranges come from elementpath, which is imported for that alone
and, but for blocks, only when a text outside ASCII has to be matched.

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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tei_kit.relaxng.datatypes import unicode_sets, xml_names
from tei_kit.relaxng.datatypes.character_ranges import CharacterSet, Range
from tei_kit.relaxng.datatypes.regex_matching import Matcher
from tei_kit.relaxng.datatypes.regex_parts import Characters, Part, Repeated, Sequence, alternatives

# The characters that a letter after a backslash stands for; its capital stands for all others.
_SPACES = CharacterSet.of_text(" \t\n\r")
_NOT_DOT = CharacterSet.of_text("\n\r")
_ESCAPED_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
_ESCAPED_ITSELF = frozenset("\\|.-^?*+(){}[]")

# `{2}`, `{2,}`, `{2,5}`.
_QUANTITY = re.compile(r"\{ ([0-9]+) (?: (,) ([0-9]*) )? \}", re.VERBOSE)
# `{Lu}`, `{IsGreek}`.
_PROPERTY = re.compile(r"\{ ([A-Za-z0-9\-]+) \}", re.VERBOSE)

# The greatest number of repetitions; Jing, too, takes greater ones for it.
_MAX_REPETITIONS = 2**31 - 1


_QUANTIFIERS: Mapping[str, Callable[[Part], Part]] = {
    "?": lambda part: Repeated(part, 0, 1),
    "*": lambda part: Repeated(part, 0, None),
    "+": lambda part: Repeated(part, 1, None),
}


class RegexError(ValueError):
    """The text is not a regular expression of XML Schema; the message says why and where."""


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression whose syntax is right; `compile` makes it."""

    source: str
    """As the schema has it."""
    _folding: Matcher
    """Matches folded texts, in which one character stands for each category."""
    _folds: bool
    """Whether it has categories, so that a text has to be folded."""
    _names: bool
    """Whether it names characters outside ASCII, so that no text may be folded."""

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        if not self._folds or text.isascii():
            return self._folding.matches(text)
        if self._names:
            return _with_ranges(self.source).matches(text)
        return self._folding.matches(unicode_sets.folded(text))


@functools.cache
def compile(source: str) -> Regex:  # noqa: A001
    """The regular expression that a text writes. Raises RegexError when its syntax is wrong."""
    expression = _Expression(source, unicode_sets.standins)
    part = expression.parts()
    return Regex(source, Matcher(part), expression.folds, expression.names)


def parts(source: str) -> Part:
    """The parts of an expression, for a folded text. Raises RegexError."""
    return _Expression(source, unicode_sets.standins).parts()


@functools.cache
def _with_ranges(source: str) -> Matcher:
    """The expression with the ranges of its categories written out, for texts as they are."""
    return Matcher(_Expression(source, unicode_sets.members).parts())


@dataclass(slots=True)
class _Expression:
    """Reads an expression from the left into its parts."""

    source: str
    category: Callable[[str], CharacterSet]
    """The characters of a category, or the single character that stands for it in a folded text."""
    at: int = 0
    folds: bool = field(default=False, init=False)
    names: bool = field(default=False, init=False)

    def parts(self) -> Part:
        try:
            whole = self._alternatives()
        except RecursionError as error:
            raise self._error("its parentheses are too deep") from error
        if self.at < len(self.source):
            raise self._error(f'"{self._next}" is not allowed there without a backslash')
        return whole

    @property
    def _next(self) -> str:
        """The next character; empty at the end."""
        return self.source[self.at : self.at + 1]

    def _error(self, reason: str) -> RegexError:
        return RegexError(f"{reason} (character {self.at + 1})")

    def _alternatives(self) -> Part:
        branches = [self._branch()]
        while self._next == "|":
            self.at += 1
            branches.append(self._branch())
        return alternatives(branches)

    def _branch(self) -> Part:
        pieces = []
        while self._next and self._next not in "?*+){}|]":
            pieces.append(self._quantified(self._atom()))
        return pieces[0] if len(pieces) == 1 else Sequence(tuple(pieces))

    def _atom(self) -> Part:
        character = self._next
        self.at += 1
        if character == "(":
            inside = self._alternatives()
            self._expect(")")
            return inside
        if character == "[":
            return Characters(self._class())
        if character == "\\":
            return Characters(_set(self._escape()))
        if character == ".":
            return Characters(~_NOT_DOT)
        self._note(character)
        return Characters(_set(character))

    def _quantified(self, part: Part) -> Part:
        if self._next and self._next in "?*+":
            self.at += 1
            return _QUANTIFIERS[self.source[self.at - 1]](part)
        if self._next != "{":
            return part
        found = _QUANTITY.match(self.source, self.at)
        if found is None:
            raise self._error("a quantifier is {2}, {2,} or {2,5}")
        least = _repetitions(found[1])
        most = _repetitions(found[3]) if found[3] else None if found[2] else least
        if most is not None and most < least:
            raise self._error(f"the quantifier {found[0]} has its numbers the wrong way round")
        self.at = found.end()
        return Repeated(part, least, most)

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
                    members |= _set(member)
                    break
                member = self._range(member, self._class_member())
                if self._next == "-":
                    self.at += 1
                    members |= member
                    if self._next != "[":
                        raise self._error('"-" must be written \\- there')
                    break
            members |= _set(member)
            if self._next == "]":
                break
        if negated:
            members = ~members
        if self._next == "[":
            self.at += 1
            members -= self._class()
        self._expect("]")
        return members

    def _range(self, low: str | CharacterSet, high: str | CharacterSet) -> CharacterSet:
        if not isinstance(low, str) or not isinstance(high, str):
            raise self._error("a range goes from one character to another")
        if low > high:
            raise self._error("a range has its characters the wrong way round")
        return CharacterSet((Range(ord(low), ord(high)),))

    def _class_member(self) -> str | CharacterSet:
        character = self._next
        if not character:
            raise self._error("a bracket is not closed")
        if character in "[]-":
            raise self._error(f'"{character}" must be written \\{character} there')
        self.at += 1
        if character == "\\":
            return self._escape()
        self._note(character)
        return character

    def _escape(self) -> str | CharacterSet:
        """The character or the characters that are escaped, from after the backslash."""
        character = self._next
        self.at += 1
        if character in _ESCAPED_ITSELF:
            return character
        if character in _ESCAPED_CONTROLS:
            return _ESCAPED_CONTROLS[character]
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
        if name in unicode_sets.CATEGORIES:
            self.at = found.end()
            return self._of_categories(name)
        block = unicode_sets.block(name)
        if block is None:
            raise self._error(f'"{name}" is neither a category nor a block of Unicode')
        self.at = found.end()
        self.names = True
        return block

    def _of_categories(self, *names: str) -> CharacterSet:
        members = CharacterSet()
        for name in names:
            if name in unicode_sets.QUOTATION_MARKS:
                self.names = True
                members |= unicode_sets.QUOTATION_MARKS[name]
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


def _set(member: str | CharacterSet) -> CharacterSet:
    return CharacterSet.of_text(member) if isinstance(member, str) else member


def _repetitions(digits: str) -> int:
    """The number in a quantifier, or the greatest that there is."""
    significant = digits.lstrip("0")
    if len(significant) > len(str(_MAX_REPETITIONS)):
        return _MAX_REPETITIONS
    return min(int(significant or "0"), _MAX_REPETITIONS)
