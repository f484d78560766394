"""Chunks: rows of a play without a blank line between them, and tests for the kind of a chunk."""

from __future__ import annotations

import re

from tei_kit.settings.language import of_any
from tei_kit.tokenizer.families.plays import bracket_use, directions, headings
from tei_kit.tokenizer.families.plays.candidates import Candidate, key_of
from tei_kit.tokenizer.families.plays.headed import HEADING_ROWS
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.margin import INDENTED
from tei_kit.tokenizer.families.plays.open_brackets import closes_later
from tei_kit.tokenizer.families.plays.script import Script
from tei_kit.tokenizer.families.plays.told import tells_of_persons
from tei_kit.tokenizer.families.plays.verse import is_stanza

FULL = 55  # a heading with more columns, over a row that begins small, goes on as a sentence
SHORT = 80  # characters of the title under a heading
LONGEST_WORDED = 640  # characters of a direction that its first word shows
MOST_ROWS = 3  # rows of such a direction at the margin of speeches
LEAST_ADDRESSES = 2  # words like I and you in a speech under a heading, at the least
LETTERS = 3  # a row in capitals with no more letters may be an exclamation
# Labels of sounds in a radio play, which are printed as speeches are.
HEARD = frozenset(map(key_of, of_any("heard")))
# A row of signs: "*  *  *", "-----".
ORNAMENT = re.compile(r"(?:[*=~#+•·_—–-][ \t]*){3,}")


def end_of(script: Script, at: int) -> int:
    """The index of the row after the chunk that begins with row `at`."""
    rows, kinds = script.rows, script.outline.kinds
    end = at + 1
    while end < script.outline.last and kinds[end] is Kind.TEXT and not rows[end].blanks:
        if rows[end].hint is not None or rows[end - 1].hint is not None:
            break
        end += 1
    return end


def end_of_heading(script: Script, at: int) -> int:
    """The index of the row after the heading in row `at` and the rows that go on with it."""
    rows, kinds = script.rows, script.outline.kinds
    end = at + 1
    while (
        end < script.outline.last
        and end < at + HEADING_ROWS
        and not rows[end].blanks
        and kinds[end] is Kind.TEXT
        and rows[end].hint is None
        and rows[at].hint is None
        and script.text[rows[end].start] not in directions.OPENING
        and _goes_on_heading(script, at, end)
    ):
        end += 1
    return end


def _ends_in_number(script: Script, at: int) -> bool:
    """Whether a heading has no title on its row."""
    words = script.text[script.rows[at].start : script.rows[at].end]
    return not words[headings.end_of_number(words) :].strip(" .:")


def end_of_first(script: Script, at: int, end: int) -> int:
    """The offset at which the words of a heading end.

    It is the end of the number where the row goes on with the setting of the stage, and the setting
    goes on in the row below: "SCENE I. The witch bends over a fire, in the". Otherwise it is the
    end of the row.
    """
    rows, kinds, text = script.rows, script.outline.kinds, script.text
    stop = rows[end - 1].end
    if end > at + 1 or end >= script.outline.last or rows[end].blanks or rows[at].hint is not None:
        return stop
    if (
        kinds[end] is not Kind.TEXT
        or end in script.outline.labels
        or text[rows[end].start] in directions.OPENING
    ):
        return stop
    number = rows[at].start + headings.end_of_number(text[rows[at].start : stop])
    is_open = text[rows[end].start].islower() or text[stop - 1] not in ".!?:)]_"
    rest = text[number:stop].strip(" .-—:")
    return number if is_open and number > rows[at].start and not rest.isupper() and rest else stop


