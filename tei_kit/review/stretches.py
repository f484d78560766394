"""Stretches: a text in the order of its file, with the kind that each part was taken for.

A reading is about a view, in which paragraphs are whole and notes may have moved. Here every
character stands in the order of the file. Each piece of a block is a row, and each stretch of one
kind in a row is a part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.editor import LEAVES
from tei_kit.record import record, replace
from tei_kit.review.menu import called, decided_as
from tei_kit.source.source import Segment, Source
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import OF_WORDS, Token, TokenKind

K = TokenKind
# Kinds of inline tokens that nobody decides about.
SILENT = OF_WORDS | {K.INNER, K.NOTES_HERE, K.HYPHEN, K.LINE_BREAK}
# Inline kinds that may stand between blocks; then they have rows of their own.
ALONE = frozenset({K.PAGE_BREAK, K.FORM_WORK, K.FIGURE})
# Kinds of tokens whose value is shown beside the name.
TOLD = frozenset({K.NOTE, K.NOTE_REFERENCE, K.PAGE_BREAK, K.DATE, K.TIME, K.SPEAKER, K.UNRESOLVED})
_NOBODY = -1


@record
class Part:
    """Characters of a row that are of one kind; `name` is "" for plain text of the block.

    `start` and `end` are the offsets of the part in the file. A stretch over several rows has
    several parts; `first` and `last` are the offsets of the whole stretch. `kind` is the kind of
    decision that makes such a stretch, or "".
    """

    start: int
    end: int
    text: str
    name: str = ""
    kind: str = ""
    value: str = ""
    certainty: str = ""
    first: int = -1
    last: int = -1


@record
class Row:
    """A piece of a block: the whole block, or its text before or after another block inside it.

    `start` and `end` are its offsets in the file, `first` and `last` the offsets of the whole
    block. `line` is the line of the file, `indent` the number of spaces before the first words.
    Characters outside of blocks have a row without a name.
    """

    start: int
    end: int
    first: int
    last: int
    line: int
    indent: int
    parts: Sequence[Part]
    name: str = ""
    kind: str = ""
    value: str = ""
    level: int = -1  # of a heading, where 0 begins a document, and of an item from 1
    certainty: str = ""
    is_more: bool = False  # the block began in an earlier row


@record
class _Painted:
    """A stretch of the file, and the index of its token."""

    start: int
    end: int
    token: int


def rows_of(reading: Reading) -> list[Row]:
    """The rows of a reading, in the order of the file."""
    file = reading.source.file or reading.source
    leaves, within = _layers(reading)
    inline = _flat(len(file.text), within)
    rows: list[Row] = []
    seen: set[int] = set()
    for piece in _flat(len(file.text), leaves):
        start, end = _trimmed(file.text, piece.start, piece.end)
        if start >= end:
            continue
        rows.append(
            _row(reading, file, _Painted(start, end, piece.token), inline, piece.token in seen)
        )
        seen.add(piece.token)
    return rows


def place_in_file(source: Source, token: Token) -> Stretch:
    """The stretch of the file that a token covers; for a token in several places, only the first
    places that are in the order of the file."""
    start, end = -1, -1
    for piece in in_file(source, token.start, token.end):
        if start < 0:
            start, end = piece.start, piece.end
        elif piece.start >= end:
            end = piece.end
        else:
            break
    return Stretch(start, end)


def in_file(source: Source, start: int, end: int) -> Iterator[Stretch]:
    """The stretches of the file for `start` to `end` of the view."""
    segments: Sequence[Segment] = source.segments
    if source.file is None or not segments:
        yield Stretch(start, end)
        return
    at = max(bisect_right(segments, start, key=_view_of) - 1, 0)
    while at < len(segments) and segments[at].view < end:
        segment = segments[at]
        first = max(start - segment.view, 0)
        last = min(end - segment.view, segment.length)
        if first < last:
            yield Stretch(segment.file + first, segment.file + last)
        at += 1


def _view_of(segment: Segment) -> int:
    return segment.view


def _layers(reading: Reading) -> tuple[list[_Painted], list[_Painted]]:
    """The blocks of text, and the inline tokens, at their places in the file."""
    leaves: list[_Painted] = []
    inline: list[_Painted] = []
    block_end = -1
    for number, token in enumerate(reading.tokens):
        if token.start >= token.end or token.kind in SILENT:
            continue
        is_leaf = token.kind in LEAVES or (token.kind in ALONE and token.start >= block_end)
        is_inside = token.kind is K.SALUTE and token.end <= block_end
        if is_leaf and not is_inside:
            layer = leaves
            if token.kind is not K.QUOTE:
                block_end = max(block_end, token.end)
        elif token.kind.is_block:
            continue
        else:
            layer = inline
        for piece in in_file(reading.source, token.start, token.end):
            layer.append(_Painted(piece.start, piece.end, number))
    return leaves, inline


def _flat(length: int, painted: Sequence[_Painted]) -> list[_Painted]:
    """Stretches without gaps or overlaps from 0 to `length`; later ones in `painted` cover others.

    A stretch without a token has the index -1.
    """
    edges = sorted({0, length, *(p.start for p in painted), *(p.end for p in painted)})
    owners = [_NOBODY] * len(edges)
    number = {edge: at for at, edge in enumerate(edges)}
    for each in painted:
        first, last = number[each.start], number[each.end]
        owners[first:last] = [each.token] * (last - first)
    result: list[_Painted] = []
    for at in range(len(edges) - 1):
        if result and result[-1].token == owners[at]:
            result[-1] = _Painted(result[-1].start, edges[at + 1], owners[at])
        else:
            result.append(_Painted(edges[at], edges[at + 1], owners[at]))
    return result


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _row(
    reading: Reading, file: Source, piece: _Painted, inline: Sequence[_Painted], is_more: bool
) -> Row:
    begin = file.text.rfind("\n", 0, piece.start) + 1
    before = file.text[begin : piece.start]
    row = Row(
        piece.start,
        piece.end,
        piece.start,
        piece.end,
        file.place(piece.start).line,
        0 if before.strip() else len(before.expandtabs()),
        _parts(reading, file.text, piece, inline),
    )
    if piece.token == _NOBODY:
        return row
    token = reading.tokens[piece.token]
    whole = place_in_file(reading.source, token)
    return replace(
        row,
        first=whole.start,
        last=whole.end,
        name=called(token.kind, token.value),
        kind=decided_as(token.kind, token.value),
        value=token.value if token.kind in TOLD else "",
        level=_level(token),
        certainty=str(token.certainty),
        is_more=is_more,
    )


def _level(token: Token) -> int:
    if token.kind is K.SUBHEAD:
        return max(token.depth, 1)
    if token.kind is K.HEAD:
        return 0
    return token.depth + 1 if token.kind is K.ITEM else -1


def _parts(reading: Reading, text: str, piece: _Painted, inline: Sequence[_Painted]) -> list[Part]:
    """The parts of a row; `inline` has no gaps or overlaps, and is in the order of the file."""
    parts: list[Part] = []
    at = max(bisect_right(inline, piece.start, key=_start_of) - 1, 0)
    while at < len(inline) and inline[at].start < piece.end:
        each = inline[at]
        at += 1
        start, end = max(each.start, piece.start), min(each.end, piece.end)
        if start < end:
            parts.append(_part(reading, text, _Painted(start, end, each.token)))
    return parts


def _start_of(each: _Painted) -> int:
    return each.start


def _part(reading: Reading, text: str, piece: _Painted) -> Part:
    words = text[piece.start : piece.end]
    if piece.token == _NOBODY:
        return Part(piece.start, piece.end, words)
    token = reading.tokens[piece.token]
    whole = place_in_file(reading.source, token)
    return Part(
        piece.start,
        piece.end,
        words,
        called(token.kind, token.value),
        decided_as(token.kind, token.value),
        token.value if token.kind in TOLD else "",
        str(token.certainty),
        whole.start,
        whole.end,
    )
