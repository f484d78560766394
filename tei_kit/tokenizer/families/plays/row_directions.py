"""Directions that begin at a row or a label of a play, and end at the end of a row."""

from __future__ import annotations

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.open_brackets import (
    closes_later,
    is_bracketed_speech,
    unclosed,
)
from tei_kit.tokenizer.families.plays.script import Script

LONGEST = 80  # characters of a direction without brackets or italics
# Small words that may be the second word of an English direction: "Exit the GHOST."
SMALL = ("a", "the", "and", "with")
TAIL = " \t\u00a0.:,;"  # signs that may follow a direction on its row


@record
class RowDirection:
    """The end of a direction; `is_open` says that it goes on in the next chunk."""

    end: int
    is_open: bool = False


def row_direction(
    script: Script, index: int, end: int, place: int, goes_on: bool
) -> RowDirection | None:
    """The direction that begins at the offset `place` in row `index` and ends with a row.

    None where spoken words begin at the place. The rows of the chunk end before row `end`;
    `goes_on` says that words of the speech stand in them above the place.
    """
    rows, text = script.rows, script.text
    stop = rows[end - 1].end
    sign = text[place]
    if sign not in directions.OPENING:
        italic = script.use.italic_row(text, place, stop)
        if italic > place and any(row.end == italic for row in rows[index:end]):
            return RowDirection(italic)
        is_worded = (
            place == rows[index].start and goes_on and _is_worded(text[place : rows[index].end])
        )
        return RowDirection(rows[index].end) if is_worded else None
    close = directions.close_of(text, place, stop)
    if close < 0:
        if sign not in script.use.always or is_bracketed_speech(script, sign, index, place):
            return None
        past = unclosed(script, index, end, place)
        if goes_on and past < stop and sign == "(":
            return None
        return RowDirection(past, past == stop and sign == "[" and closes_later(script, end))
    row_end = next(rows[i].end for i in range(index, end) if rows[i].end >= close)
    if not directions.only(text, close, row_end):
        return None
    if not script.use.is_direction(text, place, close, first=True):
        return None
    past = close
    while past < row_end and text[past] in TAIL:
        past += 1
    if past < row_end and text[past] not in directions.OPENING:
        past = row_end
    kept = past
    while kept > close and text[kept - 1] in " \t\u00a0":
        kept -= 1
    return RowDirection(kept)


def _is_worded(words: str) -> bool:
    """Whether a row is a direction by its first words: "Exit GHOST."."""
    if len(words) > LONGEST or not directions.begins(words):
        return False
    second = words.split(" ", 2)[1:2]
    return not second or second[0][:1].isupper() or second[0] in SMALL
