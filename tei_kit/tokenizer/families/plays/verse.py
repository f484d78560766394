"""Verse or prose: each stretch of a speech, by its lines and by its neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tei_kit.record import record

# A row is full when the first word of the row below would not have fitted into it. A text is
# wrapped at a width where this share of the rows is full. At least this many pairs of rows show it.
WRAPPED = 0.8
LEAST_PAIRS = 3
# Short verses may look full, too: a narrow text needs a larger share, and more pairs.
WRAPPED_NARROW, LEAST_NARROW = 0.95, 8
# A text with fewer columns is narrow.
NARROW = 50
# Prose that is not wrapped at one width: the share of the rows that go on in small letters, and
# the median of their characters, at the least.
LOWER, WIDE = 0.6, 58
# Prose that was wrapped by hand beside verse. Only stretches with this many further rows count, and
# at least this many stretches are of either kind.
LEAST_ROWS, LEAST_STRETCHES = 2, 3
# At least this share of the stretches is of either kind; at most this share is of neither kind.
LEAST_OF_EACH, MOST_BETWEEN = 0.1, 0.25
# The share of further rows in small letters: at the most in verse, and at the least in prose.
IN_CAPITALS, IN_SMALL = 0.1, 0.4
LOWER_IN_VERSE = 0.04
# The shares of the widest rows that the width may leave aside: marks of pages stand in some rows.
LONGEST = (0.03, 0.08, 0.15, 0.25)
# The chance that a row is full, and that it is not: in verse, and in prose.
FULL = {True: (0.1, 0.97), False: (0.9, 0.03)}
# A row of this share of the width that is not full is no evidence: it may be wrapped by hand.
NEARLY = 0.9
STAYS = 0.9  # the chance that the next stretch is of the same kind
BEGINS = 0.5  # the same chance under another heading
# The evidence that a paragraph of a format is verse, in one line and in several: the natural
# logarithm of the odds.
PARAGRAPH, BROKEN = -3.0, 6.0
VERSE_WIDTH = 75  # columns; a line of verse seldom has more
UNWRAPPED = 95  # columns; a line with more is prose
# Verses of a stanza at the least, and characters of such a verse at the most.
LEAST_VERSES, WIDEST_VERSE = 4, 60
# Answers about speeches of one line: whether these are verse. The lines of others decide as usual.
OF_LONE: Mapping[str, bool] = {"lone-prose": False, "lone-verse": True}
QUOTES = "'\"’‘“„«_ "  # signs that may stand before the first word of a verse


@record
class Stretch:
    """The rows of one speech, or of a part of it between blank lines or directions."""

    texts: Sequence[str]
    widths: Sequence[int]  # columns from the margin of the page to the end of each row
    together: bool = False  # whether it is one row, beside another stretch of one row
    begins: bool = False  # whether it is the first stretch under a heading
    is_stated: bool = False  # whether the format states where lines end in a paragraph
    is_lone: bool = False  # whether it is the only row of its speech


@record
class Lines:
    """Facts about the lines of a text.

    `width` is the column at which its prose is wrapped, or 0. `lower` is the share of the lines of
    verse that begin with a small letter. `is_mixed` says that the text has verse, and prose that
    was wrapped by hand: only the lines of the prose go on in small letters.
    """

    width: int
    lower: float
    is_mixed: bool = False


def lines_of(stretches: Sequence[Stretch]) -> Lines:
    """Facts about the lines of a text, from all its stretches."""
    firsts = [text[:1] for stretch in stretches for text in stretch.texts[1:]]
    count, begun = len(firsts), sum(map(str.isupper, firsts))
    small = _small_pairs(stretches)
    width = _width(small) or (0 if begun * 2 > count else _width(_pairs(stretches)))
    if not width and len(small) == count < LEAST_PAIRS:
        width = max((pair.width for pair in small if pair.width > NARROW), default=0)
    if not width and len(small) >= max(LEAST_PAIRS, LOWER * count):
        # Few rows, or rows that were wrapped by hand.
        middle = sorted(small, key=lambda pair: pair.length)[len(small) // 2]
        width = middle.width if middle.length >= WIDE else 0
    if not width:
        if _is_mixed(stretches):
            return Lines(0, LOWER_IN_VERSE, is_mixed=True)
        # Without wrapped prose all stretches of several lines are verse.
        lower = len(small) / count if count else 0.0
        return Lines(0, min(0.95, max(0.03, lower)))
    free = [pair for pair in _pairs(stretches) if not _is_full(pair, width)]
    begun = sum(pair.below[:1].islower() for pair in free)
    return Lines(width, min(0.95, max(0.03, begun / len(free) if free else 0.0)))


def _is_mixed(stretches: Sequence[Stretch]) -> bool:
    """Whether some stretches go on in capitals, others in small letters, and few in both."""
    capitals = small = between = 0
    for stretch in stretches:
        rows = len(stretch.texts) - 1
        if rows < LEAST_ROWS:
            continue
        share = sum(text[:1].islower() for text in stretch.texts[1:]) / rows
        capitals += share <= IN_CAPITALS
        small += share >= IN_SMALL
        between += IN_CAPITALS < share < IN_SMALL
    total = capitals + small + between
    least = max(LEAST_STRETCHES, LEAST_OF_EACH * total)
    return capitals >= least and small >= least and between <= MOST_BETWEEN * total


@record
class _Pair:
    """Two rows that follow each other."""

    width: int  # the columns of the first row
    word: int  # the length of the first word of the second row
    below: str  # the second row
    length: int  # the characters of the first row, without its indent


def _pair(stretch: Stretch, at: int) -> _Pair:
    """Row `at` of a stretch, and the row below it."""
    below = stretch.texts[at + 1]
    word = len(below.split(" ", 1)[0])
    return _Pair(stretch.widths[at], word, below, len(stretch.texts[at]))


def _pairs(stretches: Sequence[Stretch]) -> list[_Pair]:
    """All pairs of rows that follow each other in a stretch."""
    return [_pair(stretch, at) for stretch in stretches for at in range(len(stretch.texts) - 1)]


def _small_pairs(stretches: Sequence[Stretch]) -> list[_Pair]:
    """The pairs whose second row begins with a small letter."""
    return [
        _pair(stretch, at)
        for stretch in stretches
        for at, below in enumerate(stretch.texts[1:])
        if below[:1].islower()
    ]


def _width(pairs: Sequence[_Pair]) -> int:
    """The column at which rows are wrapped; 0 where they are not."""
    if len(pairs) < LEAST_PAIRS:
        return 0
    widths = sorted(pair.width for pair in pairs)
    for share in LONGEST:
        width = widths[min(len(widths) - 1, int(len(widths) * (1 - share)))]
        full = sum(_is_full(pair, width) for pair in pairs)
        is_narrow = width < NARROW and len(pairs) >= LEAST_NARROW
        if full >= (WRAPPED_NARROW if width < NARROW else WRAPPED) * len(pairs) and (
            width >= NARROW or is_narrow
        ):
            return width
    return 0


def _is_full(pair: _Pair, width: int) -> bool:
    return pair.width + 1 + pair.word > width


def are_verse(stretches: Sequence[Stretch], lines: Lines) -> list[bool]:
    """For each stretch, in the order of the text, whether it is verse.

    The rows of a stretch decide where they are several; its neighbours decide for a single row.
    The result is the most likely sequence of verse and prose (Viterbi).
    """
    if not stretches:
        return []
    if _is_unwrapped(stretches):
        return [False] * len(stretches)
    verse, prose = 0.0, 0.0
    came_verse: list[bool] = []  # whether the best way to verse came from verse
    came_prose: list[bool] = []
    for stretch in stretches:
        lead = _lead(stretch, lines)
        stays = BEGINS if stretch.begins else STAYS
        stay, change = math.log(stays), math.log(1 - stays)
        to_verse = max((verse + stay, True), (prose + change, False))
        to_prose = max((prose + stay, False), (verse + change, True))
        came_verse.append(to_verse[1])
        came_prose.append(to_prose[1])
        verse, prose = to_verse[0] + lead, to_prose[0]
    state = verse > prose
    result = [False] * len(stretches)
    for at in range(len(stretches) - 1, -1, -1):
        result[at] = state
        state = came_verse[at] if state else came_prose[at]
    return result


def _is_unwrapped(stretches: Sequence[Stretch]) -> bool:
    """Whether each stretch is one row, and some rows are wider than lines of verse."""
    return all(len(s.texts) == 1 and not s.is_stated for s in stretches) and any(
        s.widths[0] > VERSE_WIDTH for s in stretches
    )


def given(stretches: Sequence[Stretch], answer: str) -> list[bool]:
    """For each stretch, whether it is verse by an answer of the question `verse` of layout."""
    if answer in OF_LONE:
        looks = are_verse(stretches, lines_of(stretches))
        pairs = zip(stretches, looks, strict=True)
        return [OF_LONE[answer] if s.is_lone else as_it_looks for s, as_it_looks in pairs]
    return [answer == "all" or (answer == "stanzas" and not s.is_lone) for s in stretches]


def _lead(stretch: Stretch, lines: Lines) -> float:
    """The evidence that a stretch is verse: the natural logarithm of the odds."""
    rows = len(stretch.texts)
    if stretch.is_stated:
        return PARAGRAPH if rows == 1 else BROKEN
    if rows == 1:
        return _lead_of_one(stretch, lines)
    if not lines.width and not lines.is_mixed:
        return 3.0 if max(stretch.widths) <= 2 * UNWRAPPED else -3.0
    lead = 0.0
    for at in range(rows - 1):
        below = stretch.texts[at + 1]
        pair = _pair(stretch, at)
        is_full = _is_full(pair, lines.width)
        if lines.is_mixed:
            pass  # the rows were wrapped by hand, so full rows are no evidence
        elif is_full or not _is_full(pair, int(NEARLY * lines.width)):
            in_verse, in_prose = FULL[is_full]
            lead += math.log(in_verse / in_prose)
        small = below[:1].islower()
        lead += math.log((lines.lower if small else 1 - lines.lower) / (0.75 if small else 0.25))
    return lead


def _lead_of_one(stretch: Stretch, lines: Lines) -> float:
    width = stretch.widths[0]
    if width > UNWRAPPED and not lines.width and not lines.is_mixed:
        return -5.0
    if width > VERSE_WIDTH:
        return -1.0
    if stretch.together and width < VERSE_WIDTH and not lines.width and not lines.is_mixed:
        return 1.0
    return 0.0


def is_stanza(rows: Sequence[str]) -> bool:
    """Whether some rows may be a stanza: several, all short, and all with a capital at first."""
    return len(rows) >= LEAST_VERSES and all(
        len(row) <= WIDEST_VERSE and row.lstrip(QUOTES)[:1].isupper() for row in rows
    )
