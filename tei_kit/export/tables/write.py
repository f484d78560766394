"""Tables: the rows of a TEI document as CSV and as JSON Lines.

CSV is RFC 4180: UTF-8 without a byte order mark, commas, a line of names, lines that end in CRLF,
and quotation marks where they are needed. JSON Lines holds one object a line, with the same names.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from enum import StrEnum

from tei_kit.export.tables.rows import (
    Contents,
    DateRow,
    DocumentRow,
    NoteRow,
    PageRow,
    PersonRow,
    RefRow,
    Row,
    TurnRow,
)

# What a spreadsheet takes for a formula and runs: =HYPERLINK(…), +1, -1, @SUM(…), also after a tab
# or a carriage return; and what is already guarded, so that the guard can be taken off exactly.
FORMULA = re.compile(r"'* [=+\-@\t\r]", re.VERBOSE)
GUARD = "'"
# What JSON puts in lines of its own and some readers take for line ends: U+2028, U+2029, U+0085.
LINE_ENDS = re.compile("[\x85\u2028\u2029]")


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


def columns(table: Table) -> list[str]:
    """The names of the columns of a table, in their order."""
    return [field.name for field in fields(ROW_OF[table])]


def rows_of(contents: Contents, table: Table) -> Sequence[Row]:
    """The rows of one table of a document."""
    rows: Sequence[Row] = getattr(contents, table.value)
    return rows


def to_csv(rows: Iterable[Row], table: Table, *, raw_cells: bool = False) -> bytes:
    """A table as CSV.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it (CWE-1236);
    `raw_cells` leaves it as it is, for programs. A list is its members parted by spaces, a truth
    is true or false.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = columns(table)
    writer.writerow(names)
    for row in rows:
        cells = (_cell(getattr(row, name)) for name in names)
        writer.writerow(cells if raw_cells else map(guarded, cells))
    return text.getvalue().encode("utf-8")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguarded` gives the cell back."""
    return GUARD + cell if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that was guarded."""
    bare = cell.removeprefix(GUARD)
    return bare if bare != cell and FORMULA.match(bare) else cell


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def to_jsonl(rows: Iterable[Row], table: Table) -> bytes:
    """A table as JSON Lines: a list is an array, a truth is true or false, nothing is changed."""
    names = columns(table)
    lines = (
        json.dumps({name: getattr(row, name) for name in names}, ensure_ascii=False) for row in rows
    )
    return "".join(f"{LINE_ENDS.sub(_escape, line)}\n" for line in lines).encode("utf-8")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
