"""XML catalogs: files that map addresses to local copies.

OASIS XML Catalogs 1.1 (7 October 2005), for URI references and system identifiers; entries for
public identifiers do not apply to these. Only local files are read or pointed to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.xml import tree
from tei_kit.xml.addresses import local_path
from tei_kit.xml.names import CATALOG, CATALOG_NAMESPACE, XML_BASE

if TYPE_CHECKING:
    from lxml import etree


VARIABLE = "XML_CATALOG_FILES"  # of the environment, which programs of XML share
_OTHER_SCHEME = {"http": "https", "https": "http"}
# Characters that a URI must not hold; they are compared as %XX (section 6.3): space, "é", "{"
_TO_ESCAPE = re.compile(r"""[\x00-\x20"<>\\^`{|}\x7f-\U0010ffff]""")


class CatalogError(TeiKitError):
    """A catalog cannot be used, or maps a name to something that is not a local file."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a catalog: `kind` is its element's name, `key` the name that it maps."""

    kind: str
    key: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Part:
    """A catalog file: its entries, and the catalog files that are asked after it."""

    entries: Sequence[_Entry]

    @property
    def next(self) -> list[Path]:
        return [path for entry in self.entries if entry.kind == _NEXT for path in _file(entry)]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Catalog files with all the catalog files that they name; `load` makes it."""

    _first: Sequence[Path]
    _parts: Mapping[Path, _Part]
    problems: Sequence[Diagnostic]
    """Warnings (TK513) of catalogs that another names and that cannot be read (section 8)."""

    @property
    def files(self) -> list[Path]:
        """All catalog files, those that another names too, whether they are there or not."""
        named = [
            path
            for part in self._parts.values()
            for entry in part.entries
            if entry.kind in _OTHER_CATALOGS
            for path in _file(entry)
        ]
        return [*dict.fromkeys((*self._first, *self._parts, *named))]

    def resolve(self, uri: str) -> Path | None:
        """The local file for an address: by the entries for URIs, then for system identifiers.

        An address that begins with http: is also looked for with https:, and the other way round.
        None when no entry matches. Raises CatalogError (TK514) when the entry that matches names
        something that is not a local file.
        """
        wanted = _normalized(uri)
        for name in (wanted, *_with_other_scheme(wanted)):
            for kinds in (_URI, _SYSTEM):
                entry = self._found(name, kinds, self._first, set())
                if entry is not None:
                    return _local(entry)
        return None

    def _found(
        self, wanted: str, kinds: _Kinds, files: Sequence[Path], seen: set[Path]
    ) -> _Entry | None:
        """The first match in some catalog files and those after them (section 7.2.2).

        A file is asked once, so that the search ends when two files name each other.
        """
        for file in files:
            part = self._parts.get(file)
            if part is None or file in seen:
                continue
            seen.add(file)
            if (entry := _match(wanted, kinds, part.entries)) is not None:
                return entry
            delegates = _delegates(wanted, kinds, part.entries)
            if delegates:
                # Once a part of the names is left to other catalogs, no others are asked.
                return self._found(wanted, kinds, delegates, seen)
            if (entry := self._found(wanted, kinds, part.next, seen)) is not None:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The elements for one kind of name, and the attributes that hold the names."""

    exact: str
    rewrite: str
    suffix: str
    delegate: str


_URI = _Kinds("uri", "rewriteURI", "uriSuffix", "delegateURI")
_SYSTEM = _Kinds("system", "rewriteSystem", "systemSuffix", "delegateSystem")

_NEXT = "nextCatalog"
_OTHER_CATALOGS = {_NEXT, _URI.delegate, _SYSTEM.delegate}

# For each element: the attribute with the name, and the attribute with the target.
_ATTRIBUTES: Mapping[str, Sequence[str]] = {
    "uri": ("name", "uri"),
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "uriSuffix": ("uriSuffix", "uri"),
    "delegateURI": ("uriStartString", "catalog"),
    "system": ("systemId", "uri"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
    "systemSuffix": ("systemIdSuffix", "uri"),
    "delegateSystem": ("systemIdStartString", "catalog"),
    _NEXT: ("catalog", "catalog"),
}


# ------------------------------------------------------------------ matching


def _match(wanted: str, kinds: _Kinds, entries: Sequence[_Entry]) -> _Entry | None:
    """The entry for a name: of the name itself, else of its longest beginning, else of its longest
    end.
    """
    for entry in entries:
        if entry.kind == kinds.exact and entry.key == wanted:
            return entry
    beginnings = [e for e in entries if e.kind == kinds.rewrite and wanted.startswith(e.key)]
    if beginnings:
        best = max(beginnings, key=lambda entry: len(entry.key))
        target = best.target + wanted.removeprefix(best.key)
        return _Entry(best.kind, wanted, target, best.place)
    ends = [e for e in entries if e.kind == kinds.suffix and wanted.endswith(e.key)]
    return max(ends, key=lambda entry: len(entry.key)) if ends else None


def _delegates(wanted: str, kinds: _Kinds, entries: Sequence[_Entry]) -> list[Path]:
    """The catalogs that are asked for names with this beginning, the longest beginning first."""
    matching = [e for e in entries if e.kind == kinds.delegate and wanted.startswith(e.key)]
    matching.sort(key=lambda entry: -len(entry.key))
    return [path for entry in matching for path in _file(entry)]


def _file(entry: _Entry) -> list[Path]:
    """The catalog file that an entry names; nothing when it is not a local file."""
    path = local_path(entry.target)
    return [] if path is None else [path.resolve()]


def _normalized(uri: str) -> str:
    return _TO_ESCAPE.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")),
        uri.strip(),
    )


