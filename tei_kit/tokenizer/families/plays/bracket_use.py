"""The use of brackets in a play: for directions, or for words of the speech."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.rows import Row

# A text uses brackets for directions unless more than this share of them stands in sentences.
MOST_INSIDE = 0.4
FEWEST = 5
SENTENCE_ENDS = ".!?:;…—–-\"”»’')]*_"


@record
class BracketUse:
    """For each bracket, whether what stands in it is a direction wherever it stands."""

    always: frozenset[str]

    def is_direction(self, text: str, start: int, end: int, *, first: bool) -> bool:
        """Whether `text[start:end]` in brackets is a direction.

        `first` says that nothing but a label or the beginning of a row stands before it.
        """
        inside = text[start + 1 : end - 1].strip(" _*")
        if inside.isdigit() or not any(map(str.isalnum, inside)):
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

    `begins` says where rows begin to be read that have labels, by where they begin.
    """
    inside = dict.fromkeys("([", 0)
    after = dict.fromkeys("([", 0)
    first = dict.fromkeys("([", 0)
    for row in rows:
        start = begins.get(row.start, row.start)
        for each in directions.brackets(text, start, row.end):
            sign = text[each.start]
            if each.start == row.start:
                first[sign] += directions.only(text, each.end, row.end)
            elif not text[start : each.start].strip(" .-—") or _after_sentence(text, each.start):
                after[sign] += 1
            else:
                inside[sign] += 1
    always: set[str] = set()
    for sign in "([":
        total = inside[sign] + after[sign]
        if total < FEWEST:
            if sign == "[" or first[sign] or after[sign] > inside[sign]:
                always.add(sign)
        elif inside[sign] <= MOST_INSIDE * total:
            always.add(sign)
    return BracketUse(frozenset(always))
