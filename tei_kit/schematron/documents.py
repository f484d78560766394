"""The documents that rules read with doc() and document(): local files beside the schema or the
document.

A rule may read XML files below the folder of its schema or of the document that it checks, and no
other file and no address. They are parsed as the document itself is, and so cannot read other files
either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_kit.diagnostics import TeiKitError
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.addresses import local_path, split

MOST_DOCUMENTS = 1000
"""The rules of a schema may read at most this many documents for one document."""


class RefusedError(Exception):
    """A document that rules ask for is not read; the text says why."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders below which rules may read."""

    _roots: frozenset[Path]

    def tree(self, address: str) -> etree._ElementTree:
        """The document at an address (file:///... or a path). Raises RefusedError."""
        path = local_path(address) if split(address).scheme else Path(unquote(address))
        if path is None:
            raise RefusedError(f"{address} is not a local file; only those are read")
        try:
            real = path.resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise RefusedError(f"{address} cannot be read: {error}") from error
        if not any(real.is_relative_to(root) for root in self._roots):
            raise RefusedError(
                f"{path} is not below the folder of the schema or of the document; "
                "rules read no other files"
            )
        if real.exists() and not real.is_file():
            raise RefusedError(f"{path} is not a regular file")
        try:
            return xmlfile.parse(path)
        except TeiKitError as error:
            raise RefusedError(f"{path}: {error.diagnostics[0].message.rstrip('.')}") from error


def folders(files: Iterable[str]) -> Folders:
    """The folders of some files; the name of standard input has no folder."""
    paths = (Path(file) for file in files)
    return Folders(frozenset(path.resolve().parent for path in paths if path.is_file()))


def address_of(file: str) -> str:
    """The address of a file: `file:///home/...`; nothing when the file does not exist."""
    path = Path(file)
    return path.resolve().as_uri() if path.is_file() else ""
