"""Out of TEI: one document to a page, Markdown, text, tables or simpler TEI.

    from tei_kit import export, xmlfile

    tree = xmlfile.parse("memorandum.xml")
    export.export(tree, export.Format.HTML)  # the bytes of the page

One module a format; `rows` and `reading` are what the tables, the statistics and the picture of a
conversation are made from; `folder` makes pages of a whole folder that link to each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from tei_kit.export.tables.write import Table

__all__ = ["Format", "Options", "Table", "export"]


class Format(StrEnum):
    """What a document can be exported to."""

    HTML = "html"
    MD = "md"
    TXT = "txt"
    CSV = "csv"
    JSONL = "jsonl"
    TEI_SIMPLE = "tei-simple"

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return ".xml" if self is Format.TEI_SIMPLE else f".{self.value}"

    @property
    def is_table(self) -> bool:
        """Whether several documents make one table."""
        return self in (Format.CSV, Format.JSONL)


@dataclass(frozen=True, slots=True)
class Options:
    """How to export. `stylesheet` takes the place of ours, for a page."""

    table: Table = Table.TURNS
    raw_cells: bool = False
    stylesheet: Path | None = None


def export(tree: etree._ElementTree, target: Format, options: Options | None = None) -> bytes:
    """A TEI document in another format, in UTF-8.

    Raises TeiKitError (TK701) when the tree is not TEI, and what the stylesheet of a page raises.
    """
    options = options or Options()
    if target is Format.HTML:
        from tei_kit.export.html.page import to_html

        return to_html(tree, stylesheet=options.stylesheet)
    if target is Format.MD:
        from tei_kit.export.markdown import to_markdown

        return to_markdown(tree)
    if target is Format.TEI_SIMPLE:
        from tei_kit.export.simple import to_simple

        return to_simple(tree)
    if target is Format.TXT:
        from tei_kit.export.text import to_text

        return to_text(tree)
    from tei_kit.export.tables.read_tei import read
    from tei_kit.export.tables.write import rows_of, to_csv, to_jsonl

    rows = rows_of(read(tree), options.table)
    if target is Format.CSV:
        return to_csv(rows, options.table, raw_cells=options.raw_cells)
    return to_jsonl(rows, options.table)
