"""Names over verses: in the text of an opera each may sing but once, under the heading of a piece.

"ATTO PRIMO", "No. 1. Chorus"; then "CORO" in capitals right over what the choir sings. No label
recurs there, but the rows between blank lines are made alike.
"""

from __future__ import annotations

from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.candidates import candidates, key_of
from tei_kit.tokenizer.families.plays.draft import Headed
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind

FIRST_ROWS = 60  # in which a heading stands
LEAST = 3  # names over verses
SHARE = 0.6  # of the stretches between blank lines that have several rows
VERSES, WIDEST = 0.85, 60  # the share of rows that are verses: short, with a capital
LONGEST = 6  # words of a name, with those who sing with it
PARTS = frozenset({"act", "scene"})


def names_over_verses(found: Headed) -> frozenset[str]:
    """The words of the names in capitals that stand right over verses; none without headings of
    acts, scenes or pieces of music, or where other stretches are made otherwise.
    """
    first = next((at for at in range(min(FIRST_ROWS, len(found.rows))) if _begins(found, at)), -1)
    if first < 0:
        return frozenset()
    names: set[str] = set()
    over = others = verses = rows = 0
    for at in range(first + 1, len(found.rows) - 1):
        if not found.rows[at].blanks or found.rows[at + 1].blanks or _begins(found, at):
            continue
        if found.kinds[at] is not Kind.TEXT:
            continue
        words = found.words(at)
        name = _name_of(words)
        if not name:
            others += not words.startswith(("(", "["))
            continue
        over += 1
        names.add(name)
        below = at + 1
        while below < len(found.rows) and not found.rows[below].blanks:
            said = found.words(below)
            rows += 1
            verses += len(said) <= WIDEST and (said[0].isupper() or not said[0].isalpha())
            below += 1
    if over < LEAST or over < SHARE * (over + others) or verses < VERSES * rows:
        return frozenset()
    return frozenset(word for name in names for word in name.split())


def _begins(found: Headed, at: int) -> bool:
    """Whether a row is the heading of an act, a scene or a piece of music."""
    heading: Heading | None = found.heads.get(at)
    if heading is not None:
        return heading.kind in PARTS
    return found.kinds[at] is Kind.TEXT and directions.is_numbered_piece(found.words(at))


def _name_of(words: str) -> str:
    """The name in capitals that a row is, with a direction after it or not; "" for another row."""
    for each in candidates(words, 0, len(words)):
        if each.shape.alone and each.shape.style == "capitals":
            key = key_of(each.name)
            return key if key.count(" ") < LONGEST and not directions.is_word(each.name) else ""
    return ""
