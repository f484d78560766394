"""Flow to Source: the text in the layout that the tokenizer knows, and hints beside it.

Paragraphs are lines between blank lines, items begin with their marker, a reference to a note is
its number, and the notes of a document stand at its end, each beginning with its number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tei_kit.conventions import BULLETS, DEEPEST, PAGE_MARKER, marker_number
from tei_kit.readers.flow import (
    BULLET,
    LINE_BREAK,
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
    lines_of,
    text_of,
)
from tei_kit.source import hints, source
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source

# White space as a format shows it: a line break, or a space. A no-break space is text.
SPACE = re.compile(rf"[ \t\r\n\f\v]*{LINE_BREAK}[ \t\r\n\f\v{LINE_BREAK}]*|[ \t\r\n\f\v]+")
# A line end within a line, as only the characters &#13; and &#10; can be one.
NEWLINE = re.compile(r"[\r\n]+")
# White space that is not shown as it is: any but single spaces.
WIDE = re.compile(rf"[\t\r\n\f\v{LINE_BREAK}]|[ ]{{2}}")
EDGES = f" \t\r\n\f\v\ufeff{LINE_BREAK}"
# The number or sign of a note: "3", "*", "iv".
LABEL = re.compile(r"[^\s.\[\]()<>]{1,12}")
PAGE_NUMBER = re.compile(r"[0-9A-Za-z]+")
# "  • First, we are", "  3. See Document 34.", typed as such in a paragraph of its own.
TYPED_ITEM = re.compile(rf"\s*[{''.join(BULLETS)}]\s*\S|[^\S\n]+[0-9]{{1,6}}\.\s+\S")
INDENT = re.compile(r"[^\S\n]*")
# Between "• First, we are" and "• Second, the", where the lines of items were run together.
BEFORE_BULLET = re.compile(rf"\s+(?=[{''.join(BULLETS)}]\s)")
# The marker of a list that may number a document: "207."
DOCUMENT_NUMBER = re.compile(r"[0-9]{1,6}\.")
BEGINS_WITH_NUMBER = re.compile(r"(?:No\.\s*)?[0-9]{1,6}\b")
LONGEST_HEADING = 200  # characters
LONGEST_TITLE_LINE = 100
MOST_TITLE_LINES = 6
ENDS_SENTENCE = tuple(".:;,?!")
# Tables inside tables deeper than this become paragraphs.
DEEPEST_TABLE = 6


def write(flow: Flow, name: str, form: str) -> Source:
    """The source of a flow, whose format is called `form` in a sentence.

    Raises SourceError (TK104) when there is no text in it.
    """
    writer = _Writer(flow.notes)
    shown = [block for block in _with_typed_lists(flow.blocks) if _shows(block)]
    parts = _documents(_with_numbered_headings(shown))
    for i, part in enumerate(parts):
        writer.document(part, is_last=i == len(parts) - 1)
    made = source.from_text("".join(writer.parts), name)
    return replace(
        made,
        diagnostics=[*made.diagnostics, *flow.diagnostics],
        hints=sorted((h for h in writer.hints if h), key=lambda hint: hint.start),
        origins=list(_origins(made.line_starts, writer.begins)),
        form=form,
    )


@dataclass(frozen=True, slots=True)
class _Begin:
    """A block begins at the offset, and in the file at the line."""

    offset: int
    line: int


def _origins(line_starts: Sequence[int], begins: Sequence[_Begin]) -> Iterator[int]:
    """The line of the file that each line of the text comes from."""
    offsets = [begin.offset for begin in begins]
    for start in line_starts:
        at = bisect_right(offsets, start) - 1
        yield begins[at].line if at >= 0 else 1


@dataclass(frozen=True, slots=True)
class _Document:
    """The blocks of one document; `levels` are the hints' depths of its headings, by index."""

    blocks: Sequence[Block]
    levels: Mapping[int, int]
    is_part: bool = False


def _shows(block: Block) -> bool:
    """Whether there is anything to see of a block, or a page begins in it."""
    match block:
        case Paragraph() | Heading():
            return any(_is_shown(run) for run in block.runs)
        case Table():
            return any(
                _shows(inner) for row in block.rows for c in row.cells for inner in c.content
            )
        case Preformatted():
            return any(map(_shows, block.lines))
        case Item():
            return True


def _is_shown(run: Run) -> bool:
    """Whether there is anything to see of a run, or a page begins there."""
    words = run.text.replace("\ufeff", "").strip()
    return bool(words or PAGE_NUMBER.fullmatch(run.page))


