"""The files of an XML Schema: its own file, and the local files that it includes or imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_kit.diagnostics import TeiKitError
from tei_kit.validation import bundled
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.addresses import local_path, split
from tei_kit.xml.names import XS

_VERSIONING = "{http://www.w3.org/2007/XMLSchema-versioning}"
_REFERENCES = tuple(f"{XS}{local}" for local in ("include", "import", "redefine", "override"))
# fmt: off
_ONLY_IN_1_1 = tuple(f"{XS}{local}" for local in (
    "alternative", "assert", "assertion", "defaultOpenContent", "explicitTimezone", "openContent",
    "override",
))
# fmt: on
_ATTRIBUTES_OF_1_1 = frozenset(
    (
        "defaultAttributes",
        "defaultAttributesApply",
        "inheritable",
        "notNamespace",
        "notQName",
        "xpathDefaultNamespace",
    )
)
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Sources:
    """The roots of the files of a schema, by path."""

    roots: Mapping[Path, etree._Element]
    are_all: bool
    """Whether everything that it refers to is here."""

    def is_of_version_1_1(self) -> bool:
        """Whether the schema uses features that only XML Schema 1.1 has."""
        return any(_is_of_1_1(root) for root in self.roots.values())


def sources_of(path: Path | str) -> Sources:
    """The files of the schema at a path. Raises TeiKitError when the file at the path cannot be
    read.
    """
    first = Path(path)
    roots = {first.resolve(): xmlfile.parse(path).getroot()}
    are_all = True
    waiting = [first.resolve()]
    while waiting:
        file = waiting.pop()
        for reference in roots[file].iterchildren(*_REFERENCES):
            location = reference.get("schemaLocation")
            target = None if location is None else local(location, file.parent)
            if location is None or target in roots:
                continue
            root = None if target is None or len(roots) >= _MOST else _root(target)
            if target is None or root is None:
                are_all = False
                continue
            roots[target] = root
            waiting.append(target)
    return Sources(roots, are_all)


def local(location: str, folder: Path) -> Path | None:
    """The file that a location names; for the namespace of xml:lang it is always our own schema."""
    location = location.strip()
    if location.rstrip("/").endswith(("//www.w3.org/2001/xml.xsd", "//www.w3.org/2001/03/xml.xsd")):
        return bundled.folder() / "xml.xsd"
    parts = split(location)
    if len(parts.scheme) > 1 or parts.netloc:
        return local_path(location)
    try:
        return (folder / unquote(parts.path)).resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def _root(path: Path) -> etree._Element | None:
    try:
        return xmlfile.parse(path).getroot()
    except TeiKitError:
        return None


def _is_of_1_1(root: etree._Element) -> bool:
    if next(root.iter(*_ONLY_IN_1_1), None) is not None:
        return True
    return any(
        str(name).startswith(_VERSIONING) or name in _ATTRIBUTES_OF_1_1
        for element in root.iter(f"{XS}*")
        for name in element.attrib
    )
