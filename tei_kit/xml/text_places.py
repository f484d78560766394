"""The places in a file of the characters of a tree's text.

lxml knows the lines of elements only, so the file is read a second time with expat, which tells
where each piece of character data begins. Both give the same characters in the same order; where
they do not, because the file was changed or includes others, the place is that of the element.
"""

from __future__ import annotations

import io
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from xml.parsers import expat

from lxml import etree

from tei_kit import files
from tei_kit.diagnostics import Place
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.positions import Locator
from tei_kit.xml.prolog import feed


class TextPlaces:
    """Finds the places of characters; the file is read when a place is first asked for."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self._tree = tree
        self.name = xmlfile.name_of(tree)
        self._elements = Locator(tree)
        self._slots: Mapping[tuple[etree._Element, bool], int] | None = None
        self._data = _Data()

    def of_text(self, element: etree._Element, tail: bool, offset: int) -> Place:
        """The place of a character in the text of an element, or in the text that follows it."""
        if self._slots is None:
            self._slots = self._read()
        start = self._slots.get((element, tail))
        if start is None:
            return self._elements.place(element)
        line, column = self._data.position(start + offset)
        return Place(self.name, line, column)

    def of_element(self, element: etree._Element) -> Place:
        """The place where an element begins."""
        return self._elements.place(element)

    def _read(self) -> Mapping[tuple[etree._Element, bool], int]:
        """The offset of each text in the text of the whole file; empty when that has changed."""
        slots, length = _slots(self._tree)
        with suppress(OSError, expat.ExpatError, LookupError, ValueError):
            data = _Data()
            data.read(files.bytes_of(self.name))
            if data.length == length:
                self._data = data
                return slots
        return {}


def _slots(tree: etree._ElementTree) -> tuple[dict[tuple[etree._Element, bool], int], int]:
    found: dict[tuple[etree._Element, bool], int] = {}
    length = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            if node.text:
                found[node, False] = length
                length += len(node.text)
        elif node.tail and node.getparent() is not None:
            found[node, True] = length
            length += len(node.tail)
    return found, length


class _Data:
    """The character data of a file in pieces, and where each begins."""

    def __init__(self) -> None:
        self.length = 0
        self._starts = array("q")
        self._lines = array("q")
        self._columns = array("q")

    def read(self, data: bytes) -> None:
        """Read a file. Raises the errors of expat."""
        parser = expat.ParserCreate()
        parser.buffer_text = False
        starts, lines, columns = self._starts, self._lines, self._columns

        def at_text(text: str) -> None:
            starts.append(self.length)
            lines.append(parser.CurrentLineNumber)
            columns.append(parser.CurrentColumnNumber + 1)
            self.length += len(text)

        parser.CharacterDataHandler = at_text
        feed(parser, io.BytesIO(data).read)
        parser.Parse(b"", True)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of a character; a piece of character data has no line end in it."""
        at = max(bisect_right(self._starts, offset) - 1, 0)
        return self._lines[at], self._columns[at] + offset - self._starts[at]
