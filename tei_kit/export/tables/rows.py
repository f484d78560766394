"""Rows: the content of a TEI document as flat tables, one dataclass a table.

`read_tei` makes them; the tables (csv, jsonl), `tei-kit stats` and the picture of a conversation
are made from them. The names of the fields are the names of the columns, and are kept from version
to version (docs/export.md). "" stands for a value that the document does not state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: a `div` of type document, else an outermost `div`, else the whole text.

    `words` are those of its running text: without notes and without the labels of speakers.
    """

    file: str
    document: str  # its xml:id, else its number, else its position from 1
    n: str
    title: str
    date: str  # @when of the first date in its opener, else of creation in the header
    pages: int
    turns: int
    words: int
    notes: int


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn: an `sp`, or a `u`. `n` counts the turns of a document from 1."""

    file: str
    document: str
    page: str  # on which the turn begins
    n: int
    id: str
    who: str  # identifiers without "#", parted by spaces
    speaker: str  # the label as printed
    name: str  # of the persons that `who` points to, as the header has them
    text: str  # a line for each paragraph, item or line of verse; without notes and label
    words: int
    notes: tuple[str, ...]  # numbers of its notes as printed, else identifiers or positions


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note of the text. `turn` is the number of the turn that refers to it, 0 for none."""

    file: str
    document: str
    page: str
    turn: int
    n: str
    id: str
    type: str
    place: str
    anchored: bool
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the header or of a cast list, and the turns and words of that person."""

    file: str
    document: str  # where the list of persons is said to be of one document
    id: str
    name: str
    role: str
    note: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page: from a `pb` to the next. `said_before` counts words of turns in its document."""

    file: str
    document: str  # that the page begins in
    n: str
    id: str
    turns: int  # turns that begin on the page
    words: int  # words without notes and the labels of speakers
    said_before: int


@dataclass(frozen=True, slots=True)
class RefRow:
    """One reference: a `ref` or a `ptr`. `note` is the identifier or number of its note."""

    file: str
    document: str
    page: str
    note: str
    text: str
    target: str
    resolved: bool  # whether the target is in this file


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date of the text. `start` is @from or @notBefore, `end` is @to or @notAfter."""

    file: str
    document: str
    page: str
    note: str
    text: str
    when: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class DiagnosticRow:
    """One diagnostic. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    severity: str  # error, warning or info
    code: str
    name: str  # of the code, such as unexpected-element
    message: str


Row = DocumentRow | TurnRow | NoteRow | PersonRow | PageRow | RefRow | DateRow


class Table(StrEnum):
    """The tables that a document has."""

    TURNS = "turns"
    NOTES = "notes"
    PERSONS = "persons"
    PAGES = "pages"
    REFS = "refs"
    DATES = "dates"
    DOCUMENTS = "documents"


ROW_OF: dict[Table, type[Row]] = {
    Table.TURNS: TurnRow,
    Table.NOTES: NoteRow,
    Table.PERSONS: PersonRow,
    Table.PAGES: PageRow,
    Table.REFS: RefRow,
    Table.DATES: DateRow,
    Table.DOCUMENTS: DocumentRow,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """All the tables of one file."""

    file: str
    title: str
    documents: Sequence[DocumentRow]
    turns: Sequence[TurnRow]
    notes: Sequence[NoteRow]
    persons: Sequence[PersonRow]
    pages: Sequence[PageRow]
    refs: Sequence[RefRow]
    dates: Sequence[DateRow]


def columns(table: Table) -> list[str]:
    """The names of the columns of a table, in their order."""
    return [field.name for field in fields(ROW_OF[table])]


def rows_of(contents: Contents, table: Table) -> Sequence[Row]:
    """The rows of one table of a document."""
    rows: Sequence[Row] = getattr(contents, table.value)
    return rows


def voice_of(turn: TurnRow) -> str:
    """The speaker of a turn, for counts: `who`, else the label without its colon or full stop."""
    return turn.who or turn.speaker.rstrip(" .:,").casefold()


def name_of(turn: TurnRow) -> str:
    """The name of the speaker of a turn."""
    return turn.name or turn.speaker.rstrip(" .:,") or turn.who or "(not named)"
