"""Piece: a part of a longer text, with its place in the whole."""

from __future__ import annotations

from tei_kit.diagnostics import Place
from tei_kit.record import record
from tei_kit.source.source import Source


@record
class Piece(Source):
    """A part of a longer text, where it begins with the line `first_line`."""

    first_line: int = 1

    def place(self, offset: int) -> Place:
        """The file, line and column of an offset of the part."""
        place = Source.place(self, offset)
        return Place(place.file, place.line + self.first_line - 1, place.column)
