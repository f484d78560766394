"""Reading: the text of a TEI file as it is compared with a source, with the places of characters.

The walk is that of `tei_kit.tei.fidelity`. A statement of an attribute (the number of a page, the
mark of a note, the bullet of an item) is a point in the text and not part of it: the source may
print it or not, and in many ways. Where the encoding has several readings (`choice`, `app`,
`subst`), one is chosen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from lxml import etree

from tei_kit.collation.stream import Stream, joined
from tei_kit.collation.typography import Typography
from tei_kit.record import record
from tei_kit.tei.fidelity import Kind, Piece, TextWalk, is_comment, is_printed_note
from tei_kit.xml.names import TEI

Element = etree._Element
_BLANK = Piece(" ", Kind.SPACE)


@record
class Span:
    """Characters of a slot's text, from `offset` on; `after_space` says that the mark-up parts
    them from those before, or joins them over a line end."""

    piece: Piece
    offset: int
    text: str
    after_space: bool = False


@record
class Point:
    """A statement of mark-up beside its text, and the number of characters before it."""

    at: int
    piece: Piece


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The text of a TEI file in one order: its characters, and the points between them.

    `starts` says where each span begins in the text of all spans, which the origins of the stream
    count.
    """

    stream: Stream
    spans: Sequence[Span]
    starts: Sequence[int]
    points: Sequence[Point]
    apart: Sequence[int]
    """The offsets in the text of all spans at which mark-up parts two spans."""

    def span_at(self, at: int) -> Span | None:
        """The span of a character; None where there is no text."""
        if not self.spans:
            return None
        origin = self.stream.origin(min(at, max(len(self.stream.text) - 1, 0)))
        return self.spans[max(bisect_right(self.starts, origin) - 1, 0)]

    def characters(self) -> list[int]:
        """The number of the first character of each span, and that of all characters at last."""
        origins = self.stream.origins
        return [*(bisect_left(origins, raw) for raw in self.starts), len(origins)]

    def offset_in_slot(self, at: int) -> int:
        """The offset of a character in the text of its slot."""
        origin = self.stream.origin(at)
        found = max(bisect_right(self.starts, origin) - 1, 0)
        return origin - self.starts[found] + self.spans[found].offset


@record
class Readings:
    """The readings to take: the number of the option for each element with several, and whether
    running heads are read."""

    chosen: Mapping[Element, int]
    running_heads: bool = True


# Elements with several readings, where a reading may be empty
_SEVERAL = ("choice", "app", "subst", "del", "surplus", "ex", "am", "figDesc", "desc")
# Elements whose text is not that of a source
_NOTHING = (
    *("index", "interp", "interpGrp", "certainty", "precision", "respons"),
    *("wit", "witDetail"),
)


class _Walk(TextWalk):
    """A walk over TEI that anybody wrote."""

    readers: ClassVar[Mapping[str, str]] = {
        **TextWalk.readers,
        f"{TEI}cb": "column",
        f"{TEI}gb": "column",
        f"{TEI}fw": "running_head",
        f"{TEI}gap": "gap",
        **{f"{TEI}{name}": "several" for name in _SEVERAL},
        **{f"{TEI}{name}": "nothing" for name in _NOTHING},
    }

    def __init__(self, text: Element, readings: Readings) -> None:
        super().__init__(text)
        self.readings = readings

    def note(self, element: Element) -> None:
        """A note; notes of a form that our own TEI does not have are read where they stand."""
        if is_comment(element):
            return
        if is_printed_note(element):
            super().note(element)
            return
        n = element.get("n", "")
        if element.get("anchored") != "false":
            self.printed(n, Kind.MARK, element)
        outside, self.note_at_hand = self.note_at_hand, element
        self.printed(f"{n}." if n else "", Kind.LABEL, element)
        self.element(element)
        self.note_at_hand = outside
        self.parts.append(_BLANK)

    def page(self, element: Element) -> None:
        self._undivided(element)
        super().page(element)

    def line_break(self, element: Element) -> None:
        self._undivided(element)
        if element.get("n"):
            self.printed("", Kind.LINE, element)
        if element.get("break") != "no":
            super().line_break(element)

    def column(self, element: Element) -> None:
        self._undivided(element)

    def _undivided(self, element: Element) -> None:
        if element.get("break") == "no":
            self.printed("", Kind.BREAK, element)

    def running_head(self, element: Element) -> None:
        if self.readings.running_heads:
            self.element(element)
        else:
            self.printed("".join(str(text) for text in element.itertext()), Kind.RUNNING, element)

    def gap(self, element: Element) -> None:
        """A gap, for which the source may print a sign."""
        self.printed("", Kind.GAP, element)
        self.element(element)

    def several(self, element: Element) -> None:
        """An element with several readings."""
        self.printed("", Kind.CHOICE, element)
        options = options_of(element)
        if options:
            for each in options[min(self.readings.chosen.get(element, 0), len(options) - 1)]:
                if each is element:
                    self.element(element)
                else:
                    self.child(each)
        self.printed("", Kind.CHOICE_END, element)

    def nothing(self, element: Element) -> None:
        """An element whose text is not that of the source."""


