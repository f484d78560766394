"""The kind of a file by its first bytes, where its name or the caller says something else."""

from __future__ import annotations

import re
from dataclasses import replace

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.source.source import Source, SourceError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, or .docx with a password
ZIP = b"PK\x03\x04"
WORD_PART = b"word/"
WITHIN = 4096  # bytes in which a Word file names its first parts, mostly
# The first bytes of files of other kinds, and the names of the kinds.
OTHERS = {b"%PDF-": "a PDF file", b"{\\rtf": "an RTF file"}
# The first bytes of files that hold no text at all, and of those that have to be unpacked.
WITHOUT_TEXT = {
    b"\x89PNG": "a picture; have its text recognized first (OCR)",
    b"\xff\xd8\xff": "a picture; have its text recognized first (OCR)",
    b"GIF8": "a picture; have its text recognized first (OCR)",
    b"II*\0": "a picture; have its text recognized first (OCR)",
    b"MM\0*": "a picture; have its text recognized first (OCR)",
    b"\x1f\x8b": "compressed (gzip); unpack it first",
    b"7z\xbc\xaf": "compressed (7-Zip); unpack it first",
    b"Rar!": "compressed (RAR); unpack it first",
    b"\x7fELF": "a program",
    b"SQLite format 3\0": "a database",
}
# "<!DOCTYPE html>", "<html lang='en'>"; "<?xml version='1.0'?>", "<TEI xmlns="
MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)?(?:(?P<html><!doctype\s+html|<html[\s>])|<\?xml\s|<TEI[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def refuse_other(data: bytes, name: str, called: str) -> None:
    """Refuse a file that is not text: SourceError (TK122, TK123).

    `called` is the format that it should be of, in a sentence.
    """
    if data.startswith(OLE):
        raise SourceError(diagnose("TK123", Place(name)))
    if data.startswith(ZIP):
        is_word = WORD_PART in data[:WITHIN] or WORD_PART in data[-WITHIN:]
        reason = (
            "it is a Word file; say so with --from docx"
            if is_word
            else "it is a zip archive, as .odt and .epub are; save it as .docx, .html or .txt"
        )
        raise SourceError(diagnose("TK122", Place(name), format=called, reason=reason))
    for mark, what in WITHOUT_TEXT.items():
        if data.startswith(mark):
            raise SourceError(diagnose("TK122", Place(name), format=called, reason=f"it is {what}"))
    for mark, what in OTHERS.items():
        if data.startswith(mark):
            reason = f"it is {what}; save it as .docx, .html or .txt"
            raise SourceError(diagnose("TK122", Place(name), format=called, reason=reason))


def told_of_markup(source: Source) -> Source:
    """A source of plain text, with a warning (TK132) if it looks like a page or a TEI file."""
    found = markup_in(source.text, source.name)
    return replace(source, diagnostics=[*source.diagnostics, *found]) if found else source


def markup_in(text: str, name: str) -> list[Diagnostic]:
    """The warning (TK132) on a plain text that begins as a page or a TEI file does."""
    match = MARKUP.match(text)
    if match is None:
        return []
    what, instead = (
        ("HTML", "to read it as a page, add --from html")
        if match["html"]
        else ("XML", "to check a TEI file, use tei-kit validate")
    )
    return [diagnose("TK132", Place(name), what=what, instead=instead)]
