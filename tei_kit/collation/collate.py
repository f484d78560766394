"""The collation of a TEI file with a source: the hunks that differ, and the signs that do not.

A sign that the source prints and the mark-up says (`signs`) is no difference. Where the TEI can be
read in several ways (the options of a `choice`, notes at their references or at the end, running
heads or none), the way is taken in which the fewest characters differ.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise

from lxml import etree

from tei_kit.collation import notes
from tei_kit.collation.alignment import Hunk, align, settled
from tei_kit.collation.reading import (
    Element,
    Point,
    Reading,
    Readings,
    options_of,
    pieces_of,
    reading_of,
    spans_of,
)
from tei_kit.collation.signs import PRINTED_ALIKE, form_of
from tei_kit.collation.stream import Stream
from tei_kit.collation.typography import Typography
from tei_kit.record import record
from tei_kit.tei.fidelity import Kind, is_printed_note
from tei_kit.xml.names import TEI

# The mark of a note and its label.
BOTH = 2
# How far a sign may stand from where the alignment left its characters, in characters that repeat.
FARTHEST = 60
# The share of the points of a kind that a source prints when it prints those of that kind.
MOST = 0.5
FEW = 0.2
LONGEST_SIGN = 24  # characters
# The signs that stand at the place of one hunk are few; of others there is no sense in trying.
MOST_SIGNS = 12


@record
class Sign:
    """Characters of the source that are what a point says."""

    point: Point
    a_start: int
    a_end: int


@record
class NoteElsewhere:
    """The mark of a note, and where in the source its text stands."""

    mark: Point
    a: int


@dataclass(frozen=True, slots=True, eq=False)
class Collation:
    """A source and a reading of a TEI file, aligned.

    In the hunks `a` is the source and `b` the reading. `missing` are the points whose signs the
    source lacks though it prints others of their kind. `notes_elsewhere` are the notes whose text
    the source has at another place, without a mark where the TEI has the note, though it has the
    other notes where the TEI has them.
    """

    source: Stream
    reading: Reading
    hunks: Sequence[Hunk]
    signs: Sequence[Sign]
    missing: Sequence[Point]
    notes_elsewhere: Sequence[NoteElsewhere] = ()

    @property
    def cost(self) -> int:
        """How many characters and signs differ."""
        differing = sum(hunk.size for hunk in self.hunks)
        return differing + len(self.missing) + len(self.notes_elsewhere)


def collate(
    source: Stream, tree: etree._ElementTree, ignored: frozenset[Typography] = frozenset()
) -> Collation:
    """Align the text of a TEI file with a source whose stream ignores the same."""
    readings = Readings({})
    best = _collated(source, tree, readings, ignored)
    if not best.cost:
        return best
    chosen = _chosen(best)
    if chosen:
        readings = Readings(chosen)
        best = min(best, _collated(source, tree, readings, ignored), key=_cost)
    if _lacks_running_heads(best):
        without = Readings(readings.chosen, running_heads=False)
        better = _collated(source, tree, without, ignored)
        if better.cost < best.cost:
            best, readings = better, without
    for moving in (notes.displaced(best.reading, best.hunks), _not_marked(best)):
        if moving and best.cost:
            spans = notes.placed(source, pieces_of(tree, readings), moving, ignored)
            moved = _explained(source, reading_of(spans, ignored), ignored)
            if _cost(moved) < _cost(best):
                best = replace(moved, notes_elsewhere=_elsewhere(moved, moving))
    return best


def _not_marked(collation: Collation) -> list[Element]:
    """The notes that lack a sign in the source: the mark in the text, or the label of the note."""
    signs = Counter(
        sign.point.piece.element
        for sign in collation.signs
        if sign.point.piece.kind in (Kind.MARK, Kind.LABEL)
    )
    every = notes.all_of(collation.reading)
    return [note for note in every if signs[note] < BOTH or not is_printed_note(note)]


def _cost(collation: Collation) -> tuple[int, int]:
    """By which of two readings less, and at fewer places, differs."""
    return collation.cost, len(collation.hunks)


def _collated(
    source: Stream,
    tree: etree._ElementTree,
    readings: Readings,
    ignored: frozenset[Typography],
) -> Collation:
    reading = reading_of(spans_of(pieces_of(tree, readings)), ignored)
    return _explained(source, reading, ignored)


def _elsewhere(collation: Collation, displaced: Sequence[Element]) -> list[NoteElsewhere]:
    """The notes that the source has at another place and without a mark, when they are few."""
    marks = {p.piece.element: p for p in collation.reading.points if p.piece.kind is Kind.MARK}
    marked = {sign.point.piece.element for sign in collation.signs}
    known = {point.piece.element for point in collation.missing}
    unmarked = [n for n in displaced if n in marks and n not in marked and n not in known]
    if len(unmarked) > FEW * len(marks):
        return []
    starts = {p.piece.element: p.at for p in collation.reading.points if p.piece.kind is Kind.LABEL}
    found = []
    for note in unmarked:
        place = across(collation, starts.get(note, marks[note].at))
        found.append(NoteElsewhere(marks[note], place))
    return found


def across(collation: Collation, b: int) -> int:
    """The place in the source of a place in the reading."""
    a = before = 0
    for hunk in collation.hunks:
        if hunk.b_start >= b:
            break
        a, before = hunk.a_end, hunk.b_end
    for sign in collation.signs:
        if sign.a_start >= a and before <= sign.point.at < b:
            a, before = sign.a_end, sign.point.at
    return min(a + b - before, len(collation.source.text))


# ------------------------------------------------------------------ choices


def _chosen(collation: Collation) -> Mapping[Element, int]:
    """The options that fit the source better than the usual ones."""
    chosen: dict[Element, int] = {}
    open_at: dict[Element, int] = {}
    for point in collation.reading.points:
        element = point.piece.element
        if element is None:
            continue
        if point.piece.kind is Kind.CHOICE:
            open_at[element] = point.at
        elif point.piece.kind is Kind.CHOICE_END:
            option = _best_option(collation, element, open_at[element], point.at)
            if option:
                chosen[element] = option
    return chosen


def _best_option(collation: Collation, element: Element, start: int, end: int) -> int:
    hunks = collation.hunks
    first = bisect_left(hunks, start, key=lambda hunk: hunk.b_end)
    touching = []
    for hunk in hunks[first:]:
        if hunk.b_start > end:
            break
        touching.append(hunk)
    if not touching:
        return 0
    source, text = collation.source.text, collation.reading.stream.text
    b_start = min(start, touching[0].b_start)
    b_end = max(end, touching[-1].b_end)
    a_start = touching[0].a_start - (touching[0].b_start - b_start)
    a_end = touching[-1].a_end + (b_end - touching[-1].b_end)
    wanted = source[a_start:a_end]
    texts = ["".join("".join(_texts(option)).split()) for option in options_of(element)]
    candidates = [f"{text[b_start:start]}{each}{text[end:b_end]}" for each in texts]
    if not candidates:
        return 0
    if wanted in candidates:
        return candidates.index(wanted)
    ratios = [SequenceMatcher(None, wanted, each, autojunk=False).ratio() for each in candidates]
    return ratios.index(max(ratios))


def _texts(option: Iterable[Element]) -> Iterator[str]:
    for element in option:
        yield from (str(text) for text in element.itertext())


def _lacks_running_heads(collation: Collation) -> bool:
    """Whether the source has nothing for most of the text of running heads."""
    reading = collation.reading
    added = [hunk for hunk in collation.hunks if hunk.a_start == hunk.a_end]
    number = missing = 0
    for span, (start, end) in zip(reading.spans, pairwise(reading.characters()), strict=True):
        element = span.piece.element
        if element is None:
            continue
        inside = (
            [*element.iterancestors()] if span.piece.tail else [element, *element.iterancestors()]
        )
        if any(each.tag == f"{TEI}fw" for each in inside):
            number += end - start
            missing += notes.covered(added, start, end)
    return missing > MOST * number


# ------------------------------------------------------------------ signs


def _explained(source: Stream, reading: Reading, ignored: frozenset[Typography]) -> Collation:
    """The collation of a reading: its hunks without the signs that the mark-up says."""
    hunks = settled(source, reading.stream, align(source, reading.stream))
    points = [each for each in reading.points if form_of(each.piece, ignored) is not None]
    if not points:
        return Collation(source, reading, hunks, [], [])
    forms = {point: form_of(point.piece, ignored) or "" for point in points}
    search = _Search(source, reading.stream, points, forms)
    found = search.run(hunks)
    printed = Counter(sign.point.piece.kind for sign in found.signs)
    every = Counter(point.piece.kind for point in points if _counts(point))
    few = {k for k in every if k in PRINTED_ALIKE and printed[k] <= FEW * every[k]}
    if any(printed[kind] for kind in few):  # what looked like signs is text
        search = _Search(
            source, reading.stream, [p for p in points if p.piece.kind not in few], forms
        )
        found = search.run(hunks)
    said = {id(sign.point) for sign in found.signs}
    alike = {k for k in every if k in PRINTED_ALIKE and printed[k] >= MOST * every[k]}
    unsaid = [p for p in points if id(p) not in said and p.piece.kind is Kind.MARK]
    hunks = _without_marks(source, reading.stream, found.hunks, [forms[p] for p in unsaid])
    lost = _lost(source, hunks)
    missing = [
        point
        for point in points
        if id(point) not in said
        and _counts(point)
        and (point.piece.kind in alike or _is_elsewhere(point, forms[point], lost))
    ]
    return Collation(source, reading, hunks, found.signs, missing)


def _without_marks(
    source: Stream, text: Stream, hunks: Sequence[Hunk], forms: Sequence[str]
) -> list[Hunk]:
    """The hunks; where a word differs by the mark of a note alone (`19571` and `1957`), the hunk is
    that mark."""
    pattern = re.compile("|".join(dict.fromkeys(forms)) or r"(?!)", re.IGNORECASE)
    result = []
    for hunk in hunks:
        rest = hunk.a_start + hunk.b_end - hunk.b_start
        same = text.text[hunk.b_start : hunk.b_end]
        if (
            hunk.b_start < hunk.b_end
            and source.text.startswith(same, hunk.a_start, hunk.a_end)
            and pattern.fullmatch(source.text, rest, hunk.a_end)
        ):
            hunk = Hunk(rest, hunk.a_end, hunk.b_end, hunk.b_end)
        result.append(hunk)
    return result


def _lost(source: Stream, hunks: Iterable[Hunk]) -> set[str]:
    """Short stretches that the source alone has."""
    return {
        source.text[hunk.a_start : hunk.a_end]
        for hunk in hunks
        if hunk.b_start == hunk.b_end and hunk.size <= LONGEST_SIGN
    }


def _is_elsewhere(point: Point, form: str, lost: Iterable[str]) -> bool:
    """Whether the source alone has the sign of a note or a page at some other place."""
    if point.piece.kind not in (Kind.MARK, Kind.PAGE):
        return False
    pattern = re.compile(form, re.IGNORECASE)
    return any(pattern.fullmatch(text) for text in lost)


def _counts(point: Point) -> bool:
    """Whether what a point says is printed where others of its kind are."""
    return bool(point.piece.text.strip())


class _Side(Enum):
    BEGINNING = 0
    END = 1


@record
class _Found:
    hunks: list[Hunk]
    signs: list[Sign]


class _Search:
    """Finds the signs of points in hunks."""

    def __init__(
        self, source: Stream, text: Stream, points: Sequence[Point], forms: Mapping[Point, str]
    ) -> None:
        self._source = source
        self._text = text
        self._points = points
        self._forms = forms
        self._said: set[int] = set()  # the points whose signs are found

    def run(self, hunks: Sequence[Hunk]) -> _Found:
        """The hunks that are left, and the signs in their order."""
        found = _Found([], [])
        before = Hunk(0, 0, 0, 0)
        for at, hunk in enumerate(hunks):
            after = hunks[at + 1] if at + 1 < len(hunks) else None
            done = self._is_all_signs(hunk, before, after, found)
            if not done and not self._sign_beyond(hunk, before, after, found):
                self._split(hunk, found)
            before = hunk
        return found

    def _points_in(self, start: int, end: int) -> Sequence[Point]:
        """The points from one place to another whose signs are not found yet."""
        first = bisect_left(self._points, start, key=_at)
        last = bisect_left(self._points, end + 1, lo=first, key=_at)
        return [point for point in self._points[first:last] if id(point) not in self._said]

    def _say(self, signs: Sequence[Sign], found: _Found) -> None:
        found.signs.extend(signs)
        self._said.update(id(sign.point) for sign in signs)

    def _is_all_signs(self, hunk: Hunk, before: Hunk, after: Hunk | None, found: _Found) -> bool:
        """Whether a hunk that the source alone has is what the points at its place say.

        Characters that repeat may have been aligned one place too early or too late.
        """
        if hunk.b_start != hunk.b_end or hunk.a_start == hunk.a_end:
            return False
        source, length = self._source.text, hunk.a_end - hunk.a_start
        least = max(before.b_end - hunk.b_start, -FARTHEST)
        most = min((after.b_start if after else len(self._text.text)) - hunk.b_start, FARTHEST)
        near = self._points_in(hunk.b_start + least, hunk.b_start + most)
        for place in sorted({p.at for p in near}, key=lambda at: abs(at - hunk.b_start)):
            shift = place - hunk.b_start
            start = hunk.a_start + shift
            low, high = min(start, hunk.a_start), max(start, hunk.a_start)
            if start < 0 or source[low:high] != source[low + length : high + length]:
                continue
            here = [point for point in near if point.at == place]
            signs = self._signs(here, start, start + length)
            if signs is not None:
                self._say(signs, found)
                return True
        return False

    def _sign_beyond(self, hunk: Hunk, before: Hunk, after: Hunk | None, found: _Found) -> bool:
        """Whether signs near a hunk were taken for the text beside them that is the same.

        In `June 5. 5. See` and `June very 5. See`, where the second is the label of a note, the
        text was aligned with the label.
        """
        if hunk.a_start == hunk.a_end:
            return False
        source, text = self._source.text, self._text.text
        least = max(before.b_end, hunk.b_start - FARTHEST)
        most = min(after.b_start if after else len(text) + 1, hunk.b_end + FARTHEST)
        for place in sorted({p.at for p in self._points_in(hunk.b_end + 1, most - 1)}):
            end = hunk.a_end + place - hunk.b_end
            same = text[hunk.b_end : place]
            signs = self._signs_at(place, hunk.a_start, end, _Side.END)
            if signs and source[: signs[0].a_start].endswith(same):
                rest = signs[0].a_start - len(same)
                if rest >= hunk.a_start:
                    self._add(Hunk(hunk.a_start, rest, hunk.b_start, hunk.b_end), found)
                    self._say(signs, found)
                    return True
        for place in sorted({p.at for p in self._points_in(least + 1, hunk.b_start - 1)})[::-1]:
            start = hunk.a_start - (hunk.b_start - place)
            same = text[place : hunk.b_start]
            signs = self._signs_at(place, start, hunk.a_end, _Side.BEGINNING)
            if signs and source.startswith(same, signs[-1].a_end):
                rest = signs[-1].a_end + len(same)
                if rest <= hunk.a_end:
                    self._say(signs, found)
                    self._add(Hunk(rest, hunk.a_end, hunk.b_start, hunk.b_end), found)
                    return True
        return False

    def _pattern(self, points: Sequence[Point]) -> str:
        """The pattern of the signs of points: an optional group for each of them. A number that
        may be the page's or the note's is taken for the note's."""
        optional = {Kind.PAGE: "??"}
        return "".join(
            f"({self._forms[point]}){optional.get(point.piece.kind, '?')}" for point in points
        )

    def _signs_at(self, place: int, start: int, end: int, side: _Side) -> list[Sign]:
        """The signs of all points at a place with which a stretch of the source begins or ends."""
        points = self._points_in(place, place)[:MOST_SIGNS]
        pattern = self._pattern(points)
        text = self._source.text
        if side is _Side.BEGINNING:
            match = re.compile(pattern, re.IGNORECASE).match(text, start, end)
        else:
            match = re.compile(rf"(?:{pattern})\Z", re.IGNORECASE).search(text, start, end)
        return [] if match is None else _of_match(match, points)

    def _signs(self, points: Sequence[Point], start: int, end: int) -> list[Sign] | None:
        """The signs of points that make up a whole stretch of the source; None when they do not.
        A point may have no sign, since a text need not print it."""
        points = points[:MOST_SIGNS]
        pattern = self._pattern(points)
        match = re.compile(pattern, re.IGNORECASE).fullmatch(self._source.text, start, end)
        return None if match is None else _of_match(match, points)

    def _split(self, hunk: Hunk, found: _Found) -> None:
        """Take the signs out of a hunk, which divide it into several."""
        a, b, end = hunk.a_start, hunk.b_start, hunk.a_end
        points = list(self._points_in(hunk.b_start, hunk.b_end))
        last: list[Sign] = []
        while points and points[-1].at == hunk.b_end and self._is_last(points[-1], hunk):
            sign = self._last(points.pop(), a, end)
            if sign is not None:
                last.insert(0, sign)
                end = sign.a_start
        for point in points:
            sign = self._exactly(point, a, b, end) or self._first(point, a, end)
            if sign is not None:
                self._add(Hunk(a, sign.a_start, b, point.at), found)
                self._say([sign], found)
                a, b = sign.a_end, point.at
        for sign in last:
            self._add(Hunk(a, sign.a_start, b, sign.point.at), found)
            self._say([sign], found)
            a, b = sign.a_end, sign.point.at
        self._add(Hunk(a, hunk.a_end, b, hunk.b_end), found)

    def _is_last(self, point: Point, hunk: Hunk) -> bool:
        """Whether a sign ends a hunk: the label of a note stands right before its text."""
        return hunk.b_start < hunk.b_end or point.piece.kind in (Kind.LABEL, Kind.SIGN)

    def _add(self, hunk: Hunk, found: _Found) -> None:
        source = self._source.text[hunk.a_start : hunk.a_end]
        if source != self._text.text[hunk.b_start : hunk.b_end]:
            found.hunks.append(hunk)

    def _exactly(self, point: Point, a: int, b: int, end: int) -> Sign | None:
        """The sign of a point after the characters that stand before it."""
        start = a + point.at - b
        if self._source.text[a:start] != self._text.text[b : point.at]:
            return None
        match = re.compile(self._forms[point], re.IGNORECASE).match(self._source.text, start, end)
        if match is None or match.end() == start:
            return None
        is_mark = point.piece.kind is Kind.MARK
        return Sign(point, *match.span()) if is_mark or self._is_whole(*match.span()) else None

    def _first(self, point: Point, start: int, end: int) -> Sign | None:
        """The first place in a stretch of the source that is the sign of a point."""
        return next(self._places(point, start, end), None)

    def _last(self, point: Point, start: int, end: int) -> Sign | None:
        """The last place in a stretch of the source that is the sign of a point."""
        every = [*self._places(point, start, end)]
        return every[-1] if every else None

    def _places(self, point: Point, start: int, end: int) -> Iterator[Sign]:
        """The places in a stretch of the source that are the sign of a point: those that are as the
        mark-up says, or else all in a usual form."""
        for form in (self._exact(point), self._forms[point]):
            found = False
            for match in re.compile(form, re.IGNORECASE).finditer(self._source.text, start, end):
                at_edge = match.start() == start or match.end() == end
                if match.end() > match.start() and self._is_sign(point, *match.span(), at_edge):
                    found = True
                    yield Sign(point, *match.span())
            if found:
                return

    def _exact(self, point: Point) -> str:
        printed = "".join(point.piece.text.split())
        element = point.piece.element
        if not printed or (element is not None and printed == element.get("n")):
            return r"(?!)"
        return re.escape(printed)

    def _is_sign(self, point: Point, start: int, end: int, at_edge: bool) -> bool:
        """Whether a sign begins and ends where tokens do; marks may be glued to a number."""
        if self._is_whole(start, end):
            return True
        source = self._source
        token = source.token_at(start)
        if point.piece.kind is not Kind.MARK or not source.words[token].isdigit():
            return False
        if end > source.starts[token + 1]:
            return False
        return at_edge or source.is_start(start) or source.is_start(end)

    def _is_whole(self, start: int, end: int) -> bool:
        return self._source.is_start(start) and self._source.is_start(end)


def _at(point: Point) -> int:
    return point.at


def _of_match(match: re.Match[str], points: Sequence[Point]) -> list[Sign]:
    """The signs that the groups of a match are."""
    return [
        Sign(point, *match.span(number))
        for number, point in enumerate(points, 1)
        if match.end(number) > match.start(number)
    ]
