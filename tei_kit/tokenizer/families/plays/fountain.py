"""Forced headings in Fountain, the plain format in which scripts of films are typed.

".SNIPER SCOPE POV" begins a scene, "# Act One" an act. No other rows of a script begin with these
signs.
"""

from __future__ import annotations

from tei_kit.tokenizer.families.plays import headings
from tei_kit.tokenizer.families.plays.draft import Headed
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind

LONGEST = 80  # characters of such a heading


def take_forced(found: Headed) -> Headed:
    """The draft of a script with its forced headings; the draft of any other play unchanged."""
    if not found.is_film:
        return found
    more: dict[int, Heading] = {}
    for at, row in enumerate(found.rows):
        if found.text[row.start] not in ".#" or found.kinds[at] is not Kind.TEXT:
            continue
        if row.end - row.start > LONGEST or not (row.blanks and found.stands_alone(at)):
            continue
        heading = forced(found.words(at))
        if heading is not None:
            more[at] = heading
    return found.with_heads(more)


def forced(words: str) -> Heading | None:
    """The heading that the first sign of a row of a script forces; None without such a sign."""
    sign, rest = words[0], words[1:].strip()
    if sign == "." and words[1:2].isupper() and rest.isupper():
        return Heading("scene", is_place=True)
    if sign == "#" and words[1:2] == " " and rest:
        return headings.heading_of(rest) or Heading("act")
    return None
