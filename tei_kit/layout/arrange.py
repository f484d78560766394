"""Arrange: lines to blocks, past running heads, page marks and notes at the foot of pages.

A paragraph of the view is one stretch; what interrupts it in the file is a hint inside it, and
the notes that stood there come right after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.layout import items, paragraphs
from tei_kit.layout.labels import Labels
from tei_kit.layout.lines import Line
from tei_kit.layout.notes.facts import FoundNote, Notes
from tei_kit.layout.pages import PageMark
from tei_kit.layout.paragraphs import SENTENCE_ENDS
from tei_kit.layout.roles import Pages, Role
from tei_kit.layout.view import ViewWriter
from tei_kit.layout.wrapping import Wrapping
from tei_kit.record import record
from tei_kit.source.hints import BLOCKS, Hint, HintKind
from tei_kit.source.source import Source

HYPHEN_AT_END = re.compile(r"[-‐¬\u00ad][ \t]*\n")
# The share of the width that a line has to have where the next may begin a paragraph.
NEARLY_FULL = 0.88
CLOSES_SENTENCE = ".!?:;…\"”’'»)]*†"
# What notes and the lines above them are.
OF_NOTES = frozenset({Role.NOTE, Role.NOTE_HEADING, Role.RULE})


@record
class Parts:
    """What was found out about a text, as the arranger needs it."""

    source: Source
    lines: Sequence[Line]
    roles: Sequence[Role]
    pages: Pages
    notes: Notes
    facts: paragraphs.Facts
    by: str  # what makes a paragraph
    labels: Labels
    signs: frozenset[str]  # that make items


def arrange(parts: Parts, *, keep_lines: bool) -> Source:
    """The view of a text. `keep_lines` keeps line ends where paragraphs are wrapped."""
    return _Arranger(parts, keep_lines=keep_lines).view()


class _Arranger:
    """Writes the view of one text, line by line."""

    def __init__(self, parts: Parts, *, keep_lines: bool) -> None:
        self._keep_lines = keep_lines
        self._source = source = parts.source
        self._text = source.text
        self._lines = parts.lines
        self._roles = parts.roles
        self._pages = parts.pages
        self._notes = parts.notes
        self._facts = facts = parts.facts
        self._by = parts.by
        self._labels = parts.labels
        self._signs = parts.signs
        self._wrapping: Wrapping = facts.wrapping
        self._writer = ViewWriter(source)
        self._inline: list[PageMark] = [mark for mark in parts.pages.marks if mark.line < 0]
        self._note_at = {note.first: note for note in parts.notes.notes}
        self._block: list[int] = []  # the lines of the block at hand, with what interrupts it
        self._pending: list[int] = []  # lines that are no text, since the last that is
        self._waiting: list[FoundNote] = []  # notes that stood inside the block at hand
        self._hint_blocks = [hint for hint in source.hints if hint.kind in BLOCKS]
        self._hint_next = 0
        self._mark_at = 0  # in _inline
        self._over = 0  # where a page mark ends that goes over a line end
        self._after_number = -1  # where the line at hand goes on after its number, if written
        self._divides = False  # whether the line before ends inside a word
        self._line_end = 0  # where the last line of text ends in the view

    def view(self) -> Source:
        """The view of the whole text."""
        at = 0
        lines, roles = self._lines, self._roles
        while at < len(lines):
            role = roles[at]
            if role is Role.TEXT:
                if self._block and self._goes_on(at):
                    self._block += self._pending
                    self._waiting += [self._note_at[i] for i in self._pending if i in self._note_at]
                    self._pending = []
                else:
                    self._flush()
                self._block.append(at)
                at += 1
            elif role is Role.HINT:
                self._flush()
                at = self._put_hint(at)
            else:
                self._pending.append(at)
                at += 1
        self._flush()
        references = [
            Hint(
                HintKind.NOTE_REFERENCE,
                r.start,
                r.end,
                self._notes.notes[r.note].n,
                target=self._notes.notes[r.note].start,
            )
            for r in self._notes.references
        ]
        inner = [hint for hint in self._source.hints if hint.kind not in BLOCKS]
        return self._writer.source([*references, *inner])

    # What goes on with a block.

    def _goes_on(self, at: int) -> bool:
        """Whether a line of text goes on with the block at hand."""
        above = next(i for i in reversed(self._block) if self._roles[i] is Role.TEXT)
        if self._pending:
            return self._goes_on_over(above, at)
        line, before = self._lines[at], self._lines[above]
        if line.blanks or line.feed:
            return False
        if self._begins_item(at):
            return False
        if self._is_item(self._block):
            return self._item_goes_on(above, at)
        if self._by == "lines" or self._is_heading_line(above, at):
            return False
        if self._labels.begins(self._text, line) and not self._runs_on(above):
            return False
        if self._by == "indent":
            if self._is_in_brackets(line) and line.indent > self._facts.base:
                return False
            if paragraphs.begins_by_indent(self._facts, at):
                return not self._begins_paragraph(above, at)
            if before.indent - self._facts.base > paragraphs.DEEPEST:
                return line.indent != self._facts.base  # after a centred line
            if line.indent - self._facts.base > paragraphs.DEEPEST:
                return before.indent - self._facts.base > paragraphs.DEEPEST
        return True

    def _is_heading_line(self, above: int, at: int) -> bool:
        """Whether the first line of a text, or the first after notes, ends before it is full."""
        if len(self._block) != 1 or self._wrapping.is_full[above] or self._by == "indent":
            return False
        goes_on = self._text[self._lines[above].end - 1] in ",;-–—"
        if goes_on or self._text[self._lines[at].start].islower():
            return False
        before = above - 1
        return before < 0 or self._roles[before] is Role.NOTE

    def _is_in_brackets(self, line: Line) -> bool:
        """Whether a line is all in brackets: a direction, or a time."""
        return self._text[line.start] in "([" and self._text[line.end - 1] in ")]"

    def _item_goes_on(self, above: int, at: int) -> bool:
        """Whether a line goes on with the item above: that line is full, or this one says so."""
        if self._by == "lines":
            return False
        line, first = self._lines[at], self._lines[self._block[0]]
        if self._wrapping.is_full[above]:
            before = self._lines[above]
            begins = self._by == "indent" and paragraphs.begins_by_indent(self._facts, at)
            is_long = before.width >= NEARLY_FULL * self._wrapping.width
            return not begins or is_long or self._text[line.start].islower()
        if self._wrapping.width and self._by == "indent":
            return False
        return line.indent > first.indent or self._text[line.start].islower()

    def _begins_paragraph(self, above: int, at: int) -> bool:
        """Whether an indented line begins a paragraph: the line above is not indented as it is.

        Lines that are indented alike belong together only when the first is full.
        """
        before, line = self._lines[above], self._lines[at]
        base = self._facts.base
        if before.indent < line.indent or before.indent - base > paragraphs.DEEPEST:
            return True  # also after a line that is set to the right
        return not self._wrapping.is_full[above] or self._text[before.end - 1] in CLOSES_SENTENCE

    def _runs_on(self, above: int) -> bool:
        """Whether a sentence goes over the end of a line."""
        before = self._lines[above]
        ends = self._text[before.end - 1] in SENTENCE_ENDS
        return self._wrapping.is_full[above] and not ends

    def _goes_on_over(self, above: int, at: int) -> bool:
        """Whether a paragraph goes on past the end of a page, or past notes."""
        line, before = self._lines[at], self._lines[above]
        text = self._text
        if self._begins_item(at) or self._labels.begins(text, line):
            return False
        if self._is_heading_line(above, at):
            return False
        if line.blanks and not line.feed and self._are_notes() and not text[line.start].islower():
            return False  # notes after a letter or a chapter, and no page ends
        if self._is_item(self._block) and line.indent <= self._lines[self._block[0]].indent:
            first_word = text[line.start]
            if not first_word.islower():
                return False
        if self._by == "indent":
            if paragraphs.begins_by_indent(self._facts, at):
                return False
            if line.indent == self._facts.base and before.indent - self._facts.base < 20:
                return not self._ends_block(above)
        if self._wrapping.divides_between(before, line) is not None:
            return True
        last = text[before.end - 1]
        if text[line.start].islower():
            return last not in ".!?" or not self._wrapping.width
        if last in CLOSES_SENTENCE or last == ",":
            return last == "," and not self._wrapping.width
        # The sentence is not at its end: a name or a number may follow.
        return before.end - before.start > 40

    def _are_notes(self) -> bool:
        """Whether nothing but notes stands between the block at hand and the next line of text.

        With what stands above them: "NOTES", a rule.
        """
        return all(self._roles[at] in OF_NOTES for at in self._pending)

    def _ends_block(self, above: int) -> bool:
        """Whether a paragraph by indent surely ended above: its last line is short and closed."""
        before = self._lines[above]
        closed = self._text[before.end - 1] in ".!?:”\"’'"
        return closed and before.width < 0.8 * self._wrapping.width

    def _begins_item(self, at: int) -> bool:
        line = self._lines[at]
        text = self._text
        return text[line.start] in self._signs and items.begins_item(text, line)

    def _is_item(self, block: Sequence[int]) -> bool:
        return bool(block) and self._begins_item(block[0])

    # Writing.

    def _flush(self) -> None:
        """Write the block at hand, the notes that stood in it, and what stands after it."""
        if self._block:
            self._write_block(self._block)
            for waiting in self._waiting:
                self._write_note(waiting)
        self._block, self._waiting = [], []
        pending, self._pending = self._pending, []
        done = -1
        for at in pending:
            note = self._note_at.get(at)
            if note and at > done:
                self._write_note(note)
                done = note.last
            elif self._roles[at] is not Role.NOTE:
                self._write_edge_block(at)

    def _write_block(self, block: Sequence[int]) -> None:
        writer = self._writer
        item = self._is_item(block)
        first = self._lines[block[0]]
        previous = self._last_hint()
        close = item and previous is HintKind.ITEM
        self._page_of_feed(block[0])
        writer.gap("\n" if close else "\n\n")
        if item:
            writer.gap("  " + " " * min(first.indent, 40))
        if block[0] in self._pages.line_numbers:
            self._after_number = self._write_line_number(block[0], HintKind.FORM_WORK_BLOCK)
        start = writer.at
        self._write_lines(block)
        if item:
            sign = self._text[first.start]
            writer.hints.append(Hint(HintKind.ITEM, start, writer.at, sign, first.indent))
        else:
            writer.hints.append(Hint(HintKind.TEXT, start, writer.at))

    def _last_hint(self) -> HintKind | None:
        for hint in reversed(self._writer.hints):
            if hint.kind in BLOCKS:
                return hint.kind
        return None

    def _page_of_feed(self, at: int) -> None:
        """A page that begins with a form feed before a line of text, between blocks."""
        n = self._pages.numbers.get(at)
        if n is not None and at not in self._pages.edges:
            self._page_block(n)

    def _page_block(self, n: str) -> None:
        writer = self._writer
        writer.gap("\n\n")
        writer.hints.append(Hint(HintKind.PAGE_BLOCK, writer.at, writer.at, n))
        writer.gap(" ")

    def _write_lines(self, block: Sequence[int]) -> None:
        """The lines of a block, with what interrupts it."""
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
        """Write a block at once, if nothing interrupts it; whether that was so."""
        first, last = block[0], block[-1]
        if last - first + 1 != len(block) or len(block) < 2 or self._pages.line_numbers:
            return False
        start, end = self._lines[first].start, self._lines[last].end
        while self._mark_at < len(self._inline) and self._inline[self._mark_at].start < start:
            self._mark_at += 1
        has_marks = self._mark_at < len(self._inline) and self._inline[self._mark_at].start < end
        if has_marks or self._over > start or HYPHEN_AT_END.search(self._text, start, end):
            return False
        if any(self._roles[at] is not Role.TEXT or at in self._pages.numbers for at in block[1:]):
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
        """What parts two lines of a paragraph: nothing in a word, a space, or a line end."""
        writer = self._writer
        divides = self._wrapping.divides_between(self._lines[above], self._lines[at])
        if divides is False and self._keep_lines and self._text[self._lines[at].start].isupper():
            divides = None  # "Say--" of verse, or a name
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
        """The number in the margin of a line; where the rest of the line begins."""
        writer, line = self._writer, self._lines[at]
        begin = self._text.rfind("\n", 0, line.start) + 1
        margin = self._text[begin : line.start]
        if not margin.strip():  # a line that is only a number
            margin = self._text[line.start : line.end]
            begin = line.start
        start = begin + len(margin) - len(margin.lstrip())
        end = begin + len(margin.rstrip())
        hint_start = writer.at
        writer.put(start, end)
        writer.hints.append(Hint(kind, hint_start, writer.at, "lineNum left"))
        if not self._divides:
            writer.gap(" ")
        return max(end, line.start)

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
        """A page mark, a running head or the like inside a paragraph."""
        writer = self._writer
        writer.gap(" ")
        self._write_edge_at(at, HintKind.PAGE, HintKind.FORM_WORK)
        writer.gap(" ")

    def _write_edge_block(self, at: int) -> None:
        """The same between paragraphs."""
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
        if number:
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

    def _write_note(self, note: FoundNote) -> None:
        writer = self._writer
        writer.gap("\n\n")
        writer.gap("  ")
        start = writer.at
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
                        paragraph = start + note.end - note.start
                    inside.append(Hint(HintKind.PARAGRAPH, paragraph, writer.at))
                    writer.gap("\n\n")
                    paragraph = writer.at
                else:
                    self._join(last, at, is_next=last == at - 1)
            self._write_line(at)
            last = at
        if inside:
            inside.append(Hint(HintKind.PARAGRAPH, paragraph, writer.at - len(note.closes)))
        label = note.end - note.start
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

    def _put_hint(self, at: int) -> int:
        """A block that the format knows, whole; the index of the line after it."""
        lines = self._lines
        hints = self._hint_blocks
        start = lines[at].start
        while self._hint_next < len(hints) and hints[self._hint_next].end <= start:
            self._hint_next += 1
        hint = hints[self._hint_next]
        self._writer.gap("\n\n")
        view = self._writer.at
        last = at
        while last + 1 < len(lines) and lines[last + 1].start < hint.end:
            last += 1
        begin = min(hint.start, start)
        self._writer.put(begin, max(hint.end, lines[last].end))
        moved = view - begin
        inner = [
            h
            for h in hints[self._hint_next :]
            if h.start >= hint.start and h.end <= hint.end and h.start < hint.end
        ]
        for each in inner:
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
        return last + 1


def _trimmed(inside: Sequence[Hint], least: int) -> list[Hint]:
    return [h for h in inside if h.end > max(h.start, least)]
