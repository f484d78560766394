"""Recognizes a file by its contents, when its name or the caller states another format."""

from __future__ import annotations

from pathlib import PurePath

from tei_kit.diagnostics import Place, diagnose
from tei_kit.source.source import SourceError, has_byte_order_mark

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, or .docx with a password
ZIP = b"PK\x03\x04"
WORD_PART = b"word/"
WITHIN = 4096  # bytes at each end of a file; in a Word file, they mostly have the names of parts
# The first bytes of files of other kinds, and the names of the kinds.
OTHERS = {b"%PDF-": "a PDF file", b"{\\rtf": "an RTF file"}
# The first bytes of files that hold no text, and of files that have to be unpacked.
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
BEGINNING = 4096  # characters that are enough to recognize another format
ENDING = 200
# The beginning of a text in simple mark-up has at least one of these signs.
MARKS = ("==", "[fn:", "#+")
# The first characters of mark-up, of data and of LaTeX, after white space.
SIGNS = frozenset("<[{%\\")
# Control characters that no text has, and their largest share in the bytes of a text.
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
FEW = 0.03
# In UTF-16, the even or the odd bytes have at least so many times more zeros than the others.
WIDE = 8
# Suffixes of data formats, in which no edition keeps its texts.
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
    """Raise SourceError (TK122, TK123) if the first bytes are those of a file that is not text.

    `called` names the expected format in a sentence.
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
    """Raise SourceError (TK122) if the bytes are not text in any encoding.

    Such bytes have zeros and other control characters everywhere; in UTF-16, zeros stand at every
    second byte only. UTF-16 or UTF-32 without a byte order mark is refused too (TK102), and the
    message names the encoding to give.
    """
    sample = data[:WITHIN]
    if 0 not in sample or has_byte_order_mark(sample):
        return
    from tei_kit.advice import encodings  # imported late: few files have a zero

    wide = encodings.unmarked(sample)
    if wide:
        raise SourceError(diagnose("TK102", Place(name), "wide", encoding=wide))
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    if not any(zeros) or min(zeros) * WIDE < max(zeros):
        return
    controls = sum(sample.count(byte) for byte in CONTROLS)
    if controls > FEW * len(sample):
        reason = "it is no text in any encoding; look whether it is the right file"
        raise SourceError(diagnose("TK122", Place(name), format=called, reason=reason))


def refuse_data(beginning: str, end: str, name: str) -> None:
    """Raise SourceError (TK132) if a text holds data or mark-up for programs.

    `beginning` and `end` are the first BEGINNING and the last ENDING characters of the text, or the
    whole text if it is shorter.
    """
    suffix = PurePath(name).suffix.lower()
    if beginning.lstrip()[:1] not in SIGNS and suffix not in _DATA:
        return
    from tei_kit.readers.structure import TAKE_OUT, Structure, structure_of  # late: few texts

    found = structure_of(beginning, end)
    if found is None and suffix in _DATA:
        found = Structure(_DATA[suffix], TAKE_OUT)
    if found is not None:
        raise SourceError(diagnose("TK132", Place(name), what=found.what, instead=found.instead))


def mark_up_of(text: str) -> str:
    """The name of the mark-up of a text that is called plain text; "" for real plain text.

    The first BEGINNING characters decide, for a long text is read in parts.
    """
    beginning = text[:BEGINNING]
    if not any(sign in beginning for sign in MARKS):
        return ""
    from tei_kit.readers import marked_up  # imported late: few texts have such marks

    return marked_up.format_of(beginning)
