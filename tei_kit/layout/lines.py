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
# In a text with double spacing: the least share of the lines below one blank line that go on with a
# sentence, and their least number.
DOUBLE = 0.4
LEAST_DOUBLE = 4
# A line below this share of the usual width is the last line of its paragraph.
SHORT = 0.7
SENTENCE_ENDS = frozenset('.!?:;…"”»)]')
# In a text with one blank line between all lines: the least share of lines below one blank line,
# the deepest indent of a paragraph, the least number of indented lines below a sentence end, and
# their least share of the indented lines.
EVEN, DEEPEST, LEAST_INDENTED, ENDED = 0.95, 12, 3, 0.6
# The least number of lines at the margin of such a text that begin in the middle of a sentence, and
# the least share of lines that have the indent of the margin.
LEAST_EVEN, COMMON = 2, 0.1


@record
class Line:
    """`text[start:end]` of a line that is not blank, without white space at its ends.

    `indent` counts columns (a tab goes to the next multiple of eight), `blanks` the blank lines
    before, and `feed` says whether a form feed stands between this line and the line before.
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

    A typescript with a blank line after each line gives lines without these blank lines.
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
    """The first character of each line, as one string.

    To search this string for a sign is far faster than to look at each line.
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
            margin = at  # a form feed is not indentation
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
    """The spacing: double if enough lines below a blank line begin in the middle of a sentence."""
    below = cut = 0
    margin = _margin(lines)
    is_even = bool(lines) and _are_indented(text, lines, margin)
    for above, line in pairwise(lines):
        if line.blanks == 1 and (line.indent <= margin or not is_even):
            below += 1
            cut += text[line.start].islower() and text[above.end - 1] not in SENTENCE_ENDS
    if cut < (LEAST_EVEN if is_even else LEAST_DOUBLE):
        return Answer("single")
    share = min(1.0, cut / below / (2 * DOUBLE))  # one half at the threshold
    if cut < DOUBLE * below:
        return answer.of_shares("single", 1 - share, "double")
    return answer.of_shares("double", share, "single")


def _single_spaced(text: str, lines: list[Line]) -> list[Line]:
    """The lines of a typescript with a blank line after each line, without these blank lines.

    Lines that are indented, or stand below a short line, keep their blank line: a paragraph begins
    there.
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
    """Whether only their indents show the beginnings of paragraphs.

    One blank line stands between nearly all lines, and most indented lines stand below the end of
    a sentence.
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
    """Whether a line has a letter: page numbers and rules have none."""
    return any(map(str.isalpha, text[line.start : line.end]))


def _margin(lines: Sequence[Line]) -> int:
    """The least indent that is common among the lines."""
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
