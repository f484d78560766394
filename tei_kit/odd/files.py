"""The files that an ODD is written in: parsed, with the line and column of every element.

XInclude (W3C Recommendation of 15 November 2006) is worked out for whole files and for the elements
that an xpointer names; only files of this machine are read.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from lxml import etree

from tei_kit.diagnostics import Place, TeiKitError, diagnose, reason_of
from tei_kit.files import bytes_of, is_file
from tei_kit.odd.pointers import pointed
from tei_kit.xml import tree
from tei_kit.xml.addresses import local_path
from tei_kit.xml.names import XINCLUDE

INCLUDE = f"{XINCLUDE}include"
_FALLBACK = f"{XINCLUDE}fallback"
_DEEPEST = 40
_MOST_FILES = 500
_DEEPEST_COPY = 4


class OddFile:
    """One parsed file. Columns are found when somebody asks, since few are needed."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.root: etree._Element = tree.parse_bytes(data, path).getroot()
        self._data = data
        self._positions: list[tuple[int, int]] | None = None

    def position(self, number: int, line: int) -> Place:
        """The place of the element with a number, counted from 0 in the order of the document."""
        if self._positions is None:
            self._positions = _positions(self._data)
        if number < len(self._positions):
            found = self._positions[number]
            return Place(self.path, found[0], found[1])
        return Place(self.path, line)

    def places(self) -> dict[etree._Element, Place]:
        """The places of all elements, for a tree whose parts are going to be moved."""
        elements = self.root.iter(etree.Element)
        return {e: self.position(i, tree.line_of(e)) for i, e in enumerate(elements)}


def _positions(data: bytes) -> list[tuple[int, int]]:
    """The lines and columns of all start tags; those that expat can read."""
    found: list[tuple[int, int]] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: dict[str, str]) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return found
    return found


class Files:
    """Reads the files of one ODD, each once, and knows where their elements stand."""

    def __init__(self) -> None:
        self._by_path: dict[Path, OddFile] = {}
        self._by_root: dict[etree._Element, OddFile] = {}
        self._moved: dict[etree._Element, Place] = {}
        self._base: dict[etree._Element, str] = {}
        """The files of elements that were included, which addresses in them are relative to."""

    @property
    def paths(self) -> list[str]:
        """The files that were read, in the order of reading."""
        return [file.path for file in self._by_path.values()]

    def read(self, path: Path | str) -> OddFile:
        """A file with its inclusions put in place.

        Raises TeiKitError: TK101 when it cannot be read, TK501 or TK508 when it is not safe
        well-formed XML, TK909 for an inclusion that does not work out.
        """
        return self._read(Path(path), ())

    def _read(self, path: Path, chain: tuple[Path, ...]) -> OddFile:
        key = _resolved(path)
        if key in self._by_path:
            return self._by_path[key]
        try:
            data = bytes_of(path)
        except (OSError, ValueError) as error:
            raise TeiKitError(
                diagnose("TK101", Place(str(path)), reason=reason_of(error))
            ) from error
        file = OddFile(str(path), data)
        self._by_path[key] = file
        self._by_root[file.root] = file
        if next(file.root.iter(INCLUDE), None) is not None:
            self._moved.update(file.places())
            self._include(file, (*chain, key))
        return file

    def place(self, element: etree._Element) -> Place:
        """The place of an element; only its line is known when its file was not read here."""
        if element in self._moved:
            return self._moved[element]
        root = element.getroottree().getroot()
        file = self._by_root.get(root)
        if file is None:
            return Place(tree.name_of(element.getroottree()), tree.line_of(element))
        for number, each in enumerate(root.iter(etree.Element)):
            if each is element:
                return file.position(number, tree.line_of(element))
        return Place(file.path, tree.line_of(element))

    def base(self, element: etree._Element) -> str:
        """The file that addresses in an element are relative to."""
        holder: etree._Element | None = element
        while holder is not None:
            if holder in self._base:
                return self._base[holder]
            root = holder
            holder = holder.getparent()
        file = self._by_root.get(root)
        return file.path if file is not None else tree.name_of(element.getroottree())

    def beside(self, element: etree._Element, href: str) -> Path | None:
        """The path that an address in an element stands for.

        For an address on the web, or on a machine where the ODD once was, it is a file of the same
        name beside the ODD, or in folders of the same names below it; None where there is no copy.
        """
        try:
            parts = urlsplit(href)
        except ValueError:
            return None
        base = Path(self.base(element))
        if len(parts.scheme) < 2 and not parts.netloc:
            return base.parent / unquote(parts.path)
        path = local_path(href.partition("#")[0])
        if path is None or not is_file(path):
            steps = unquote(parts.path).strip("/").split("/")
            for number in range(1, min(len(steps), _DEEPEST_COPY) + 1):
                copy = base.parent.joinpath(*steps[-number:])
                if is_file(copy) and copy != base:
                    return copy
        return path

    # ------------------------------------------------------------------ XInclude

    def _include(self, file: OddFile, chain: tuple[Path, ...]) -> None:
        for element in [*file.root.iter(INCLUDE)]:
            try:
                found = self._included(element, file, chain)
            except TeiKitError as error:
                fallback = element.find(_FALLBACK)
                if fallback is None:
                    raise
                if any(d.code not in ("TK101", "TK909") for d in error.diagnostics):
                    raise
                found = [*fallback]
            _put(element, found)

    def _included(
        self, element: etree._Element, file: OddFile, chain: tuple[Path, ...]
    ) -> list[etree._Element]:
        href, pointer = element.get("href", ""), element.get("xpointer", "")
        if element.get("parse", "xml") == "text":
            return []  # a compiler needs no text
        if not href:
            raise self._wrong(element, "xi:include without @href includes its own file")
        path = self.beside(element, href)
        if path is None:
            raise self._wrong(element, f"{href} is not on this machine; keep a copy beside the ODD")
        key = _resolved(path)
        if key in chain or len(chain) > _DEEPEST or len(self._by_path) > _MOST_FILES:
            raise self._wrong(element, f"{href} includes itself, or there are too many inclusions")
        try:
            included = self._read_again(path, chain)
        except TeiKitError as error:
            if [d.code for d in error.diagnostics] != ["TK101"]:
                raise
            raise self._wrong(element, f"{href} cannot be read") from error
        found = pointed(included.root, pointer) if pointer else [included.root]
        if not found:
            raise self._wrong(element, f"there is nothing at '{pointer}' in {href}")
        self._base.update(dict.fromkeys(found, str(path)))
        return found

    def _read_again(self, path: Path, chain: tuple[Path, ...]) -> OddFile:
        """A tree of its own for each inclusion, for elements are moved out of it."""
        key = _resolved(path)
        known = self._by_path.pop(key, None)
        file = self._read(path, chain)
        self._moved.update({e: p for e, p in file.places().items() if e not in self._moved})
        if known is not None:
            self._by_path[key] = known
        return file

    def _wrong(self, element: etree._Element, reason: str) -> TeiKitError:
        return TeiKitError(diagnose("TK909", self.place(element), reason=reason))


def _put(element: etree._Element, found: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    position = parent.index(element)
    tail = element.tail
    parent.remove(element)
    for each in reversed(found):
        each.tail = None
        parent.insert(position, each)
    if tail and found:
        found[-1].tail = tail


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path
