"""The mistakes of an ODD, gathered, to be told at once."""

from __future__ import annotations

from lxml import etree

from tei_kit.diagnostics import Diagnostic, SchemaError, diagnose
from tei_kit.odd.files import Files


class OddError(SchemaError):
    """An ODD cannot be compiled; its diagnostics say why, with lines and columns."""


class Problems:
    """Collects diagnostics, each once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._found: dict[Diagnostic, None] = {}

    def at(self, element: etree._Element, code: str, **details: object) -> None:
        """Note a problem at an element of an ODD."""
        self.add(diagnose(code, self._files.place(element), **details))

    def add(self, *diagnostics: Diagnostic) -> None:
        """Note diagnostics that are made already."""
        for diagnostic in diagnostics:
            self._found.setdefault(diagnostic)

    def found(self) -> list[Diagnostic]:
        """All problems, by file and place."""
        return sorted(
            self._found, key=lambda d: (d.place.file, d.place.line, d.place.column, d.code)
        )

    def error(self) -> OddError:
        """An exception with all problems."""
        return OddError(*self.found())
