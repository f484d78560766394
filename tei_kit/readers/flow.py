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
# Stands in `Run.page` for a page that has no number.
NEW_PAGE = "\f"


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of the comment `key`: after `after` visible characters of its run."""

    key: str
    after: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, printed in one way: `rend` has the words of @rend, "" for plain print.

    `target` is the address that the text links to. `language` is the tag of its language, if this
    is not the language of the whole text. `is_quoted` says that the text belongs to a quotation.
    A run may instead be a reference to the note with the key `note`, or the marker of the page
    `page`. Its text is then the text that the format shows there: never "" for a reference, perhaps
    "" for a page. `comments` are the places of comments in its text.
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
    """A comment on the text, not a part of the text; see `source.comments.Comment`."""

    paragraphs: Sequence[Sequence[Words]]
    author: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `line` is the line of the file on which it begins, or its number in the file.

    Paragraphs of one displayed quotation have the same number `quotation`; 0 means no quotation.
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
    """An item of a list with its marker, at a depth from 0. `begins`: its list begins with it."""

    depth: int
    marker: str
    paragraphs: Sequence[Runs]
    line: int = 0
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, with the numbers of rows and columns that it spans."""

    content: Sequence[Paragraph | Table]
    rows: int = 1
    columns: int = 1
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. A row with `is_label` heads the columns."""

    cells: Sequence[Cell]
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `line` is the line of the file on which it begins."""

    rows: Sequence[Row]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines as they were typed, with their white space; empty lines separate paragraphs."""

    lines: Sequence[Paragraph]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A note: `label`, the number or sign that refers to it, and its paragraphs.

    `place` is the place of its print in the words of @place, "" for the end of its document.
    """

    label: str
    paragraphs: Sequence[Runs]
    line: int = 0
    place: str = ""


Block = Paragraph | Heading | Item | Table | Preformatted


@dataclass(frozen=True, slots=True)
class Flow:
    """All contents that a format shows. The reader chooses the keys of `notes` and `remarks`.

    `language` is the tag of the language that the format states for the text, and `title` the title
    that it states; each may be "". `tally` is an independent count of the contents. `remarks` are
    comments on the text; a comment without a mark in a run stands at the end of the text.
    """

    blocks: Sequence[Block]
    notes: Mapping[str, Note] = field(default_factory=dict)
    diagnostics: Sequence[Diagnostic] = ()
    language: str = ""
    title: str = ""
    tally: Tally | None = None
    remarks: Mapping[str, Remark] = field(default_factory=dict)


# The words of @rend, in the order in which a value of several words has them.
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
    """The value of @rend for some of its words, in the usual order: `italic bold`."""
    return " ".join(word for word in RENDITIONS if word in words)


def lines_of(paragraph: Paragraph, *, counts: bool) -> Iterator[Paragraph]:
    """The lines of a paragraph, split at its breaks; `counts`: each is a line of the file too."""
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
    """The lines of a run, split at its breaks, each with its own comments."""
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
    """The number of characters in a text, without white space."""
    return len("".join(text.split()))


def text_of(runs: Runs) -> str:
    """The text that runs show."""
    return "".join(run.text for run in runs)


def paragraphs_of(block: Block | Table) -> Iterator[Runs]:
    """A block as paragraphs, for places that allow only paragraphs."""
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