def _with_typed_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks in which the paragraphs that are items by their typed markers stand together.

    Who types a bullet makes a paragraph of each item, and an empty one where the list ends; so
    does every program that opens a plain text.
    """
    items: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and TYPED_ITEM.match(text_of(block.runs)):
            items += _typed_items(block)
            continue
        if items:
            yield Preformatted(items, items[0].line)
            items = []
        yield block
    if items:
        yield Preformatted(items, items[0].line)


def _typed_items(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The items that a paragraph holds, with the indentation that they were typed with."""
    for typed in lines_of(paragraph, counts=False):
        indent = INDENT.match(text_of(typed.runs))
        squeezed = _squeezed(typed.runs)
        runs = [replace(r, text=BEFORE_BULLET.sub(LINE_BREAK, r.text)) for r in squeezed]
        for i, line in enumerate(lines_of(replace(typed, runs=runs), counts=False)):
            before = indent[0] if indent and not i else ""
            if any(map(_is_shown, line.runs)):
                yield replace(line, runs=[Run(before), *line.runs])


def _with_numbered_headings(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a numbered heading, that was taken for a list of one item, is a heading.

    Markdown and the lists that Word makes by itself number `207. Memorandum`. It is a heading
    where the file has no other, begins with it, and it is no sentence; and so are those after it
    whose numbers go up.
    """
    first = next((i for i, block in enumerate(blocks) if not _is_page(block)), 0)
    has_headings = any(isinstance(block, Heading) for block in blocks)
    if has_headings or not blocks or not _is_numbered_heading(blocks, first):
        return [*blocks]
    made: list[Block] = []
    last = -1
    for i, block in enumerate(blocks):
        if isinstance(block, Item) and _is_numbered_heading(blocks, i):
            number = int(block.marker.rstrip("."))
            if number > last:
                last = number
                made.append(Heading(1, [Run(f"{block.marker} "), *block.paragraphs[0]], block.line))
                continue
        made.append(block)
    return made


def _is_numbered_heading(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block is a list of one item that reads as a heading."""
    item = blocks[at]
    if not isinstance(item, Item) or item.depth or len(item.paragraphs) != 1:
        return False
    around = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
    if any(isinstance(other, Item) for other in around):
        return False
    words = "".join(run.text for run in item.paragraphs[0] if not run.note).strip()
    is_short = 0 < len(words) <= LONGEST_HEADING
    is_numbered = DOCUMENT_NUMBER.fullmatch(item.marker) is not None
    return is_numbered and is_short and not words.endswith(ENDS_SENTENCE)


def _documents(blocks: Sequence[Block]) -> list[_Document]:
    """The documents, and what stands before the first one.

    Documents begin at the headings of the highest level that has text right under it; what is
    above that heads several of them, what is below divides one.
    """
    level = _level_under_title(blocks) or _document_level(blocks)
    starts = [0]
    for i, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= level:
            first = i
            while first > starts[-1] and _is_page(blocks[first - 1]):
                first -= 1
            starts.append(first)
    pairs = zip(starts, [*starts[1:], len(blocks)], strict=True)
    parts = [blocks[a:b] for a, b in pairs if a < b]
    has_title = len(parts) > 1 and _is_title(parts[0])
    return [_document(part, level, is_title=has_title and not i) for i, part in enumerate(parts)]


def _is_title(blocks: Sequence[Block]) -> bool:
    """Whether what a file begins with is its title: a heading without text or a number."""
    shown = [block for block in blocks if not _is_page(block)]
    title = shown[0] if len(shown) == 1 else None
    return isinstance(title, Heading) and not _is_numbered(title)


def _document(blocks: Sequence[Block], level: int, *, is_title: bool) -> _Document:
    levels = {
        i: max(0, block.level - level)
        for i, block in enumerate(blocks)
        if isinstance(block, Heading)
    }
    is_part = any(isinstance(block, Heading) and block.level < level for block in blocks)
    return _Document(blocks, levels, is_part or is_title)


def _level_under_title(blocks: Sequence[Block]) -> int:
    """The level of the documents under a title page; 0 if the file does not begin with one.

    A title page is a heading without a number, the only one of its level, and a few lines (who
    edited, when); all headings of the next level are numbered, as those of documents are.
    """
    headings = [block for block in blocks if isinstance(block, Heading)]
    shown = [block for block in blocks if not _is_page(block)]
    if len(headings) < 2 or shown[0] is not headings[0] or _is_numbered(headings[0]):
        return 0
    level = min(block.level for block in headings[1:])
    documents = [block for block in headings[1:] if block.level == level]
    lines = shown[1 : shown.index(headings[1])]
    is_page = 0 < len(lines) <= MOST_TITLE_LINES and all(map(_is_line, lines))
    is_above = headings[0].level < level == headings[1].level
    return level if is_page and is_above and all(map(_is_numbered, documents)) else 0


def _is_numbered(heading: Heading) -> bool:
    return BEGINS_WITH_NUMBER.match(text_of(heading.runs).strip()) is not None


def _is_line(block: Block) -> bool:
    """Whether a block is a short line and no sentence."""
    if not isinstance(block, Paragraph):
        return False
    words = text_of(block.runs).strip()
    return len(words) <= LONGEST_TITLE_LINE and not words.endswith(ENDS_SENTENCE)


def _document_level(blocks: Sequence[Block]) -> int:
    """The level of the headings that documents begin at."""
    levels: list[int] = []
    with_text: list[int] = []
    above: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading):
            levels.append(block.level)
            above = block
        elif above is not None and not _is_page(block):
            with_text.append(above.level)
            above = None
    return min(with_text or levels, default=0)


