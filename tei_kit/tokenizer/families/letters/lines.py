"""Lines: blocks that hold several parts of a letter, without blank lines between them, are divided.

    Norwich, Nov. 2nd 1847.
    My dear Mother,
    I received your kind letter on Tuesday and was very glad to hear that
    you are all well at home.
    Your affectionate son,
    Robert.

The first line of wrapped text is full. Short lines above it open the letter if they are a place and
a day, a salutation or a number. Short lines at the end close the letter if they are a complimentary
close and a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tei_kit.layout.blocks import Shape
from tei_kit.record import record, replace
from tei_kit.settings.language import Language
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.letters import diary, entries, headings, shapes
from tei_kit.tokenizer.families.pieces.pieces import SHORT, Piece, column_of, lines_of
from tei_kit.tokenizer.families.pieces.words import words_of

FULL = 0.75  # a line is full from this share of the length of the longest line on
NARROWEST = 40  # the longest line has at least this many characters
NARROW = 50  # the same, if all lines of the block are short
FEWEST = 3  # a block has at least this many lines
MOST_OPENING = 8
MOST_CLOSING = 7
HEADS = frozenset({"letter", "between", "addressed", "number", "numbers", "to"})


@record
class Line:
    """A line of a block: its place in the view, its words, and whether it is full."""

    start: int
    end: int
    words: str
    is_full: bool


def parted(pieces: Sequence[Piece], view: Source, language: Language) -> list[Piece]:
    """The pieces, after blocks that hold an opener, text and a closer are divided."""
    result: list[Piece] = []
    pieces = _with_days(pieces, view, language)
    at = block = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end].block == pieces[at].block:
            end += 1
        for part in _parts(pieces[at:end], view, language):
            result += [_of_block(piece, block) for piece in part]
            block += 1
        at = end
    return result


def _of_block(piece: Piece, block: int) -> Piece:
    return piece if piece.block == block else replace(piece, block=block)


def _with_days(pieces: Sequence[Piece], view: Source, language: Language) -> Sequence[Piece]:
    """The pieces, after days that head entries without a blank line become blocks of their own."""
    days = {at: found for at in range(len(pieces)) if (found := _days(pieces, at, view, language))}
    if sum(map(len, days.values())) < entries.FEWEST_DAYS:
        return pieces
    result: list[Piece] = []
    block = 0
    for at, piece in enumerate(pieces):
        block += at > 0 and piece.block != pieces[at - 1].block
        start = piece.start
        for day in days.get(at, ()):
            if start < day.start:
                result.append(_cut(view, piece, start, day.start, block=block))
            words = " ".join(view.text[day.start : day.end].split())
            line = Line(day.start, day.end, words, is_full=False)
            result.append(replace(_line(view, piece, line, is_first=True), block=block + 1))
            start, block = day.end, block + 2
        if start == piece.start:
            result.append(replace(piece, block=block))
        elif view.text[start : piece.end].strip():
            result.append(_cut(view, piece, start, piece.end, block=block))
    return result


def _days(pieces: Sequence[Piece], at: int, view: Source, language: Language) -> list[Line]:
    """The lines of a piece that are a day; [] for a day that is a block of its own already."""
    piece = pieces[at]
    if piece.shape is not Shape.TEXT:
        return []
    alone = piece.is_first and (at + 1 == len(pieces) or pieces[at + 1].block != piece.block)
    if "\n" not in view.text[piece.start : piece.end] and (alone or not piece.is_short):
        return []
    found: list[Line] = []
    for start, end in lines_of(view.text, piece.start, piece.end):
        words = " ".join(view.text[start:end].split())
        if diary.is_full_day(words, language):
            found.append(Line(start, end, words, is_full=False))
    return found


def _cut(view: Source, piece: Piece, start: int, end: int, *, block: int) -> Piece:
    """The part `view.text[start:end]` of a piece, as the first piece of the block `block`."""
    stretches = lines_of(view.text, start, end)
    start, end = stretches[0][0], stretches[-1][1]
    words = " ".join(view.text[start:end].split())
    is_short = len(stretches) == 1 and len(words) <= SHORT
    return replace(
        piece,
        start=start,
        end=end,
        blanks=piece.blanks if start == piece.start else 0,
        is_short=is_short,
        is_first=True,
        words=words if is_short else "",
        block=block,
    )


def _parts(pieces: Sequence[Piece], view: Source, language: Language) -> Sequence[Sequence[Piece]]:
    """The parts into which a block is divided: its opener, text, closer and postscript.

    A block that stays whole is its only part.
    """
    if any(piece.shape is not Shape.TEXT for piece in pieces):
        return [pieces]
    start, end = pieces[0].start, pieces[-1].end
    if "\n" not in view.text[start:end]:
        return [pieces]
    stretches = lines_of(view.text, start, end)
    longest = max(b - a for a, b in stretches)
    if len(stretches) < FEWEST or longest < NARROWEST:
        return [pieces]
    lines = _lines(view.text, stretches, longest)
    if _are_stairs([column_of(view, line.start) for line in lines]):
        first = pieces[0]
        return [[_line(view, first, line, is_first=not at) for at, line in enumerate(lines)]]
    begin = _opening(lines, language)
    stop = _closing(lines, begin, language)
    if not begin and stop == len(lines) - 1 and lines[stop - 1].is_full:
        stop = len(lines)  # the last line of a paragraph is short
    text = lines[begin:stop]
    is_long = not pieces[0].is_short
    if (not begin and stop == len(lines)) or not any(line.is_full for line in text):
        return [pieces]
    if not is_long and (len(text) < FEWEST or longest < NARROW):
        return [pieces]
    first = pieces[0]
    ending = _postscript(lines, stop, language)
    opener = [_line(view, first, line, is_first=not at) for at, line in enumerate(lines[:begin])]
    body = [_text(first, lines[begin:stop], is_first=not opener)]
    closer = [
        _line(view, first, line, is_first=not at) for at, line in enumerate(lines[stop:ending])
    ]
    after = [_text(first, lines[ending:], is_first=False)] if ending < len(lines) else []
    return [part for part in (opener, body, closer, after) if part]


def _are_stairs(indents: Sequence[int]) -> bool:
    """Whether each line begins further to the right than the line above, as in closes."""
    return len(indents) >= FEWEST and all(b > a + 1 for a, b in pairwise(indents))


def _postscript(lines: Sequence[Line], stop: int, language: Language) -> int:
    """The index of the first line of a postscript with several lines; the number of lines without
    a postscript.
    """
    for at in range(stop, len(lines) - 1):
        words = lines[at].words
        if shapes.begins_postscript(words, 0, len(words), language):
            return at
    return len(lines)


def _lines(text: str, stretches: Sequence[tuple[int, int]], longest: int) -> list[Line]:
    """The lines of a block. A line is full if it is long, or the next word had no room on it."""
    result: list[Line] = []
    for at, (start, end) in enumerate(stretches):
        words = " ".join(text[start:end].split())
        below = stretches[at + 1] if at + 1 < len(stretches) else None
        room = len(text[below[0] : below[1]].split(maxsplit=1)[0]) if below else 0
        length = end - start
        result.append(
            Line(start, end, words, length >= FULL * longest or length + 1 + room > longest)
        )
    return result


def _opening(lines: Sequence[Line], language: Language) -> int:
    """The number of lines that open a letter: the lines before the first full line.

    0 if no line among them is a dateline, a salutation or a heading.
    """
    sure = 0
    for at, line in enumerate(lines[:MOST_OPENING]):
        is_sure = _opens(line.words, language)
        ends_dated = line.words.rstrip(" .,")[-1:].isdigit()
        is_dated = is_sure and ends_dated and shapes.is_dateline(line.words, language)
        if line.is_full and not is_dated:
            return at if sure else 0
        sure += is_sure
    return 0


def _opens(words: str, language: Language) -> bool:
    if shapes.is_dateline(words, language):
        return True
    if shapes.is_salute(words, language) and not shapes.INNER_STOP.search(words):
        return words.rstrip(" -–—").endswith((",", "!", ":", ".")) or len(words_of(words)) <= 4
    return headings.shape_of(words, language) in HEADS and not words.endswith((",", ";"))


def _closing(lines: Sequence[Line], begin: int, language: Language) -> int:
    """The index of the first line that closes a letter; the number of lines where no line does."""
    stop = len(lines)
    first = stop
    names = 0
    for at in range(stop - 1, max(begin, stop - MOST_CLOSING), -1):
        line = lines[at]
        words = line.words
        if shapes.begins_postscript(words, 0, len(words), language):
            first = stop = at
        elif line.is_full or words[:1].islower():
            break
        elif _is_close(words, language, has_name=names > 0) and _ends(lines[at - 1], language):
            if lines[at - 1].is_full and words.endswith("."):
                break  # the last line of a paragraph
            first = at
        elif at == stop - 1 and shapes.is_name(words, language):
            names += 1
            if _is_signed(lines, at, language):
                first = at
    return first


def _is_close(words: str, language: Language, *, has_name: bool) -> bool:
    """Whether a line is a complimentary close; without a name below, it must not end a sentence."""
    if not shapes.is_strong_close(words, language) or words.endswith("?"):
        return False
    return has_name or not words.endswith((".", "!"))


def _ends(line: Line, language: Language) -> bool:
    """Whether a paragraph may end with a line, or a close may continue after it."""
    return (
        not line.is_full
        or line.words.endswith((".", "!", "?", ",", ":", "—", "-"))
        or shapes.is_strong_close(line.words, language)
    )


def _is_signed(lines: Sequence[Line], at: int, language: Language) -> bool:
    """Whether a line is a name below the end of a sentence or a close."""
    above = lines[at - 1].words
    is_below = above.endswith((".", "!", "?", ",")) or shapes.is_close(above, language)
    return is_below and shapes.is_name(lines[at].words, language)


def _line(view: Source, block: Piece, line: Line, *, is_first: bool) -> Piece:
    """A piece made of one short line."""
    return replace(
        block,
        start=line.start,
        end=line.end,
        indent=column_of(view, line.start),
        blanks=block.blanks if is_first and line.start == block.start else 0,
        is_short=True,
        is_first=is_first,
        words=line.words,
    )


def _text(block: Piece, lines: Sequence[Line], *, is_first: bool) -> Piece:
    """A piece of running text, made of some lines."""
    return replace(
        block,
        start=lines[0].start,
        end=lines[-1].end,
        blanks=block.blanks if is_first else 0,
        is_short=False,
        is_first=True,
        words="",
    )
