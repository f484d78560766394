"""Sets of characters as ranges of code points, and how `re` writes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from sys import maxunicode

MAX_ASCII = 0x7F


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """The code points from `first` to `last`, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CharacterSet:
    """A set of characters; `of` makes it from ranges in any order."""

    ranges: tuple[Range, ...] = ()
    """In order, none touching the next."""

    @classmethod
    def of(cls, ranges: Iterable[Range]) -> CharacterSet:
        """The set of all code points of some ranges."""
        joined: list[Range] = []
        for one in sorted(ranges):
            if joined and one.first <= joined[-1].last + 1:
                joined[-1] = Range(joined[-1].first, max(joined[-1].last, one.last))
            else:
                joined.append(one)
        return cls(tuple(joined))

    @classmethod
    def of_text(cls, text: str) -> CharacterSet:
        """The set of the characters of a text."""
        return cls.of(Range(ord(character), ord(character)) for character in text)

    def __or__(self, other: CharacterSet) -> CharacterSet:
        return CharacterSet.of(self.ranges + other.ranges)

    def __invert__(self) -> CharacterSet:
        gaps = []
        start = 0
        for one in self.ranges:
            if start < one.first:
                gaps.append(Range(start, one.first - 1))
            start = one.last + 1
        if start <= maxunicode:
            gaps.append(Range(start, maxunicode))
        return CharacterSet(tuple(gaps))

    def __sub__(self, other: CharacterSet) -> CharacterSet:
        return ~(~self | other)

    def __contains__(self, character: str) -> bool:
        code = ord(character)
        at = bisect_right(self.ranges, code, key=lambda one: one.first)
        return at > 0 and code <= self.ranges[at - 1].last

    @property
    def is_ascii(self) -> bool:
        """Whether no character outside ASCII is in the set."""
        return not self.ranges or self.ranges[-1].last <= MAX_ASCII

    def regex(self) -> str:
        """A regular expression for one character of the set, in the syntax of `re`."""
        if not self.ranges:
            return r"(?!)"
        if len(self.ranges) == 1 and self.ranges[0].first == self.ranges[0].last:
            return re.escape(chr(self.ranges[0].first))
        parts = [
            rf"\U{one.first:08x}" + ("" if one.first == one.last else rf"-\U{one.last:08x}")
            for one in self.ranges
        ]
        return "[" + "".join(parts) + "]"
