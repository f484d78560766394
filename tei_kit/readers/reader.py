"""The interface of a reader: one object for each format, ours or that of another package."""

from __future__ import annotations

from typing import Protocol

from tei_kit.record import frozen
from tei_kit.source.source import Source


class ReadBytes(Protocol):
    """Reads the bytes of a file whose name is `name`, for diagnostics.

    `encoding` is what the user says of it. Raises SourceError when the file cannot be read.
    """

    def __call__(self, data: bytes, name: str, encoding: str | None, /) -> Source: ...


class ReadText(Protocol):
    """Reads a file that is decoded already. Raises SourceError when it cannot be read."""

    def __call__(self, text: str, name: str, /) -> Source: ...


@frozen
class Reader:
    """The functions that read the files of one format.

    `called` is the format in a sentence, such as "a DOCX file". A format whose files are not text
    has no `read_text`.
    """

    called: str
    read_bytes: ReadBytes
    read_text: ReadText | None = None
