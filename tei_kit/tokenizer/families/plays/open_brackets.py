"""Brackets of a play that do not close in their row: their use, and the ends of directions."""

from __future__ import annotations

from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.margin import INDENTED
from tei_kit.tokenizer.families.plays.script import Script

# A row with more columns is full; a direction does not end with it, but goes on below.
SHORT_ROW = 62
FARTHEST = 40  # rows in which the end of a bracket is looked for


def is_bracketed_speech(script: Script, sign: str, index: int, place: int) -> bool:
    """Whether a bracket that does not close begins spoken words, and no direction.

    Where the brackets of directions never close, directions stand to the right of the speech, or
    after a gap in their row.
    """
    if sign != "[" or not script.use.only_open:
        return False
    row = script.rows[index]
    if place == row.start:
        return row.indent < script.margin.column + INDENTED
    return script.text[place - 2 : place] != "  "


def unclosed(script: Script, index: int, end: int, place: int) -> int:
    """The end of a direction whose bracket, at `place` in row `index`, never closes.

    The direction ends with its italics, with the row that ends a sentence, or above a row with a
    smaller indent; otherwise it ends with its chunk, before row `end`.
    """
    rows, text = script.rows, script.text
    stop = rows[end - 1].end
    if text.startswith("_", place + 1):
        close = text.find("_", place + 2, stop) + 1
        if close > 0 and any(row.end == close for row in rows[index:end]):
            return close
    is_deep = place == rows[index].start
    for at in range(index, end - 1):
        is_above = is_deep and rows[at + 1].indent <= rows[index].indent - INDENTED
        if is_above or (text[rows[at].end - 1] in ".!" and rows[at].width <= SHORT_ROW):
            return rows[at].end
    return stop


def closes_later(script: Script, end: int) -> bool:
    """Whether a bracket that is open before row `end` closes before the next label."""
    rows, kinds, text = script.rows, script.outline.kinds, script.text
    at = end
    while at < min(script.outline.last, end + FARTHEST) and kinds[at] is Kind.TEXT:
        stretch = text[rows[at].start : rows[at].end]
        opens, closes = stretch.find("["), stretch.find("]")
        if closes >= 0:
            return opens < 0 or closes < opens
        if opens >= 0:
            return False
        at += 1
    return False
