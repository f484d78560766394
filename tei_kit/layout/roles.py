"""Roles: the kind of each line, found before the lines of text become paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import pairwise

from tei_kit.layout import answer, edges, pages
from tei_kit.layout.answer import Answer
from tei_kit.layout.edges import Edge
from tei_kit.layout.lines import Line
from tei_kit.layout.notes.facts import Notes
from tei_kit.layout.pages import PageMark
from tei_kit.record import record, replace
from tei_kit.source.hints import BLOCKS, HintKind
from tei_kit.source.source import Source

TOP = Answer("top")
# The kinds of hints about pages.
PAGES = frozenset({HintKind.PAGE, HintKind.PAGE_BLOCK})
# With this number of page marks in brackets, no other marks are looked for.
ENOUGH = 2


class Role(Enum):
    """The roles that a line can have."""

    TEXT = auto()
    PAGE = auto()  # the number of a page alone
    EDGE = auto()  # a running head or foot
    NOTE = auto()
    NOTE_HEADING = auto()  # "FOOTNOTES:"
    RULE = auto()  # a line of signs between text and notes
    HINT = auto()  # a line in a block that the format states


@record
class Pages:
    """The beginnings of pages, and the lines at their edges."""

    marks: Sequence[PageMark]  # inside lines and alone on lines, in the order of the text
    edges: Mapping[int, Edge]  # by line
    numbers: Mapping[int, str]  # the number of the page that begins with a line after a form feed
    frame: str  # the answer to the question `pages`
    line_numbers: Mapping[int, int]  # by line: the index of the text after its number
    place: Answer = TOP  # the place of page numbers alone on their lines

    @property
    def counted(self) -> Sequence[str]:
        """The numbers of the pages, in the order of the text."""
        if self.marks:
            return [mark.n for mark in self.marks]
        if self.numbers:
            return [self.numbers[at] for at in sorted(self.numbers)]
        return [self.edges[at].n for at in sorted(self.edges) if self.edges[at].begins]

    def without_plain_brackets(self) -> Pages:
        """These pages without the marks inside lines that are plain numbers in brackets."""
        kept = [mark for mark in self.marks if mark.line >= 0 or pages.is_said(mark.frame)]
        frame = kept[0].frame if kept else ("head" if self.edges else "none")
        if self.numbers:
            frame = "feed"
        return replace(self, marks=kept, frame=frame)


def hinted_lines(source: Source, lines: Sequence[Line]) -> list[bool]:
    """For each line, whether a block that the format states covers it."""
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


@record
class Given:
    """The given answers about pages and their edges; "" for answers that nobody gave.

    The questions are those of `choices`: `pages`, `page-numbers`, `heads`, `line-numbers`.
    """

    pages: str = ""
    numbers: str = ""
    heads: str = ""
    line_numbers: str = ""


NOTHING = Given()


def find_pages(
    source: Source, lines: Sequence[Line], hinted: Sequence[bool], given: Given = NOTHING
) -> Pages:
    """The page marks and edges of a text."""
    found = _given_pages(source, lines, given) if given.pages else _pages(source, lines, hinted)
    if given.heads and given.heads != "repeated":
        found = _with_given_heads(source, lines, found, given)
    skipped = {at for at, is_hinted in enumerate(hinted) if is_hinted}
    skipped |= {*found.edges, *(mark.line for mark in found.marks if mark.line >= 0)}
    if given.line_numbers == "none":
        return found
    numbers = edges.all_line_numbers if given.line_numbers else edges.line_numbers
    return replace(found, line_numbers=numbers(source.text, lines, sorted(skipped)))


def _given_pages(source: Source, lines: Sequence[Line], given: Given) -> Pages:
    """The pages of a text, by the given answer about their marks."""
    text = source.text
    if given.pages == "none":
        return Pages([], {}, {}, "none", {})
    if given.pages == "feed":
        found = {edge.line: edge for edge in edges.at_feeds(text, lines)}
        return Pages([], found, _numbers_of_feeds(lines, found, is_given=True), "feed", {})
    if given.pages == "head":
        repeated = edges.over_numbers(text, lines, ()) or edges.repeated(text, lines)
        return Pages([], {edge.line: edge for edge in repeated}, {}, "head", {})
    marks = _on_lines(pages.fixed_marks(text, lines, given.pages), lines)
    alone = [mark.line for mark in marks if mark.line >= 0]
    repeated = edges.repeated(text, lines, alone)
    found = {edge.line: replace(edge, n="") for edge in repeated}
    for edge in edges.beside(text, lines, marks, sorted({*alone, *found})):
        found.setdefault(edge.line, edge)
    return Pages(marks, found, {}, given.pages, {})


def _with_given_heads(source: Source, lines: Sequence[Line], found: Pages, given: Given) -> Pages:
    """The pages with the edges of the given answer: no lines, first lines, last lines or both."""
    alone = [mark.line for mark in found.marks if mark.line >= 0]
    if given.heads == "none":
        numbered = {at: edge for at, edge in found.edges.items() if _is_number(source, lines[at])}
        return replace(found, edges=numbered)
    begins = [at for at, line in enumerate(lines) if line.feed and at]
    starts = {*begins, *(at + 1 for at in alone)} - {len(lines)}
    ends = {*(at - 1 for at in begins), *(at - 1 for at in alone if at)}
    if begins:
        ends.add(len(lines) - 1)
    starts, ends = starts - {*alone}, ends - {*alone}
    if given.heads == "top":
        ends = set()
    elif given.heads == "bottom":
        starts = set()
    said = edges.at_pages(source.text, lines, sorted(starts), sorted(ends))
    known = {edge.line: replace(edge, n="") if found.marks else edge for edge in said}
    if found.frame != "feed":
        return replace(found, edges=known)
    return replace(found, edges=known, numbers=_numbers_of_feeds(lines, known, is_given=True))


def _is_number(source: Source, line: Line) -> bool:
    """Whether a line is nothing but a number, perhaps between signs."""
    return source.text[line.start : line.end].strip("-–—[]() .").isdecimal()


def _pages(source: Source, lines: Sequence[Line], hinted: Sequence[bool]) -> Pages:
    """The page marks and edges that a text shows."""
    text = source.text
    skipped = [at for at, is_hinted in enumerate(hinted) if is_hinted]
    is_stated = any(hint.kind in PAGES for hint in source.hints)
    # If the format states the pages, numbers in brackets are something else.
    inline = [] if is_stated else _on_lines(pages.inline_marks(text), lines)
    if pages.number_paragraphs(inline, lines):
        inline = []
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
            # Beside framed numbers alone on lines, numbers in plain brackets are an enumeration.
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
    marks = sorted([*inline, *alone], key=_start)
    return Pages(marks, found, numbers, frame or "none", {})


def with_left_over(source: Source, lines: Sequence[Line], found: Pages, notes: Notes) -> Pages:
    """The pages, by the numbers in brackets that do not belong to notes."""
    taken = [(r.start, r.end) for r in notes.references]
    taken += [(note.start, note.end) for note in notes.notes]
    marks = pages.left_over(source.text, taken, [note.n for note in notes.notes])
    on_lines = _on_lines(marks, lines)
    if not marks or pages.number_paragraphs(on_lines, lines):
        return found
    return replace(found, marks=on_lines, frame="[#]")


def with_feet(lines: Sequence[Line], found: Pages, notes: Notes, given: str = "") -> Pages:
    """The pages; a number alone at the foot of its page becomes an edge, and begins no page.

    `given` is the given answer about the place of numbers, or "".
    """
    marks = found.marks
    if not marks or any(mark.line < 0 or mark.frame != marks[0].frame for mark in marks):
        return found
    of_notes = {at for note in notes.notes for at in range(note.first, note.last + 1)}
    of_notes |= {*notes.headings, *notes.rules}
    place = answer.given(given) if given else pages.at_foot(marks, lines, of_notes)
    if place.value == "top":
        return replace(found, place=place)
    feet = {mark.line: Edge(mark.line, mark.n, "bottom", begins=False) for mark in marks}
    numbers = _numbers_after_feet(marks, lines)
    return replace(found, marks=[], edges={**found.edges, **feet}, numbers=numbers, place=place)


def _on_lines(marks: Sequence[PageMark], lines: Sequence[Line]) -> list[PageMark]:
    """The marks; a mark that fills its line gets the index of that line."""
    starts = {line.start: at for at, line in enumerate(lines)} if marks else {}
    result: list[PageMark] = []
    for mark in marks:
        at = starts.get(mark.start, -1)
        whole = at >= 0 and lines[at].end == mark.end
        result.append(replace(mark, line=at) if whole else mark)
    return result


def _start(mark: PageMark) -> int:
    return mark.start


def _numbers_of_feeds(
    lines: Sequence[Line], found: Mapping[int, Edge], *, is_given: bool = False
) -> dict[int, str]:
    """The numbers of the pages that begin after form feeds, by the index of their first line.

    The number stands in the head of the page or in its foot. A page without a number has the
    number after that of the page before.
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
    # Form feeds without any number may separate anything.
    return numbers if is_given or any(numbers.values()) else {}


def _numbers_after_feet(marks: Sequence[PageMark], lines: Sequence[Line]) -> dict[int, str]:
    """The numbers of the pages that begin below a foot, by the index of their first line."""
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
