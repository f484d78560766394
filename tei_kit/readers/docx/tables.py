"""Tables of a Word file: rows, cells, and cells that span rows (ECMA-376, part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tei_kit.readers.docx.styles import W, value
from tei_kit.readers.flow import Cell, Paragraph, Row, Table, text_of

# Elements that only hold runs, blocks, rows or cells.
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
    """The children with a tag, also children inside wrappers and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS or child.tag == f"{W}ins":
            yield from find(child, tag)


def columns_of(cell: etree._Element) -> int:
    """The number of columns that a cell spans."""
    properties = cell.find(f"{W}tcPr")
    span = value(None if properties is None else properties.find(f"{W}gridSpan"))
    return int(span) if span.isdecimal() and 0 < int(span) < 1000 else 1


def _merge(cell: etree._Element) -> str:
    """The role of a cell in a vertical merge: `restart` begins a taller cell, `continue` continues
    it, "" means no merge."""
    properties = cell.find(f"{W}tcPr")
    merge = None if properties is None else properties.find(f"{W}vMerge")
    return "" if merge is None else value(merge) or "continue"


def merged(rows: Sequence[Row], elements: Sequence[Sequence[etree._Element]]) -> list[Row]:
    """The rows with vertically merged cells as one cell that spans rows.

    `elements` are the cells' elements, in the same shape; rows without cells are left out.
    """
    grid: dict[int, list[int]] = {}  # by column: the row and the index of the open merged cell
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
