"""Lines: the stretches of a text between line ends, with their indentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tei_kit.layout import answer
from tei_kit.layout.answer import Answer
from tei_kit.record import record, replace
from tei_kit.source.source import Source

TAB = 8
# The share of the lines below one blank line that go on with a sentence where blank lines stand
# between all lines of a paragraph, and how many these are at the least.
DOUBLE = 0.4
LEAST_DOUBLE = 4
# The share of the usual width below which a line is the last of its paragraph.
SHORT = 0.7
SENTENCE_ENDS = frozenset('.!?:;…"”»)]')
# The share of the lines below one blank line where all lines stand so, how far paragraphs are then
# indented, how many of them are at the least, and how many follow the end of a sentence.
EVEN, DEEPEST, LEAST_INDENTED, ENDED = 0.95, 12, 3, 0.6
# How many lines at the margin then begin in the middle of a sentence, at the least, and what share
# of the lines has the indent that is the margin.
LEAST_EVEN, COMMON = 2, 0.1


@record
class Line:
    """`text[start:end]` of a line that is not blank, without white space at its ends.

    `indent` counts columns (a tab goes to the next multiple of eight), `blanks` the blank lines
    before, and `feed` says whether a form feed stands between this line and the one before.
    """

    start: int
    end: int
    indent: int
    blanks: int
    feed: bool = False
    width: int = 0  # the columns from the margin to the end of the line


@record
class Spaced:
    """The lines of a text, and whether a blank line stands after each: single or double."""

    lines: Sequence[Line]
    spacing: Answer


def spaced(source: Source, given: str = "") -> Spaced:
    """The lines of a source that are not blank, in order; `given` is the answer about spacing.

    The lines of a typescript with a blank line after each have none, as if they stood close.
    """
    lines = _lines_of(source)
    spacing = answer.given(given) if given else _spacing(source.text, lines)
    if spacing.value == "double":
        lines = _single_spaced(source.text, lines)
    return Spaced(lines, spacing)


def lines_of(source: Source) -> Sequence[Line]:
    """The lines of a source that are not blank, in order."""
    return spaced(source).lines


def beginnings(text: str, lines: Sequence[Line]) -> str:
    """The first character of each line, one after the other.

    Lines that begin with a sign are found in it far faster than by a look at each line.
    """
    return "".join([text[line.start] for line in lines])


def _lines_of(source: Source) -> list[Line]:
    found: list[Line] = []
    at = blanks = 0
    feeds: Sequence[int] = source.form_feeds
    feed_at, feed_count = 0, len(feeds)
    for raw in source.text.split("\n"):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip()) if raw[0].isspace() else 0
            start = at + indent
            feed = False
            margin = at  # a form feed is no indentation
            while feed_at < feed_count and feeds[feed_at] <= start:
                feed = True
                margin = max(margin, feeds[feed_at] + 1)
                feed_at += 1
            columns = _columns(raw[margin - at : indent]) if indent else 0
            width = columns + len(words)
            found.append(Line(start, start + len(words), columns, blanks, feed, width))
            blanks = 0
        else:
            blanks += 1
        at += len(raw) + 1
    return found


def _spacing(text: str, lines: Sequence[Line]) -> Answer:
    """Whether most lines below a blank one begin in the middle of a sentence."""
    below = cut = 0
    margin = _margin(lines)
    is_even = bool(lines) and _are_indented(text, lines, margin)
    for above, line in pairwise(lines):
        if line.blanks == 1 and (line.indent <= margin or not is_even):
            below += 1
            cut += text[line.start].islower() and text[above.end - 1] not in SENTENCE_ENDS
    if cut < (LEAST_EVEN if is_even else LEAST_DOUBLE):
        return Answer("single")
    share = min(1.0, cut / below / (2 * DOUBLE))  # one half at the least that will do
    if cut < DOUBLE * below:
        return answer.of_shares("single", 1 - share, "double")
    return answer.of_shares("double", share, "single")


def _single_spaced(text: str, lines: list[Line]) -> list[Line]:
    """The lines; those of a typescript with a blank line after each, as if they stood close.

    Lines that are indented, or stand below a short one, keep the blank line: it parts them from the
    line above.
    """
    if not lines:
        return lines
    if _are_indented(text, lines, _margin(lines)):
        # Numbers of pages and rules stay apart from the lines above and below.
        close = [a.blanks for a in lines[:1]]
        close += [
            0 if b.blanks == 1 and _has_words(text, a) and _has_words(text, b) else b.blanks
            for a, b in pairwise(lines)
        ]
        return [replace(line, blanks=n) for line, n in zip(lines, close, strict=True)]
    margin = Counter(line.indent for line in lines).most_common(1)[0][0]
    widths = sorted(line.width for line in lines)
    full = SHORT * widths[len(widths) * 3 // 4]
    result = lines[:1]
    for above, line in pairwise(lines):
        goes_on = line.blanks and above.width >= full and line.indent == margin
        has_words = text[line.start].isalpha() or line.width > full
        result.append(replace(line, blanks=line.blanks - 1) if goes_on and has_words else line)
    return result


def _are_indented(text: str, lines: Sequence[Line], margin: int) -> bool:
    """Whether nothing but their indents shows where paragraphs begin: as many blank lines stand
    between all lines, and those that are indented stand below the end of a sentence.
    """
    blank = sum(line.blanks == 1 for line in lines)
    if blank < EVEN * (len(lines) - 1):
        return False
    indented = [
        text[above.end - 1] in SENTENCE_ENDS
        for above, line in pairwise(lines)
        if 0 < line.indent - margin <= DEEPEST
    ]
    ended = sum(indented)
    return ended >= max(LEAST_INDENTED, ENDED * len(indented))


def _has_words(text: str, line: Line) -> bool:
    """Whether a line has a letter: it is no number of a page, and no rule."""
    return any(map(str.isalpha, text[line.start : line.end]))


def _margin(lines: Sequence[Line]) -> int:
    """The least indent that some lines have, and not but a few."""
    counts = Counter(line.indent for line in lines)
    return min((i for i, count in counts.items() if count >= COMMON * len(lines)), default=0)


def _columns(space: str) -> int:
    """The number of columns of white space at the beginning of a line."""
    if "\t" not in space:
        return len(space)
    column = 0
    for character in space:
        column += TAB - column % TAB if character == "\t" else 1
    return column
