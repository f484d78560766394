"""The kind of a file by its first bytes, where its name or the caller says something else."""

from __future__ import annotations

import re
from pathlib import PurePath

from tei_kit.diagnostics import Place, diagnose
from tei_kit.record import record
from tei_kit.source.source import SourceError

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
BEGINNING = 4096  # characters in which a file of another kind shows itself
ENDING = 200
# "<!-- made by … --><?xml-model href='a.rng'?> ", before the root element
_PROLOG = r"(?:\s|<!--(?:(?!-->).)*-->|<\?(?!xml\s)[^>]*\?>)*"
# "<!DOCTYPE html>", "<html lang='en'>"; "<?xml version='1.0'?>", "<!DOCTYPE a", "<TEI xmlns="
_MARKUP = re.compile(
    rf"{_PROLOG}(?:(?P<html><!doctype\s+html|<html[\s>])|<\?xml\s|<!DOCTYPE\s|<TEI[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
# "<page:PcGts", "<alto>": a root element, if the text ends as it does
_ROOT = re.compile(rf"{_PROLOG}<(?P<name>[^\W\d][\w.:-]*)(?=[\s/>])", re.DOTALL)
# "</page:PcGts>", "<PcGts/>" at the end
_END = re.compile(
    r"(?:</(?P<name>[^\W\d][\w.:-]*)\s*>|<[^<>]*/>)(?:\s|<!--[^<>]*-->|<\?[^<>]*\?>)*\Z"
)
# "<PcGts/>": a root element that is empty, and the whole text
_EMPTY = re.compile(rf"{_PROLOG}<[^\W\d][\w.:-]*(?:\s[^<>]*)?/>\s*\Z", re.DOTALL)
# '{"speaker": "A"', '[{"id": 1', "{}"
_JSON = re.compile(r"""\s*(?:\[[\[\s]*)?\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}\s*\Z)""")
_LATEX = re.compile(r"(?:\s|%[^\n]*\n)*\\documentclass\b")
# Control characters that no text has, and the share of them that makes bytes no text.
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
FEW = 0.03
# In UTF-16 so many times more zeros stand at one half of the bytes than at the other.
WIDE = 8
# Words of the beginning of XML that recognition of text makes, and the programs' names for it.
_RECOGNIZED = {"PcGts": "PAGE XML", "<alto": "ALTO XML", "www.loc.gov/standards/alto": "ALTO XML"}
_TEI = re.compile(r"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)[\s/>]")
# Roots of pieces of pages.
_PIECES = frozenset(
    ("body", "div", "p", "h1", "h2", "h3", "table", "ul", "ol", "section", "article", "main", "pre")
)
# Suffixes of data, which no edition keeps its texts in.
_DATA = {
    ".json": "JSON",
    ".jsonl": "JSON",
    ".ndjson": "JSON",
    ".csv": "a table",
    ".tsv": "a table",
    ".toml": "TOML",
    ".yaml": "YAML",
    ".yml": "YAML",
}


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


def refuse_binary(data: bytes, name: str, called: str) -> None:
    """Refuse bytes that are no text in any encoding: SourceError (TK122).

    Zeros and other control characters stand all over them; in UTF-16, zeros stand at every second
    byte and nowhere else.
    """
    sample = data[:WITHIN]
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    if not any(zeros) or min(zeros) * WIDE < max(zeros):
        return
    controls = sum(sample.count(byte) for byte in CONTROLS)
    if controls > FEW * len(sample):
        reason = "it is no text in any encoding; look whether it is the right file"
        raise SourceError(diagnose("TK122", Place(name), format=called, reason=reason))


def refuse_data(beginning: str, end: str, name: str) -> None:
    """Refuse text that holds data or mark-up for programs: SourceError (TK132).

    `beginning` and `end` are the first BEGINNING and the last ENDING characters of the text, or all
    of it.
    """
    found = _structure(beginning, end) or _data_of(name)
    if found is not None:
        raise SourceError(diagnose("TK132", Place(name), what=found.what, instead=found.instead))


@record
class _Structure:
    """A form of data that no reader takes for running text: its name, and what to do with it."""

    what: str
    instead: str


_AS_PAGE = "to read it as a page, add --from html"
_AS_TEI = "tei-kit validate checks a TEI file, and tei-kit text and export take the text out of it"
_FROM_PROGRAM = "have the program that wrote it save the text as .txt or .docx"
_TAKE_OUT = "take the text out of it first"


def _structure(beginning: str, end: str) -> _Structure | None:
    """What a text shows itself to be by its first and its last characters."""
    stated = _MARKUP.match(beginning)
    if stated is not None and stated["html"]:
        return _Structure("HTML", _AS_PAGE)
    if stated is not None or _is_element(beginning, end):
        return _of_xml(beginning)
    if _JSON.match(beginning):
        return _Structure("JSON", _TAKE_OUT)
    return _Structure("LaTeX", _TAKE_OUT) if _LATEX.match(beginning) else None


def _is_element(beginning: str, end: str) -> bool:
    """Whether a text begins with the tag of an element, and ends where such an element does."""
    root, last = _ROOT.match(beginning), _END.search(end)
    if root is None or last is None:
        return False
    return root["name"] == last["name"] or _EMPTY.match(beginning) is not None


def _of_xml(beginning: str) -> _Structure:
    if _TEI.search(beginning):
        return _Structure("TEI", _AS_TEI)
    root = _ROOT.match(beginning)
    if root is not None and root["name"].lower() in _PIECES:
        return _Structure("a piece of HTML", _AS_PAGE)
    kinds = (kind for word, kind in _RECOGNIZED.items() if word in beginning)
    kind = next(kinds, None)
    return _Structure(kind, _FROM_PROGRAM) if kind else _Structure("XML", _TAKE_OUT)


def _data_of(name: str) -> _Structure | None:
    kind = _DATA.get(PurePath(name).suffix.lower())
    return _Structure(kind, _TAKE_OUT) if kind else None
