"""Parts of a longer text: the text of one document, where it stands, and how the whole is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from tei_kit.diagnostics import Place
from tei_kit.record import record
from tei_kit.source.source import NEWLINE, Source
from tei_kit.tokenizer.sections import Heading, Section

IN_MEMORY = 16 * 2**20
"""A text of more bytes is kept in a file."""


@record
class Piece(Source):
    """A part of a longer text that begins with the line `first_line` of it."""

    first_line: int = 1

    def place(self, offset: int) -> Place:
        """The file, line and column of an offset of the part."""
        place = Source.place(self, offset)
        return Place(place.file, place.line + self.first_line - 1, place.column)


@record
class Part:
    """One document of a volume: its text, and its blocks in it."""

    source: Piece
    section: Section


@record
class Start:
    """Where a heading stands: the offset in bytes, and the line."""

    offset: int
    line: int
    heading: Heading


def kept_file(folder: Path | None) -> IO[bytes]:
    """A new file for a text: in memory while it is short, then in `folder`, without a name."""
    return tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder) if folder else None)


def line_starts(text: str) -> Sequence[int]:
    """The offsets at which the lines of a text begin."""
    return [0, *(match.end() for match in NEWLINE.finditer(text))]
