"""Stanzas: the rows between blank lines that are verse, by their form and by their rhymes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from tei_kit.record import record
from tei_kit.tokenizer.families.rows import Row
from tei_kit.tokenizer.families.verse import unrhymed

# Characters of a line of verse, at the least and at the most.
NARROWEST, WIDEST = 8, 72
# At least this share of the lines of a stanza has the width and the capital of verse.
MOST = 0.75
LONGEST = 24  # lines of a stanza at the most
FEWEST_STANZAS = 4
# In verse, the share of all rows that stand in stanzas, and of lines that rhyme, at the least.
IN_STANZAS = 0.6
RHYMING = 0.15
LONG = 60  # lines of a poem that need not rhyme, at the least
# The weights of evidence for verse: less than for a play in verse.
VERSE, LONG_VERSE = 0.45, 0.6
NEAR = 3  # the lines before a line in which its rhyme is looked for
LAST_WORD = re.compile(r"(?P<rhyme>[^\W\d_]{2,})[^\w]*\Z")
# "4 [Eternal Father": the number of a stanza before its first line.
NUMBER = re.compile(r"(?P<n>\d{1,3}|[IVXL]{1,6})[.)]?[ ]+(?=\S)")
ENDS = ",.;:!?—–-\"”’'»)]…"
# Words rhyme that have this many last letters in common.
LETTERS = 2


class Kind(Enum):
    """The kinds of rows that stand together."""

    STANZA = auto()
    HEADING = auto()
    PROSE = auto()
    FIXED = auto()


@record
class Group:
    """Rows without a blank line between them."""

    rows: Sequence[Row]
    kind: Kind


def groups_of(text: str, rows: Sequence[Row]) -> list[Group]:
    """The groups of a text, with the kind of each."""
    found: list[Sequence[Row]] = []
    stanzas: list[bool] = []
    for group in _together(rows):
        is_long = unrhymed.is_verse(text, group)
        parts = unrhymed.paragraphs(text, group) if is_long else [group]
        found += parts
        stanzas += [is_long or _is_stanza(text, part) for part in parts]
    both = list(zip(found, stanzas, strict=True))
    gaps = sorted(group[0].blanks for group, is_stanza in both[1:] if is_stanza and group[0].blanks)
    usual = gaps[len(gaps) // 2] if gaps else 1
    kinds = [_kind(text, group, usual, is_stanza=is_stanza) for group, is_stanza in both]
    if kinds[:2] == [Kind.PROSE, Kind.STANZA] and _is_title(text, found[0]):
        kinds[0] = Kind.HEADING
    return [Group(tuple(group), kind) for group, kind in zip(found, kinds, strict=True)]


def _together(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in groups without a blank line; a block with a hint is a group of its own."""
    found: list[list[Row]] = []
    for row in rows:
        if found and not row.blanks and row.hint is None and found[-1][-1].hint is None:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _is_title(text: str, group: Sequence[Row]) -> bool:
    """Whether the row above the first stanza is the title of the poem: `Der Herbst`."""
    row = group[0]
    is_short = len(group) == 1 and row.end - row.start <= WIDEST
    return is_short and text[row.start].isupper() and text[row.end - 1] not in ",;:"


def _kind(text: str, group: Sequence[Row], usual: int, *, is_stanza: bool) -> Kind:
    if group[0].hint is not None:
        return Kind.FIXED
    apart = group[0].blanks > usual
    if apart and len(group) <= NEAR + 1 and not _begins_with_number(text, group):
        short = all(row.end - row.start <= WIDEST for row in group)
        if short and (len(group) == 1 or not _rhymes(text, group)):
            return Kind.HEADING
    if is_stanza:
        return Kind.STANZA
    only = group[0]
    if len(group) == 1 and only.end - only.start <= WIDEST:
        words = text[only.start : only.end]
        return Kind.HEADING if words.isupper() or apart else Kind.PROSE
    return Kind.PROSE


def _begins_with_number(text: str, group: Sequence[Row]) -> bool:
    return NUMBER.match(text, group[0].start, group[0].end) is not None


def _is_stanza(text: str, group: Sequence[Row]) -> bool:
    """Whether rows are lines of verse: most are short and begin with capitals; none are wrapped."""
    if not 2 <= len(group) <= LONGEST or group[0].hint is not None or _wrapped(group):
        return False
    fit = begun = ended = 0
    for row in group:
        width = row.end - row.start
        words = text[row.start : row.end]
        fit += NARROWEST <= width <= WIDEST and " " in words
        first = next((c for c in words if c.isalpha()), "")
        begun += first.isupper() or not first.islower()
        ended += words[-1] in ENDS
    count = len(group)
    return fit >= MOST * count and begun >= MOST * count and ended * 4 >= count


def _wrapped(group: Sequence[Row]) -> bool:
    """Whether all rows but the last have about the same length, as in wrapped prose."""
    if len(group) < 3:
        return False
    widths = [row.end - row.start for row in group[:-1]]
    return min(widths) > 60 and max(widths) - min(widths) < 12


def _rhymes(text: str, group: Sequence[Row]) -> int:
    """The number of lines that rhyme with a line shortly before them."""
    words: list[str] = []
    count = 0
    for row in group:
        match = LAST_WORD.search(text, max(row.start, row.end - 24), row.end)
        word = match["rhyme"].casefold() if match else ""
        count += any(
            word != before and word[-LETTERS:] == before[-LETTERS:] for before in words[-NEAR:]
        )
        words.append(word)
    return count


def evidence(text: str, groups: Sequence[Group]) -> float:
    """The weight of the evidence that a text is verse, from 0 to 1.

    Verse is stanzas that rhyme, or a long poem, with little else.
    """
    stanzas = [group for group in groups if group.kind is Kind.STANZA]
    lines = sum(len(group.rows) for group in stanzas)
    rows = sum(len(group.rows) for group in groups if group.kind is not Kind.FIXED)
    if lines < IN_STANZAS * rows:
        return 0.0
    together = [row for group in stanzas for row in group.rows]
    if lines >= LONG and unrhymed.is_verse(text, together):
        return LONG_VERSE
    if len(stanzas) < FEWEST_STANZAS:
        return 0.0
    rhyming = sum(_rhymes(text, group.rows) for group in stanzas)
    return VERSE if rhyming >= RHYMING * lines else 0.0
