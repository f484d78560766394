"""Cuts: the stretch of the source that belongs to each text of a tagged copy.

The spans of the copy follow each other in the order of the source. So each boundary between two
spans needs a place in the source. Where the words at a boundary differ, they are divided such that
most characters agree. Words that the copy lacks go where the line ends of the source say that they
belong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from enum import Enum
from itertools import pairwise

from tei_kit.collation.alignment import Hunk
from tei_kit.collation.collate import Collation
from tei_kit.collation.reading import Element, Span
from tei_kit.collation.search import Sign
from tei_kit.collation.stream import Stream
from tei_kit.record import record
from tei_kit.tei.fidelity import CONTAINERS, PARAGRAPHS, Kind, Piece
from tei_kit.xml.names import TEI

# Elements after which words that nobody marked up do not go on.
CLOSED = frozenset(
    f"{TEI}{name}" for name in ("head", "label", "speaker", "note", "dateline", "salute", "fw")
)
# Elements that a paragraph can follow.
FOLLOWED = frozenset(f"{TEI}{name}" for name in ("p", "ab"))
BLOCKS = PARAGRAPHS | {f"{TEI}{name}" for name in ("item", "cell", "speaker", "note", "label")}
# The largest hunk that is aligned by its characters: a table of so many cells.
MOST_CELLS = 250_000
# The offset of an insertion behind the end of a text.
AT_THE_END = 1 << 40
# Line ends that part two paragraphs.
PARTED = 2


@record
class Part:
    """A span of the copy, and the stretch of the source that it gets."""

    span: Span
    a_start: int
    a_end: int


@record
class Unmarked:
    """A stretch of the source that the copy lacks, and the span beside which it stands.

    `is_block` says that it stands in paragraphs of its own after the span.
    """

    a_start: int
    a_end: int
    span: Span
    is_block: bool


@record
class Cuts:
    """All parts in their order, and the stretches that no words of the copy answer to."""

    parts: Sequence[Part]
    unmarked: Sequence[Unmarked]


class _Side(Enum):
    LEFT = 0
    RIGHT = 1
    BLOCK = 2


@record
class _Counted:
    """A span with characters, and the number of the first of them."""

    span: Span
    start: int


def cuts(collation: Collation, text: str, attached: Collection[int] = ()) -> Cuts:
    """The parts of a collation; `text` is the source with its white space.

    Text that begins at a place of `attached` belongs to the text before it.
    """
    return _Cutter(collation, text, attached).run()


class _Cutter:
    def __init__(self, collation: Collation, text: str, attached: Collection[int]) -> None:
        self._attached = attached
        self._collation = collation
        self._source = collation.source
        self._text = text
        events: list[Hunk] = [*collation.hunks, *(_as_hunk(sign) for sign in collation.signs)]
        self._events = sorted(events, key=lambda each: (each.a_start, each.b_start))
        self._signs = {(sign.a_start, sign.a_end): sign for sign in collation.signs}
        self._ends = [event.b_end for event in self._events]
        self._unmarked: list[Unmarked] = []
        self._beside: list[Part] = []  # between the last span and the next

    def run(self) -> Cuts:
        """All parts in their order."""
        counted = _counted(self._collation)
        if not counted:
            return Cuts([], [])
        parts: list[Part] = []
        start = self._before(counted[0])
        parts += self._beside
        self._beside = []
        for left, right in pairwise(counted):
            end, following = self._boundary(left, right)
            parts.append(Part(left.span, start, max(end, start)))
            parts += self._beside
            self._beside = []
            start = max(following, end, start)
        end = max(self._after(counted[-1]), start)
        parts += [Part(counted[-1].span, start, end), *self._beside]
        return Cuts(parts, self._unmarked)

    def _boundary(self, left: _Counted, right: _Counted) -> tuple[int, int]:
        """The end of the stretch of a span, and the beginning of the next; signs stand between
        them, and words that are to be paragraphs of their own."""
        at = right.start
        first = bisect_left(self._ends, at)
        here: list[Hunk] = []  # hunks that only the source has at this place
        end = at + self._shift_before(first)
        for event in self._events[first:]:
            if event.b_start > at:
                break
            if event.b_start < at < event.b_end:
                cut = self._inside(event, at)
                return cut, cut
            if event.b_start == event.b_end:
                here.append(event)
            elif event.b_end == at:
                end = event.a_end
        if not here:
            return end, end
        signs = [each for each in here if (each.a_start, each.a_end) in self._signs]
        if signs:
            return self._between_signs(left.span, right.span, here, signs)
        if any(each.a_start in self._attached for each in here):
            return here[-1].a_end, here[-1].a_end
        start, stop = here[0].a_start, here[-1].a_end
        side = self._side(left.span, right.span, start, stop)
        beside = right.span if side is _Side.RIGHT else left.span
        if is_parted(left.span, right.span):
            self._unmarked.append(Unmarked(start, stop, beside, side is _Side.BLOCK))
        if side is _Side.BLOCK:
            return start, stop
        if is_parted(left.span, right.span):
            outside = _outside(beside, before=side is _Side.RIGHT)
            if outside is not None:
                self._beside.append(Part(outside, start, stop))
                return start, stop
        return (start, start) if side is _Side.RIGHT else (stop, stop)

    def _before(self, first: _Counted) -> int:
        """The beginning of the stretch of the first span, after words that the copy lacks."""
        lost = self._events[0] if self._events else Hunk(0, 0, 0, 0)
        if lost.b_end or not lost.a_end or (0, lost.a_end) in self._signs:
            return 0
        outside = _outside(first.span, before=True)
        if outside is None:
            return 0
        self._beside.append(Part(outside, 0, lost.a_end))
        return lost.a_end

    def _after(self, last: _Counted) -> int:
        """The end of the stretch of the last span, before words that the copy lacks."""
        length, end = len(self._source.text), len(self._collation.reading.stream.text)
        lost = self._events[-1] if self._events else Hunk(0, 0, 0, 0)
        if lost.b_start != end or lost.a_end != length or (lost.a_start, length) in self._signs:
            return length
        if lost.a_start in self._attached:
            return length
        is_block = self._is_paragraph(last.span, lost)
        self._unmarked.append(Unmarked(lost.a_start, length, last.span, is_block))
        outside = None if is_block else _outside(last.span, before=False)
        if outside is not None:
            self._beside.append(Part(outside, lost.a_start, length))
        return lost.a_start if is_block or outside is not None else length

    def _between_signs(
        self, left: Span, right: Span, here: Sequence[Hunk], signs: Sequence[Hunk]
    ) -> tuple[int, int]:
        """The same as `_boundary` where signs stand between two spans: words before the first sign
        belong to the left span, others to the element of their sign, or to the right span."""
        start, stop = signs[0].a_start, signs[-1].a_end
        last: Sign | None = None
        for each in here:
            sign = self._signs.get((each.a_start, each.a_end))
            if sign is not None:
                last = sign
                continue
            beside = left if last is None else right
            is_block = last is None and self._is_paragraph(left, each)
            self._unmarked.append(Unmarked(each.a_start, each.a_end, beside, is_block))
            if is_block:
                start = min(start, each.a_start)
            elif last is not None and each.a_start < stop:
                after = _after_element(last)
                if after is None:
                    stop = each.a_start
                    break
                self._beside.append(Part(after, each.a_start, each.a_end))
        return start, stop

    def _shift_before(self, number: int) -> int:
        """The characters by which the source is ahead of the copy, before an event of a number."""
        if not number:
            return 0
        event = self._events[number - 1]
        return event.a_end - event.b_end

    def _inside(self, hunk: Hunk, at: int) -> int:
        """The place in the source of a boundary within a hunk."""
        if hunk.a_start == hunk.a_end:
            return hunk.a_start
        source, copy = self._source, self._collation.reading.stream
        first = source.text[hunk.a_start : hunk.a_end]
        second = copy.text[hunk.b_start : hunk.b_end]
        low, high = _crossing(first, second, at - hunk.b_start)
        low, high = hunk.a_start + low, hunk.a_start + high
        if not copy.is_start(at):
            return low
        return _nearest_start(source, hunk, low, high)

    def _side(self, left: Span, right: Span, start: int, stop: int) -> _Side:
        """The place of words between two spans that the copy lacks."""
        if not is_parted(left, right):
            return _Side.RIGHT if _depth(right) < _depth(left) else _Side.LEFT
        if self._is_paragraph(left, Hunk(start, stop, 0, 0)):
            return _Side.BLOCK
        before, after = self._line_ends(start), self._line_ends(stop)
        if before != after:
            return _Side.LEFT if before < after else _Side.RIGHT
        block = block_of(left)
        closed = block is not None and block.tag in CLOSED
        return _Side.RIGHT if closed else _Side.LEFT

    def _is_paragraph(self, left: Span, lost: Hunk) -> bool:
        """Whether words stand between blank lines in the source, and after a paragraph in the
        copy."""
        block = block_of(left)
        if block is None or block.tag not in FOLLOWED:
            return False
        return min(self._line_ends(lost.a_start), self._line_ends(lost.a_end)) >= PARTED

    def _line_ends(self, at: int) -> int:
        """The number of line ends before a character of the source, at most PARTED."""
        if not 0 < at < len(self._source.text):
            return PARTED
        between = self._text[self._source.origin(at - 1) + 1 : self._source.origin(at)]
        return min(between.count("\n"), PARTED)


def _as_hunk(sign: Sign) -> Hunk:
    return Hunk(sign.a_start, sign.a_end, sign.point.at, sign.point.at)


def _counted(collation: Collation) -> list[_Counted]:
    """The spans that have characters."""
    reading = collation.reading
    return [
        _Counted(span, start)
        for span, (start, end) in zip(reading.spans, pairwise(reading.characters()), strict=True)
        if start < end
    ]


def _crossing(first: str, second: str, at: int) -> tuple[int, int]:
    """The places in the first text between which a place of the second text lies."""
    if len(first) * len(second) > MOST_CELLS:
        place = len(first) * at // len(second)
        return place, place
    x = y = 0
    low = None
    for step in _path(first, second):
        if y == at:
            low = x if low is None else low
            if step != 1:
                return low, x
        x, y = x + (step != 2), y + (step != 1)
    return x if low is None else low, x


def _nearest_start(source: Stream, hunk: Hunk, low: int, high: int) -> int:
    """The beginning of a token in a hunk that is nearest to a stretch."""
    found = source.starts[bisect_left(source.starts, hunk.a_start) :]
    best, least = low, len(source.text)
    for start in found:
        if start > hunk.a_end:
            break
        distance = max(low - start, start - high, 0)
        if distance < least:
            best, least = start, distance
    return best


def holder_of(span: Span) -> Element | None:
    """The element that a span's text stands in."""
    element = span.piece.element
    if element is None or not (span.piece.tail or span.piece.kind is not Kind.TEXT):
        return element
    return element.getparent()


