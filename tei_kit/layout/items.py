"""The marks of items: which sign begins lines that stand together as a list?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tei_kit.certainty import Certainty
from tei_kit.conventions import BULLETS, POSSIBLE_BULLETS
from tei_kit.layout import answer
from tei_kit.layout.answer import Answer
from tei_kit.layout.lines import Line, beginnings
from tei_kit.source.signs import places

DASHES = frozenset("–—―")
LETTERS = frozenset("o")  # signs that are letters, too
LEAST = 2
HEADING_LENGTH = 40
ENTRY_LENGTH = 160
# The end of a sentence, perhaps with marks of notes after it.
SENTENCE_END = re.compile(r"[.!?…,;\"”»’'][\d⁰¹²³⁴-⁹\[\]*†]*$")
WORDS = re.compile(r"[^\W_]")


def find(
    text: str,
    lines: Sequence[Line],
    is_text: Sequence[bool],
    is_full: Sequence[bool],
    given: str = "",
) -> frozenset[str]:
    """The signs that make items in a text; `given` is the given answer, or "".

    A bullet always makes items. Any other sign has to begin neighbouring lines, or indented lines
    only: a dash at the beginning of single paragraphs belongs to a speaker or a thought.
    """
    if given:
        return frozenset({"none": "", "bullets": "".join(BULLETS)}.get(given, given))
    signs: set[str] = set()
    rows: dict[str, list[int]] = {}
    for at in places(beginnings(text, lines), {*BULLETS, *POSSIBLE_BULLETS}):
        line = lines[at]
        if not is_text[at] or line.end - line.start < 3 or not begins_item(text, line):
            continue
        sign = text[line.start]
        if sign in BULLETS:
            signs.add(sign)
        else:
            rows.setdefault(sign, []).append(at)
    for sign, found in rows.items():
        if sign in DASHES and _are_said(text, lines, found):
            continue
        if all(_is_under_heading(text, lines, at) for at in found):
            signs.add(sign)
            continue
        if sign in LETTERS and not all(lines[at].indent for at in found):
            continue
        if _make_lists(lines, found, is_full) or _are_entries(text, lines, found):
            signs.add(sign)
    return frozenset(signs)


def answer_about(signs: frozenset[str], given: str = "") -> Answer:
    """The answer to the question of items, by the signs that make them; bullets are certain."""
    if given:
        return answer.given(given)
    if not signs:
        return Answer("none")
    if signs <= BULLETS.keys():
        return Answer("bullets")
    return Answer("".join(sorted(signs)), Certainty.MEDIUM, "none")


def begins_item(text: str, line: Line) -> bool:
    """Whether a line that begins with a sign may be an item: words follow it, after a space.

    "* * * * *" is a rule.
    """
    if line.end - line.start == 1:
        return True
    is_parted = text[line.start + 1] in " \t\u00a0"
    return is_parted and WORDS.search(text, line.start + 1, line.end) is not None


def _make_lists(lines: Sequence[Line], found: Sequence[int], is_full: Sequence[bool]) -> bool:
    """Whether most lines with a sign have a neighbour with the same sign, or all are indented."""
    close = 0
    for i, at in enumerate(found):
        before = i > 0 and _is_next(lines, found[i - 1], at)
        after = i + 1 < len(found) and _is_next(lines, at, found[i + 1])
        close += before or after
    if close >= 0.5 * len(found) and close >= LEAST:
        return True
    return all(lines[at].indent >= 2 for at in found)


def _are_said(text: str, lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Whether lines with a dash are speeches: no two are neighbours, and most are sentences.

    Some texts print speeches below their labels: "Mr. HALE:", and below it "– I wish to ask".
    """
    if any(_is_next(lines, a, b) for a, b in pairwise(found)):
        return False
    said = sum(
        lines[at].end - lines[at].start > HEADING_LENGTH
        and SENTENCE_END.search(text, lines[at].start, lines[at].end) is not None
        for at in found
    )
    return 2 * said > len(found)


def _are_entries(text: str, lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Whether lines with a sign are entries that stand alone: short, and not sentences.

    Each stands below a short line that is not a sentence, or below another entry. The source of a
    quotation, and speech after a dash, stand below sentences.
    """
    known = set(found)
    return all(
        _is_entry(text, lines[at]) and (at - 1 in known or _is_entry(text, lines[at - 1]))
        for at in found
        if at
    )


def _is_entry(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return len(words) <= ENTRY_LENGTH and SENTENCE_END.search(words) is None


def _is_next(lines: Sequence[Line], a: int, b: int) -> bool:
    """Whether the item of line `b` comes right after that of line `a`, perhaps of several lines."""
    if b - a > 4:
        return False
    return not any(lines[at].blanks for at in range(a + 1, b + 1))


def _is_under_heading(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a short line in capitals, or one with a colon at its end, stands above."""
    if not at:
        return False
    above = lines[at - 1]
    words = text[above.start : above.end]
    return len(words) <= HEADING_LENGTH and (words.isupper() or words.endswith(":"))
