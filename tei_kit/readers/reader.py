"""The interface of a reader: one object for each format, ours or another package's."""

from __future__ import annotations

from typing import Protocol

from tei_kit.record import frozen
from tei_kit.source.source import Source


class ReadBytes(Protocol):
    """Reads the bytes of a file; `name` is its name in diagnostics.

    `encoding` is the encoding that the user states, or None. Raises SourceError when the file
    cannot be read.
    """

    def __call__(self, data: bytes, name: str, encoding: str | None, /) -> Source: ...


class ReadText(Protocol):
    """Reads a file that is decoded already. Raises SourceError when it cannot be read."""

    def __call__(self, text: str, name: str, /) -> Source: ...


@frozen
class Reader:
    """The functions that read the files of one format.

    `called` names the format in a sentence, such as "a DOCX file". `read_text` is None for a format
    whose files are not text.
    """

    called: str
    read_bytes: ReadBytes
    read_text: ReadText | None = None
