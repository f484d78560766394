"""The edges of pages and lines: running heads and feet, and line numbers.

A running head is a line that repeats, with another number each time, where pages begin or end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from statistics import median

from tei_kit.layout.lines import Line, beginnings
from tei_kit.layout.pages import LONG_WORDS as WORDS
from tei_kit.layout.pages import PAGE_LENGTH, PageMark
from tei_kit.record import record, replace
from tei_kit.source.signs import places

# The least share of running heads that stand inside a sentence.
CUTS = 0.2
WIDE_GAP = re.compile(r"\S\s{3,}\S|\t")
LETTERS = re.compile(r"[^\W\d_]+")
SENTENCE_ENDS = ".!?:;…\"”’'»)]*"
# A number that is not part of a time of day or of a tape: "12", not "5:07".
NUMBERS = re.compile(r"(?<![0-9])(?<![0-9]:)[0-9]+(?!:?[0-9])")
DIGITS = "0123456789"
SPACE = re.compile(r"\s+")
LONGEST = 110  # the most characters of a running head
# A number at either end of a line, with a wide gap between it and the rest.
NUMBER_FIRST = re.compile(r"(?P<n>[0-9]{1,5}|[ivxlc]{1,7})(?:\s{2,}|\t)\S")
NUMBER_LAST = re.compile(r".*\S(?:\s{2,}|\t)(?P<n>[0-9]{1,5}|[ivxlc]{1,7})\Z")
# The same with three spaces or a tab; the words have no such gap inside.
HEAD_FIRST = re.compile(r"(?P<n>[0-9]{1,4})(?:\s{3,}|\t)\S(?:\s?\S)*")
HEAD_LAST = re.compile(r"\S(?:\s?\S)*(?:\s{3,}|\t)(?P<n>[0-9]{1,4})")
# The same number at both ends: "12   INT. CAR - DAY   12".
AT_BOTH_ENDS = re.compile(r"(?P<n>[0-9]{1,4}[A-Z]?)[.)]?\s+\S.*\s(?P=n)[.)]?")
# A running head repeats at least this often.
REPEATED = 3
# From this share of lines that end as verses do, the numbers count verses, not lines of a page.
VERSES = 0.9
VERSE_ENDS = SENTENCE_ENDS + ","
# A line is not a running head if it stands in the text more often than this number times its count
# at the edges of pages.
ELSEWHERE = 2
EVERY = 5  # the step of line numbers if not every line has one
# The least count of numbers of fifth lines, and their least share of all numbers in the margin.
LEAST_FIFTHS = 3
FIFTHS = 0.8
DEEPEST = 12  # the most columns by which the text after a line number may be indented
# The number of a line in the margin: "12  text". It has two digits at the most, unless a given
# answer says that lines are numbered.
ANY_LINE_NUMBER = re.compile(r"(?P<n>[0-9]{1,5})(?=[ \t]|\Z)[ \t]*")
LINE_NUMBER = re.compile(r"(?P<n>[0-9]{1,2})(?=[ \t]|\Z)[ \t]*")


@record
class Edge:
    """A line at the edge of a page.

    `line` is its index, and `n` the number of the page, or "". `place` is "top" or "bottom";
    `begins` is true if a page begins with the line.
    """

    line: int
    n: str
    place: str
    begins: bool


def at_feeds(text: str, lines: Sequence[Line]) -> list[Edge]:
    """The running heads and feet of pages, in a text with form feeds between pages."""
    starts = [0, *(at for at, line in enumerate(lines) if line.feed and at)]
    if len(starts) < 2:
        return []
    found: list[Edge] = []
    tops = [starts[i] for i in range(len(starts))]
    bottoms = [start - 1 for start in starts[1:]] + [len(lines) - 1]
    repeats = {
        "top": _repeating(text, lines, tops),
        "bottom": _repeating(text, lines, bottoms),
    }
    for i, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        for at, place in ((top, "top"), (bottom, "bottom")):
            line = lines[at]
            if (top == bottom and place == "bottom") or line.end - line.start > LONGEST:
                continue
            number = _number_at_end(text, line) or repeats[place].get(at, "")
            is_alone = number == text[line.start : line.end].strip("-–—[]() .")
            is_first = i == 0 and place == "top"
            if place == "bottom" and text[line.end - 1] in ".!?;":
                continue  # the last line of a note or a paragraph
            counts = number and not is_first and _stands_apart(lines, at, place)
            if at in repeats[place] or (counts and (is_alone or place == "top")):
                found.append(Edge(at, number, place, begins=place == "top"))
    taken = {edge.line for edge in found}
    heads = [top for top in _in_capitals(text, lines, starts[1:]) if top not in taken]
    return found + [Edge(top, "", "top", begins=True) for top in heads]


def _in_capitals(text: str, lines: Sequence[Line], tops: Sequence[int]) -> list[int]:
    """The first lines of pages that are running heads though their words change.

    They are in capitals and set apart; most pages have such a line, and on some pages it stands
    inside a sentence.
    """
    heads: list[int] = []
    cut = 0
    for at in tops:
        line = lines[at]
        is_apart = at + 1 < len(lines) and lines[at + 1].blanks > 0 and not lines[at + 1].feed
        words = text[line.start : line.end]
        if is_apart and len(words) <= LONGEST and words.isupper() and words[-1] not in ".:":
            heads.append(at)
            cut += text[lines[at + 1].start].islower()
    return heads if cut and 2 * len(heads) > len(tops) else []


def _repeating(text: str, lines: Sequence[Line], among: Sequence[int]) -> dict[int, str]:
    """The lines at one edge of pages that repeat, perhaps with a number that rises.

    The value is that number, "" for words alone. Two lines are enough when their number goes up as
    the pages do; words alone must stand on three pages.
    """
    pages = {at: page for page, at in enumerate(among)}
    groups: dict[str, list[int]] = {}
    for at in pages:
        groups.setdefault(_template(text, lines[at]), []).append(at)
    found: dict[int, str] = {}
    often = [min(group) for group in groups.values() if len(group) >= REPEATED]
    counts = _counts(text, lines, often)
    for template, group in groups.items():
        if "#" not in template:
            words = text[lines[min(group)].start : lines[min(group)].end]
            if len(group) >= REPEATED and counts[words] <= ELSEWHERE * len(group):
                found |= dict.fromkeys(group, "")
            continue
        numbers = [
            [int(n) for n in NUMBERS.findall(text, lines[at].start, lines[at].end)] for at in group
        ]
        if len(group) < 2:
            continue
        for slot in range(len(numbers[0])):
            steps = [
                (b[slot] - a[slot], pages[y] - pages[x])
                for (a, x), (b, y) in pairwise(zip(numbers, group, strict=True))
            ]
            if sum(n == p for n, p in steps) >= 0.6 * len(steps):
                found |= {at: str(row[slot]) for at, row in zip(group, numbers, strict=True)}
                break
    return found


def _stands_apart(lines: Sequence[Line], at: int, place: str) -> bool:
    """Whether a blank line stands between an edge and the rest of its page."""
    if place == "top":
        return at + 1 == len(lines) or lines[at + 1].blanks > 0
    return lines[at].blanks > 0


def _number_at_end(text: str, line: Line) -> str:
    """The number that a line begins or ends with, "" for none."""
    words = text[line.start : line.end]
    for pattern in (NUMBER_FIRST, NUMBER_LAST):
        match = pattern.match(words)
        if match:
            return match["n"]
    bare = words.strip("-–—[]() .")
    return bare if bare.isdecimal() and len(bare) <= 4 else ""


def _template(text: str, line: Line) -> str:
    """A line with `#` for each number and one space for each gap."""
    return SPACE.sub(" ", NUMBERS.sub("#", text[line.start : line.end]))


def repeated(text: str, lines: Sequence[Line], taken: Sequence[int] = ()) -> list[Edge]:
    """The running heads of a text without form feeds: they repeat, and their numbers count up."""
    skipped = set(taken)
    groups: dict[str, list[int]] = {}
    for at in _with_digits(text, lines):
        line = lines[at]
        if line.end - line.start > LONGEST or at in skipped:
            continue
        words = text[line.start : line.end]
        if not NUMBERS.search(words) or not any(c.isalpha() for c in words):
            continue
        groups.setdefault(_template(text, line), []).append(at)
    found: list[Edge] = []
    other: dict[str, list[int]] = {}
    for template, group in groups.items():
        if all(AT_BOTH_ENDS.fullmatch(text, lines[at].start, lines[at].end) for at in group):
            continue  # scenes of a script
        slot = _counting_slot(text, lines, group) if len(group) >= REPEATED else -1
        if slot < 0 or not _is_running(text, lines, group):
            other.setdefault(template.strip("# "), []).extend(group)
            continue
        for at in group:
            numbers = NUMBERS.findall(text, lines[at].start, lines[at].end)
            found.append(Edge(at, numbers[slot], "top", begins=True))
    for group in other.values():
        if len(group) >= REPEATED:
            found += _left_and_right(text, lines, sorted(group))
    if not found:
        found = _inside_sentences(text, lines, skipped)
    found.sort(key=_line_of)
    return found


def _with_digits(text: str, lines: Sequence[Line]) -> Iterator[int]:
    """The indexes of the lines that have a digit."""
    starts = [line.start for line in lines]
    end = 0  # of the line that was found last
    for digit in places(text, DIGITS):
        at = bisect_right(starts, digit) - 1 if digit >= end else -1
        if at >= 0 and digit < lines[at].end:
            end = lines[at].end
            yield at


def _inside_sentences(text: str, lines: Sequence[Line], skipped: Set[int]) -> list[Edge]:
    """The heads of a few pages: lines with a number beside a wide gap that stand inside sentences.

    A text of two or three pages shows each of its running heads once. Blank lines, or the ends of
    pages, stand around them; their numbers go up by one or two.
    """
    found: list[Edge] = []
    cut = 0
    for at in range(1, len(lines) - 1):
        line, below = lines[at], lines[at + 1]
        if line.end - line.start > LONGEST or at in skipped:
            continue
        if not (line.blanks or line.feed) or not (below.blanks or below.feed):
            continue
        words = text[line.start : line.end]
        side = HEAD_FIRST.fullmatch(words) or HEAD_LAST.fullmatch(words)
        if side is None or not any(map(str.isalpha, words)):
            continue
        found.append(Edge(at, side["n"], "top", begins=True))
        cut += text[below.start].islower()  # above, notes may end the page
    steps = [int(b.n) - int(a.n) for a, b in pairwise(found)]
    if cut * 2 < len(found) or any(step not in (1, 2) for step in steps):
        return []
    return found


def _left_and_right(text: str, lines: Sequence[Line], group: Sequence[int]) -> list[Edge]:
    """The running heads of left and right pages, with the number before the words or after them.

    Their words are the same, and their numbers go up.
    """
    edges: list[Edge] = []
    for at in group:
        words = text[lines[at].start : lines[at].end]
        first, last = NUMBER_FIRST.match(words), NUMBER_LAST.match(words)
        side = first or last
        if side is None or not side["n"].isdecimal():
            return []
        edges.append(Edge(at, side["n"], "top", begins=True))
    steps = [int(b.n) - int(a.n) for a, b in pairwise(edges)]
    distance = (lines[group[-1]].start - lines[group[0]].start) / (len(group) - 1)
    rise = sum(1 <= step <= 3 for step in steps) >= 0.7 * len(steps)
    return edges if rise and distance >= PAGE_LENGTH else []


def _is_running(text: str, lines: Sequence[Line], group: Sequence[int]) -> bool:
    """Whether lines that count up are heads of pages and not of chapters.

    Heads of pages have a word for pages, or a wide gap, or stand inside sentences.
    """
    words = text[lines[group[0]].start : lines[group[0]].end]
    if WIDE_GAP.search(words) or any(w.casefold() in WORDS for w in LETTERS.findall(words)):
        return True
    cut = 0
    for at in group:
        if 0 < at < len(lines) - 1:
            before, after = lines[at - 1], lines[at + 1]
            ends = text[before.end - 1] in SENTENCE_ENDS
            cut += not ends and text[after.start].islower()
    return cut >= CUTS * len(group)


def _line_of(edge: Edge) -> int:
    return edge.line


def _counting_slot(text: str, lines: Sequence[Line], group: Sequence[int]) -> int:
    """The index of the number that goes up by one to three in lines of one template; else -1."""
    rows = [[int(n) for n in NUMBERS.findall(text, lines[at].start, lines[at].end)] for at in group]
    distance = (lines[group[-1]].start - lines[group[0]].start) / (len(group) - 1)
    if distance < PAGE_LENGTH:
        return -1
    for slot in reversed(range(len(rows[0]))):
        column = [row[slot] for row in rows]
        steps = [b - a for a, b in pairwise(column)]
        if sum(1 <= step <= 3 for step in steps) >= 0.7 * len(steps) and len(set(column)) > 2:
            return slot
    return -1


def beside(
    text: str, lines: Sequence[Line], marks: Sequence[PageMark], taken: Sequence[int]
) -> list[Edge]:
    """The lines next to page numbers that are the same on several pages.

    Lines that often stand elsewhere, or have another number each time, are not running heads:
    labels of speakers and headings also stand at the edges of pages.
    """
    skipped = set(taken)
    near: dict[str, set[int]] = {}
    for mark in marks:
        if mark.line < 0:
            continue
        for at in (mark.line - 1, mark.line + 1):
            if 0 <= at < len(lines) and at not in skipped:
                line = lines[at]
                words = text[line.start : line.end]
                if line.end - line.start <= LONGEST and any(c.isalpha() for c in words):
                    near.setdefault(_template(text, line), set()).add(at)
    found: list[Edge] = []
    numbers = {mark.line for mark in marks}
    counts = _counts(text, lines, [min(group) for group in near.values() if len(group) > 1])
    for group in near.values():
        same = [text[lines[at].start : lines[at].end] for at in sorted(group)]
        if len(group) < 2:
            is_head = _is_head_alone(text, lines, min(group), len(marks))
        else:
            is_head = counts[same[0]] <= ELSEWHERE * len(group) and len({*same}) * 2 <= len(same)
        if is_head:
            found += [Edge(at, "", "top", begins=at + 1 in numbers) for at in group]
    found.sort(key=_line_of)
    return found


def _counts(text: str, lines: Sequence[Line], heads: Sequence[int]) -> Counter[str]:
    """The count of lines, in the whole text, that have the words of one of the `heads`."""
    wanted = {text[lines[at].start : lines[at].end] for at in heads}
    lengths = {len(words) for words in wanted}
    found: Counter[str] = Counter()
    for line in lines if wanted else ():
        if line.end - line.start in lengths:
            words = text[line.start : line.end]
            if words in wanted:
                found[words] += 1
    return found


def _is_head_alone(text: str, lines: Sequence[Line], at: int, pages: int) -> bool:
    """Whether a line next to the only page number is a running head: in capitals, set apart."""
    line = lines[at]
    words = text[line.start : line.end]
    apart = line.blanks > 0 and (at + 1 == len(lines) or lines[at + 1].blanks > 0)
    return pages == 1 and words.isupper() and apart and line.indent >= 8


def over_numbers(text: str, lines: Sequence[Line], taken: Sequence[int]) -> list[Edge]:
    """The lines that repeat above a page number alone on the next line, and these numbers.

    Two lines are enough: the words are the same, and the numbers go up by one or two.
    """
    skipped = set(taken)
    groups: dict[str, list[int]] = {}
    for at, line in enumerate(lines[:-1]):
        below = lines[at + 1]
        if below.end - below.start > 4 or not text[below.start : below.end].isdecimal():
            continue
        if line.end - line.start <= LONGEST and at not in skipped and at + 1 not in skipped:
            groups.setdefault(text[line.start : line.end], []).append(at)
    found: list[Edge] = []
    for words, group in groups.items():
        if len(group) < 2 or not any(map(str.isalpha, words)):
            continue
        numbers = [text[lines[at + 1].start : lines[at + 1].end] for at in group]
        steps = [int(b) - int(a) for a, b in pairwise(numbers)]
        distance = (lines[group[-1]].start - lines[group[0]].start) / (len(group) - 1)
        if sum(1 <= step <= 2 for step in steps) < 0.7 * len(steps) or distance < PAGE_LENGTH:
            continue
        for at, n in zip(group, numbers, strict=True):
            found += [Edge(at, n, "top", begins=True), Edge(at + 1, "", "top", begins=False)]
    found.sort(key=_line_of)
    return found


def at_pages(
    text: str, lines: Sequence[Line], starts: Sequence[int], ends: Sequence[int]
) -> list[Edge]:
    """The running heads and feet of a text whose pages all have them, by a given answer.

    `starts` are the first lines of pages and `ends` their last lines.
    """
    found = {at: Edge(at, _number_at_end(text, lines[at]), "bottom", begins=False) for at in ends}
    for at in starts:
        found[at] = Edge(at, _number_at_end(text, lines[at]), "top", begins=True)
    return sorted(found.values(), key=_line_of)


def all_line_numbers(text: str, lines: Sequence[Line], taken: Sequence[int]) -> dict[int, int]:
    """The line numbers of a text that has them by a given answer: all numbers that go on counting.

    The result has the form of the result of `line_numbers`.
    """
    skipped = set(taken)
    found: dict[int, int] = {}
    last = 0
    for at, line in enumerate(lines):
        match = None if at in skipped else ANY_LINE_NUMBER.match(text, line.start, line.end)
        if match is None:
            continue
        n = int(match["n"])
        if n in (last + 1, 1) or (n % EVERY == 0 and (n == EVERY or last < n <= last + 2 * EVERY)):
            found[at] = match.end()
            last = n
    return found


def unnumbered(lines: Sequence[Line], begins: Mapping[int, int], text: str) -> list[Line]:
    """The lines without their line numbers; `begins` has the index of their text after these."""
    result = list(lines)
    for at, begin in begins.items():
        line = lines[at]
        if begin < line.end:
            indent = line.indent + len(text[line.start : begin].expandtabs(8))
            result[at] = replace(line, start=begin, indent=indent)
    return result


def line_numbers(text: str, lines: Sequence[Line], taken: Sequence[int]) -> dict[int, int]:
    """The index of the text after the number in the margin, by the index of the line.

    Nearly every line has a number, and the numbers count up by one, from 1 again on each page.
    Numbers on every fifth line count as well.
    """
    skipped = set(taken)
    numbered: dict[int, re.Match[str]] = {}
    considered = len(lines) - len(skipped)
    for at in places(beginnings(text, lines), DIGITS):
        match = LINE_NUMBER.match(text, lines[at].start, lines[at].end)
        if match and at not in skipped:
            numbered[at] = match
    if len(numbered) < 6 or len(numbered) < 0.7 * considered:
        return _each_fifth(text, lines, numbered, skipped)
    values = [int(match["n"]) for match in numbered.values()]
    rising = sum(b - a == 1 or b == 1 for a, b in pairwise(values))
    if rising < 0.9 * (len(values) - 1) or max(values) > 60:
        return {}
    if _are_verses(text, lines, numbered):
        return {}
    return {at: match.end() for at, match in numbered.items()}


def _each_fifth(
    text: str,
    lines: Sequence[Line],
    numbered: Mapping[int, re.Match[str]],
    skipped: Set[int],
) -> dict[int, int]:
    """The index of the text after the number of every fifth line, if these numbers count lines.

    The numbers stand to the left of the column at which most other lines begin, and the text after
    them begins at that column or a little further. They go up by five, or begin anew, and about
    five lines lie between them.
    """
    if len(numbered) < LEAST_FIFTHS:
        return {}
    counts = Counter(line.indent for at, line in enumerate(lines) if at not in numbered)
    if not counts:
        return {}
    base = counts.most_common(1)[0][0]
    in_margin = {at: match for at, match in numbered.items() if lines[at].indent < base}
    found: dict[int, re.Match[str]] = {}
    for at, match in in_margin.items():
        begin = lines[at].indent + len(match[0].expandtabs(8))
        if int(match["n"]) % EVERY == 0 and base <= begin <= base + DEEPEST:
            found[at] = match
    values = [int(match["n"]) for match in found.values()]
    if len(found) < LEAST_FIFTHS or len(found) < FIFTHS * len(in_margin):
        return {}
    steps = sum(b - a == EVERY or b == EVERY for a, b in pairwise(values))
    between = [
        sum(each not in skipped for each in range(a, b))
        for (a, b), (m, n) in zip(pairwise(found), pairwise(values), strict=True)
        if n - m == EVERY
    ]
    if steps < FIFTHS * (len(values) - 1) or not between or median(between) != EVERY:
        return {}
    return {at: match.end() for at, match in found.items()}


def _are_verses(text: str, lines: Sequence[Line], numbered: Mapping[int, re.Match[str]]) -> bool:
    """Whether numbers count verses or sections: sentences follow them, all at one distance.

    Lines of a page end anywhere, and questions, answers and statements have their own indents.
    """
    ends = sum(text[lines[at].end - 1] in VERSE_ENDS for at in numbered)
    gaps = {len(match[0]) - len(match["n"]) for match in numbered.values()}
    return ends >= VERSES * len(numbered) and len(gaps) == 1
