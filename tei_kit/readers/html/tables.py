"""Tables of HTML: recognizes layout tables and rows that head columns, and reads spans of cells."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tei_kit.readers.html.elements import HEADINGS

SPAN = re.compile(r"[1-9][0-9]{0,2}")  # "2"


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only arranges things: by its role, with headings in it, or single cells."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iter(*HEADINGS), None) is not None:
        return True
    rows = list(table.iter("tr"))
    return all(sum(child.tag in ("td", "th") for child in row) < 2 for row in rows)


def heads_columns(row: HtmlElement) -> bool:
    """Whether a row heads the columns: it is in `thead`, or all of its cells are `th`."""
    parent = row.getparent()
    cells = [child.tag for child in row if child.tag in ("td", "th")]
    in_head = parent is not None and parent.tag == "thead"
    return bool(cells) and (in_head or all(tag == "th" for tag in cells))


def span_of(element: HtmlElement, name: str) -> int:
    """The number of rows or columns that a cell spans, by the attribute `name`, `rowspan` or
    `colspan`; 1 without the attribute."""
    value = element.get(name, "")
    return int(value) if SPAN.fullmatch(value) else 1
