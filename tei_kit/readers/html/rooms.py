"""Rooms collect the blocks of a page: one room for the page itself, and one for each open cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from tei_kit.readers.flow import (
    BULLET,
    Block,
    Cell,
    Item,
    Paragraph,
    Run,
    Runs,
    Table,
    paragraphs_of,
)
from tei_kit.readers.html import word_lists
from tei_kit.readers.list_markers import html_marker

# The first number of a list, or a number that an item states: "3", "-1".
NUMBER = re.compile(r"-?[0-9]{1,6}")


@dataclass(slots=True)
class _List:
    """An open list: `number` is the number of its next item; `begins`: it has no item yet."""

    element: HtmlElement
    number: int
    begins: bool = True

    def next_marker(self, item: HtmlElement) -> str:
        """The marker of the next item; a number that the item states replaces the count."""
        stated = item.get("value", "")
        if NUMBER.fullmatch(stated):
            self.number = int(stated)
        number = self.number
        self.number += -1 if self.element.get("reversed") is not None else 1
        if self.element.tag != "ol":
            return BULLET
        return html_marker(self.element.get("type", "1"), number)


@dataclass(slots=True)
class _OpenItem:
    """An open item; `at` is its index among the blocks, -1 before its block is made."""

    depth: int
    marker: str
    begins: bool
    line: int
    at: int = -1


@dataclass(slots=True)
class Room:
    """The collector of the blocks of the page, or of a cell.

    `runs` are the words since the last block, `line` is the line of the file on which they begin,
    and `heading` is the level of the open heading, or 0.
    """

    cell: HtmlElement | None = None
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    line: int = 0
    heading: int = 0
    lists: list[_List] = field(default_factory=list)
    items: list[_OpenItem] = field(default_factory=list)
    word_list: str = ""  # the list of Word that the last items belong to

    def open_list(self, element: HtmlElement) -> None:
        """Open a list; if it is in an item without a block, the item's block is made first."""
        if self.items and self.items[-1].at < 0:
            self._begin(self.items[-1], [])
        start = element.get("start", "")
        number = int(start) if NUMBER.fullmatch(start) else 1
        if element.tag == "ol" and element.get("reversed") is not None and not start:
            number = sum(1 for child in element if child.tag == "li")
        self.lists.append(_List(element, number))

    def close_list(self, element: HtmlElement) -> None:
        """Close a list if it is the innermost open list."""
        if self.lists and self.lists[-1].element is element:
            self.lists.pop()

    def open_item(self, element: HtmlElement, line: int) -> None:
        """Open an item of the innermost open list; without a list, an item of a new list."""
        if not self.lists:
            self.items.append(_OpenItem(len(self.items), BULLET, True, line))
            return
        of = self.lists[-1]
        marker = of.next_marker(element)
        self.items.append(_OpenItem(len(self.lists) - 1, marker, of.begins, line))
        of.begins = False

    def open_word_item(self, item: word_lists.WordItem, line: int) -> None:
        """Open an item of a list that Word wrote as paragraphs."""
        goes_on = bool(self.blocks) and isinstance(self.blocks[-1], Item)
        goes_on = goes_on and self.word_list == item.list
        self.word_list = self.word_list if item.depth and self.blocks else item.list
        self.items.append(_OpenItem(item.depth, item.marker, not goes_on, line))

    def close_item(self) -> None:
        """Close the innermost open item; an item without text is kept with its marker."""
        item = self.items[-1]
        if item.at < 0:
            self._begin(item, [])
        self.items.pop()

    def add_to_item(self, runs: Runs, line: int) -> None:
        """Add a paragraph to the innermost open item."""
        item = self.items[-1]
        if item.at < 0:
            self._begin(item, [runs])
        elif item.at == len(self.blocks) - 1:
            begun = self.blocks[-1]
            assert isinstance(begun, Item)
            paragraphs = [*begun.paragraphs, runs]
            self.blocks[-1] = Item(begun.depth, begun.marker, paragraphs, begun.line, begun.begins)
        else:  # other blocks, such as an inner list, came in between
            self.blocks.append(Paragraph(runs, line))

    def _begin(self, item: _OpenItem, paragraphs: list[Runs]) -> None:
        item.at = len(self.blocks)
        begins = item.begins and not item.depth
        self.blocks.append(Item(item.depth, item.marker, paragraphs, item.line, begins))

    def as_cell(self, rows: int, columns: int, *, is_label: bool) -> Cell:
        """The blocks as a cell; headings and items become paragraphs."""
        content: list[Paragraph | Table] = []
        for block in self.blocks:
            if isinstance(block, Table):
                content.append(block)
            else:
                content += [Paragraph(runs) for runs in paragraphs_of(block)]
        return Cell(content, rows, columns, is_label)