def block_of(span: Span) -> Element | None:
    """The nearest element around a span that is a paragraph or the like."""
    element = holder_of(span)
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    return element


def _after_element(sign: Sign) -> Span | None:
    """The place of text right after an element within a paragraph that has a sign; None after an
    element between paragraphs."""
    element = sign.point.piece.element
    parent = None if element is None else element.getparent()
    if element is None or parent is None or parent.tag in CONTAINERS:
        return None
    if sign.point.piece.kind not in (Kind.MARK, Kind.PAGE, Kind.LINE, Kind.BREAK):
        return None
    return Span(Piece("", Kind.TEXT, element, True), -1, "")


def _outside(span: Span, *, before: bool) -> Span | None:
    """The place before or after the element within its block that a span stands in, such as a name;
    None for a span that stands in the block itself."""
    block = block_of(span)
    element = holder_of(span)
    if block is None or element is None or element is block:
        return None
    while element.getparent() is not block:
        element = element.getparent()
        if element is None:
            return None
    if not before:
        return Span(Piece("", Kind.TEXT, element, True), -1, "")
    previous = element.getprevious()
    if previous is not None:
        return Span(Piece("", Kind.TEXT, previous, True), AT_THE_END, "")
    return Span(Piece("", Kind.TEXT, block, False), AT_THE_END, "")