def _is_page(block: Block) -> bool:
    """Whether a block is nothing but the marker of a page."""
    if not isinstance(block, Paragraph):
        return False
    runs = [run for run in block.runs if _is_shown(run)]
    return len(runs) == 1 and bool(PAGE_NUMBER.fullmatch(runs[0].page))


class _Writer:
    """Collects text and hints."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        self.notes = notes
        self.parts: list[str] = []
        self.length = 0
        self.hints: list[Hint | None] = []  # None where one is open, or was not needed
        self.starts: list[int] = []  # of the hints
        self.begins: list[_Begin] = []
        self.written: set[str] = set()  # keys of the notes of the documents before
        self.labels: dict[str, str] = {}  # of the notes of the document at hand, by their keys
        self.owners: dict[str, str] = {}  # the key of the first note of a label

    # Blocks.

    def document(self, document: _Document, *, is_last: bool) -> None:
        """Write a document and its notes; those that nothing refers to stand in the last."""
        self.labels, self.owners = {}, {}
        previous: Block | None = None
        for i, block in enumerate(document.blocks):
            if previous is not None:
                following = document.blocks[i + 1 : i + 2]
                self.text("\n" if _adjoin(previous, block, following) else "\n\n")
            if isinstance(block, Heading):
                self.heading(block, document.levels[i], is_part=document.is_part)
            else:
                self.block(block)
            previous = _page_in_list(previous, block)
        self.text("\n\n")
        self.note_block(is_last=is_last)

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph) and _is_page(block):
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

    def preformatted(self, block: Preformatted) -> None:
        for i, line in enumerate(block.lines):
            self.text("\n" if i else "")
            self.begin(line.line)
            for run in line.runs:
                self.run(replace(run, text=NEWLINE.sub(" ", run.text)))

    def heading(self, heading: Heading, depth: int, *, is_part: bool) -> None:
        self.begin(heading.line)
        at = self.open()
        self.runs([replace(r, text=r.text.replace(LINE_BREAK, " ")) for r in heading.runs])
        self.close(at, HintKind.HEADING, hints.PART if is_part else "", depth)

    def page_block(self, block: Paragraph) -> None:
        self.begin(block.line)
        page = next(run for run in block.runs if PAGE_NUMBER.fullmatch(run.page))
        at = self.open()
        self.text(_shown_page(page))
        self.close(at, HintKind.PAGE_BLOCK, page.page)

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
        shown = [runs for runs in paragraphs if _shows(Paragraph(runs))]
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
        self.close(whole, HintKind.TABLE)

    def cell(self, cell: Cell, depth: int) -> None:
        at = self.open()
        content = list(_flat(cell.content) if depth == DEEPEST_TABLE else cell.content)
        shown = [part for part in content if _shows(part)]
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
        """Write the notes of the document at hand, in the order of their numbers."""
        labels = self.labels
        referred = set(labels)
        keys = list(labels)
        for key in keys:  # grows by what the notes themselves refer to
            keys += [inner for inner in self._new_in_note(key) if self.has_note(inner)]
        if is_last:
            for key in self.notes:
                self.has_note(key)
        # First those that the text refers to: of two with the same number they have the right.
        order = {
            key: (key not in referred or self.owners[label] != key) for key, label in labels.items()
        }
        for key in sorted(labels, key=lambda key: (_number(labels[key]), order[key])):
            note = self.notes[key]
            self.begin(note.line)
            self.text("  ")
            at = self.open()
            self.text(f"{labels[key]}. ")
            self.paragraphs(note.paragraphs)
            self.close(at, HintKind.NOTE, labels[key])
            self.text("\n")
        self.text("\n" if labels else "")
        self.written.update(labels)

    def has_note(self, key: str) -> bool:
        """Give a note to the document at hand; false if this or another one has it."""
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
        """Write the number of a note, as a reference if the document can have it as one."""
        key = run.note
        if key not in self.notes:
            self.text(run.text)
            return
        self.has_note(key)
        label = self.labels.get(key, self.notes[key].label)
        at = self.open()
        self.text(label)
        if self.owners.get(label) == key:
            self.close(at, HintKind.NOTE_REFERENCE, label)
        else:
            self.close(at, HintKind.EMPHASIS, "superscript")

    # Inline.

    def runs(self, runs: Runs) -> None:
        """Write runs as they are shown, without white space around them."""
        for run in _squeezed(runs):
            self.run(run)

    def run(self, run: Run) -> None:
        if run.note:
            self.reference(run)
        elif run.page and PAGE_NUMBER.fullmatch(run.page):
            at = self.open()
            self.text(_shown_page(run))
            self.close(at, HintKind.PAGE, run.page)
        else:
            self.printed(run)

    def printed(self, run: Run) -> None:
        for i, line in enumerate(run.text.split(LINE_BREAK)):
            self.text("\n" if i else "")
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

    # The parts.

    def text(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def begin(self, line: int) -> None:
        """Say where in the file the block begins that is written next."""
        if line:
            self.begins.append(_Begin(self.length, line))

    def open(self) -> int:
        """Keep a place for a hint that begins here, before those inside it."""
        self.hints.append(None)
        self.starts.append(self.length)
        return len(self.hints) - 1

    def close(self, at: int, kind: HintKind, value: str = "", depth: int = 0) -> None:
        """Write the hint that a place was kept for; it ends here."""
        self.hints[at] = Hint(kind, self.starts[at], self.length, value, depth)


def _squeezed(runs: Runs) -> list[Run]:
    """Runs with their white space as it is shown, and those that are printed alike joined."""
    result: list[Run] = []
    gap = ""
    for run in runs:
        if run.note or run.page:
            result += [Run(gap)] if gap and result else []
            result.append(run)
            gap = ""
            continue
        shown = SPACE.sub(_space, run.text) if WIDE.search(run.text) else run.text
        core = shown.strip(EDGES)
        gap = _joined(gap, shown if not core else shown[: shown.index(core)])
        if not core:
            continue
        before = gap if result else ""
        last = result[-1] if result else None
        if last and last.rend == run.rend and not (last.note or last.page):
            result[-1] = replace(last, text=last.text + before + core)
        else:
            result += [Run(before)] if before else []
            result.append(replace(run, text=core))
        gap = shown[shown.index(core) + len(core) :]
    return result


def _space(match: re.Match[str]) -> str:
    return LINE_BREAK * min(2, match[0].count(LINE_BREAK)) or " "


def _joined(gap: str, more: str) -> str:
    """What is shown of two gaps that adjoin: their line breaks, at most two, or one space."""
    breaks = gap.count(LINE_BREAK) + more.count(LINE_BREAK)
    return LINE_BREAK * min(2, breaks) or (gap or more)[:1]


def _shown_page(run: Run) -> str:
    """The marker of a page as it is shown, or as the text reader knows it."""
    shown = " ".join(run.text.replace(LINE_BREAK, " ").split())
    return shown or PAGE_MARKER.format(n=run.page)


def _adjoin(previous: Block, block: Block, following: Sequence[Block]) -> bool:
    """Whether no blank line stands between two blocks: they are in one list."""
    if not isinstance(previous, Item):
        return False
    if _is_page(block):
        return any(isinstance(after, Item) and not after.begins for after in following)
    return isinstance(block, Item) and not block.begins


def _page_in_list(previous: Block | None, block: Block) -> Block:
    """What the next block is seen to follow: an item, though a page begins after it."""
    return previous if isinstance(previous, Item) and _is_page(block) else block


def _flat(content: Sequence[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """The paragraphs of a cell and of the tables in it."""
    for part in content:
        if isinstance(part, Paragraph):
            yield part
        else:
            for row in part.rows:
                for cell in row.cells:
                    yield from _flat(cell.content)


def _number(label: str) -> int:
    return int(label) if label.isdecimal() else 0
