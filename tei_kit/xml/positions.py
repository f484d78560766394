"""Nodes of a tree by their positions, and the places in the file where they begin.

A position is a path such as "1/3/2": the second child of the third child of the first node, where
elements, comments and processing instructions are counted; "" is the document itself. lxml knows
the lines of nodes only, so the file is read a second time for the columns.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from contextlib import suppress
from xml.parsers import expat

from lxml import etree

from tei_kit import files
from tei_kit.diagnostics import Place
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.prolog import feed

_COUNTED = (etree.Element, etree.Comment, etree.ProcessingInstruction)


def path_of(node: etree._Element) -> str:
    """The position of an element, comment or processing instruction."""
    positions = []
    parent = node.getparent()
    while parent is not None:
        positions.append(parent.index(node) + 1)
        node, parent = parent, parent.getparent()
    positions.append(sum(1 for _ in node.itersiblings(preceding=True)) + 1)
    return "/".join(str(position) for position in reversed(positions))


def places(tree: etree._ElementTree, paths: Iterable[str]) -> Mapping[str, Place]:
    """The place of each path in the file of a tree: line and column of its first character.

    The column is 1, and the line that of the end of a start tag, when the file cannot be read
    again as it was.
    """
    wanted = {*paths}
    file = xmlfile.name_of(tree)
    found = _in_file(tree, file, wanted) if wanted - {""} else {}
    return {path: found.get(path) or _without_column(tree, file, path) for path in wanted}


class Locator:
    """Finds the places of nodes one by one; the file is read again when a place is first asked
    for."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self._tree = tree
        self._file = xmlfile.name_of(tree)
        self._found: Mapping[str, Place] | None = None

    def place(self, node: etree._Element) -> Place:
        """The place of an element, comment or processing instruction of the tree."""
        if self._found is None:
            self._found = _in_file(self._tree, self._file, None)
        path = path_of(node)
        return self._found.get(path) or _without_column(self._tree, self._file, path)


def _without_column(tree: etree._ElementTree, file: str, path: str) -> Place:
    """The place as lxml knows it; the file is another when the node was included from there."""
    node = _node(tree, path)
    if node is None:
        return Place(file)
    return Place(getattr(node, "base", None) or file, xmlfile.line_of(node))


def _node(tree: etree._ElementTree, path: str) -> etree._Element | None:
    if not path:
        return None
    root = tree.getroot()
    nodes = [*reversed([*root.itersiblings(preceding=True)]), root, *root.itersiblings()]
    node: etree._Element | None = None
    for position in path.split("/"):
        siblings = nodes if node is None else node
        if int(position) > len(siblings):
            return None
        node = siblings[int(position) - 1]
    return node


def _in_file(tree: etree._ElementTree, file: str, wanted: set[str] | None) -> Mapping[str, Place]:
    """The places that expat finds, of all nodes when none are named.

    The result is empty when the file differs from the tree: it has inclusions, or was changed.
    """
    walk = _Walk(file, wanted)
    with suppress(OSError, expat.ExpatError, LookupError, ValueError):
        walk.read(files.bytes_of(file))
        root = tree.getroot()
        beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
        if walk.nodes == sum(1 for _ in root.iter(*_COUNTED)) + len(beside):
            return walk.found
    return {}


class _Walk:
    """Counts the nodes of a file, and notes where the wanted ones begin."""

    def __init__(self, file: str, wanted: set[str] | None) -> None:
        self.found: dict[str, Place] = {}
        self.nodes = 0
        self._file = file
        self._wanted = wanted
        self._paths = [""]
        self._counts = [0]
        self._in_doctype = False
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._at_start
        parser.EndElementHandler = self._at_end
        parser.CommentHandler = self._at_leaf
        parser.ProcessingInstructionHandler = self._at_leaf
        parser.StartDoctypeDeclHandler = self._at_doctype
        parser.EndDoctypeDeclHandler = self._after_doctype

    def read(self, data: bytes) -> None:
        feed(self._parser, io.BytesIO(data).read)
        self._parser.Parse(b"", True)

    def _count(self) -> str:
        self.nodes += 1
        self._counts[-1] += 1
        path = f"{self._paths[-1]}/{self._counts[-1]}" if self._paths[-1] else str(self._counts[-1])
        if self._wanted is None or path in self._wanted:
            parser = self._parser
            self.found[path] = Place(
                self._file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            )
        return path

    def _at_start(self, _name: str, _attributes: Mapping[str, str]) -> None:
        self._paths.append(self._count())
        self._counts.append(0)

    def _at_end(self, _name: str) -> None:
        self._paths.pop()
        self._counts.pop()

    def _at_leaf(self, *_content: str) -> None:
        if not self._in_doctype:
            self._count()

    def _at_doctype(self, *_declaration: object) -> None:
        self._in_doctype = True

    def _after_doctype(self) -> None:
        self._in_doctype = False