def _goes_on_heading(script: Script, at: int, end: int) -> bool:
    """Whether a row right under a heading is its title: it is short and ends the chunk.

    A sentence, or a row that words below go on with, rather tells the setting or the persons.
    """
    row, above = script.rows[end], script.rows[at]
    words = script.text[row.start : row.end]
    if row.end - row.start > SHORT or directions.begins(words):
        return False
    if above.width > FULL and words[0].islower():
        return False
    if words[-1] == "." and not words.isupper() and _ends_in_number(script, at):
        return False
    if script.outline.heads[at].is_place:
        return False
    return end + 1 >= len(script.rows) or bool(script.rows[end + 1].blanks)


def is_cue(script: Script, label: Candidate, stop: int) -> bool:
    """Whether rows that look like a speech name a sound of a radio play: "SOUND: DOOR OPENS"."""
    return (
        label.shape.separator == "colon"
        and key_of(label.name) in HEARD
        and not directions.is_said(script.text[label.end : stop])
    )


def is_ornament(script: Script, at: int, end: int) -> bool:
    """Whether a chunk is a row of signs."""
    rows = script.rows
    return rows[at].hint is None and bool(
        ORNAMENT.fullmatch(script.text, rows[at].start, rows[end - 1].end)
    )


def is_list(script: Script, at: int, end: int) -> bool:
    """Whether words right under a heading only list the persons on the stage, before a speech."""
    words = script.text[script.rows[at].start : script.rows[end - 1].end]
    is_before = end < script.outline.last and end in script.outline.labels
    is_told = words[-1] in ".:" and not directions.is_said(words, LEAST_ADDRESSES)
    return is_before and end - at < MOST_ROWS and is_told


def is_caption(script: Script, at: int, end: int) -> bool:
    """Whether a chunk is a row in capitals that is no sentence and no name: "DIALOGUE"."""
    words = script.text[script.rows[at].start : script.rows[end - 1].end]
    if end - at > 1 or not words.isupper() or not words[-1].isalpha():
        return False
    return sum(map(str.isalpha, words)) > LETTERS and not script.outline.names.known(words)


def is_piece(script: Script, at: int, end: int) -> bool:
    """Whether a chunk is a row that names a piece of music, and not a singer."""
    row = script.rows[at]
    words = script.text[row.start : row.end]
    is_last = end >= len(script.rows) or script.rows[end].blanks > 0
    is_known = script.outline.names.known(words.rstrip(" .:"))
    return end - at == 1 and is_last and not is_known and directions.is_piece(words)


def opens_bracket(script: Script, at: int, end: int) -> bool:
    """Whether a direction in brackets and italics goes on in the next chunk: `_[A room._`."""
    text, start, stop = script.text, script.rows[at].start, script.rows[end - 1].end
    if not text.startswith("_[", start):
        return False
    return directions.close_of(text, start + 1, stop) < 0 and closes_later(script, end)


def tells(script: Script, at: int, end: int, *, spoken: bool) -> bool:
    """Whether a chunk is a sentence in italics, or tells of persons after a speech.

    `spoken` says that somebody has spoken in the division.
    """
    if bracket_use.is_set_off(script.text, script.rows[at:end]):
        return True
    return spoken and tells_of_persons(script, at, end)


def is_worded(script: Script, at: int, end: int) -> bool:
    """Whether a chunk begins as directions without brackets do, and is not too long."""
    row, last = script.rows[at], script.rows[end - 1]
    words = script.text[row.start : row.end]
    is_short = last.end - row.start < LONGEST_WORDED
    return is_short and (directions.begins(words) or directions.enters(words))


def is_short_or_indented(script: Script, at: int, end: int) -> bool:
    """Whether a chunk has few rows, or begins to the right of the margin of speeches."""
    return end - at <= MOST_ROWS or script.rows[at].indent > script.margin.column


def is_deep(script: Script, at: int, end: int) -> bool:
    """Whether a chunk is indented as directions are, and is no stanza."""
    rows, deep = script.rows[at:end], script.margin.column + INDENTED
    if not script.margin.is_rule or any(row.indent < deep for row in rows):
        return False
    return not is_stanza([script.text[row.start : row.end] for row in rows])
