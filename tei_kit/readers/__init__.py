"""Readers: one module for each format; each gives a Source with hints.

Most readers go the same way: the format becomes a `Flow` (the blocks that it shows),
`flow_documents` finds the documents in it, and `flow_to_source` turns them into the text and the
hints that the tokenizer knows. Plain text and captions become a Source directly. No reader decides
on the meaning of a text. `formats` has the table of the formats.
"""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, diagnose, reason_of
from tei_kit.readers import formats, recognition
from tei_kit.readers.reader import Reader
from tei_kit.record import replace
from tei_kit.source.source import Source, SourceError

# A text that may be the name of a file: one short line.
NAME_OF_FILE = re.compile(r"[^\n\0]{1,1000}")

__all__ = ["Reader", "decode", "of_text", "read"]


def read(
    path: str | PathLike[str],
    encoding: str | None = None,
    *,
    format: str | None = None,  # noqa: A002
) -> Source:
    """Read a file. `format` is a name of `formats.names`, such as `html`, `docx`, `md` or `txt`.

    By default the suffix decides; plain text that shows the marks of MediaWiki or Org is then read
    as that. `encoding` is the encoding of the text, if neither the file nor the standard of its
    format states it; a DOCX states its own. Raises SourceError: the file cannot be read or has
    another format
    (TK101 to TK124), or the package that reads it is not installed (TK120). Raises ExtensionError
    (TK133): the package that adds the format cannot be used.
    """
    name = str(path)
    formats.of_name(name, format)  # before the file is read, for it may be large
    try:
        data = files.bytes_of(name)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise SourceError(diagnose("TK101", Place(name), reason=reason)) from error
    return decode(data, name, encoding, format=format)


def decode(
    data: bytes,
    name: str,
    encoding: str | None = None,
    *,
    format: str | None = None,  # noqa: A002
) -> Source:
    """Read the bytes of a file; see `read`. `name` stands for the file in diagnostics."""
    chosen = formats.of_name(name, format)
    reader = chosen.reader()
    if reader.read_text is not None:
        recognition.refuse_other(data, name, reader.called)
        if encoding is None:
            recognition.refuse_binary(data, name, reader.called)
    made = reader.read_bytes(data, name, encoding)
    if chosen.is_plain_text and format is None:
        other = recognition.mark_up_of(made.text)
        if other:
            return _told(decode(data, name, encoding, format=other))
    made = replace(made, sha256=files.sha256(data).hexdigest())
    if chosen.is_plain_text and format is None:
        text = made.text
        recognition.refuse_data(text[: recognition.BEGINNING], text[-recognition.ENDING :], name)
    return made


def _told(made: Source) -> Source:
    """The source with a note (TK111) that its marks decided its format, not its name."""
    told = diagnose("TK111", Place(made.name, 1, 1), format=made.form)
    return replace(made, diagnostics=[*made.diagnostics, told])


def told_of_file_name(text: str) -> list[Diagnostic]:
    """A warning (TK116) about a text that looks like the name of a missing file, else nothing.

    Raises SourceError (TK115) when the text is the name of an existing file.
    """
    if not NAME_OF_FILE.fullmatch(text):
        return []
    if files.is_file(Path(text)):
        raise SourceError(diagnose("TK115", Place(text), name=repr(text)))
    is_of_format = Path(text).suffix.lower() in formats.BY_SUFFIX and " " not in text
    return [diagnose("TK116", Place(text), name=repr(text))] if is_of_format else []


def of_text(text: str, name: str, *, format: str | None = None) -> Source:  # noqa: A002
    """Read text in memory, of a format whose files are text; see `read`.

    Raises SourceError, for a format such as DOCX with TK122.
    """
    chosen = formats.of_name(name, format)
    other = recognition.mark_up_of(text) if chosen.is_plain_text and format is None else ""
    if other:
        return _told(of_text(text, name, format=other))
    reader = chosen.reader()
    if reader.read_text is None:
        reason = f"it is text, and {reader.called} is not"
        raise SourceError(diagnose("TK122", Place(name), format=reader.called, reason=reason))
    return reader.read_text(text, name)
