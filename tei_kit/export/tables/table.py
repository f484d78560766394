"""One table of a document, or of diagnostics, for programs that work with tables."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import overload

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.export.tables.read_tei import read_contents
from tei_kit.export.tables.rows import DiagnosticRow, Row, Table, rows_of
from tei_kit.export.tei_tree import read
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.tree import Treed


@overload
def rows(what: Sequence[Diagnostic]) -> Sequence[DiagnosticRow]: ...
@overload
def rows(
    what: etree._ElementTree | str | PathLike[str] | Treed,
    table: Table | str = ...,
    name: str = ...,
) -> Sequence[Row]: ...
def rows(
    what: etree._ElementTree | str | PathLike[str] | Treed | Sequence[Diagnostic],
    table: Table | str = Table.TURNS,
    name: str = "",
) -> Sequence[Row] | Sequence[DiagnosticRow]:
    """A table as dataclasses, one a row, such as `pandas.DataFrame` and others take.

    `what` is a TEI document (a tree, a Conversion or the path of a file), and `table` is one of its
    tables: turns, notes, persons, pages, refs, dates or documents. A list of diagnostics has one
    table. docs/export.md has the columns. `name` stands for the file in the rows of a tree without
    one. Raises TeiKitError: the file cannot be read as XML (TK101, TK501), the tree is not TEI
    (TK701), there is no such table (TK711).
    """
    if not isinstance(what, Sequence) or isinstance(what, str):
        document = xmlfile.given(what)
        tree = read(document) if isinstance(document, Path) else document
        known = str(document) if isinstance(document, Path) else xmlfile.name_of(document)
        return rows_of(read_contents(tree, name or known), _table(table))
    return [
        DiagnosticRow(d.file, d.line, d.column, str(d.severity), d.code, d.name, d.message)
        for d in what
    ]


def _table(name: Table | str) -> Table:
    try:
        return Table(name)
    except ValueError as error:
        tables = ", ".join(each.value for each in Table)
        raise TeiKitError(diagnose("TK711", Place(str(name)), tables=tables)) from error
