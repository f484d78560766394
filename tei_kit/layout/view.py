"""View: the rearranged text of a source, with a record of the place of each stretch in the file.

Only white space is added, and only white space is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Segment, Source


class ViewWriter:
    """Puts stretches of a file's text one after the other, and collects hints about them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self.at = 0
        self.hints: list[Hint] = []

    def put(self, start: int, end: int) -> None:
        """Add a stretch of the file."""
        if end <= start:
            return
        self._parts.append(self._source.text[start:end])
        self._segments.append(Segment(self.at, start, end - start))
        self.at += end - start

    def put_joined(self, start: int, end: int) -> None:
        """Add a stretch of the file with a space for each line end."""
        self._parts.append(self._source.text[start:end].replace("\n", " "))
        self._segments.append(Segment(self.at, start, end - start))
        self.at += end - start

    def gap(self, space: str) -> None:
        """Add white space that the file need not have; a view does not begin with it."""
        if self.at:
            self._parts.append(space)
            self.at += len(space)

    def source(self, extra: Sequence[Hint]) -> Source:
        """The view; `extra` are hints with places in the file."""
        file = self._source
        places = sorted(self._segments, key=_file_of)
        moved = [_moved(hint, places) for hint in extra]
        hints = sorted([*self.hints, *moved], key=_order)
        text = "".join(self._parts)
        return Source(
            file.name,
            text,
            (),
            file.diagnostics,
            hints,
            (),
            file.form,
            file,
            self._segments,
        )


def _file_of(segment: Segment) -> int:
    return segment.file


def _order(hint: Hint) -> tuple[int, bool, int]:
    """The order of hints: by their beginning, an empty page mark first, then the longest hint."""
    begins_page = hint.kind is HintKind.PAGE_BLOCK and hint.end == hint.start
    return hint.start, not begins_page, -hint.end


def _moved(hint: Hint, places: Sequence[Segment]) -> Hint:
    """A hint at its places in the view."""
    start, end = view_offset(places, hint.start), view_offset(places, hint.end - 1) + 1
    target = view_offset(places, hint.target) if hint.target >= 0 else -1
    if hint.end == hint.start:
        end = start
    return Hint(
        hint.kind,
        start,
        max(start, end),
        hint.value,
        hint.depth,
        hint.label,
        hint.close,
        hint.place,
        target,
    )


def view_offset(places: Sequence[Segment], offset: int) -> int:
    """The offset in the view of a character of the file; `places` are in the order of the file."""
    at = max(0, bisect_right(places, offset, key=_file_of) - 1)
    segment = places[at]
    return segment.view + min(max(offset - segment.file, 0), segment.length)
