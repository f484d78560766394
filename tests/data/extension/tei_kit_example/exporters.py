"""Exports the headings of a document, and its tables with bars between the cells."""

from collections.abc import Sequence

from lxml import etree

from tei_kit.export import Exporter, ExportOptions
from tei_kit.export.tables import read_contents
from tei_kit.export.tables.rows import Row, columns, rows_of


def export_outline(tree: etree._ElementTree, options: ExportOptions) -> bytes:
    heads = tree.iter("{http://www.tei-c.org/ns/1.0}head")
    return "".join(f"{''.join(head.itertext())}\n" for head in heads).encode()


def export_rows(rows: Sequence[Row], options: ExportOptions) -> bytes:
    names = columns(options.table)
    cells = (" | ".join(str(getattr(row, name)) for name in names) for row in rows)
    return "\n".join([" | ".join(names), *cells, ""]).encode()


def export_table(tree: etree._ElementTree, options: ExportOptions) -> bytes:
    return export_rows(rows_of(read_contents(tree), options.table), options)


OUTLINE = Exporter(".outline.txt", export_outline)
BARS = Exporter(".bars", export_table, export_rows)
