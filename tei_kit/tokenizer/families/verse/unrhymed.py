"""Verse without stanzas: epics and other long poems, which need not rhyme.

Their lines all begin with capitals, also where a sentence goes on: prose does so at few of its
lines, and the rows of lists and tables end as nothing does that goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tei_kit.tokenizer.families.rows import Row

NARROWEST, WIDEST = 12, 72  # columns of a line
LEAST = 25  # lines that stand together
# The share of the lines that fit, and that begin with capitals; that end as sentences or their
# parts do, at the least; and after which a sentence goes on in the next line.
FIT, BEGUN, ENDED, GOES_ON = 0.9, 0.93, 0.25, 0.1
ENDS = ",.;:!?—–-\"”’'»)]…"
SMALL_WORDS = 2  # words in small letters of a line, in the mean
SENTENCE_ENDS = ".!?:;\"”’'»)"


def is_verse(text: str, rows: Sequence[Row]) -> bool:
    """Whether rows that stand together are lines of a long poem."""
    count = len(rows)
    if count < LEAST or rows[0].hint is not None or not _may_be(text, rows):
        return False
    ended = goes_on = small = 0
    for row in rows:
        words = text[row.start : row.end]
        is_end = words[-1] in ENDS
        ended += is_end
        goes_on += not is_end and words[-1].isalpha()
        small += sum(word[0].islower() for word in words.split())
    return ended >= ENDED * count and goes_on >= GOES_ON * count and small >= SMALL_WORDS * count


def _may_be(text: str, rows: Sequence[Row]) -> bool:
    """Whether nearly all rows are as wide as verses, and begin with capitals: most prose is left
    out after a few rows.
    """
    wide, low = (1 - FIT) * len(rows), (1 - BEGUN) * len(rows)
    for row in rows:
        wide -= not NARROWEST <= row.end - row.start <= WIDEST
        low -= text[row.start : row.start + 2].islower()  # "'tis" begins with a sign
        if wide < 0 or low < 0:
            return False
    return True


def paragraphs(text: str, rows: Sequence[Row]) -> list[list[Row]]:
    """The paragraphs of a long poem: one begins with a line that is indented, after a sentence."""
    indents: dict[int, int] = {}
    for row in rows:
        indents[row.indent] = indents.get(row.indent, 0) + 1
    margin = max(indents, key=lambda indent: indents[indent])
    found: list[list[Row]] = [[rows[0]]]
    for above, row in pairwise(rows):
        if row.indent > margin >= above.indent and text[above.end - 1] in SENTENCE_ENDS:
            found.append([row])
        else:
            found[-1].append(row)
    return found
