"""Readers: one module a format, each of which gives a Source with hints.

All of them go the same way: the format becomes a `Flow` (what it shows), and `writer` makes of
it the text and the hints that the tokenizer knows. Nothing in here decides what a text means.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Place, diagnose, reason_of
from tei_kit.readers import formats, recognition
from tei_kit.readers.formats import Format
from tei_kit.source import source
from tei_kit.source.source import Source, SourceError


def read(
    path: str | PathLike[str],
    encoding: str | None = None,
    *,
    format: str | None = None,  # noqa: A002
) -> Source:
    """Read a file of any format: `html`, `docx`, `md`, `txt`, or by default what its name says.

    `encoding` is that of the text, if neither the file nor the standard of its format says so;
    a DOCX has its own. Raises SourceError: the file cannot be read or is not of the format
    (TK101 to TK124), or the package that reads it is not installed (TK120).
    """
    name = str(path)
    formats.of_name(name, format)  # before the file is read, for it may be large
    try:
        files.refuse_endless(str(path))
        data = Path(path).read_bytes()
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
    if chosen is not Format.DOCX:
        recognition.refuse_other(data, name, chosen)
    if chosen is Format.HTML:
        from tei_kit.readers.html import page

        return page.read(data, name, encoding)
    if chosen is Format.DOCX:
        from tei_kit.readers.docx import document

        return document.read(data, name)
    if chosen is Format.MARKDOWN:
        from tei_kit.readers import markdown

        return markdown.read(data, name, encoding)
    made = source.decode(data, name, encoding)
    return made if format == Format.TEXT else recognition.told_of_markup(made)


def of_text(text: str, name: str, *, format: str | None = None) -> Source:  # noqa: A002
    """Read text in memory that is HTML, Markdown or plain; see `read`."""
    chosen = formats.of_name(name, format)
    if chosen is Format.HTML:
        from tei_kit.readers.html import page

        return page.of_text(text, name)
    if chosen is Format.MARKDOWN:
        from tei_kit.readers import markdown

        return markdown.of_text(text, name)
    if chosen is Format.DOCX:
        reason = "it is text, and a DOCX file is not"
        raise SourceError(diagnose("TK122", Place(name), format="a DOCX file", reason=reason))
    return source.from_text(text, name)
