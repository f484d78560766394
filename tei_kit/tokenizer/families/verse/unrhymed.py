"""Verse without stanzas: epics and other long poems, which need not rhyme.

Their lines all begin with capitals, also where a sentence goes on. Few lines of prose do so. The
rows of lists and tables begin with capitals, too, but do not end as the lines of sentences do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tei_kit.tokenizer.families.rows import Row

NARROWEST, WIDEST = 12, 72  # characters of a line, at the least and at the most
LEAST = 25  # lines that stand together, at the least
# The shares of the lines, at the least: lines of the right length; lines that begin with capitals;
# lines that end as sentences or clauses do; and lines after which a sentence goes on.
FIT, BEGUN, ENDED, GOES_ON = 0.9, 0.93, 0.25, 0.1
ENDS = ",.;:!?—–-\"”’'»)]…"
SMALL_WORDS = 2  # words in small letters in a line, in the mean, at the least
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
    """Whether nearly all rows are as long as verses, and begin with capitals.

    Most prose fails this cheap test after a few rows.
    """
    wide, low = (1 - FIT) * len(rows), (1 - BEGUN) * len(rows)
    for row in rows:
        wide -= not NARROWEST <= row.end - row.start <= WIDEST
        low -= text[row.start : row.start + 2].islower()  # "'tis" begins with a sign
        if wide < 0 or low < 0:
            return False
    return True


def paragraphs(text: str, rows: Sequence[Row]) -> list[list[Row]]:
    """The paragraphs of a long poem: each begins with an indented line after a sentence."""
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
