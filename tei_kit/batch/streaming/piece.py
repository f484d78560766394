"""Parts of a longer text: the text of one document, where it stands, and how the whole is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from tei_kit.record import record
from tei_kit.source.piece import Piece
from tei_kit.tokenizer.sections import Heading, Section

IN_MEMORY = 16 * 2**20
"""A text of more bytes is kept in a file."""


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