def _with_other_scheme(uri: str) -> list[str]:
    """The address with https: for http:, or http: for https:."""
    scheme, separator, rest = uri.partition("://")
    other = _OTHER_SCHEME.get(scheme.lower())
    return [f"{other}{separator}{rest}"] if other and separator else []


def _local(entry: _Entry) -> Path:
    path = local_path(entry.target)
    if path is None:
        details = {"key": entry.key, "target": entry.target}
        raise CatalogError(diagnose("TK514", entry.place, "remote", **details))
    return path


# ------------------------------------------------------------------ reading


def load(paths: Sequence[Path | str], more: str = "") -> Catalog:
    """Read catalog files, in the order in which they are to be asked, and those that they name.

    `more` names further ones, paths or addresses of files parted by spaces, as the value of
    XML_CATALOG_FILES is. One of these that cannot be read is passed over with a warning.

    Raises CatalogError: TK101, TK501 or TK508 when one of the paths cannot be read as safe XML,
    TK514 when it is not a catalog or lacks something. When a catalog that another catalog names
    cannot be read, it is passed over with a warning in `problems`, as the specification asks.
    """
    reader = _CatalogReader()
    for path in paths:
        reader.read(Path(path))
    for named in more.split():
        reader.read_named(named, _path_of(named), Place(VARIABLE))
    first = [*paths, *files_of(more)]
    return Catalog([Path(path).resolve() for path in first], reader.parts, reader.problems)


def files_of(more: str) -> list[Path]:
    """The catalog files that a value of XML_CATALOG_FILES names."""
    return [path for each in more.split() if (path := _path_of(each)) is not None]


def _path_of(named: str) -> Path | None:
    return local_path(named) if ":/" in named else Path(named)


class _CatalogReader:
    """Reads catalogs and the catalogs that they name, each once."""

    def __init__(self) -> None:
        self.parts: dict[Path, _Part] = {}
        self.problems: list[Diagnostic] = []

    def read(self, path: Path) -> None:
        if path.resolve() in self.parts:
            return
        try:
            root = tree.parse(path).getroot()
        except TeiKitError as error:
            raise CatalogError(*error.diagnostics) from error
        if root.tag != f"{CATALOG}catalog":
            raise _wrong(root, path, "root", root=root.tag, namespace=CATALOG_NAMESPACE)
        entries = [*_entries(root, path.resolve().as_uri(), path)]
        self.parts[path.resolve()] = _Part(entries)
        for entry in entries:
            if entry.kind in _OTHER_CATALOGS:
                self.read_named(entry.target, local_path(entry.target), entry.place)

    def read_named(self, href: str, path: Path | None, place: Place) -> None:
        """Read the catalog that another names at a place, or note why that cannot be done.

        `path` is None for an address that is not that of a local file.
        """
        try:
            if path is None:
                problem = diagnose("TK513", place, "remote", href=href)
            else:
                self.read(path)
                return
        except CatalogError as error:
            reason = error.diagnostics[0].message.rstrip(".")
            problem = diagnose("TK513", place, href=path, reason=reason)
        self.problems.append(problem)


def _entries(element: etree._Element, base: str, path: Path) -> Iterator[_Entry]:
    """The entries below an element, in order, their targets made absolute by xml:base."""
    base = urljoin(base, element.get(XML_BASE, ""))
    for child in element.iterchildren(f"{CATALOG}*"):
        kind = str(child.tag).removeprefix(CATALOG)
        if kind == "group":
            yield from _entries(child, base, path)
            continue
        if kind not in _ATTRIBUTES:
            continue  # public and delegatePublic, and what other versions may add
        key, target = (child.get(name) for name in _ATTRIBUTES[kind])
        if key is None or target is None:
            wanted = " and ".join(f"@{name}" for name in dict.fromkeys(_ATTRIBUTES[kind]))
            raise _wrong(child, path, "lacks", entry=kind, attributes=wanted)
        absolute = urljoin(urljoin(base, child.get(XML_BASE, "")), _normalized(target))
        place = Place(str(path), tree.line_of(child))
        yield _Entry(kind, _normalized(key), absolute, place)


def _wrong(element: etree._Element, path: Path, variant: str, /, **details: object) -> CatalogError:
    place = Place(str(path), tree.line_of(element))
    return CatalogError(diagnose("TK514", place, variant, **details))
