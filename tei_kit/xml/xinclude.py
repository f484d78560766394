"""Inclusions (XInclude 1.1), resolved in a tree: local files below the folder of the document.

An element is found by the bare identifier that xpointer may hold; the other schemes of XPointer are
not supported and are said to be so.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose, reason_of
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.addresses import split
from tei_kit.xml.names import XINCLUDE_NAMESPACE, XML_BASE, XML_ID

_XI = f"{{{XINCLUDE_NAMESPACE}}}"
_DEEPEST = 20
_MOST = 10_000
_LARGEST = 1 << 28


def resolve(tree: etree._ElementTree) -> None:
    """Put the included files and elements in place of the inclusions of a document.

    The tree is changed. Raises TeiKitError (TK544) with each inclusion of the document that cannot
    be made and has no fallback: it names no local file below the folder of the document, includes
    itself, or makes the inclusions too many or too large.
    """
    file = Path(xmlfile.name_of(tree))
    paths = {each: positions.path_of(each) for each in tree.iter(f"{_XI}include")}
    inclusion = _Inclusion(file.resolve().parent)
    inclusion.into(tree.getroot(), file, ())
    if inclusion.errors:
        places = positions.places(tree, [paths[each] for each in inclusion.errors if each in paths])
        raise TeiKitError(
            *(
                replace(told, place=places[paths[element]])
                if told.place.file == str(file) and element in paths
                else told
                for element, told in inclusion.errors.items()
            )
        )


class _Inclusion:
    """Makes the inclusions of one document, and counts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.errors: dict[etree._Element, Diagnostic] = {}
        """The inclusions that cannot be made, and the reasons."""
        self._count = 0
        self._size = 0

    def into(self, root: etree._Element, file: Path, chain: Sequence[tuple[Path, str]]) -> None:
        for element in [*root.iter(f"{_XI}include")]:
            if not any(above.tag == f"{_XI}include" for above in element.iterancestors()):
                if chain:
                    self._replace(element, file, chain)
                    continue
                try:
                    self._replace(element, file, chain)
                except TeiKitError as error:
                    self.errors[element] = error.diagnostics[0]
                    if self._count > _MOST or self._size > _LARGEST:
                        break

    def _replace(
        self, element: etree._Element, file: Path, chain: Sequence[tuple[Path, str]]
    ) -> None:
        fallback = element.find(f"{_XI}fallback")
        try:
            nodes = self._included(element, file, chain)
        except _NotThereError as error:
            if fallback is None:
                raise _wrong(str(error), element, file) from error
            self.into(fallback, file, chain)
            nodes = [fallback.text or "", *fallback]
            for node in fallback:
                fallback.remove(node)
        _put(element, nodes)

    def _included(
        self, element: etree._Element, file: Path, chain: Sequence[tuple[Path, str]]
    ) -> list[etree._Element | str]:
        href, pointer = element.get("href", ""), element.get("xpointer", "")
        if "(" in pointer:
            raise _wrong(f"xpointer='{pointer}' is not supported; give an xml:id", element, file)
        path = self._path(href, file, element)
        target = (path.resolve(), pointer)
        if target in chain or (not href and not pointer):
            raise _wrong(f"'{href or file.name}' includes itself", element, file)
        self._count += 1
        if len(chain) >= _DEEPEST or self._count > _MOST:
            raise _wrong(f"more than {_DEEPEST} deep, or {_MOST:,} in all", element, file)
        if element.get("parse", "xml") == "text":
            return [self._text(path, element.get("encoding") or "utf-8", element, file)]
        found = self._root(path, element, file)
        if pointer:
            by_id = [each for each in found.iter(etree.Element) if each.get(XML_ID) == pointer]
            if not by_id:
                raise _NotThereError(f"there is no element '{pointer}' in {path.name}")
            found = by_id[0]
        copy = deepcopy(found)
        copy.tail = None
        if href and copy.get(XML_BASE) is None:
            copy.set(XML_BASE, href)
        self.into(copy, path, (*chain, target))
        return [copy]

    def _path(self, href: str, file: Path, element: etree._Element) -> Path:
        parts = split(href)
        if parts.scheme or parts.netloc or parts.fragment:
            raise _wrong(f"'{href}' is not a path of a local file", element, file)
        path = file.parent / unquote(parts.path) if parts.path else file
        if not path.resolve().is_relative_to(self._folder):
            raise _wrong(f"'{href}' is not below the folder of the document", element, file)
        return path

    def _root(self, path: Path, element: etree._Element, file: Path) -> etree._Element:
        self._grow(path, element, file)
        try:
            return xmlfile.parse(path).getroot()
        except TeiKitError as error:
            raise _wrong(f"{error.diagnostics[0]}".rstrip("."), element, file) from error

    def _text(self, path: Path, encoding: str, element: etree._Element, file: Path) -> str:
        self._grow(path, element, file)
        try:
            return path.read_text(encoding)
        except (OSError, LookupError, UnicodeError) as error:
            raise _wrong(f"{path.name}: {reason_of(error)}", element, file) from error

    def _grow(self, path: Path, element: etree._Element, file: Path) -> None:
        if not path.is_file():
            raise _NotThereError(f"{path.name} is not there, or not a regular file")
        self._size += path.stat().st_size
        if self._size > _LARGEST:
            raise _wrong(f"more than {_LARGEST >> 20} MB in all", element, file)


class _NotThereError(Exception):
    """A resource error: the fallback is for it (XInclude 1.1, section 4.4)."""


def _put(element: etree._Element, nodes: Sequence[etree._Element | str]) -> None:
    """Put nodes in place of an element, whose tail stays."""
    parent = element.getparent()
    if parent is None:
        (root,) = [node for node in nodes if not isinstance(node, str)]
        tree = element.getroottree()
        tree._setroot(root)
        return
    at = parent.index(element)
    tail = element.tail or ""
    element.tail = None
    parent.remove(element)
    for node in [*nodes, tail]:
        if not isinstance(node, str):
            parent.insert(at, node)
            at += 1
        elif at:
            before = parent[at - 1]
            before.tail = (before.tail or "") + node
        else:
            parent.text = (parent.text or "") + node


def _wrong(reason: str, element: etree._Element, file: Path) -> TeiKitError:
    place = Place(str(file), xmlfile.line_of(element))
    return TeiKitError(diagnose("TK544", place, reason=reason))
