"""Excerpts: a difference as lines of text, with carets below the words that differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from tei_kit.collation.differences import Difference, Words, shown
from tei_kit.printable import one_line
from tei_kit.record import record

_NAMES = ("source", "TEI")


@record
class Line:
    """A line of an excerpt: the name of the side, the text before the words, the words, and the
    text after them; and the line with the carets below."""

    name: str
    before: str
    words: str
    after: str

    @property
    def carets(self) -> str:
        """Carets below the words; one where words are missing."""
        blank = " " * _width(self.before)
        return f"{blank}{'^' * max(_width(self.words.strip()), 1)}"


def excerpt(difference: Difference) -> Sequence[Line]:
    """The line of the source and that of the TEI; the words of both begin in the same column."""
    sides: tuple[Words, Words] = (difference.source, difference.tei)
    longest = max(_width(_clean(side.before)) for side in sides)
    lines = []
    for name, side in zip(_NAMES, sides, strict=True):
        before = _clean(side.before)
        words = _clean(shown(side.text))
        after = _clean(side.after)
        padding = " " * (longest - _width(before))
        between = " " if words and side.text[-1:].isspace() else ""
        lines.append(Line(name, f"{padding}{before}", words, f"{between}{after}"))
    return lines


def _clean(text: str) -> str:
    return one_line(text)


def _width(text: str) -> int:
    """The number of columns of a terminal that a text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
