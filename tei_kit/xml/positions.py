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

from tei_kit.diagnostics import Place
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.prolog import feed


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
    found = _in_file(file, wanted) if wanted - {""} else {}
    return {path: found.get(path) or Place(file, _line(tree, path)) for path in wanted}


def places_of(
    tree: etree._ElementTree, nodes: Iterable[etree._Element]
) -> Mapping[etree._Element, Place]:
    """The place of each element, comment or processing instruction in the file of its tree."""
    paths = {node: path_of(node) for node in nodes}
    by_path = places(tree, paths.values())
    return {node: by_path[path] for node, path in paths.items()}


def _line(tree: etree._ElementTree, path: str) -> int:
    if not path:
        return 1
    root = tree.getroot()
    nodes = [*reversed([*root.itersiblings(preceding=True)]), root, *root.itersiblings()]
    node: etree._Element | None = None
    for position in path.split("/"):
        siblings = nodes if node is None else node
        if int(position) > len(siblings):
            return 1
        node = siblings[int(position) - 1]
    return 1 if node is None else xmlfile.line_of(node)


def _in_file(file: str, wanted: set[str]) -> Mapping[str, Place]:
    """The places that expat finds; none after a mistake in the file."""
    walk = _Walk(file, wanted)
    with suppress(OSError, expat.ExpatError, LookupError, ValueError):
        walk.read(xmlfile.bytes_of(file))
    return walk.found


class _Walk:
    """Counts the nodes of a file, and notes where the wanted ones begin."""

    def __init__(self, file: str, wanted: set[str]) -> None:
        self.found: dict[str, Place] = {}
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
        self._counts[-1] += 1
        path = f"{self._paths[-1]}/{self._counts[-1]}" if self._paths[-1] else str(self._counts[-1])
        if path in self._wanted:
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
