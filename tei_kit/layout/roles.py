"""Roles: what each line of a text is, before paragraphs are made of those that are text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import pairwise

from tei_kit.layout import edges, pages
from tei_kit.layout.edges import Edge
from tei_kit.layout.lines import Line
from tei_kit.layout.notes.facts import Notes
from tei_kit.layout.pages import PageMark
from tei_kit.record import record
from tei_kit.source.hints import BLOCKS, HintKind
from tei_kit.source.source import Source

# The hints of pages.
PAGES = frozenset({HintKind.PAGE, HintKind.PAGE_BLOCK})
# How many page marks in brackets make it needless to look for others.
ENOUGH = 2


class Role(Enum):
    """The roles that a line can have."""

    TEXT = auto()
    PAGE = auto()  # the number of a page alone
    EDGE = auto()  # a running head or foot
    NOTE = auto()
    NOTE_HEADING = auto()  # "FOOTNOTES:"
    RULE = auto()  # signs that part notes from text
    HINT = auto()  # in a block that the format knows


@record
class Pages:
    """Where pages begin, and what stands at their edges."""

    marks: Sequence[PageMark]  # in lines and alone, in the order of the text
    edges: Mapping[int, Edge]  # by line
    numbers: Mapping[int, str]  # the number of the page that begins with a line after a form feed
    frame: str  # as Layout.pages
    line_numbers: Mapping[int, int]  # where the content of lines begins that have one

    def without_plain_brackets(self) -> Pages:
        """These pages without the marks in lines that are only numbers in brackets."""
        kept = [mark for mark in self.marks if mark.line >= 0 or pages.is_said(mark.frame)]
        frame = kept[0].frame if kept else ("head" if self.edges else "none")
        if self.numbers:
            frame = "feed"
        return Pages(kept, self.edges, self.numbers, frame, self.line_numbers)


def hinted_lines(source: Source, lines: Sequence[Line]) -> list[bool]:
    """For each line, whether a block that the format knows covers it."""
    hinted = [False] * len(lines)
    at = 0
    for hint in source.hints:
        if hint.kind not in BLOCKS:
            continue
        while at < len(lines) and lines[at].start < hint.start:
            at += 1
        inside = at
        while inside < len(lines) and lines[inside].start < hint.end:
            hinted[inside] = True
            inside += 1
    return hinted


def find_pages(source: Source, lines: Sequence[Line], hinted: Sequence[bool]) -> Pages:
    """The page marks and edges of a text."""
    text = source.text
    skipped = [at for at, is_hinted in enumerate(hinted) if is_hinted]
    is_stated = any(hint.kind in PAGES for hint in source.hints)
    # Where the format knows the pages, numbers in brackets are something else.
    inline = [] if is_stated else _on_lines(pages.inline_marks(text), lines)
    found: dict[int, Edge] = {}
    numbers: dict[int, str] = {}
    frame = inline[0].frame if inline else ""
    if source.form_feeds and not source.hints:
        for edge in edges.at_feeds(text, lines):
            found[edge.line] = edge
        numbers = _numbers_of_feeds(lines, found)
        if numbers:
            frame = frame or "feed"
    alone: list[PageMark] = []
    is_said = len(inline) >= ENOUGH and pages.is_said(frame)
    is_settled = is_stated or is_said
    if not numbers and not is_settled:
        alone = pages.alone_marks(text, lines, skipped)
        is_framed = bool(alone) and alone[0].frame.strip("#") != ""
        if len(inline) >= ENOUGH and not is_framed:
            alone, is_settled = [], True
        elif is_framed:
            # Numbers in plain brackets are an enumeration, where framed ones stand alone.
            inline = [mark for mark in inline if pages.is_said(mark.frame)]
            frame = inline[0].frame if inline else ""
        if alone:
            frame = frame or alone[0].frame
    taken = {*skipped, *found, *(mark.line for mark in alone)}
    if not frame:
        for edge in edges.over_numbers(text, lines, sorted(taken)):
            found[edge.line] = edge
            frame = "head"
    if (not frame or alone) and not is_settled:
        for edge in [*edges.repeated(text, lines, sorted(taken))]:
            found.setdefault(edge.line, edge)
            frame = frame or "head"
        for edge in edges.beside(text, lines, alone, sorted({*taken, *found})):
            found.setdefault(edge.line, edge)
    inside = {at for at in (*found, *(mark.line for mark in alone)) if at >= 0}
    numbered = edges.line_numbers(text, lines, sorted({*inside, *skipped}))
    marks = sorted([*inline, *alone], key=_start)
    return Pages(marks, found, numbers, frame or "none", numbered)


def with_left_over(source: Source, lines: Sequence[Line], found: Pages, notes: Notes) -> Pages:
    """The pages, with numbers in brackets that notes have left over."""
    taken = [(r.start, r.end) for r in notes.references]
    taken += [(note.start, note.end) for note in notes.notes]
    marks = pages.left_over(source.text, taken, [note.n for note in notes.notes])
    if not marks:
        return found
    return Pages(_on_lines(marks, lines), found.edges, found.numbers, "[#]", found.line_numbers)


def with_feet(lines: Sequence[Line], found: Pages, notes: Notes) -> Pages:
    """The pages; numbers that stand alone at the foot of their pages end these and begin none."""
    marks = found.marks
    if not marks or any(mark.line < 0 or mark.frame != marks[0].frame for mark in marks):
        return found
    of_notes = {at for note in notes.notes for at in range(note.first, note.last + 1)}
    of_notes |= {*notes.headings, *notes.rules}
    if not pages.at_foot(marks, lines, of_notes):
        return found
    feet = {mark.line: Edge(mark.line, mark.n, "bottom", begins=False) for mark in marks}
    numbers = _numbers_after_feet(marks, lines)
    return Pages([], {**found.edges, **feet}, numbers, found.frame, found.line_numbers)


def _on_lines(marks: Sequence[PageMark], lines: Sequence[Line]) -> list[PageMark]:
    """The marks, with the index of their line where they are all that stands on it."""
    starts = {line.start: at for at, line in enumerate(lines)} if marks else {}
    result: list[PageMark] = []
    for mark in marks:
        at = starts.get(mark.start, -1)
        whole = at >= 0 and lines[at].end == mark.end
        result.append(replace(mark, line=at) if whole else mark)
    return result


def _start(mark: PageMark) -> int:
    return mark.start


def _numbers_of_feeds(lines: Sequence[Line], found: Mapping[int, Edge]) -> dict[int, str]:
    """The numbers of the pages that begin after form feeds, by the index of their first line.

    The number stands in the head of the page or in its foot; where it has neither, it follows
    the page before.
    """
    starts = [at for at, line in enumerate(lines) if line.feed and at]
    numbers: dict[int, str] = {}
    if not starts:
        return numbers
    ends = [*starts[1:], len(lines)]
    last = _foot_number(found, starts[0] - 1)
    for start, end in zip(starts, ends, strict=True):
        head = found.get(start)
        n = head.n if head else ""
        n = n or _foot_number(found, end - 1)
        if not n and last.isdecimal():
            n = str(int(last) + 1)
        numbers[start] = last = n
    # A form feed without any number beside it may part anything.
    return numbers if any(numbers.values()) else {}


def _numbers_after_feet(marks: Sequence[PageMark], lines: Sequence[Line]) -> dict[int, str]:
    """The numbers of the pages after the feet of others, by the index of their first line."""
    numbers = {a.line + 1: b.n for a, b in pairwise(marks)}
    last = marks[-1]
    if last.line + 1 < len(lines) and last.n.isdecimal():
        numbers[last.line + 1] = str(int(last.n) + 1)
    return numbers


def _foot_number(found: Mapping[int, Edge], line: int) -> str:
    edge = found.get(line)
    return edge.n if edge and edge.place == "bottom" else ""


def roles_of(
    lines: Sequence[Line], hinted: Sequence[bool], found: Pages, notes: Notes
) -> list[Role]:
    """The role of each line."""
    roles = [Role.HINT if is_hinted else Role.TEXT for is_hinted in hinted]
    for mark in found.marks:
        if mark.line >= 0:
            roles[mark.line] = Role.PAGE
    for at in found.edges:
        roles[at] = Role.EDGE
    for note in notes.notes:
        for at in range(note.first, note.last + 1):
            if roles[at] is Role.TEXT:
                roles[at] = Role.NOTE
    for at in notes.headings:
        roles[at] = Role.NOTE_HEADING
    for at in notes.rules:
        roles[at] = Role.RULE
    return roles
