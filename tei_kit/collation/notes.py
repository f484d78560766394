"""Notes: the places at which the source prints their text.

A TEI file may have its notes at their references or at the end, and the source may print them
there, at the foot of the page, or after each letter. The text around the notes is aligned first.
The words that the source has beyond that text hold its notes, and the notes are aligned with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from tei_kit.collation.alignment import Hunk, align, settled
from tei_kit.collation.reading import (
    OF_THE_TEXT,
    Element,
    Reading,
    Span,
    is_point,
    reading_of,
    spans_of,
)
from tei_kit.collation.signs import form_of
from tei_kit.collation.stream import Stream, joined
from tei_kit.collation.typography import Typography
from tei_kit.record import record
from tei_kit.tei.fidelity import Kind, Piece

# The share of a note's characters that differ where it is read at the wrong place.
DISPLACED = 0.5


def displaced(reading: Reading, hunks: Sequence[Hunk]) -> list[Element]:
    """The notes whose text is for the most part not where it is read."""
    length: dict[Element, int] = defaultdict(int)
    differs: dict[Element, int] = defaultdict(int)
    for span, (start, end) in zip(reading.spans, pairwise(reading.characters()), strict=True):
        note = span.piece.note
        if note is not None:
            length[note] += end - start
            differs[note] += covered(hunks, start, end)
    return [note for note, number in length.items() if differs[note] > DISPLACED * number]


def all_of(reading: Reading) -> list[Element]:
    """All notes that have text."""
    found = dict.fromkeys(span.piece.note for span in reading.spans)
    return [note for note in found if note is not None]


def covered(hunks: Sequence[Hunk], start: int, end: int) -> int:
    """The number of characters of a stretch of the reading that lie in hunks."""
    found = 0
    at = max(bisect_right(hunks, start, key=lambda hunk: hunk.b_start) - 1, 0)
    for hunk in hunks[at:]:
        if hunk.b_start >= end:
            break
        found += max(min(end, hunk.b_end) - max(start, hunk.b_start), 0)
    return found


@record
class _Place:
    """The place to which a note is moved: the place in the source, and the numbers of characters
    and of points before it in the text without notes."""

    source: int
    main: int
    points: int
    note: Element


def placed(
    source: Stream,
    pieces: Sequence[Piece],
    moving: Collection[Element],
    ignored: frozenset[Typography],
) -> list[Span]:
    """The pieces of a reading with some notes where the source prints them; a note that is not
    found there stays."""
    wanted = set(moving)
    bodies: dict[Element, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.note in wanted:
            bodies[piece.note].append(piece)
    rest = [piece for piece in pieces if piece.note not in wanted]
    main = reading_of(spans_of(rest), ignored)
    places = _places(source, main, bodies, ignored)
    lost = wanted - {place.note for place in places}
    if lost:
        rest = [piece for piece in pieces if piece.note not in wanted or piece.note in lost]
        main = reading_of(spans_of(rest), ignored)
        places = _places(source, main, {n: b for n, b in bodies.items() if n not in lost}, ignored)
    return _inserted(rest, main, places, bodies)


def _places(
    source: Stream,
    main: Reading,
    bodies: Mapping[Element, Sequence[Piece]],
    ignored: frozenset[Typography],
) -> list[_Place]:
    """The places of the notes that are found, in the order of the source."""
    every = settled(source, main.stream, align(source, main.stream))
    hunks = [hunk for hunk in every if hunk.a_start < hunk.a_end]
    gaps = _stream_of_gaps(source, hunks, ignored)
    texts = [reading_of(spans_of(body), ignored).stream for body in bodies.values()]
    together = _together(texts)
    same = _same(settled(gaps, together, align(gaps, together)), len(gaps.text), len(together.text))
    places: list[_Place] = []
    start = 0
    for note, text in zip(bodies, texts, strict=True):
        end = start + len(text.text)
        first = _first(same, start, end)
        if first is not None:
            a = gaps.origins[first]
            hunk = hunks[max(bisect_right(hunks, a, key=lambda each: each.a_start) - 1, 0)]
            middle = (hunk.a_start + hunk.a_end) // 2
            at = hunk.b_start if a < middle else hunk.b_end
            before = source.text[hunk.a_start : a]
            places.append(_Place(a, at, _points_before(main, at, before, ignored), note))
        start = end
    return sorted(places, key=lambda place: (place.main, place.source))


def _points_before(main: Reading, at: int, before: str, ignored: frozenset[Typography]) -> int:
    """The number of points before a note. A point at the note's own place counts if the source
    prints its sign before the note."""
    first = bisect_left(main.points, at, key=lambda point: point.at)
    last = bisect_right(main.points, at, lo=first, key=lambda point: point.at)
    number, start = first, 0
    for index in range(first, last):
        piece = main.points[index].piece
        if piece.kind is Kind.MARK:  # which looks like the label of its note
            number = max(number, index + 1)
            continue
        form = form_of(piece, ignored)
        match = form and re.compile(form, re.IGNORECASE).search(before, start)
        if match:
            number, start = index + 1, match.end()
    return number


def _stream_of_gaps(
    source: Stream, hunks: Sequence[Hunk], ignored: frozenset[Typography]
) -> Stream:
    """The characters that only the source has, as a stream with places of the source."""
    words: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for hunk in hunks:
        stretch = joined([source.text[hunk.a_start : hunk.a_end]])
        first, last = source.token_at(hunk.a_start), source.token_at(hunk.a_end - 1) + 1
        if source.is_start(hunk.a_start) and source.is_start(hunk.a_end):
            tokens = source.words[first:last]
        else:
            tokens = stretch.words
        for word in tokens:
            words.append(word)
            starts.append(length)
            length += len(word)
        origins.extend(range(hunk.a_start, hunk.a_end))
    starts.append(length)
    return Stream("".join(words), origins, starts, words)


def _together(texts: Sequence[Stream]) -> Stream:
    words = [word for text in texts for word in text.words]
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return Stream("".join(words), range(starts[-1]), starts, words)


def _same(hunks: Sequence[Hunk], a_length: int, b_length: int) -> list[Hunk]:
    """The stretches between hunks."""
    same = []
    a = b = 0
    for hunk in (*hunks, Hunk(a_length, a_length, b_length, b_length)):
        if b < hunk.b_start:
            same.append(Hunk(a, hunk.a_start, b, hunk.b_start))
        a, b = hunk.a_end, hunk.b_end
    return same


def _first(same: Sequence[Hunk], start: int, end: int) -> int | None:
    """The place of a note by the longest stretch of it that is found: where that begins, less
    the characters of the note before it. None when less than a part of it is found."""
    at = max(bisect_right(same, start, key=lambda each: each.b_start) - 1, 0)
    best, most = None, 0
    for each in same[at:]:
        if each.b_start >= end:
            break
        low, high = max(start, each.b_start), min(end, each.b_end)
        if high - low > most:
            best, most = each.a_start + (low - each.b_start), high - low
    return best if most else None


def _inserted(
    rest: Sequence[Piece],
    main: Reading,
    places: Sequence[_Place],
    bodies: Mapping[Element, Sequence[Piece]],
) -> list[Span]:
    """The spans of the text with notes in it; a piece in which a note stands is cut."""
    waiting = list(places)[::-1]
    spans: list[Span] = []
    origins = main.stream.origins
    length = points = 0  # before the piece: characters of raw text, and points
    for piece in rest:
        if piece.kind not in OF_THE_TEXT or not piece.text.strip():
            if is_point(piece):
                while waiting and _is_here(waiting[-1], origins, length, points):
                    spans += spans_of(bodies[waiting.pop().note])
                points += 1
            spans.append(Span(piece, 0, piece.text))
            length += len(piece.text) if piece.kind in OF_THE_TEXT else 0
            continue
        done = 0
        while waiting:
            place = waiting[-1].main
            raw = origins[place - 1] + 1 if place else 0
            if raw >= length + len(piece.text.rstrip()):
                break
            cut = max(raw - length, done)
            if cut > done:
                spans.append(Span(piece, done, piece.text[done:cut]))
            spans += spans_of(bodies[waiting.pop().note])
            done = cut
        if done < len(piece.text):
            spans.append(Span(piece, done, piece.text[done:]))
        length += len(piece.text)
    while waiting:
        spans += spans_of(bodies[waiting.pop().note])
    return spans


def _is_here(place: _Place, origins: Sequence[int], length: int, points: int) -> bool:
    """Whether a note is put after `length` characters of raw text and `points` points."""
    return place.main <= bisect_left(origins, length) and place.points <= points
