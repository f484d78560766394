"""Printing: the places in the file at which the notes of a text are printed.

In the view that was tokenized, a note stands where its document needs it; in the file it may stand
at the foot of a page, in the middle of a paragraph, or behind the next document. The text of the
file can be read back from the TEI only if a mark stands there. Notes at the end of their own
document need none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from tei_kit.record import field, members, record
from tei_kit.source.source import Segment, Source
from tei_kit.tokenizer.tokens import Token, TokenKind, indices, indices_by_kind

K = members(TokenKind)
# Places of notes that are printed together behind their document.
TOGETHER = frozenset({"", "end", "bottom"})
# Tokens without content, in which no mark can stand.
LEAVES = frozenset(
    {
        K.BULLET,
        K.HYPHEN,
        K.LINE_BREAK,
        K.NOTE_NUMBER,
        K.NOTE_REFERENCE,
        K.PAGE_BREAK,
        K.UNRESOLVED,
    }
)
# Tokens that begin with their first cell, and have no room before it.
PARTS_OF_TABLES = frozenset({K.ROW, K.CELL})
# In the value of a token: the rest of a note is printed elsewhere.
REST = "rest"


@record
class Marked:
    """Tokens with marks where notes are printed, and which notes these are (where they begin).

    `ends` are the indices, in its division, of the first note that ends each division.
    """

    tokens: Sequence[Token]
    notes: frozenset[int] = frozenset()
    ends: Mapping[int, int] = field(default_factory=dict)  # by where divisions begin


@record
class _Stretch:
    """Characters of the file, where they stand in the view, and the note that they belong to."""

    file: int
    view: int
    length: int
    note: int = -1

    @property
    def end(self) -> int:
        return self.view + self.length


def marked(source: Source, tokens: Sequence[Token], *, goes_on: bool = False) -> Marked:
    """The tokens of a source, with a NOTES_HERE token wherever its file prints notes.

    The value of such a token names the notes by where they begin in the view, in the order of the
    file; a token inside a note has the value `rest`. No token is put where the notes of each
    document stand behind the document. Where the one division `goes_on` after the tokens, no notes
    end it.
    """
    found = indices_by_kind(tokens, K.DIVISION, K.NOTE)
    starts, notes = found[K.DIVISION], found[K.NOTE]
    ends: dict[int, int] = {}
    apart: list[Token] = []
    for start, end in pairwise([*starts, len(tokens)]):
        whole = tokens if len(starts) == 1 else tokens[start:end]
        own = notes[bisect_left(notes, start) : bisect_left(notes, end)]
        first = first_of_end(whole, own[0] - start if own else len(whole))
        first = end - start if goes_on else first
        ends[tokens[start].start] = first
        if not _is_in_order(source, tokens, start + first, end):
            first = end - start
        apart += [tokens[at] for at in own if at < start + first]
    if not apart:
        return Marked(tokens, ends=ends)
    stretches = sorted(_stretches(source, [tokens[at] for at in notes]), key=_file)
    marks = _marks(source, stretches, {token.start for token in apart})
    while mixed := _mixed(tokens, apart, marks):
        apart += mixed
        marks = _marks(source, stretches, {token.start for token in apart})
    in_place = _in_place(source, tokens, apart, marks)
    marks = [mark for mark in marks if mark.value not in in_place]
    printed = {token.start for token in apart} - {int(start) for start in in_place}
    return Marked(_with_marks(tokens, marks), frozenset(printed))


def _mixed(tokens: Sequence[Token], apart: Sequence[Token], marks: Sequence[Token]) -> list[Token]:
    """The notes at the end of divisions among which the file prints notes of others."""
    known = {token.start for token in apart}
    marked = {mark.start for mark in marks}
    mixed: list[Token] = []
    starts = indices(tokens, K.DIVISION)
    for start, end in pairwise([*starts, len(tokens)]):
        notes = [t for t in tokens[start:end] if t.kind is K.NOTE and t.start not in known]
        if any(note.start in marked for note in notes[1:]):
            mixed += notes
    return mixed


def _in_place(
    source: Source, tokens: Sequence[Token], notes: Sequence[Token], marks: Sequence[Token]
) -> set[str]:
    """The notes of the place `inline` that stand where the file prints them, as marks name them."""
    inline = {str(note.start): note for note in notes if note.place == "inline"}
    if not inline:
        return set()
    targets = {token.target for token in tokens if token.kind is K.NOTE_REFERENCE}
    numbers = {token.value for token in tokens if token.kind is K.NOTE_REFERENCE}
    parted = {mark.start for mark in marks if mark.value == REST}
    return {
        mark.value
        for mark in marks
        if (note := inline.get(mark.value))
        and note.start not in targets
        and note.value not in numbers
        and not source.text[note.end : mark.start].strip()
        and note.end <= mark.start
        and not any(note.start < start < note.end for start in parted)
    }


def first_of_end(tokens: Sequence[Token], first: int) -> int:
    """The index of the first of the notes that end a division, or the number of its tokens.

    Only page breaks may stand between them. `first` is the index of the division's first note, or
    the number of its tokens where it has no note.
    """
    begin = first
    end = -1  # the end of the note at hand
    sign = -1  # the end of the last sign after a note's text
    for at in range(first, len(tokens)):
        token = tokens[at]
        if token.kind is K.NOTE and token.place in TOGETHER:
            begin, end = begin if end >= 0 else at, token.end
        elif token.kind is K.NOTE_NUMBER:
            sign = token.end
        elif token.kind is K.PAGE_BREAK and token.start >= end == sign:
            end = -1  # a page after the sign is no part of the note
        elif token.start >= end and (token.kind is not K.PAGE_BREAK or end < 0):
            end = -1
    if end < 0:
        return len(tokens)
    covered = max(map(_end, tokens[1:begin]), default=0)
    return begin if covered <= tokens[begin].start else len(tokens)


def _is_in_order(source: Source, tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether notes at the end of a division stand so in the file: after it, before the next."""
    if source.file is None:
        return True
    text = source.text
    begin = tokens[first].start if first < end else 0
    stop = tokens[end].start if end < len(tokens) else len(text)
    before = len(text[:begin].rstrip()) - 1
    offsets = [source.original(before)] if before >= 0 else []
    for at in range(first, end):
        token = tokens[at]
        if token.kind in (K.NOTE, K.PAGE_BREAK):
            offsets += [
                source.original(token.start),
                source.original(max(token.start, token.end - 1)),
            ]
    if stop < len(text):
        offsets.append(source.original(stop))
    whole = all(a <= b for a, b in pairwise(offsets))
    return whole and _is_whole(source, begin, stop)


