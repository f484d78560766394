"""Outlines: that of a file, by which a play is recognized, and that of its view, which is read.

Most views of plays have the rows of the file: what was found out about these holds for them, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from tei_kit.record import replace
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.outline import NOTHING_STRONG, Outline, outline
from tei_kit.tokenizer.families.rows import Row
from tei_kit.tokenizer.families.text import Text


@lru_cache(maxsize=2)
def of_file(text: Text) -> Outline | None:
    """The outline of the file as it stands; None for a text in which no labels recur.

    The last texts are remembered: for their views.
    """
    arranged = text.arranged
    rows = [Row(line.start, line.end, line.indent, line.blanks) for line in arranged.file_lines]
    return outline(arranged.file.text, rows, text.given_labels, NOTHING_STRONG, text.code)


def of_view(
    text: Text, view: Source, rows: Sequence[Row], strong: Mapping[int, int]
) -> Outline | None:
    """The outline of the rows of a view, None for a view in which no labels recur.

    `strong` says which stretches the format prints in bold.
    """
    if strong or not _are_of_file(text, view, rows):
        return outline(view.text, rows, text.given_labels, strong, text.code)
    known = of_file(text)
    if known is None:
        return None
    moved = {
        at: _moved(label, rows[at].start - known.rows[at].start)
        for at, label in known.labels.items()
    }
    return replace(known, text=view.text, rows=rows, labels=moved)


def _are_of_file(text: Text, view: Source, rows: Sequence[Row]) -> bool:
    """Whether the rows of a view are the lines of its file, wherever they begin."""
    lines, file, words = text.arranged.file_lines, text.arranged.file.text, view.text
    return len(lines) == len(rows) and all(
        row.hint is None
        and row.indent == line.indent
        and row.blanks == line.blanks
        and words[row.start : row.end] == file[line.start : line.end]
        for row, line in zip(rows, lines, strict=True)
    )


def _moved(label: Candidate, by: int) -> Candidate:
    """A label in a row that begins so many characters further on."""
    if not by:
        return label
    direction = label.direction + by if label.direction >= 0 else label.direction
    return Candidate(label.name, label.shape, label.name_end + by, label.end + by, direction)
