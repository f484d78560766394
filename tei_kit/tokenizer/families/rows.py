"""Rows: the lines of a text's view, each with its place on the page.

Families whose lines mean something (plays, verse) read rows. A block that the format or the layout
states (a heading, a note, a page mark) is a row of its own, with its hint.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tei_kit.layout.lines import Line
from tei_kit.record import record
from tei_kit.source.hints import BLOCKS, Hint, HintKind
from tei_kit.source.source import Source

# Blocks that are rows of text; all others stay whole.
TEXTUAL = frozenset({HintKind.TEXT, HintKind.ITEM})


@record
class Row:
    """`text[start:end]` of a view: a line without white space at its ends, or a whole block.

    `indent` and `blanks` are those of the line in the file. `hint` is that of a whole
    block that is more than text.
    """

    start: int
    end: int
    indent: int
    blanks: int
    hint: Hint | None = None

    @property
    def width(self) -> int:
        """The columns from the margin to the end of the row."""
        return self.indent + self.end - self.start


def rows_of(view: Source, lines: Sequence[Line]) -> list[Row]:
    """The rows of a view; `lines` are those of its file."""
    places = _Places(view, lines)
    rows: list[Row] = []
    covered = 0
    for hint in view.hints:
        if hint.kind not in BLOCKS or hint.start < covered:
            continue
        _append_text(rows, view.text, covered, hint.start, places)
        covered = hint.end
        if hint.kind in TEXTUAL:
            _append_text(rows, view.text, hint.start, hint.end, places)
        else:
            line = places.line(hint.start)
            rows.append(Row(hint.start, hint.end, line.indent, max(1, line.blanks), hint))
    _append_text(rows, view.text, covered, len(view.text), places)
    return rows


def _append_text(rows: list[Row], text: str, start: int, end: int, places: _Places) -> None:
    """Add a row for every line of a stretch of text."""
    if start >= end:
        return
    at = start
    first = True
    for piece in text[start:end].split("\n"):
        words = piece.strip()
        if words:
            begin = at + (len(piece) - len(piece.lstrip()) if piece[0].isspace() else 0)
            line = places.line(begin)
            blanks = line.blanks
            if first and rows and rows[-1].hint is not None:
                blanks = max(1, blanks)
            rows.append(Row(begin, begin + len(words), line.indent, blanks))
            first = False
        at += len(piece) + 1


class _Places:
    """Finds the lines of the file for places in the view, which come in order."""

    def __init__(self, view: Source, lines: Sequence[Line]) -> None:
        self._segments = view.segments
        self._at = 0  # in the segments
        self._lines = lines
        self._starts = [line.start for line in lines]

    def line(self, offset: int) -> Line:
        """The line of the file that has a character of the view."""
        segments, at = self._segments, self._at
        place = offset
        if segments:
            while at + 1 < len(segments) and segments[at + 1].view <= offset:
                at += 1
            self._at = at
            place = segments[at].file + min(offset - segments[at].view, segments[at].length)
        return self._lines[max(0, bisect_right(self._starts, place) - 1)]
