"""The interface of an exporter: one object for each format, ours or that of another package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lxml import etree

from tei_kit.export.tables.rows import Row, Table


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options of an export. `stylesheet` takes the place of ours, for a page."""

    table: Table = Table.TURNS
    raw_cells: bool = False
    stylesheet: Path | None = None


class ExportDocument(Protocol):
    """Makes the bytes of a file of a TEI document, which it leaves as it is.

    Raises TeiKitError when the tree cannot be exported, as with TK701 when it is not TEI.
    """

    def __call__(self, tree: etree._ElementTree, options: ExportOptions, /) -> bytes: ...


class ExportRows(Protocol):
    """Makes the bytes of a file of the rows of one table, perhaps of several documents."""

    def __call__(self, rows: Sequence[Row], options: ExportOptions, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """An exporter takes documents to one format.

    `suffix` is the end of the names of its files, such as ".md". A format of tables, in which
    several documents make one file, has `export_rows` as well. The `name` of a format is the key by
    which `guard` knows what the format leaves out; results of a format without one are not looked
    at.
    """

    suffix: str
    export_document: ExportDocument
    export_rows: ExportRows | None = None
    name: str = ""
