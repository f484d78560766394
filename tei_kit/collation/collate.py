"""The collation of a TEI file with a source: the hunks that differ, and the signs that do not.

A sign that the source prints and the mark-up says (`signs`) is no difference. Sometimes the TEI can
be read in several ways: with either option of a `choice`, with notes at their references or at the
end, with or without running heads. Then the way is taken in which the fewest characters differ.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
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
from tei_kit.collation.search import Search, Sign
from tei_kit.collation.signs import PRINTED_ALIKE, form_of
from tei_kit.collation.stream import Stream
from tei_kit.collation.typography import Typography
from tei_kit.record import record
from tei_kit.tei.fidelity import Kind, is_printed_note
from tei_kit.xml.names import TEI

# The mark of a note and its label.
BOTH = 2
# A source that prints the points of a kind prints at least this share of them.
MOST = 0.5
FEW = 0.2
LONGEST_SIGN = 24  # characters


@record
class NoteElsewhere:
    """The mark of a note, and the place of the note's text in the source."""

    mark: Point
    a: int


@dataclass(frozen=True, slots=True, eq=False)
class Collation:
    """A source and a reading of a TEI file, aligned.

    In the hunks `a` is the source and `b` the reading. `missing` are the points whose signs the
    source lacks though it prints others of their kind. `notes_elsewhere` are the notes whose text
    the source has at another place, and no mark where the TEI has the note, while it has the other
    notes where the TEI has them.
    """

    source: Stream
    reading: Reading
    hunks: Sequence[Hunk]
    signs: Sequence[Sign]
    missing: Sequence[Point]
    notes_elsewhere: Sequence[NoteElsewhere] = ()

    @property
    def cost(self) -> int:
        """The number of characters and signs that differ."""
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
    """A key to compare readings: the number of differences, then the number of their places."""
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
    search = Search(source, reading.stream, points, forms)
    found = search.run(hunks)
    printed = Counter(sign.point.piece.kind for sign in found.signs)
    every = Counter(point.piece.kind for point in points if _counts(point))
    few = {k for k in every if k in PRINTED_ALIKE and printed[k] <= FEW * every[k]}
    if any(printed[kind] for kind in few):  # characters that looked like signs are text
        search = Search(
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
    """Whether the sign of a point is printed where other signs of its kind are."""
    return bool(point.piece.text.strip())
