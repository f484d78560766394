"""The blocks of a page while they are collected: of the page itself, and of each open cell."""

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

# The number at which a list begins, or that an item states: "3", "-1".
NUMBER = re.compile(r"-?[0-9]{1,6}")


@dataclass(slots=True)
class _List:
    """A list that is open: how its items count, and at which item it is."""

    element: HtmlElement
    number: int
    begins: bool = True

    def next_marker(self, item: HtmlElement) -> str:
        """The marker of the next item; the number that the item states goes before the count."""
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
    """An item that is open; `at` is its index among the blocks once it has text."""

    depth: int
    marker: str
    begins: bool
    line: int
    at: int = -1


@dataclass(slots=True)
class Room:
    """The target of blocks: the page, or a cell. A heading or an item in a cell is a paragraph.

    `runs` are the words since the last block, `line` is the line of the file where they begin, and
    `heading` is the level of the heading that is open, or 0.
    """

    cell: HtmlElement | None = None
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    line: int = 0
    heading: int = 0
    lists: list[_List] = field(default_factory=list)
    items: list[_OpenItem] = field(default_factory=list)
    word_list: str = ""  # the list of Word whose items stood last

    def open_list(self, element: HtmlElement) -> None:
        """Open a list; an item that it stands in begins, if only with its marker."""
        if self.items and self.items[-1].at < 0:
            self._begin(self.items[-1], [])
        start = element.get("start", "")
        number = int(start) if NUMBER.fullmatch(start) else 1
        if element.tag == "ol" and element.get("reversed") is not None and not start:
            number = sum(1 for child in element if child.tag == "li")
        self.lists.append(_List(element, number))

    def close_list(self, element: HtmlElement) -> None:
        """Close a list if it is the one that was opened last."""
        if self.lists and self.lists[-1].element is element:
            self.lists.pop()

    def open_item(self, element: HtmlElement, line: int) -> None:
        """Open an item of the list at hand; without a list, an item of a list of its own."""
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
        """Close the item that was opened last; without text it still has its marker."""
        item = self.items[-1]
        if item.at < 0:
            self._begin(item, [])
        self.items.pop()

    def add_to_item(self, runs: Runs, line: int) -> None:
        """Add a paragraph to the item that is open."""
        item = self.items[-1]
        if item.at < 0:
            self._begin(item, [runs])
        elif item.at == len(self.blocks) - 1:
            begun = self.blocks[-1]
            assert isinstance(begun, Item)
            paragraphs = [*begun.paragraphs, runs]
            self.blocks[-1] = Item(begun.depth, begun.marker, paragraphs, begun.line, begun.begins)
        else:  # another list stands between
            self.blocks.append(Paragraph(runs, line))

    def _begin(self, item: _OpenItem, paragraphs: list[Runs]) -> None:
        item.at = len(self.blocks)
        begins = item.begins and not item.depth
        self.blocks.append(Item(item.depth, item.marker, paragraphs, item.line, begins))

    def as_cell(self, rows: int, columns: int, *, is_label: bool) -> Cell:
        """The blocks as the content of a cell that spans some rows and columns."""
        content: list[Paragraph | Table] = []
        for block in self.blocks:
            if isinstance(block, Table):
                content.append(block)
            else:
                content += [Paragraph(runs) for runs in paragraphs_of(block)]
        return Cell(content, rows, columns, is_label)
