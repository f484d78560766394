"""Paragraphs: do blank lines, line ends or indented first lines separate them?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tei_kit.conventions import REND_OF_SIGN
from tei_kit.layout.answer import Question
from tei_kit.layout.lines import Line
from tei_kit.layout.wrapping import WIDEST, Wrapping
from tei_kit.record import record

DEEPEST = 12  # the most columns of indent of the first line of a paragraph
FEW_SENTENCES = 40  # the most lines of a text whose lines are sentences
RETURNS = 0.55  # the least share of indented lines that no other indented line follows
COMMON = 0.1  # the least share of lines that stand at the margin
FEWEST_LONG = 2  # the fewest pairs of long lines without a blank line between
SENTENCE_ENDS = ".!?:;…\"”’'»)]—–-*"


@record
class Facts:
    """The counts of a text that the hypotheses look at."""

    text: str
    lines: Sequence[Line]
    wrapping: Wrapping
    base: int  # the margin: the least indentation that many lines have


def facts_of(text: str, lines: Sequence[Line], wrapping: Wrapping) -> Facts:
    """The facts about the lines of a text."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.indent] = counts.get(line.indent, 0) + 1
    common = [indent for indent, count in counts.items() if count >= COMMON * len(lines)]
    base = min(common) if common else 0
    return Facts(text, lines, wrapping, base)


def begins_by_indent(facts: Facts, at: int) -> bool:
    """Whether the line of index `at` is indented as the first line of a paragraph is."""
    indent = facts.lines[at].indent - facts.base
    return 0 < indent <= DEEPEST


def _blank(facts: Facts) -> float:
    """Blank lines stand between blocks, and inside the blocks lines end because they are full."""
    blanks = sum(1 for line in facts.lines if line.blanks)
    return min(1.0, 0.3 + blanks / max(1, len(facts.lines)))


def _lines(facts: Facts) -> float:
    """Most lines follow each other without a blank line between, and are not wrapped."""
    if facts.wrapping.width:
        return 0.0
    text = facts.text
    # Items and notes follow each other without blank lines in any layout.
    pairs = [
        b
        for a, b in pairwise(facts.lines)
        if text[b.start] not in REND_OF_SIGN and not (b.indent and text[b.start].isdigit())
    ]
    if not pairs:
        return 0.0
    if _long_lines_follow(facts):
        return 1.0
    close = [b for b in pairs if not b.blanks]
    long = sum(line.width > WIDEST for line in facts.lines)
    share = len(close) / len(pairs)
    if share < 0.6:
        return 0.0
    if long * 20 < len(facts.lines):
        if share == 1 and _are_sentences(facts):
            return share
        return 0.0  # short lines that are not wrapped: verse, tables, code
    return share + 0.2


def _long_lines_follow(facts: Facts) -> bool:
    """Whether long lines that are not wrapped follow each other: each is a paragraph.

    Short lines and notes may stand between blank lines all the same.
    """
    pairs = [b for a, b in pairwise(facts.lines) if a.width > WIDEST and b.width > WIDEST]
    noted = [b for b in pairs if b.blanks and not facts.text[b.start].isalpha()]
    close = sum(not b.blanks for b in pairs)
    long = sum(line.end - line.start for line in facts.lines if line.width > WIDEST)
    if long * 2 < sum(line.end - line.start for line in facts.lines):
        return False  # for example code with a few long lines
    return close >= FEWEST_LONG and close * 10 >= 9 * (len(pairs) - len(noted))


def _are_sentences(facts: Facts) -> bool:
    """Whether each line, but for a heading, is a sentence of its own."""
    text = facts.text
    lines = facts.lines[1:]
    if not 2 <= len(lines) <= FEW_SENTENCES:
        return False
    return all(
        text[line.end - 1] in ".!?"
        and (text[line.start].isupper() or text[line.start].isdigit())
        and text.count(" ", line.start, line.end) >= 2
        for line in lines
    )


def _indent(facts: Facts) -> float:
    """A paragraph ends above each indented line that has no blank line before it.

    The paragraph ends with a sentence, with a line that is not full, or with a line that is set to
    the right. Paragraphs at the margin below a blank line speak against this hypothesis; short
    lines there are headings.
    """
    if not facts.wrapping.width:
        return 0.0
    lines, text = facts.lines, facts.text
    begun = ended = blank = after_base = returns = headings = 0
    full = facts.wrapping.is_full
    item = -1  # the indent of an item whose further lines may follow, or -1
    for at in range(1, len(lines)):
        line = lines[at]
        if line.blanks:
            item = -1
            at_margin = line.indent == facts.base
            blank += at_margin and full[at]
            headings += at_margin and not full[at]
            continue
        if text[line.start] in REND_OF_SIGN:
            item = line.indent
        elif line.indent <= item:
            item = -1
        if item >= 0 or not begins_by_indent(facts, at):
            continue
        begun += 1
        above = lines[at - 1]
        is_right = above.indent - facts.base > DEEPEST
        ended += text[above.end - 1] in SENTENCE_ENDS or not full[at - 1] or is_right
        below = lines[at + 1] if at + 1 < len(lines) else None
        deeper = below is not None and below.indent - facts.base > DEEPEST
        after_base += below is None or below.indent <= line.indent or deeper
        returns += below is None or bool(below.blanks) or below.indent < line.indent or deeper
    if returns < RETURNS * begun:
        blank += headings  # indented lines follow each other, as in lists and verse
    if not begun or ended < 0.8 * begun or after_base < 0.6 * begun or (begun == 1 and blank):
        return 0.0
    return min(1.0, 0.2 + begun / (begun + blank))


QUESTION = Question(
    "paragraphs",
    {"blank": _blank, "lines": _lines, "indent": _indent},
)
