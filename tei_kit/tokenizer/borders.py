"""Borders: the places where the documents of a window begin, or the parts of its one document.

A long text can be cut there, and the readings of two windows can be joined.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tei_kit.record import record
from tei_kit.source.source import Segment, Source
from tei_kit.tokenizer.reading import Depths, Reading
from tei_kit.tokenizer.tokens import TokenKind, indices

K = TokenKind
# The end of a line, after its last word: "  \\n".
LINE_END = re.compile(r"[^\S\n]*\n")


@record
class Border:
    """The beginning of a document, or of a part.

    `token` is the index of its first token, `view` its place in the view of the window, and `file`
    its place in the whole text. All characters before `file` belong to earlier documents. If
    the border `is_clean`, each note stands on the same side as the references to it. In a text of
    parts, `depths` are those of the headings before the border.
    """

    token: int
    view: int
    file: int
    is_clean: bool = True
    depths: Depths = Depths()


BEGINNING = Border(0, 0, 0)


def borders_of(reading: Reading, begin: int, text: str) -> list[Border]:
    """The borders between documents, or parts, at which the text and its view can be cut.

    No note, and no other text of one document, stands among the lines of another. `text` is the
    window that was read, and `begin` its place in the whole text.
    """
    tokens, parts = reading.tokens, reading.parts
    segments = segments_of(reading.source)
    covered = tokens if parts is None else tokens[1:]  # a division covers its parts
    ends = [0] * (len(tokens) - len(covered)) + list(accumulate((t.end for t in covered), max))
    starts = list(accumulate((t.start for t in reversed(tokens)), min))[::-1]
    last_target = list(accumulate((t.target for t in tokens), max))
    targets = (t.target if t.target >= 0 else t.start for t in reversed(tokens))
    first_target = list(accumulate(targets, min))[::-1]
    above = [0, *accumulate((s.file + s.length for s in segments), max)]
    below = [len(text), *accumulate((s.file for s in reversed(segments)), min)][::-1]
    found: list[Border] = []
    for at in indices(tokens, K.DIVISION)[1:] if parts is None else indices(tokens, K.SUBHEAD):
        view = tokens[at].start
        if parts is not None and view not in parts.starts:
            continue
        if not ends[at - 1] <= view <= starts[at]:
            continue
        over = bisect_right(segments, view, key=_view_of) - 1
        segment = segments[over]
        inside = min(view - segment.view, segment.length)
        last = max(above[over], segment.file + inside if inside else 0)
        first = below[over + 1] if inside == segment.length else segment.file + inside
        if last > min(first, below[over + 1]):
            continue
        last = len(text[:last].rstrip())
        line_end = LINE_END.match(text, last)  # a stretch begins with a line
        if line_end is not None:
            is_clean = last_target[at - 1] < view <= first_target[at]
            if parts is None:
                found.append(Border(at, view, begin + line_end.end(), is_clean))
            elif is_clean:
                depths = parts.starts[view]
                found.append(Border(at, view, begin + line_end.end(), depths=depths))
    return found


def _view_of(segment: Segment) -> int:
    return segment.view


def segments_of(source: Source) -> Sequence[Segment]:
    """The segments of a view; a source that is not a view is one segment."""
    return source.segments or [Segment(0, 0, len(source.text))]
