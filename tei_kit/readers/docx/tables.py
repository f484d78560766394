"""Tables of a Word file: their rows and cells, and cells that span others (section 17.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tei_kit.readers.docx.styles import W, value
from tei_kit.readers.flow import Cell, Paragraph, Row, Table, text_of

# Elements that hold runs and say nothing about the text of the runs.
WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "bdo",
        "customXml",
        "dir",
        "fldSimple",
        "hyperlink",
        "sdt",
        "sdtContent",
        "smartTag",
    )
)


def find(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of a tag, also those inside elements that only hold others."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS or child.tag == f"{W}ins":
            yield from find(child, tag)


def columns_of(cell: etree._Element) -> int:
    """How many columns a cell spans."""
    properties = cell.find(f"{W}tcPr")
    span = value(None if properties is None else properties.find(f"{W}gridSpan"))
    return int(span) if span.isdecimal() and 0 < int(span) < 1000 else 1


def _merge(cell: etree._Element) -> str:
    """The part that a cell has in a taller cell: `restart` begins it, `continue` goes on with
    it."""
    properties = cell.find(f"{W}tcPr")
    merge = None if properties is None else properties.find(f"{W}vMerge")
    return "" if merge is None else value(merge) or "continue"


def merged(rows: Sequence[Row], elements: Sequence[Sequence[etree._Element]]) -> list[Row]:
    """Rows whose cells go on with those above, as fewer cells that span rows."""
    grid: dict[int, list[int]] = {}  # by column: the row and the index of the cell that began there
    kept: list[list[Cell]] = []
    for at, (row, cells) in enumerate(zip(rows, elements, strict=True)):
        kept.append([])
        column = 0
        for cell, element in zip(row.cells, cells, strict=True):
            merge = _merge(element)
            if merge == "continue" and column in grid:
                above, index = grid[column]
                first = kept[above][index]
                content = [*first.content, *(p for p in cell.content if _has_text(p))]
                kept[above][index] = replace(first, rows=first.rows + 1, content=content)
            else:
                grid.pop(column, None)
                if merge == "restart":
                    grid[column] = [at, len(kept[at])]
                kept[at].append(cell)
            column += cell.columns
    return [replace(row, cells=cells) for row, cells in zip(rows, kept, strict=True) if cells]


def _has_text(part: Paragraph | Table) -> bool:
    return isinstance(part, Table) or bool(text_of(part.runs).strip())
