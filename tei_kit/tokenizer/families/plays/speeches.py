"""Speeches: the rows of spoken words, with the directions between and inside the rows."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.items import Direction, Piece
from tei_kit.tokenizer.families.plays.open_brackets import is_bracketed_speech, unclosed
from tei_kit.tokenizer.families.plays.row_directions import row_direction
from tei_kit.tokenizer.families.plays.script import Script
from tei_kit.tokenizer.families.rows import Row


@record
class Stretch:
    """Rows of speech in a chunk without a direction between the rows.

    `asides` are the directions inside the rows: (start, end). `blanks` is the number of blank lines
    above the chunk.
    """

    pieces: Sequence[Piece]
    asides: Sequence[tuple[int, int]]
    blanks: int


@record
class Speech:
    """The parts of a chunk after its label: stretches of speech, and directions between them.

    `is_open` says that the last direction goes on in the next chunk.
    """

    parts: Sequence[Stretch | Direction]
    is_open: bool


@record
class _Row:
    """The end of a row of speech, and the directions inside it: (start, end)."""

    end: int
    asides: Sequence[tuple[int, int]]


def speech_of(script: Script, at: int, end: int, begin: int) -> Speech:
    """The speech in the rows `at` to `end` of a chunk, from the offset `begin` on."""
    rows, text = script.rows, script.text
    stop = rows[end - 1].end
    parts: list[Stretch | Direction] = []
    pieces: list[Piece] = []
    asides: list[tuple[int, int]] = []
    is_open = False
    index, place = at, begin
    while index < end:
        row = rows[index]
        if place >= row.end:
            index += 1
            place = max(place, rows[index].start) if index < end else stop
            continue
        place = _past_blanks(text, max(place, row.start))
        direction = None
        if place == row.start or (not pieces and place == begin):
            direction = row_direction(script, index, end, place, bool(pieces))
        if direction is not None:
            is_open = direction.is_open
            found, place = Direction(place, direction.end), direction.end
        else:
            said = _row(script, index, end, place)
            last = _last_row(rows, index, end, said.end)
            asides += said.asides
            pieces.append(_piece(script, index, last, place, said.end))
            place = said.end
            if place >= rows[last].end:
                continue
            place = _past_blanks(text, place)  # "Then let us go. Exit"
            found, place = Direction(place, rows[last].end), rows[last].end
        if pieces:
            parts.append(Stretch(pieces, asides, rows[at].blanks))
            pieces, asides = [], []
        parts.append(found)
    if pieces:
        parts.append(Stretch(pieces, asides, rows[at].blanks))
    return Speech(parts, is_open)


def _past_blanks(text: str, place: int) -> int:
    """The offset past the white space at `place`."""
    while text[place] in " \t\u00a0":
        place += 1
    return place


def _last_row(rows: Sequence[Row], index: int, end: int, stop: int) -> int:
    """The index of the row that has the offset `stop`, from row `index` on, before row `end`."""
    while index + 1 < end and rows[index + 1].start < stop:
        index += 1
    return index


def _piece(script: Script, index: int, last: int, place: int, stop: int) -> Piece:
    """The piece from the offset `place` in row `index` to the offset `stop` in row `last`."""
    row = script.rows[index]
    number = script.numbers.get(last, -1)
    width = row.indent + len(script.text[row.start : number].rstrip()) if number >= 0 else row.width
    return Piece(place, stop, script.text[place:stop], width, row.indent, number)


def _row(script: Script, index: int, end: int, place: int) -> _Row:
    """A row of speech from `place` to its end, or past a bracket that closes in a later row."""
    rows, text = script.rows, script.text
    stop = rows[end - 1].end
    past = rows[index].end
    found: list[tuple[int, int]] = []
    at = place
    while match := directions.BRACKETS.search(text, at, past):
        at = match.end()
        if match[0] not in directions.CLOSES:
            continue
        begin = match.start()
        close = directions.close_of(text, begin, stop)
        if close < 0:
            is_open = match[0] == "[" and match[0] in script.use.always
            if is_open and not is_bracketed_speech(script, "[", index, begin):
                close = unclosed(script, index, end, begin)
                return _Row(close, [*found, (begin, close)])
            continue
        if script.use.is_direction(text, begin, close, first=begin == place):
            found.append((begin, close))
            at = close
            if close > past:
                past = next(rows[i].end for i in range(index, end) if rows[i].end >= close)
    if script.use.italic:
        found += _italics(script, place, past, found)
    if not found and past == rows[index].end:
        past = _before_exit(text, place, past)
    return _Row(past, found)


def _before_exit(text: str, place: int, stop: int) -> int:
    """The end of the words before a direction at the end of a row: "Then let us go. Exit".

    It is `stop` without such a direction.
    """
    begin = text.find(directions.BEFORE_EXIT, place, stop)
    ending = directions.EXIT_AT_END.search(text, begin, stop) if begin >= 0 else None
    if ending is None:
        return stop
    begin = ending.start()
    while begin > place and text[begin - 1] == " ":
        begin -= 1
    return begin if text[begin - 1] in ".!?-—,;:)" else stop


def _italics(
    script: Script, start: int, stop: int, others: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The directions in italics in a stretch, outside the directions that are known (`others`)."""
    found: list[tuple[int, int]] = []
    at = script.text.find("_", start, stop)
    while at >= 0:
        end = script.use.italic_direction(script.text, at, stop, first=False)
        if end > at and not any(a < end and at < b for a, b in others):
            found.append((at, end))
        at = script.text.find("_", max(end, at + 1), stop)
    return found
