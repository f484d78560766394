"""Two outlines of a text: one of the file, for recognition, and one of the view, for reading.

Most views of plays have the rows of the file; then the outline of the file serves for the view.
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

    The outlines of the last texts are kept, so that `of_view` need not make them again.
    """
    arranged = text.arranged
    rows = [Row(line.start, line.end, line.indent, line.blanks) for line in arranged.file_lines]
    return outline(arranged.file.text, rows, text.given_labels, NOTHING_STRONG, text.code)


def of_view(
    text: Text, view: Source, rows: Sequence[Row], strong: Mapping[int, int]
) -> Outline | None:
    """The outline of the rows of a view; None for a view in which no labels recur.

    `strong` maps the beginning of each stretch that the format prints in bold to its end.
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
    """Whether the rows of a view are the lines of its file; their offsets may differ."""
    lines, file, words = text.arranged.file_lines, text.arranged.file.text, view.text
    return len(lines) == len(rows) and all(
        row.hint is None
        and row.indent == line.indent
        and row.blanks == line.blanks
        and words[row.start : row.end] == file[line.start : line.end]
        for row, line in zip(rows, lines, strict=True)
    )


def _moved(label: Candidate, by: int) -> Candidate:
    """A label whose row begins `by` characters later."""
    if not by:
        return label
    direction = label.direction + by if label.direction >= 0 else label.direction
    return Candidate(label.name, label.shape, label.name_end + by, label.end + by, direction)