def _is_whole(source: Source, start: int, end: int) -> bool:
    """Whether a stretch of the view has the order of the file."""
    offsets = [s.file for s in source.segments if s.view < end and s.view + s.length > start]
    return all(a < b for a, b in pairwise(offsets))


def _file(stretch: _Stretch) -> int:
    return stretch.file


_start = attrgetter("start")
_end = attrgetter("end")


def _stretches(source: Source, notes: Sequence[Token]) -> Iterator[_Stretch]:
    """The text of the view in stretches that lie within one segment, and inside or outside one
    note.
    """
    segments = source.segments or [Segment(0, 0, len(source.text))]
    edges = sorted({edge for note in notes for edge in (note.start, note.end)})
    starts = [note.start for note in notes]
    for segment in segments:
        end = segment.view + segment.length
        inner = edges[bisect_right(edges, segment.view) : bisect_left(edges, end)]
        for a, b in pairwise([segment.view, *inner, end]):
            at = bisect_right(starts, a) - 1
            note = notes[at] if at >= 0 and a < notes[at].end else None
            if not source.text[a:b].isspace() and a < b:
                yield _Stretch(
                    segment.file + a - segment.view, a, b - a, note.start if note else -1
                )


def _marks(source: Source, stretches: Sequence[_Stretch], apart: set[int]) -> list[Token]:
    """The marks for notes that are printed apart, given the stretches in the file's order."""
    text = source.text
    marks: list[Token] = []
    waiting: list[list[int]] = []  # notes printed since the last stretch of other text
    begun: set[int] = set()
    last = -1
    for stretch in [*stretches, _Stretch(0, len(text), 0)]:
        if stretch.note in apart:
            if not waiting or stretch.note != last:
                if not waiting or stretch.note in waiting[-1]:  # a mark names each note once
                    waiting.append([])
                waiting[-1].append(stretch.note)
                if stretch.note in begun:
                    at = _after_space(text, stretch)
                    marks.append(Token(K.NOTES_HERE, at, at, REST))
            begun.add(stretch.note)
            last = stretch.note
        elif waiting:
            at = _after_space(text, stretch)
            marks += [Token(K.NOTES_HERE, at, at, " ".join(map(str, w))) for w in waiting]
            waiting = []
    return sorted(marks, key=_start)


def _after_space(text: str, stretch: _Stretch) -> int:
    """The offset in the view of the first word of a stretch."""
    at = stretch.view
    while at < stretch.end and text[at].isspace():
        at += 1
    return at


def _with_marks(tokens: Sequence[Token], marks: Sequence[Token]) -> list[Token]:
    """The tokens with the marks among them; no mark stands inside a token without content."""
    result: list[Token] = []
    starts = [token.start for token in tokens]
    done = 0
    for mark in marks:
        at = max(bisect_left(starts, mark.start), done)
        while (
            at < len(tokens)
            and tokens[at].start == mark.start
            and tokens[at].kind in PARTS_OF_TABLES
        ):
            at += 1
        at = max(at, 1)  # the first division comes first
        result += tokens[done:at]
        done = at
        place = max([mark.start, *(t.end for t in tokens[max(at - 3, 0) : at] if t.kind in LEAVES)])
        result.append(Token(K.NOTES_HERE, place, place, mark.value))
    return [*result, *tokens[done:]]
