"""The other files that an ODD names, and that these name in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import TeiKitError
from tei_kit.files import is_file
from tei_kit.odd.files import Files
from tei_kit.xml.names import RNG, TEI

_ADDRESSES = {
    f"{TEI}specGrpRef": "target",
    f"{TEI}moduleRef": "url",
    f"{RNG}include": "href",
    f"{RNG}externalRef": "href",
}
_SOURCE = "source"


def companions(odd: Path) -> list[Path]:
    """The files on this machine without which an ODD is not whole, but not the ODD itself.

    Files that are not there are left out too: the compiler tells of them. Raises TeiKitError.
    """
    files = Files()
    files.read(odd)
    found = {odd.resolve(): odd}
    waiting = [odd]
    while waiting:
        for path in _named_in(waiting.pop(), files):
            if path.resolve() not in found:
                found[path.resolve()] = path
                waiting.append(path)
        for path in map(Path, files.paths):
            found.setdefault(path.resolve(), path)
    return [path for key, path in found.items() if key != odd.resolve()]


def _named_in(path: Path, files: Files) -> Iterator[Path]:
    try:
        root = files.read(path).root
    except TeiKitError:
        return  # the compiler tells these
    for element in root.iter(etree.Element):
        for attribute in (_ADDRESSES.get(str(element.tag)), _SOURCE):
            address = "" if attribute is None else element.get(attribute, "")
            address = address.partition("#")[0].strip()
            if address and str(element.tag).startswith((TEI, RNG)):
                named = files.beside(element, address)
                if named is not None and is_file(named):
                    yield named
