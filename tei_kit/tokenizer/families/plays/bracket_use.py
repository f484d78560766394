"""The use of brackets and italics in a play: for directions, or for words of the speech."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.rows import Row

# A text uses brackets for directions unless more than this share of them stands in sentences. The
# share counts only in a text with at least this many brackets.
MOST_INSIDE = 0.4
FEWEST = 5
# Directions whose brackets never close stand at least this many columns to the right of the speech.
# The text has at least this many; for each of them, at most this many brackets there do close.
DEEP, FEWEST_OPEN, MOST_CLOSED = 3, 4, 0.2
SENTENCE_ENDS = ".!?:;…—–-\"”»’')]*_"
# Words printed in italics: "_Rises and goes to the window._".
ITALIC = re.compile(r"_(?P<inside>[^\W\d_][^_]{2,1500})_")
# Words in brackets that number a page or a note ("13", "Pg 13", "p. 13"), or have no letters.
NUMBER = re.compile(r"(?:[^\W\d_]{1,4}\.?[ ])?[\d\W_]*[a-z]?")
# The parts of the songs of a choir: "Str. 1", "Ant. II", "Ep.".
STROPHE = re.compile(r"(?:Str|Ant|Ep|Mes)\.?(?: ?[\dIVX]{1,4}\.?)?")
IN_ITALICS = re.compile(r"_[^_]*_")
# Rows in italics are directions where at least this share of them ends as directions do.
ENDED = 0.8
# A row of a song in italics has fewer columns than this.
SONG_WIDTH = 60

# Brackets of Chinese and Japanese print: plays use them for little else than directions.
WIDE = directions.OPENING.translate({ord("("): None, ord("["): None})


@record
class BracketUse:
    """The use of each bracket: `always` has the opening brackets that always hold directions.

    `italic` says that sentences in italics are directions; `italic_rows` says the same of rows
    that stand wholly in italics. `only_open` says that directions begin with a square bracket that
    never closes, and stand to the right of the speech. Then a square bracket that closes, or
    stands at the margin, belongs to the speech.
    """

    always: frozenset[str]
    italic: bool = False
    italic_rows: bool = False
    only_open: bool = False

    def italic_direction(self, text: str, start: int, stop: int, *, first: bool) -> int:
        """The end of the direction in italics that begins at `start`; `start` without a direction.

        `first` says that a label stands before it. Without a label the direction has to begin with
        a capital, after the end of a sentence.
        """
        match = ITALIC.match(text, start, stop) if self.italic else None
        if match is None or match["inside"][-1] not in ".)!":
            return start
        if not first and (text[start + 1].islower() or not _after_sentence(text, start)):
            return start
        return match.end()

    def italic_row(self, text: str, start: int, stop: int) -> int:
        """The end of the direction in italics that begins a row; `start` without a direction."""
        match = ITALIC.match(text, start, stop) if self.italic_rows or self.italic else None
        return match.end() if match and match["inside"][-1] in ".):" else start

    def is_direction(self, text: str, start: int, end: int, *, first: bool) -> bool:
        """Whether `text[start:end]` in brackets is a direction.

        `first` says that the stretch begins a row, or stands right after a label.
        """
        if self.only_open and text[start] == "[":
            return False
        if text[start] in WIDE:
            return True
        inside = text[start + 1 : end - 1].strip(" _*")
        if STROPHE.fullmatch(inside):
            return first
        if NUMBER.fullmatch(inside):
            return False
        if text[start] in self.always:
            return True
        if inside[0] == ",":
            return True
        ends = inside[-1] in ".!:" or directions.kind_of(inside) != ""
        return ends and (first or _after_sentence(text, start))


def _after_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \n\u00a0")
    return not before or before[-1] in SENTENCE_ENDS


def learn(text: str, rows: Sequence[Row], begins: Mapping[int, int]) -> BracketUse:
    """The use of the brackets of a play, by their places in its rows.

    `begins` maps the beginning of each row with a label to the end of that label.
    """
    inside = dict.fromkeys(directions.OPENING, 0)
    italic = rows_in_italics = rows_ended = 0
    after = dict.fromkeys(directions.OPENING, 0)
    first = dict.fromkeys(directions.OPENING, 0)
    margin = min((row.indent for row in rows), default=0)
    has_italics = "_" in text
    opened = closed = 0  # square brackets that begin a row to the right of the margin
    for at, row in enumerate(rows):
        if text[row.start] == "[" and row.indent >= margin + DEEP:
            is_open = directions.close_of(text, row.start, _end_of_stretch(rows, at)) < 0
            opened += is_open
            closed += not is_open
        start = begins.get(row.start, row.start)
        for each in directions.brackets(text, start, row.end):
            if NUMBER.fullmatch(text, each.start + 1, each.end - 1):
                continue
            sign = text[each.start]
            if each.start == row.start:
                first[sign] += directions.only(text, each.end, row.end)
            elif not text[start : each.start].strip(" .-—") or _after_sentence(text, each.start):
                after[sign] += 1
            else:
                inside[sign] += 1
        for match in ITALIC.finditer(text, start, row.end) if has_italics else ():
            ends = match["inside"][-1] == "."
            begin = match.start()
            if begin == row.start and match.end() == row.end:
                rows_in_italics += 1
                rows_ended += ends
            if ends and (text[begin + 1].isupper() or not text[start:begin].strip()):
                italic += _after_sentence(text, begin) or not text[start:begin].strip()
    always: set[str] = set()
    for sign in directions.OPENING:
        total = inside[sign] + after[sign]
        if total < FEWEST:
            if sign == "[" or first[sign] or after[sign] > inside[sign]:
                always.add(sign)
        elif inside[sign] <= MOST_INSIDE * total:
            always.add(sign)
    in_brackets = sum(after.values()) + sum(first.values())
    return BracketUse(
        frozenset(always),
        italic >= FEWEST and italic > in_brackets,
        rows_ended >= FEWEST and rows_ended >= ENDED * rows_in_italics,
        opened >= FEWEST_OPEN
        and closed <= MOST_CLOSED * opened
        and first["["] + after["["] + inside["["] < opened,
    )


def _end_of_stretch(rows: Sequence[Row], at: int) -> int:
    """The offset at which the rows end that stand together with row `at`."""
    while at + 1 < len(rows) and not rows[at + 1].blanks:
        at += 1
    return rows[at].end


def is_set_off(text: str, rows: Sequence[Row]) -> bool:
    """Whether some rows are a sentence in italics, and no song: `_Enter a servant._`

    Names in it may stand in capitals outside the italics: `_Enter_ ADA.`
    """
    start, end = rows[0].start, rows[-1].end
    if text[start] != "_" or text[end - 1] not in "_.:" or text.count("_", start, end) % 2:
        return False
    if text[end - 1] == "_" and text[end - 2] not in ".):":
        return False
    others = IN_ITALICS.sub("", text[start:end])
    if any(map(str.islower, others)) or " " not in text[start : text.find("_", start + 1)]:
        return False
    return len(rows) == 1 or not all(
        row.width - row.indent < SONG_WIDTH and not text[row.start].islower() for row in rows
    )
