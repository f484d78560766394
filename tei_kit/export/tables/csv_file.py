"""The rows of a table as CSV.

CSV is RFC 4180: UTF-8 without a byte order mark, commas, a line of names, lines that end in CRLF,
and quotation marks where they are needed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from lxml import etree

from tei_kit import files
from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.tables.read_tei import read_contents
from tei_kit.export.tables.rows import Row, Table, columns, rows_of

# Cells that a spreadsheet runs as formulas: =HYPERLINK(…), +1, -1, @SUM(…), also after a tab or a
# carriage return; and cells that begin with the guard already, so that the guard can be taken off
# exactly.
FORMULA = re.compile(r"'* [=+\-@\t\r]", re.VERBOSE)
GUARD = "'"


def to_csv(rows: Iterable[Row], table: Table, *, raw_cells: bool = False) -> bytes:
    """A table as CSV.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it (CWE-1236);
    `raw_cells` leaves it as it is, for programs. A list is written as its members with spaces
    between them, a truth value as true or false.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = columns(table)
    writer.writerow(names)
    for row in rows:
        cells = (_cell(getattr(row, name)) for name in names)
        writer.writerow(cells if raw_cells else map(guarded, cells))
    return files.as_text(text.getvalue()).encode("utf-8")


def guarded(cell: str) -> str:
    """A cell that spreadsheets do not take for a formula; `unguarded` gives the cell back."""
    return GUARD + cell if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given."""
    bare = cell.removeprefix(GUARD)
    return bare if bare != cell and FORMULA.match(bare) else cell


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _export_rows(rows: Sequence[Row], options: ExportOptions) -> bytes:
    return to_csv(rows, options.table, raw_cells=options.raw_cells)


def _export_document(tree: etree._ElementTree, options: ExportOptions) -> bytes:
    return _export_rows(rows_of(read_contents(tree), options.table), options)


EXPORTER = Exporter(".csv", _export_document, _export_rows)
