"""Flow to Source: the text in the layout that the tokenizer knows, and hints beside it.

Blank lines separate paragraphs. An item begins with its marker. A reference to a note is written as
the number of the note. The notes of a document stand at its end, and each begins with its number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from tei_kit.conventions import BULLETS, DEEPEST, PAGE_MARKER, marker_number
from tei_kit.readers import guard
from tei_kit.readers.flow import (
    BULLET,
    LINE_BREAK,
    NEW_PAGE,
    Block,
    Cell,
    Flow,
    Heading,
    Item,
    Note,
    Paragraph,
    Preformatted,
    Run,
    Runs,
    Table,
)
from tei_kit.readers.flow_documents import (
    EDGES,
    FlowDocument,
    documents_of,
    is_page,
    is_page_number,
    shows,
    squeezed,
)
from tei_kit.source import hints, source
from tei_kit.source.comments import Comment, offset_behind
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source

# A line end within a typed line: only the characters &#13; and &#10; can put it there.
NEWLINE = re.compile(r"[\r\n]+")
# The number or sign of a note: "3", "*", "iv".
LABEL = re.compile(r"[^\s.\[\]()<>]{1,12}")
# Tables that are nested deeper than this become paragraphs.
DEEPEST_TABLE = 6


def write(flow: Flow, name: str, form: str) -> Source:
    """The source of a flow. `name` names the file, and `form` the format, in messages.

    Raises SourceError (TK104) when the flow has no text.
    """
    writer = _SourceWriter(flow.notes)
    documents = documents_of(flow)
    for i, document in enumerate(documents):
        writer.document(document, is_last=i == len(documents) - 1)
    writer.link_notes()
    text = "".join(writer.parts)
    made = source.from_text(text, name)
    whole = replace(
        made,
        diagnostics=[*made.diagnostics, *flow.diagnostics],
        hints=sorted((h for h in writer.hints if h), key=lambda hint: hint.start),
        origins=list(_origins(made.line_starts, writer.begins)),
        form=form,
        language=flow.language,
        title=flow.title,
        comments=list(_comments(flow, writer)),
    )
    if flow.tally is None:
        return whole
    lost = guard.differences(flow.tally, whole, writer.typed_ends)
    return replace(whole, diagnostics=[*whole.diagnostics, *lost]) if lost else whole


def _comments(flow: Flow, writer: _SourceWriter) -> Iterator[Comment]:
    """The comments in the order of their places; a comment without a place in the text stands at
    the end of the text."""
    places = {key: writer.marked.get(key, writer.end_of_text) for key in flow.remarks}
    for key in sorted(places, key=lambda key: places[key]):
        remark = flow.remarks[key]
        yield Comment(places[key], remark.paragraphs, remark.author, remark.when)


@dataclass(frozen=True, slots=True)
class _Span:
    """A property that neighbouring runs may share: its hint, and a function that gives its value
    for a run; "" or False means that the run lacks it."""

    hint: HintKind
    value: Callable[[Run], str | bool]


# From the outermost to the innermost.
SPANS = (
    _Span(HintKind.QUOTED, attrgetter("is_quoted")),
    _Span(HintKind.FOREIGN, attrgetter("language")),
    _Span(HintKind.LINK, attrgetter("target")),
)


def _together(
    runs: Runs, value_of: Callable[[Run], str | bool]
) -> Iterator[tuple[str | bool, list[Run]]]:
    """Runs in groups with the same value. White space, pages and references to notes belong to a
    group if they stand between two of its runs."""
    group: list[Run] = []
    gap: list[Run] = []
    value: str | bool = ""
    for run in runs:
        its = value_of(run)
        says_nothing = bool(run.note or run.page) or not run.text.strip(EDGES)
        if not its and value and says_nothing:
            gap.append(run)
        elif group and its == value:
            group += [*gap, run]
            gap = []
        else:
            if group:
                yield value, group
            if gap:
                yield "", gap
            group, gap, value = [run], [], its
    if group:
        yield value, group
    if gap:
        yield "", gap


@dataclass(frozen=True, slots=True)
class _Begin:
    """The begin of a block: its offset in the text, and its line in the file."""

    offset: int
    line: int


def _origins(line_starts: Sequence[int], begins: Sequence[_Begin]) -> Iterator[int]:
    """For each line of the text, the line of the file that it comes from."""
    offsets = [begin.offset for begin in begins]
    for start in line_starts:
        at = bisect_right(offsets, start) - 1
        yield begins[at].line if at >= 0 else 1


class _SourceWriter:
    """Collects text and hints."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        self.notes = notes
        self.parts: list[str] = []
        self.length = 0
        self.line_sign = "\n"  # written for a line end; a space in headings, which are one line
        self.hints: list[Hint | None] = []  # None stands for a hint that is open, or was not needed
        self.starts: list[int] = []  # offsets of the hints
        self.begins: list[_Begin] = []
        self.typed_ends = 0  # the number of lines in Preformatted blocks
        self.written: set[str] = set()  # keys of the notes of earlier documents
        self.labels: dict[str, str] = {}  # labels of the current document's notes, by key
        self.linked: dict[int, str] = {}  # keys of notes, by the index of the reference's hint
        self.note_starts: dict[str, int] = {}  # offsets of the notes, by key
        self.owners: dict[str, str] = {}  # the key of the first note of a label
        self.marked: dict[str, int] = {}  # offsets of comments, by key
        self.end_of_text = 0  # the end of the last document, before its notes

    # Blocks.

    def document(self, document: FlowDocument, *, is_last: bool) -> None:
        """Write a document and its notes; notes without a reference stand in the last document."""
        self.labels, self.owners = {}, {}
        previous: Block | None = None
        quoted = 0  # the index after the current quotation
        for i, block in enumerate(document.blocks):
            if previous is not None and i >= quoted:
                following = document.blocks[i + 1 : i + 2]
                self.text("\n" if _adjoin(previous, block, following) else "\n\n")
            if i < quoted:
                continue
            if isinstance(block, Heading):
                self.heading(block, document.levels[i], is_part=document.is_part)
            elif _quotation(block):
                quoted = self.quotation(document.blocks, i)
            else:
                self.block(block)
            previous = _page_in_list(previous, block)
        self.end_of_text = self.length
        self.text("\n\n")
        self.note_block(is_last=is_last)

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph) and is_page(block):
            self.page_block(block)
        elif isinstance(block, Paragraph):
            self.begin(block.line)
            self.runs(block.runs)
        elif isinstance(block, Item):
            self.item(block)
        elif isinstance(block, Table):
            self.begin(block.line)
            self.table(block, 0)
        elif isinstance(block, Preformatted):
            self.preformatted(block)

    def quotation(self, blocks: Sequence[Block], first: int) -> int:
        """Write the paragraphs of a quotation from `first` on; gives the index after the last."""
        number = _quotation(blocks[first])
        after = first
        while after < len(blocks) and _quotation(blocks[after]) == number:
            after += 1
        whole = self.open()
        for i, block in enumerate(blocks[first:after]):
            assert isinstance(block, Paragraph)
            self.text("\n" if i else "")
            self.begin(block.line)
            at = self.open()
            self.runs(block.runs)
            if after - first > 1:
                self.close(at, HintKind.PARAGRAPH)
        self.close(whole, HintKind.QUOTE)
        return after

    def preformatted(self, block: Preformatted) -> None:
        self.typed_ends += len(block.lines)
        for i, line in enumerate(block.lines):
            self.text("\n" if i else "")
            self.begin(line.line)
            self.spans([replace(run, text=NEWLINE.sub(" ", run.text)) for run in line.runs], SPANS)

    def heading(self, heading: Heading, depth: int, *, is_part: bool) -> None:
        self.begin(heading.line)
        at = self.open()
        self.line_sign = " "
        self.runs(heading.runs)
        self.line_sign = "\n"
        self.close(at, HintKind.HEADING, hints.PART if is_part else "", depth)

    def page_block(self, block: Paragraph) -> None:
        self.begin(block.line)
        page = next(run for run in block.runs if is_page_number(run.page))
        at = self.open()
        self.text(_shown_page(page))
        self.close(at, HintKind.PAGE_BLOCK, page.page.strip())

    def item(self, item: Item) -> None:
        depth = min(item.depth, DEEPEST)
        marker = " ".join(item.marker.split())
        if marker not in BULLETS and not marker_number(marker):
            marker = BULLET
        self.begin(item.line)
        self.text("  " * (depth + 1))
        at = self.open()
        self.text(f"{marker} ")
        self.paragraphs(item.paragraphs)
        self.close(at, HintKind.ITEM, marker, depth)

    def paragraphs(self, paragraphs: Sequence[Runs]) -> None:
        """Write the paragraphs of an item, a note or a cell, with hints if there are several."""
        shown = [runs for runs in paragraphs if shows(Paragraph(runs))]
        for i, runs in enumerate(shown):
            self.text("\n" if i else "")
            at = self.open()
            self.runs(runs)
            if len(shown) > 1:
                self.close(at, HintKind.PARAGRAPH)

    def table(self, table: Table, depth: int) -> None:
        whole = self.open()
        for i, row in enumerate(table.rows):
            self.text("\n" if i else "")
            of_row = self.open()
            for j, cell in enumerate(row.cells):
                self.text("\t" if j else "")
                self.cell(cell, depth)
            self.close(of_row, HintKind.ROW, hints.LABEL if row.is_label else "")
        if self.parts and self.parts[-1] in ("", "\t", "\n"):
            self.text(" ")  # an empty cell at the end has to begin within the table
        self.close(whole, HintKind.TABLE)

    def cell(self, cell: Cell, depth: int) -> None:
        at = self.open()
        content = list(_flat(cell.content) if depth == DEEPEST_TABLE else cell.content)
        shown = [part for part in content if shows(part)]
        for i, part in enumerate(shown):
            self.text("\n" if i else "")
            if isinstance(part, Table):
                self.table(part, depth + 1)
            elif len(shown) == 1:
                self.runs(part.runs)
            else:
                inner = self.open()
                self.runs(part.runs)
                self.close(inner, HintKind.PARAGRAPH)
        label = f" {hints.LABEL}" if cell.is_label else ""
        self.close(at, HintKind.CELL, f"{max(1, cell.rows)} {max(1, cell.columns)}{label}")

    # Notes.

    def note_block(self, *, is_last: bool) -> None:
        """Write the notes of the current document, in the order of their numbers."""
        labels = self.labels
        referred = set(labels)
        keys = list(labels)
        for key in keys:  # the list grows: notes may refer to other notes
            keys += [inner for inner in self._new_in_note(key) if self.has_note(inner)]
        if is_last:
            for key in self.notes:
                self.has_note(key)
        # Of two notes with the same number, the note that the text refers to comes first.
        order = {
            key: (key not in referred or self.owners[label] != key) for key, label in labels.items()
        }
        for key in sorted(labels, key=lambda key: (_number(labels[key]), order[key])):
            note = self.notes[key]
            self.begin(note.line)
            self.text("  ")
            at = self.open()
            self.note_starts[key] = self.length
            self.text(f"{labels[key]}. ")
            self.paragraphs(note.paragraphs)
            self.close(at, HintKind.NOTE, labels[key], place=note.place)
            self.text("\n")
        self.text("\n" if labels else "")
        self.written.update(labels)

    def has_note(self, key: str) -> bool:
        """Give a note to the current document; False if this or another document has it already."""
        if key in self.written or key in self.labels:
            return False
        label = self.notes[key].label
        label = label if LABEL.fullmatch(label) else str(len(self.labels) + 1)
        self.labels[key] = label
        self.owners.setdefault(label, key)
        return True

    def _new_in_note(self, key: str) -> list[str]:
        """The notes that a note refers to."""
        runs = [run for paragraph in self.notes[key].paragraphs for run in paragraph]
        return [run.note for run in runs if run.note in self.notes]

    def reference(self, run: Run) -> None:
        """Write the number of a note as a reference; without such a note, the text of the run."""
        key = run.note
        if key not in self.notes:
            self.text(run.text)
            return
        self.has_note(key)
        label = self.labels.get(key, self.notes[key].label)
        at = self.open()
        self.text(label)
        self.close(at, HintKind.NOTE_REFERENCE, label)
        if self.owners.get(label) != key:  # the number alone does not say which note is meant
            self.linked[at] = key

    def link_notes(self) -> None:
        """Link the references whose number does not identify their note to the notes' offsets.

        A reference to a note that an earlier document has becomes superscript print.
        """
        for at, key in self.linked.items():
            hint = self.hints[at]
            assert hint is not None
            start = self.note_starts.get(key, -1)
            if start >= 0:
                self.hints[at] = replace(hint, target=start)
            else:
                self.hints[at] = replace(hint, kind=HintKind.EMPHASIS, value="superscript")

    # Inline.

    def runs(self, runs: Runs) -> None:
        """Write runs as they are shown, without white space around them."""
        shown = squeezed(runs)
        is_plain = not any(run.target or run.language or run.is_quoted for run in shown)
        self.spans(shown, () if is_plain else SPANS)

    def spans(self, runs: Runs, kinds: Sequence[_Span]) -> None:
        """Write runs, with a hint for each group that shares a property of `kinds`."""
        if not kinds:
            for run in runs:
                self.run(run)
            return
        kind, *inner = kinds
        for value, group in _together(runs, kind.value):
            if not value:
                self.spans(group, inner)
                continue
            at = self.open()
            self.spans(group, inner)
            self.close(at, kind.hint, value if isinstance(value, str) else "")

    def run(self, run: Run) -> None:
        start, first = self.length, len(self.parts)
        self.of_run(run)
        if run.comments:
            written = "".join(self.parts[first:])
            for mark in run.comments:
                self.marked[mark.key] = start + offset_behind(written, mark.after)

    def of_run(self, run: Run) -> None:
        """Write the characters that a run shows."""
        if run.note:
            self.reference(run)
        elif run.page and is_page_number(run.page):
            at = self.open()
            self.text(_shown_page(run))
            self.close(at, HintKind.PAGE, run.page.strip())
        else:
            self.printed(run)

    def printed(self, run: Run) -> None:
        lines = run.text.split(LINE_BREAK) if LINE_BREAK in run.text else [run.text]
        for i, line in enumerate(lines):
            if i:
                is_first, is_last = i == 1, i == len(lines) - 1
                is_alone = bool((lines[i - 1] or is_first) and (line or is_last))
                self.line_end(is_alone=is_alone)
            words = line.strip(EDGES)
            if not run.rend or not words:
                self.text(line)
                continue
            before, _, after = line.partition(words)
            self.text(before)
            at = self.open()
            self.text(words)
            self.close(at, HintKind.EMPHASIS, run.rend)
            self.text(after)

    def line_end(self, *, is_alone: bool) -> None:
        """End a line. A single line end gets a hint; two line ends separate paragraphs."""
        at = self.open()
        self.text(self.line_sign)
        if is_alone:
            self.close(at, HintKind.LINE_BREAK)

    # The parts.

    def text(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def begin(self, line: int) -> None:
        """Remember where in the file the next block begins."""
        if line:
            self.begins.append(_Begin(self.length, line))

    def open(self) -> int:
        """Reserve the index of a hint that begins here, before the hints inside it."""
        self.hints.append(None)
        self.starts.append(self.length)
        return len(self.hints) - 1

    def close(
        self, at: int, kind: HintKind, value: str = "", depth: int = 0, place: str = ""
    ) -> None:
        """Write the hint at its reserved index; it ends here."""
        self.hints[at] = Hint(kind, self.starts[at], self.length, value, depth, place=place)


def _quotation(block: Block) -> int:
    return block.quotation if isinstance(block, Paragraph) and not is_page(block) else 0


def _shown_page(run: Run) -> str:
    """The marker of a page as the format shows it, else in our usual form.

    A page without a number and without a marker gives "".
    """
    shown = " ".join(run.text.replace(LINE_BREAK, " ").split())
    if run.page == NEW_PAGE:
        return shown
    return shown or PAGE_MARKER.format(n=run.page)


def _adjoin(previous: Block, block: Block, following: Sequence[Block]) -> bool:
    """Whether two blocks are in one list, so no blank line stands between them."""
    if not isinstance(previous, Item):
        return False
    if is_page(block):
        return any(isinstance(after, Item) and not after.begins for after in following)
    return isinstance(block, Item) and not block.begins


def _page_in_list(previous: Block | None, block: Block) -> Block:
    """The block that the next block follows: in a list an item, even if a page begins after it."""
    return previous if isinstance(previous, Item) and is_page(block) else block


def _flat(content: Sequence[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """The paragraphs of a cell, with those of the tables in it."""
    for part in content:
        if isinstance(part, Paragraph):
            yield part
        else:
            for row in part.rows:
                for cell in row.cells:
                    yield from _flat(cell.content)


def _number(label: str) -> int:
    return int(label) if label.isdecimal() else 0
