"""Arrange: from lines to blocks, past running heads, page marks and notes at the foot of pages.

A paragraph of the view is one stretch. Page marks and running heads that interrupt it in the file
become hints inside it; the notes that stood there come right after it. The blocks are found once
for all views of a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.layout import items, paragraphs
from tei_kit.layout.labels import Labels
from tei_kit.layout.lines import Line
from tei_kit.layout.notes.facts import FoundNote, Notes
from tei_kit.layout.paragraphs import SENTENCE_ENDS
from tei_kit.layout.roles import Pages, Role
from tei_kit.layout.wrapping import Wrapping
from tei_kit.layout.writing import BlockWriter, LoneLine, StatedBlock, Step, TextBlock
from tei_kit.record import record
from tei_kit.source.hints import BLOCKS, Hint, HintKind
from tei_kit.source.source import Source

# From this share of the width on, the item of a line may go on in an indented line.
NEARLY_FULL = 0.88
LONG = 0.7  # the least share of the width that a centred line fills if it goes on in the next line
CENTRED = 2  # columns by which the spaces beside a centred line may differ
CLOSES_SENTENCE = ".!?:;…\"”’'»)]*†"
# The roles of the lines of notes, and of the lines above notes.
OF_NOTES = frozenset({Role.NOTE, Role.NOTE_HEADING, Role.RULE})


@record
class Parts:
    """The findings about a text that the arranger needs."""

    source: Source
    lines: Sequence[Line]
    roles: Sequence[Role]
    pages: Pages
    notes: Notes
    facts: paragraphs.Facts
    by: str  # the answer to the question of paragraphs
    labels: Labels
    signs: frozenset[str]  # the signs that make items
    counted: Mapping[int, str]  # the markers of lines that begin items which count up


def arrange(parts: Parts) -> list[Step]:
    """The blocks of a text, and the lines between them, in the order of its views."""
    return _Arranger(parts).steps()


def view(parts: Parts, steps: Sequence[Step], *, keep_lines: bool) -> Source:
    """A view of a text. `keep_lines` keeps line ends where paragraphs are wrapped."""
    writer = BlockWriter(
        parts.source,
        parts.lines,
        parts.roles,
        parts.pages,
        parts.facts.wrapping,
        keep_lines=keep_lines,
    )
    for step in steps:
        writer.write(step)
    notes = parts.notes
    references = [
        Hint(
            HintKind.NOTE_REFERENCE,
            r.start,
            r.end,
            notes.notes[r.note].n,
            target=writer.begin_of(notes.notes[r.note]),
        )
        for r in notes.references
    ]
    inner = [hint for hint in parts.source.hints if hint.kind not in BLOCKS]
    return writer.source([*references, *inner])


class _Arranger:
    """Finds the blocks of one text, line by line."""

    def __init__(self, parts: Parts) -> None:
        self._text = parts.source.text
        self._stated = [hint for hint in parts.source.hints if hint.kind in BLOCKS]
        self._stated_at = 0  # the first hint that may begin a block from here on
        self._lines = parts.lines
        self._roles = parts.roles
        self._facts = facts = parts.facts
        self._by = parts.by
        self._labels = parts.labels
        self._signs = parts.signs
        self._counted = parts.counted
        self._wrapping: Wrapping = facts.wrapping
        self._steps: list[Step] = []
        self._note_at = {note.first: note for note in parts.notes.notes}
        self._block: list[int] = []  # the lines of the current block, also those that interrupt it
        self._last = -1  # the last line of text of the current block
        self._pending: list[int] = []  # lines of other roles since that line
        self._waiting: list[FoundNote] = []  # notes that stood inside the current block

    def steps(self) -> list[Step]:
        """The blocks of the whole text."""
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
                self._last = at
                at += 1
            elif role is Role.HINT:
                self._flush()
                at = self._take_stated(at)
            else:
                self._pending.append(at)
                at += 1
        self._flush()
        return self._steps

    def _take_stated(self, at: int) -> int:
        """Take a whole block that the format states; give the index of the line after it."""
        lines, hints = self._lines, self._stated
        while hints[self._stated_at].end <= lines[at].start:
            self._stated_at += 1
        end = hints[self._stated_at].end
        last = at
        while last + 1 < len(lines) and lines[last + 1].start < end:
            last += 1
        self._steps.append(StatedBlock(self._stated_at, at, last))
        return last + 1

    def _goes_on(self, at: int) -> bool:
        """Whether a line of text goes on with the current block."""
        above = self._last
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
            if self._is_centred(line) and self._may_be_centred(above, line):
                return True
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

    def _is_centred(self, line: Line) -> bool:
        """Whether a line has as much space on its left as on its right, as headings have."""
        left, right = line.indent - self._facts.base, self._wrapping.width - line.width
        return left > 1 and abs(left - right) <= CENTRED

    def _may_be_centred(self, above: int, below: Line) -> bool:
        """Whether the line above a centred one is centred and long, as headings are.

        A first line that fills the width counts as well, if it does not end a sentence, and if the
        line below is far from the margin.
        """
        line = self._lines[above]
        is_far = below.indent - self._facts.base > paragraphs.DEEPEST
        if is_far and len(self._block) == 1 and self._wrapping.is_full[above]:
            return self._text[line.end - 1] not in CLOSES_SENTENCE
        is_long = line.end - line.start >= LONG * self._wrapping.width
        return is_long and line.indent != below.indent and self._is_centred(line)

    def _is_in_brackets(self, line: Line) -> bool:
        """Whether a whole line stands in brackets, as a direction or a time does."""
        return self._text[line.start] in "([" and self._text[line.end - 1] in ")]"

    def _item_goes_on(self, above: int, at: int) -> bool:
        """Whether a line goes on with the item above, by the width or the indent of the lines."""
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
        """Whether an indented line begins a paragraph: the line above has another indent.

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
            return False  # notes after a letter or a chapter; no page ends there
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
        # The sentence goes on: a name or a number may follow.
        return before.end - before.start > 40

    def _are_notes(self) -> bool:
        """Whether only notes stand between the current block and the next line of text.

        Lines above notes count as well: "NOTES", a rule.
        """
        return all(self._roles[at] in OF_NOTES for at in self._pending)

    def _ends_block(self, above: int) -> bool:
        """Whether a paragraph by indent surely ended above: its last line is short and closed."""
        before = self._lines[above]
        closed = self._text[before.end - 1] in ".!?:”\"’'"
        return closed and before.width < 0.8 * self._wrapping.width

    def _begins_item(self, at: int) -> bool:
        return bool(self._marker(at))

    def _marker(self, at: int) -> str:
        """The marker of the item that a line begins: a sign, or a counter; "" if it begins none."""
        counter = self._counted.get(at, "")
        if counter or not self._signs:
            return counter
        line = self._lines[at]
        sign = self._text[line.start]
        is_item = sign in self._signs and items.begins_item(self._text, line)
        return sign if is_item else ""

    def _is_item(self, block: Sequence[int]) -> bool:
        return bool(block) and self._begins_item(block[0])

    def _flush(self) -> None:
        """Take the current block, the notes that stood inside it, and the lines after it."""
        if self._block:
            self._steps.append(TextBlock(self._block, self._marker(self._block[0])))
            self._steps += self._waiting
        self._block, self._waiting = [], []
        pending, self._pending = self._pending, []
        done = -1
        for at in pending:
            note = self._note_at.get(at)
            if note and at > done:
                self._steps.append(note)
                done = note.last
            elif self._roles[at] is not Role.NOTE:
                self._steps.append(LoneLine(at))