def is_parted(left: Span, right: Span) -> bool:
    """Whether two spans belong to different blocks."""
    return block_of(left) is not block_of(right)


def _depth(span: Span) -> int:
    element = holder_of(span)
    return 0 if element is None else sum(1 for _ in element.iterancestors())


_BOTH, _A, _B = 0, 1, 2


def _path(first: str, second: str) -> list[int]:
    """The steps from the beginning to the end of two texts that pass the most characters together:
    0 passes a character of both, which is the same, 1 one of the first, 2 one of the second.

    It takes time and memory as the product of their lengths.
    """
    rows, columns = len(first), len(second)
    lengths = [0] * (columns + 1)
    choices: list[bytearray] = []
    for i in range(rows - 1, -1, -1):
        character = first[i]
        row = bytearray(columns)
        diagonal = right = 0
        for j in range(columns - 1, -1, -1):
            below = lengths[j]
            if character == second[j]:
                best = diagonal + 1
            elif below >= right:
                best, row[j] = below, _A
            else:
                best, row[j] = right, _B
            diagonal = below
            lengths[j] = right = best
        choices.append(row)
    choices.reverse()
    steps = []
    i = j = 0
    while i < rows and j < columns:
        step = choices[i][j]
        steps.append(step)
        i, j = i + (step != _B), j + (step != _A)
    return [*steps, *[_A] * (rows - i), *[_B] * (columns - j)]
