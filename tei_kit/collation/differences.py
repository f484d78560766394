"""Differences: the findings of a collation, in words, with both places.

Words that one side lacks and the other has elsewhere were moved. A difference in nothing but
quotation marks, dashes and the like is typographic.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from tei_kit.collation.alignment import Hunk
from tei_kit.collation.collate import Collation, across
from tei_kit.collation.reading import Point, Reading
from tei_kit.collation.signs import form_of
from tei_kit.collation.stream import Stream
from tei_kit.collation.typography import Typography, only
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.record import record
from tei_kit.source.source import Source
from tei_kit.tei.fidelity import Kind
from tei_kit.xml.text_places import TextPlaces

SHOWN = 60  # characters of the words in a message
AROUND = 36  # characters of the text before and after a difference
FAR = 4 * AROUND  # the same with indentation
NEAR = 240  # characters within which a word or a sign counts as moved
LONG = 16  # characters that count as moved wherever they are

_WHITE_SPACE = re.compile(r"\s+")
# Texts are compared by their words: of each text only letters and digits remain.
_NO_WORDS = re.compile(r"[\W_]+")


class Change(StrEnum):
    """The kinds of differences."""

    LOST = "lost"  # the source has words that the TEI lacks
    ADDED = "added"  # the TEI has words that the source lacks
    ALTERED = "altered"
    MOVED = "moved"  # the same words at another place
    NOTE_MOVED = "note moved"
    TYPOGRAPHIC = "typographic"
    SIGN = "sign"  # a page break, a mark or a bullet that the source does not print there


_CODES = {
    Change.LOST: "TK410",
    Change.ADDED: "TK411",
    Change.ALTERED: "TK412",
    Change.MOVED: "TK413",
    Change.NOTE_MOVED: "TK414",
    Change.TYPOGRAPHIC: "TK415",
    Change.SIGN: "TK416",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text, with the words around it, and where it begins."""

    text: str
    before: str
    after: str
    place: Place


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a source and a TEI file."""

    change: Change
    source: Words
    tei: Words
    typography: Sequence[Typography] = ()
    """The ways of printing in which the two differ, for a TYPOGRAPHIC difference."""

    @property
    def diagnostic(self) -> Diagnostic:
        """The message, at the place in the TEI; its second place is that in the source."""
        found = diagnose(
            _CODES[self.change],
            self.tei.place,
            source=shown(self.source.text),
            tei=shown(self.tei.text),
            place=self.source.place,
            typography=", ".join(self.typography),
        )
        return replace(found, other=self.source.place)


def shown(words: str) -> str:
    """Words as a message shows them: on one line, and without the middle of a long stretch."""
    text = _WHITE_SPACE.sub(" ", words).strip()
    if len(text) <= SHOWN:
        return text
    half = SHOWN // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


@record
class _Item:
    """A difference before it is put into words: characters of both streams, or a sign."""

    change: Change
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    point: Point | None = None

    @property
    def order(self) -> tuple[int, int]:
        return self.b_start, self.a_start


@record
class _Signs:
    """The points whose signs end, and the kinds of those that begin, at characters of the
    source."""

    ends: dict[int, Point]
    starts: dict[int, Kind]


def differences(collation: Collation, source: Source, places: TextPlaces) -> list[Difference]:
    """The differences in the order of the TEI."""
    text = Text(collation.reading, places)
    items = [_item(hunk) for hunk in collation.hunks]
    items += [_of_point(collation, point) for point in collation.missing]
    items += [
        _Item(Change.NOTE_MOVED, note.a, note.a, note.mark.at, note.mark.at, note.mark)
        for note in collation.notes_elsewhere
    ]
    items = _altered_signs(collation, _with_moves(collation, items))
    signs = _Signs(
        {sign.a_end: sign.point for sign in collation.signs},
        {sign.a_start: sign.point.piece.kind for sign in collation.signs},
    )
    return [
        _in_words(collation, item, source, text, signs)
        for item in sorted(items, key=lambda each: each.order)
    ]


def _item(hunk: Hunk) -> _Item:
    change = Change.ALTERED
    if hunk.b_start == hunk.b_end:
        change = Change.LOST
    elif hunk.a_start == hunk.a_end:
        change = Change.ADDED
    return _Item(change, hunk.a_start, hunk.a_end, hunk.b_start, hunk.b_end)


def _of_point(collation: Collation, point: Point) -> _Item:
    a = across(collation, point.at)
    change = Change.NOTE_MOVED if point.piece.kind is Kind.MARK else Change.SIGN
    return _Item(change, a, a, point.at, point.at, point)


# ------------------------------------------------------------------ moved words


def _with_moves(collation: Collation, items: Sequence[_Item]) -> list[_Item]:
    """The items; words that were lost at one place and added at another are one that was moved."""
    lost: dict[str, list[_Item]] = defaultdict(list)
    result: list[_Item] = []
    for item in items:
        if item.change is Change.LOST:
            lost[_key(collation.source.text[item.a_start : item.a_end])].append(item)
    for item in items:
        if item.change is Change.LOST:
            continue
        origin = _origin(collation, item, lost)
        if origin is None:
            result.append(_reordered(collation, item))
            continue
        change = Change.MOVED if item.point is None else item.change
        result.append(
            _Item(change, origin.a_start, origin.a_end, item.b_start, item.b_end, item.point)
        )
    return [*result, *(item for each in lost.values() for item in each)]


def _key(text: str) -> str:
    """The words of a stretch, by which it is found elsewhere; of signs alone, the signs."""
    return _NO_WORDS.sub("", text) or text


def _origin(collation: Collation, item: _Item, lost: dict[str, list[_Item]]) -> _Item | None:
    """The lost stretch that an item was moved from; it is taken out of `lost`."""
    if item.change is Change.ADDED:
        key = _key(collation.reading.stream.text[item.b_start : item.b_end])
        candidates = lost.get(key, [])
    elif item.point is not None and item.point.piece.text.strip():
        form = re.compile(form_of(item.point.piece, frozenset()) or r"(?!)", re.IGNORECASE)
        candidates = [
            each
            for found in lost.values()
            for each in found
            if form.fullmatch(collation.source.text, each.a_start, each.a_end)
        ]
        key = None
    else:
        return None
    if not candidates:
        return None
    nearest = min(candidates, key=lambda each: abs(each.b_start - item.b_start))
    far = abs(nearest.b_start - item.b_start) > NEAR
    if far and item.point is None and nearest.a_end - nearest.a_start < LONG:
        return None
    for found in lost.values():
        if nearest in found:
            found.remove(nearest)
    return nearest


def _reordered(collation: Collation, item: _Item) -> _Item:
    """An altered stretch in which only the order of the words is another."""
    if item.change is not Change.ALTERED:
        return item
    a = _tokens(collation.source, item.a_start, item.a_end)
    b = _tokens(collation.reading.stream, item.b_start, item.b_end)
    return replace(item, change=Change.MOVED) if a == b else item


def _tokens(stream: Stream, start: int, end: int) -> list[str]:
    return sorted(stream.words[stream.token_at(start) : stream.token_at(end - 1) + 1])


def _altered_signs(collation: Collation, items: Sequence[_Item]) -> list[_Item]:
    """The items, in which a sign that the TEI says and another that the source prints at the same
    place are one that was altered."""
    lost = {item.b_start: item for item in items if item.change is Change.LOST}
    result, used = [], set()
    for item in items:
        other = lost.get(item.b_start)
        is_sign = item.point is not None and item.a_start == item.a_end
        if is_sign and other is not None and other.b_start not in used:
            used.add(other.b_start)
            change = Change.ALTERED
            item = replace(other, change=change, point=item.point)
        result.append(item)
    return [i for i in result if not (i.change is Change.LOST and i.b_start in used)]


# ------------------------------------------------------------------ words and places


class Text:
    """The text of a reading with its white space, and the places in the file."""

    def __init__(self, reading: Reading, places: TextPlaces) -> None:
        self._reading = reading
        self._places = places
        self._raw = "".join(span.text for span in reading.spans)

    def words(self, start: int, end: int, *, sign: str = "", begins: bool = False) -> Words:
        """The words from one character to another, or a sign at a place. Between two characters,
        `begins` says that the place belongs to the second."""
        stream = self._reading.stream
        first = stream.origin(start)
        last = stream.origin(end - 1) + 1 if end > start else first
        return Words(
            sign or self._text(first, last),
            _before(self._text(max(first - FAR, 0), first)),
            _after(self._text(last, last + FAR)),
            self.place(start, is_between=start == end and not begins),
        )

    def _text(self, start: int, end: int) -> str:
        """A stretch of the text, with a space between the words of two paragraphs."""
        apart = self._reading.apart
        inside = apart[bisect_right(apart, start) : bisect_right(apart, end)]
        bounds = [start, *inside, end]
        return " ".join(self._raw[low:high] for low, high in pairwise(bounds))

    def of_point(self, point: Point) -> Place:
        """The place of the element that says something."""
        element = point.piece.element
        return Place(self._places.name) if element is None else self._places.of_element(element)

    def in_note(self, label: Point, at: int) -> Place:
        """The place of a character at the beginning of a note, or of a note without any."""
        span = self._reading.span_at(at)
        if span is not None and span.piece.note is label.piece.element:
            return self.place(at)
        return self.of_point(label)

    def place(self, at: int, is_between: bool = False) -> Place:
        """The place of a character, or of a place between two, which is after the first."""
        if is_between and at > 0:
            before = self.place(at - 1)
            return Place(before.file, before.line, before.column + 1)
        span = self._reading.span_at(at)
        if span is None or span.piece.element is None:
            return Place(self._places.name)
        last = len(self._reading.stream.text) - 1
        if span.piece.kind is not Kind.TEXT or last < 0:
            return self._places.of_element(span.piece.element)
        offset = self._reading.offset_in_slot(min(at, last))
        return self._places.of_text(span.piece.element, span.piece.tail, offset)


def _before(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text)[-AROUND:]


def _after(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text)[:AROUND]


def _of_source(source: Source, stream: Stream, start: int, end: int) -> Words:
    text = source.text
    first = stream.origin(start)
    last = stream.origin(end - 1) + 1 if end > start else first
    place = source.place(first)
    if start == end and start > 0:
        first = last = stream.origin(start - 1) + 1
        place = source.place(first)
    return Words(
        text[first:last],
        _before(text[max(first - FAR, 0) : first]),
        _after(text[last : last + FAR]),
        place,
    )


def _in_words(
    collation: Collation, item: _Item, source: Source, text: Text, signs: _Signs
) -> Difference:
    sign = _sign(item.point) if item.point is not None else ""
    words = _of_source(source, collation.source, item.a_start, item.a_end)
    begins = item.change is Change.LOST and _begins(source.text, collation.source, item, signs)
    tei = text.words(item.b_start, item.b_end, sign=sign, begins=begins)
    label = signs.ends.get(item.a_start)
    if begins and label is not None and label.piece.kind is Kind.LABEL:
        tei = replace(tei, place=text.in_note(label, item.b_start))
    if item.point is not None and item.point.piece.element is not None:
        tei = replace(tei, place=text.of_point(item.point))
    change: Change = item.change
    typography: Sequence[Typography] = ()
    if change is Change.ALTERED and item.point is None:
        typography = only(words.text, tei.text)
        change = Change.TYPOGRAPHIC if typography else change
    if change is Change.MOVED and not tei.text.strip():
        tei = replace(tei, text=words.text)
    return Difference(change, words, tei, typography)


def _begins(text: str, stream: Stream, item: _Item, signs: _Signs) -> bool:
    """Whether words of the source belong to the words after them rather than to those before."""
    before = signs.ends.get(item.a_start)
    is_marked = before is not None and before.piece.kind is Kind.MARK
    if item.a_start == 0 or (before is not None and not is_marked):
        return True
    if signs.starts.get(item.a_end) is Kind.MARK:
        return False
    first, last = stream.origin(item.a_start), stream.origin(item.a_end - 1) + 1
    above = text[stream.origin(item.a_start - 1) + 1 : first].count("\n")
    below = text[last : stream.origin(item.a_end)].count("\n")
    if above == below:  # a paragraph of its own goes with the next; the last may be in a note
        return above > 0 or is_marked
    return above > below


def _sign(point: Point) -> str:
    """The text of a point as messages show it."""
    piece = point.piece
    text = piece.text.strip()
    if piece.kind is Kind.MARK:
        return text or "note"
    return text
