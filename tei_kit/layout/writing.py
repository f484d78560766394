"""Writing: the blocks of a view, line by line, with hints for the lines that interrupt them."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.layout.lines import Line
from tei_kit.layout.notes.facts import FoundNote
from tei_kit.layout.pages import PageMark
from tei_kit.layout.roles import Pages, Role
from tei_kit.layout.view import ViewWriter
from tei_kit.layout.wrapping import HYPHENS, Wrapping
from tei_kit.record import record
from tei_kit.source.hints import BLOCKS, Hint, HintKind, inside
from tei_kit.source.source import Source


@record
class TextBlock:
    """The indexes of the lines of a block, also of the lines that interrupt it."""

    lines: Sequence[int]
    marker: str = ""  # of an item; "" for other blocks


@record
class StatedBlock:
    """A block that the format states: the indexes of its hint (among block hints) and its lines."""

    hint: int
    first: int
    last: int


@record
class LoneLine:
    """A line between blocks: a page mark, a running head or the like."""

    line: int


Step = TextBlock | StatedBlock | LoneLine | FoundNote


class BlockWriter:
    """Writes the blocks of one text in their order."""

    def __init__(
        self,
        source: Source,
        lines: Sequence[Line],
        roles: Sequence[Role],
        pages: Pages,
        wrapping: Wrapping,
        *,
        keep_lines: bool,
    ) -> None:
        self._keep_lines = keep_lines
        self._text = source.text
        self._lines = lines
        self._roles = roles
        self._pages = pages
        self._wrapping = wrapping
        self._writer = ViewWriter(source)
        self._inline: list[PageMark] = [mark for mark in pages.marks if mark.line < 0]
        self._hint_blocks = [hint for hint in source.hints if hint.kind in BLOCKS]
        # The line ends that the format states; words are not joined over them.
        self._stated_ends = frozenset(
            hint.start
            for hint in source.hints
            if hint.kind is HintKind.LINE_BREAK and not hint.value
        )
        self._mark_at = 0  # the next mark in `_inline`
        self._over = 0  # the end of a page mark that goes over a line end
        self._after_number = -1  # the index after the written number of the line, or -1
        self._divides = False  # whether the line before ends inside a word
        self._line_end = 0  # the end of the last line of text, in the view

    def source(self, inline: Sequence[Hint]) -> Source:
        """The view; `inline` are hints inside blocks, with their places in the file."""
        return self._writer.source(inline)

    def write(self, step: Step) -> None:
        """Write the next step."""
        if isinstance(step, TextBlock):
            self._block(step.lines, step.marker)
        elif isinstance(step, FoundNote):
            self._note(step)
        elif isinstance(step, LoneLine):
            self._edge(step.line)
        else:
            self._stated(step)

    def _block(self, block: Sequence[int], marker: str) -> None:
        """Write a block: the white space before it, its lines and its hint."""
        writer = self._writer
        first = self._lines[block[0]]
        previous = self._last_hint()
        close = bool(marker) and previous is HintKind.ITEM
        self._page_of_feed(block[0])
        if not writer.at:
            self._page_of_text(first)
        writer.gap("\n" if close else "\n\n")
        if marker:
            writer.gap("  " + " " * min(first.indent, 40))
        if block[0] in self._pages.line_numbers:
            self._after_number = self._write_line_number(block[0], HintKind.FORM_WORK_BLOCK)
        start = writer.at
        self._write_lines(block)
        if marker:
            writer.hints.append(Hint(HintKind.ITEM, start, writer.at, marker, first.indent))
        else:
            writer.hints.append(Hint(HintKind.TEXT, start, writer.at))

    def _last_hint(self) -> HintKind | None:
        for hint in reversed(self._writer.hints):
            if hint.kind in BLOCKS:
                return hint.kind
        return None

    def _page_of_feed(self, at: int) -> None:
        """Write a page that begins with a form feed before a line of text, between blocks."""
        n = self._pages.numbers.get(at)
        if n is not None and at not in self._pages.edges:
            self._page_block(n)

    def _page_of_text(self, first: Line) -> None:
        """Write the page mark at the beginning of the first line of a text, above its heading."""
        mark = next(iter(self._inline), None)
        if mark is None or mark.start != first.start or mark.end >= first.end:
            return
        start = self._writer.at
        self._writer.put(mark.start, mark.end)
        self._writer.hints.append(Hint(HintKind.PAGE_BLOCK, start, self._writer.at, mark.n))
        rest = self._text[mark.end : first.end]
        self._over = mark.end + len(rest) - len(rest.lstrip())
        self._mark_at = 1

    def _page_block(self, n: str) -> None:
        writer = self._writer
        writer.gap("\n\n")
        writer.hints.append(Hint(HintKind.PAGE_BLOCK, writer.at, writer.at, n))
        writer.gap(" ")

    def _write_lines(self, block: Sequence[int]) -> None:
        """Write the lines of a block, also those that interrupt it."""
        if self._write_whole(block):
            return
        last = -1  # the last line of text
        for place, at in enumerate(block):
            role = self._roles[at]
            if role is Role.NOTE:
                continue
            if role is not Role.TEXT:
                self._write_edge(at)
                continue
            if last >= 0:
                self._join(last, at, is_next=block[place - 1] == last)
                if at in self._pages.numbers and at not in self._pages.edges:
                    self._page_inside(self._pages.numbers[at])
            self._write_line(at)
            last = at

    def _write_whole(self, block: Sequence[int]) -> bool:
        """Write a block at once, if nothing interrupts it; say whether it is written."""
        first, last = block[0], block[-1]
        if last - first + 1 != len(block) or len(block) < 2 or self._pages.line_numbers:
            return False
        start, end = self._lines[first].start, self._lines[last].end
        while self._mark_at < len(self._inline) and self._inline[self._mark_at].start < start:
            self._mark_at += 1
        has_marks = self._mark_at < len(self._inline) and self._inline[self._mark_at].start < end
        if has_marks or self._over > start:
            return False
        if any(self._text[line.end - 1] in HYPHENS for line in self._lines[first:last]):
            return False
        if any(role is not Role.TEXT for role in self._roles[first + 1 : last + 1]):
            return False
        if self._pages.numbers and any(at in self._pages.numbers for at in block[1:]):
            return False
        if self._keep_lines:
            self._writer.put(start, end)
        elif all(self._wrapping.is_full[first:last]):
            self._writer.put_joined(start, end)
        else:
            return False
        self._line_end = self._writer.at
        return True

    def _join(self, above: int, at: int, *, is_next: bool) -> None:
        """Write the white space between two lines: none inside a word, a space, or a line end."""
        writer = self._writer
        divides = self._wrapping.divides_between(self._lines[above], self._lines[at])
        if divides is False and self._keep_lines and self._text[self._lines[at].start].isupper():
            divides = None  # "Say--" of verse, or a name
        if self._stated_ends:
            end = self._text.find("\n", self._lines[above].end)
            divides = None if end in self._stated_ends else divides
        if divides is None:
            full = (self._wrapping.is_full[above] or not is_next) and not self._keep_lines
            writer.gap(" " if full else "\n" + " " * min(self._lines[at].indent, 60))
        elif divides:
            self._divides = True
            writer.hints.append(Hint(HintKind.HYPHEN, self._line_end - 1, self._line_end))

    def _write_line(self, at: int) -> None:
        line = self._lines[at]
        writer = self._writer
        start = line.start
        if start < self._over <= line.end:
            start = self._over  # a page mark that began on the line above
        if self._after_number >= 0:
            start = max(start, self._after_number)
        elif at in self._pages.line_numbers:
            start = self._write_line_number(at, HintKind.FORM_WORK)
        self._after_number = -1
        self._divides = False
        for mark in self._marks_in(line):
            if mark.start >= start:
                writer.put(start, mark.start)
                hint_start = writer.at
                writer.put(mark.start, mark.end)
                writer.hints.append(Hint(HintKind.PAGE, hint_start, writer.at, mark.n))
                start = mark.end
        writer.put(start, line.end)
        if start > line.end:
            self._over = start
        self._line_end = writer.at

    def _write_line_number(self, at: int, kind: HintKind) -> int:
        """Write the number in the margin of a line; give the index of the rest of the line."""
        writer = self._writer
        hint_start = writer.at
        rest = self._put_line_number(at)
        writer.hints.append(Hint(kind, hint_start, writer.at, "lineNum left"))
        if not self._divides:
            writer.gap(" ")
        return rest

    def begin_of(self, note: FoundNote) -> int:
        """The offset of a note in the file, with the number in the margin of its first line."""
        if note.first not in self._pages.line_numbers:
            return note.start
        return self._line_number(note.first)[0]

    def _put_line_number(self, at: int) -> int:
        start, end = self._line_number(at)
        self._writer.put(start, end)
        return max(end, self._lines[at].start)

    def _line_number(self, at: int) -> tuple[int, int]:
        """The beginning and the end of the number in the margin of a line."""
        line = self._lines[at]
        begin = self._text.rfind("\n", 0, line.start) + 1
        margin = self._text[begin : line.start]
        if not margin.strip():  # a line that is only a number
            margin = self._text[line.start : line.end]
            begin = line.start
        start = begin + len(margin) - len(margin.lstrip())
        return start, begin + len(margin.rstrip())

    def _marks_in(self, line: Line) -> Sequence[PageMark]:
        marks = self._inline
        while self._mark_at < len(marks) and marks[self._mark_at].start < line.start:
            self._mark_at += 1
        begin = self._mark_at
        end = begin
        while end < len(marks) and marks[end].start < line.end:
            end += 1
        return marks[begin:end]

    def _page_inside(self, n: str) -> None:
        writer = self._writer
        writer.hints.append(Hint(HintKind.PAGE, writer.at, writer.at, n))

    def _write_edge(self, at: int) -> None:
        """Write a page mark, a running head or the like inside a paragraph."""
        writer = self._writer
        writer.gap(" ")
        self._write_edge_at(at, HintKind.PAGE, HintKind.FORM_WORK)
        writer.gap(" ")

    def _edge(self, at: int) -> None:
        """Write a page mark, a running head or the like between paragraphs."""
        self._writer.gap("\n\n")
        self._write_edge_at(at, HintKind.PAGE_BLOCK, HintKind.FORM_WORK_BLOCK)

    def _write_edge_at(self, at: int, page: HintKind, work: HintKind) -> None:
        writer, line = self._writer, self._lines[at]
        role = self._roles[at]
        edge = self._pages.edges.get(at)
        start = writer.at
        if role is Role.PAGE:
            mark = next(m for m in self._pages.marks if m.line == at)
            writer.put(line.start, line.end)
            writer.hints.append(Hint(page, start, writer.at, mark.n))
            return
        number = ""
        if edge is not None:
            number = self._pages.numbers.get(at, edge.n if edge.begins and edge.n else "")
        if number or (edge is not None and at in self._pages.numbers):
            writer.hints.append(Hint(page, writer.at, writer.at, number))
            writer.gap(" ")
            start = writer.at
        writer.put(line.start, line.end)
        value = "header top"
        if edge is not None and edge.place == "bottom":
            bare = self._text[line.start : line.end].strip("-–—[]() .").isdecimal()
            value = "pageNum bottom" if bare else "footer bottom"
        elif edge is not None and self._text[line.start : line.end].strip("-–—[]() .").isdecimal():
            value = "pageNum top"
        elif role is Role.NOTE_HEADING:
            value = "label"
        elif role is Role.RULE:
            value = "rule"
        writer.hints.append(Hint(work, start, writer.at, value))

    def _note(self, note: FoundNote) -> None:
        """Write a note as a block."""
        writer = self._writer
        writer.gap("\n\n")
        writer.gap("  ")
        start = writer.at
        if note.first in self._pages.line_numbers:  # the number moves with the note, as its label
            self._after_number = self._put_line_number(note.first)
            writer.gap(" ")
        before = writer.at - start
        last = -1
        inside: list[Hint] = []
        paragraph = start
        for at in range(note.first, note.last + 1):
            if self._roles[at] is not Role.NOTE:
                continue
            line = self._lines[at]
            if last >= 0:
                if line.blanks:
                    if paragraph == start:
                        paragraph = start + before + note.end - note.start
                    inside.append(Hint(HintKind.PARAGRAPH, paragraph, writer.at))
                    writer.gap("\n\n")
                    paragraph = writer.at
                else:
                    self._join(last, at, is_next=last == at - 1)
            self._write_line(at)
            last = at
        if inside:
            inside.append(Hint(HintKind.PARAGRAPH, paragraph, writer.at - len(note.closes)))
        label = before + note.end - note.start
        closes = len(note.closes) if last == note.last else 0  # its last line may be a page's mark
        writer.hints.append(
            Hint(
                HintKind.NOTE,
                start,
                writer.at,
                note.n,
                label=label,
                close=closes,
                place=note.place,
            )
        )
        writer.hints += _trimmed(inside, start + label)

    def _stated(self, block: StatedBlock) -> None:
        """Write a whole block that the format states."""
        lines, hints = self._lines, self._hint_blocks
        hint = hints[block.hint]
        self._writer.gap("\n\n")
        view = self._writer.at
        begin = min(hint.start, lines[block.first].start)
        self._writer.put(begin, max(hint.end, lines[block.last].end))
        moved = view - begin
        inner = [each for each in inside(hints, block.hint) if each.end <= hint.end]
        for each in [hint, *inner]:
            self._writer.hints.append(
                Hint(
                    each.kind,
                    each.start + moved,
                    each.end + moved,
                    each.value,
                    each.depth,
                    each.label,
                    each.close,
                    each.place,
                )
            )


def _trimmed(inside: Sequence[Hint], least: int) -> list[Hint]:
    return [h for h in inside if h.end > max(h.start, least)]
