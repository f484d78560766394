"""Parts of a longer text: the text of a document, the place of a heading, and the file that keeps
the whole text."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from tei_kit.record import record
from tei_kit.source.piece import Piece
from tei_kit.tokenizer.sections import Heading, Section

IN_MEMORY = 16 * 2**20
"""Bytes; a longer text is kept in a file."""


@record
class Part:
    """One document of a volume: its text, and the section with its blocks."""

    source: Piece
    section: Section


@record
class Start:
    """The place of a heading: its offset in bytes, and its line from 1."""

    offset: int
    line: int
    heading: Heading


def kept_file(folder: Path | None) -> IO[bytes]:
    """A new file for a text: in memory while it is short, then a nameless file in `folder`."""
    return tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder) if folder else None)
