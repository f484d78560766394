"""The files that are validated: their bytes, their beginnings, their trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, TeiKitError
from tei_kit.xml import tree


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as engines take it: the path of its file, or a tree.

    `problems` are the mistakes of XML that had to be parsed for a tree; it is not validated then.
    """

    source: tree.XmlSource
    problems: Sequence[Diagnostic] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """A file to validate: its name, and its bytes when they were not read from it."""

    name: str
    data: bytes | None = None

    def head(self, size: int) -> bytes:
        """The first bytes. Raises OSError when the file cannot be read, TeiKitError (TK101) for a
        file without an end."""
        if self.data is not None:
            return self.data[:size]
        files.refuse_endless(self.name)
        with Path(self.name).open("rb") as file:
            return file.read(size)

    def opened(self, *, xinclude: bool) -> Opened:
        """The document as engines take it."""
        try:
            return Opened(self._source(xinclude=xinclude))
        except TeiKitError as error:
            return Opened(self.name, error.diagnostics)

    def _source(self, *, xinclude: bool) -> tree.XmlSource:
        """The name of the file, or a tree of its bytes, or of the files that it includes."""
        if self.data is None and not xinclude:
            return self.name
        parsed = (
            tree.parse(self.name) if self.data is None else tree.parse_bytes(self.data, self.name)
        )
        if xinclude:
            from tei_kit.xml import xinclude as inclusion

            inclusion.resolve(parsed)
        return parsed
