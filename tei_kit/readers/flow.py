"""Flow: the blocks that a format shows, in the order of reading; the same for every format.

A reader turns its format into a `Flow`; `flow_to_source` turns a flow into a `Source`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from tei_kit.diagnostics import Diagnostic
from tei_kit.readers.guard import Tally
from tei_kit.source.comments import Words

BULLET = "•"
# A line break within a paragraph.
LINE_BREAK = "\u2028"
# The number of a page without a number.
NEW_PAGE = "\f"


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment of a key stands after so many visible characters of its run."""

    key: str
    after: int


@dataclass(frozen=True, slots=True)
class Run:
    """Some text. `rend` is how it is printed, in the words of @rend, "" for no special way.

    `target` is the address that it is a link to, `language` the tag of a language that is not the
    text's, and `is_quoted` says that it belongs to a quotation. Each is "" or False by default.
    A run may instead be a reference to the note of the key `note`, which always has text, or the
    marker of the page `page`; its text is then the text that the format shows there, perhaps "".
    `comments` are the places of comments in its text.
    """

    text: str
    rend: str = ""
    note: str = ""
    page: str = ""
    target: str = ""
    language: str = ""
    is_quoted: bool = False
    comments: Sequence[Mark] = ()


Runs = Sequence[Run]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on the text, which is no part of it; see `source.comments.Comment`."""

    paragraphs: Sequence[Sequence[Words]]
    author: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `line` is the line of the file, or the number of the paragraph in it, at which
    it begins.

    Paragraphs of one quotation set off have the same number `quotation`; 0 stands for no quotation.
    """

    runs: Runs
    line: int = 0
    quotation: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the highest level."""

    level: int
    runs: Runs
    line: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with its marker, at a depth from 0. `begins` says that its list begins with
    it.
    """

    depth: int
    marker: str
    paragraphs: Sequence[Runs]
    line: int = 0
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the rows and columns that it spans."""

    content: Sequence[Paragraph | Table]
    rows: int = 1
    columns: int = 1
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a label heads columns."""

    cells: Sequence[Cell]
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    rows: Sequence[Row]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines that stand as they were typed, with their white space; empty ones part paragraphs."""

    lines: Sequence[Paragraph]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the number or sign that it is referred to by, and its paragraphs.

    `place` is where it is printed, as @place has it, "" at the end of its document.
    """

    label: str
    paragraphs: Sequence[Runs]
    line: int = 0
    place: str = ""


Block = Paragraph | Heading | Item | Table | Preformatted


@dataclass(frozen=True, slots=True)
class Flow:
    """Everything that a format shows. `notes` are by a key that the reader chooses.

    `language` is the tag of the language that the format states for the text, and `title` its name
    for the whole text; each may be "". `tally` counts what the format shows by other means.
    `remarks` are comments on the text, by a key that the reader chooses; a comment without a mark
    stands at the end of the text.
    """

    blocks: Sequence[Block]
    notes: Mapping[str, Note] = field(default_factory=dict)
    diagnostics: Sequence[Diagnostic] = ()
    language: str = ""
    title: str = ""
    tally: Tally | None = None
    remarks: Mapping[str, Remark] = field(default_factory=dict)


# The words of @rend, in the order in which several of them stand.
RENDITIONS = (
    "italic",
    "bold",
    "underline",
    "strikethrough",
    "smallcaps",
    "superscript",
    "subscript",
)


def rendition(words: Set[str]) -> str:
    """Some words of @rend as its value: `italic bold`."""
    return " ".join(word for word in RENDITIONS if word in words)


def lines_of(paragraph: Paragraph, *, counts: bool) -> Iterator[Paragraph]:
    """A paragraph as the lines that its breaks part; `counts`: they are lines of the file."""
    line: list[Run] = []
    number = paragraph.line
    for run in paragraph.runs:
        first, *more = _lines_of_run(run)
        line.append(first)
        for part in more:
            yield Paragraph(line, number)
            line = [part]
            number += counts
    yield Paragraph(line, number)


def _lines_of_run(run: Run) -> Iterator[Run]:
    """A run as the lines that its breaks part, each with its own comments."""
    texts = run.text.split(LINE_BREAK)
    if not run.comments:
        yield from (replace(run, text=text) for text in texts)
        return
    before = 0
    for number, text in enumerate(texts, 1):
        length, is_last = visible(text), number == len(texts)
        here = [
            Mark(mark.key, mark.after - before)
            for mark in run.comments
            if mark.after >= before and (mark.after <= before + length or is_last)
        ]
        yield replace(run, text=text, comments=here)
        before += length


def visible(text: str) -> int:
    """How many characters of a text are no white space."""
    return len("".join(text.split()))


def text_of(runs: Runs) -> str:
    """The text that runs show."""
    return "".join(run.text for run in runs)


def paragraphs_of(block: Block | Table) -> Iterator[Runs]:
    """A block as paragraphs, for where nothing else can stand."""
    match block:
        case Paragraph() | Heading():
            yield block.runs
        case Preformatted():
            yield from (line.runs for line in block.lines)
        case Item():
            for i, runs in enumerate(block.paragraphs or [()]):
                yield [Run(f"{block.marker} "), *runs] if i == 0 else runs
        case Table():
            for row in block.rows:
                yield [run for cell in row.cells for run in _in_one_line(cell)]


def _in_one_line(cell: Cell) -> Iterator[Run]:
    for part in cell.content:
        for runs in paragraphs_of(part):
            yield from runs
            yield Run(" ")