def pieces_of(tree: etree._ElementTree, readings: Readings) -> list[Piece]:
    """The pieces of all texts of a TEI file, without its header, as `tei-kit text` orders them."""
    pieces: list[Piece] = []
    for text in texts_of(tree.getroot()):
        walk = _Walk(text, readings)
        walk.element(text)
        walk.end_of_division()
        pieces += [*walk.parts, _BLANK]
    return pieces


def texts_of(root: Element) -> list[Element]:
    """The elements that hold the text of a file: each `text`, else each `sourceDoc`, else the
    root."""
    for name in ("text", "sourceDoc"):
        found = [e for e in root.iter(f"{TEI}{name}") if _is_outermost(e, f"{TEI}{name}")]
        if found:
            return found
    return [root]


def _is_outermost(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is None


def spans_of(pieces: Iterable[Piece]) -> list[Span]:
    """Each piece as one span."""
    return [Span(piece, 0, piece.text) for piece in pieces]


def is_point(piece: Piece) -> bool:
    """Whether a piece is a statement beside the text."""
    return piece.kind not in OF_THE_TEXT and piece.kind not in (Kind.SPACE, Kind.STRETCH_END)


def reading_of(spans: Sequence[Span], ignored: frozenset[Typography]) -> Reading:
    """The text that spans make in their order."""
    texts: list[str] = []
    parted: list[int] = []
    kept: list[Span] = []
    starts: list[int] = []
    before: list[tuple[int, Piece]] = []  # the number of texts before each point
    length = 0
    apart = spaced = True  # whether something, and white space, is between the last text and this
    for span in spans:
        kind = span.piece.kind
        if kind is Kind.SPACE:
            apart = spaced = True
        elif kind in OF_THE_TEXT:
            if span.text:
                if apart or not texts:
                    texts.append(span.text)
                    parted.append(length)
                else:
                    texts[-1] += span.text
                kept.append(replace(span, after_space=spaced))
                starts.append(length)
                length += len(span.text)
                apart = spaced = False
        elif is_point(span.piece):
            before.append((length, span.piece))
            apart = True
            spaced = spaced or kind is Kind.BREAK
    stream = joined(texts, ignored)
    points = [Point(bisect_left(stream.origins, at), piece) for at, piece in before]
    return Reading(stream, kept, starts, points, parted)


def options_of(element: Element) -> list[list[Element]]:
    """The readings of an element, the usual one first: each the elements that are read for it."""
    name = str(element.tag).removeprefix(TEI)
    children = [child for child in element if isinstance(child.tag, str)]
    if name == "choice":
        names = {child: str(child.tag).removeprefix(TEI) for child in children}
        first = [child for child in children if names[child] in _AS_WRITTEN]
        return [[child] for child in (*first, *(c for c in children if c not in first))]
    if name == "app":
        readings = [r for r in element.iter(f"{TEI}lem", f"{TEI}rdg") if _app_of(r) is element]
        # Notes on all readings stand beside them.
        notes = [child for child in children if child.tag == f"{TEI}note"]
        return [[each, *notes] for each in readings] or [notes]
    if name == "subst":
        added = [child for child in children if child.tag != f"{TEI}del"]
        return [added, [child for child in children if child.tag == f"{TEI}del"], children]
    if name in _USUALLY_LEFT_OUT:
        return [[], [element]]
    return [[element], []]


def _app_of(reading: Element) -> Element | None:
    return next(reading.iterancestors(f"{TEI}app"), None)


OF_THE_TEXT = frozenset({Kind.TEXT, Kind.CHARACTER})
# The reading of a transcription, where an edition gives another reading beside it
_AS_WRITTEN = frozenset({"sic", "orig", "abbr", "unclear"})
_USUALLY_LEFT_OUT = frozenset({"del", "figDesc", "desc", "surplus"})
