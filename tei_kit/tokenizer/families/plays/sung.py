"""Names over verses in operas, where each person may sing only once.

Under "ATTO PRIMO" or "No. 1. Chorus", "CORO" stands in capitals right over the verses of the choir.
No label recurs there, but nearly all stretches between blank lines have this form.
"""

from __future__ import annotations

from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.candidates import candidates, key_of
from tei_kit.tokenizer.families.plays.draft import Headed
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind

FIRST_ROWS = 60  # the first rows of a text, which have a heading
LEAST = 3  # names over verses
SHARE = 0.6  # the share of the stretches with several rows that begin with a name
VERSES, WIDEST = 0.85, 60  # the share of rows that are verses; the characters of a verse
LONGEST = 6  # words of a name, with the names of those who sing along
PARTS = frozenset({"act", "scene"})


def names_over_verses(found: Headed) -> frozenset[str]:
    """The words of the names in capitals right over verses.

    The set is empty for a text without headings of acts, scenes or pieces of music, and for a text
    in which too few stretches have a name and verses.
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
    """The name of a row that is only a name in capitals, and perhaps a direction; else ""."""
    for each in candidates(words, 0, len(words)):
        if each.shape.alone and each.shape.style == "capitals":
            key = key_of(each.name)
            return key if key.count(" ") < LONGEST and not directions.is_word(each.name) else ""
    return ""
