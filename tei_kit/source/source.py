"""Source: the decoded text of a document, and where each character of it stands."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, counted, diagnose, reason_of
from tei_kit.record import brief, record
from tei_kit.source.hints import Hint
from tei_kit.source.signs import places

if TYPE_CHECKING:
    from tei_kit.source.comments import Comment

FORM_FEED = re.compile(r"\f")

# Characters that XML 1.0 cannot hold (production 2, Char), except surrogates, which are refused.
ANY_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# All bytes of UTF-8 but those of such characters below the space.
ALLOWED_BYTES = bytes(n for n in range(256) if n >= 32 or n in b"\t\n\r")
FORBIDDEN_BEYOND = "\ufffe\uffff"
# Those that are white space to every reader of plain text: form feed, vertical tab and the four
# information separators.
FORBIDDEN_SPACE = "\x0b\x0c\x1c\x1d\x1e\x1f"
SPACE_FOR_FORBIDDEN = str.maketrans(dict.fromkeys(FORBIDDEN_SPACE, " "))

# In UTF-8: U+0080 to U+009F, or one of U+00C2 to U+00F4 before a character that Windows shows for a
# byte from 0x80 to 0xBF.
MAY_BE_GARBLED = (
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]"),
)

# This many bytes before and after a wrong byte may belong to its word.
WORD_BYTES = 40

# The number of bytes that tell whether an encoding has more than one byte for each character, and
# the beginnings of the names of such encodings.
BEGINNING = 4096
_WIDE = ("utf-16", "utf16", "utf-32", "utf32")

# UTF-32 first: its little-endian mark begins with UTF-16's.
BYTE_ORDER_MARKS: Sequence[tuple[bytes, str]] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class SourceError(TeiKitError):
    """The input cannot be read as text: the file is missing, in another encoding, or empty."""


@record
class Segment:
    """`length` characters of a view, from `view` on, are those of the file from `file` on."""

    view: int
    file: int
    length: int


def _view_of(segment: Segment) -> int:
    return segment.view


@record
class Source:
    """Decoded text with `\\n` line ends, and the diagnostics of its reading.

    Offsets everywhere in the package count characters of `text`. `hints` are the statements of the
    format about the text; plain text has none. `origins` says for each line of `text` which line
    (of HTML and Markdown) or paragraph (of DOCX) of the file it comes from; empty where `text` is
    the file. `form` is the name of the format in a sentence.

    `language` is the tag of the language that the format states, and `title` the title that it
    states for the whole text; each may be "". `comments` are those of the file on the text, in the
    order of their places.

    `form_feeds` are the offsets at which form feeds stood; `text` has white space there. `sha256`
    is that of the bytes of the file, in hexadecimal digits; "" for a text that came from no file.

    A source that the layout step has arranged is a view of another, `file`: its `segments` are the
    stretches of the file's text that make up its own text.
    """

    name: str
    text: str
    line_starts: Sequence[int]
    diagnostics: Sequence[Diagnostic] = ()
    hints: Sequence[Hint] = ()
    origins: Sequence[int] = ()
    form: str = "plain text"
    file: Source | None = None
    segments: Sequence[Segment] = ()
    form_feeds: Sequence[int] = ()
    language: str = ""
    title: str = ""
    sha256: str = ""
    comments: Sequence[Comment] = ()

    def __repr__(self) -> str:
        lines, characters = len(self.line_starts), len(self.text)
        sizes = (counted(lines, "line"), counted(characters, "character"))
        return brief(self, self.name, self.form, *sizes)

    def original(self, offset: int) -> int:
        """The offset in the text of the file at which a character of this text stands.

        White space that the view put between two stretches counts to the one before it.
        """
        if self.file is None:
            return offset
        at = bisect_right(self.segments, offset, key=_view_of) - 1
        segment = self.segments[max(at, 0)]
        return segment.file + min(max(offset - segment.view, 0), segment.length)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch of this text is a stretch of the file, but for white space in it."""
        if self.file is None:
            return True
        at = max(bisect_right(self.segments, start, key=_view_of) - 1, 0)
        segment = self.segments[at]
        return segment.view <= start and end <= segment.view + segment.length

    def place(self, offset: int) -> Place:
        """The file, line and column (from 1, in characters) of an offset.

        Where there are `origins` the column counts the characters of the text, without markup,
        from the beginning of that line or paragraph.
        """
        if self.file is not None:
            return self.file.place(self.original(offset))
        line = bisect_right(self.line_starts, offset)
        column = offset - self.line_starts[line - 1] + 1
        return Place(self.name, self.origins[line - 1] if self.origins else line, column)


def read(path: str | PathLike[str], encoding: str | None = None) -> Source:
    """Read a file; see `decode` for the encodings. Raises SourceError."""
    name = str(path)
    try:
        data = files.bytes_of(path if isinstance(path, Path) else name)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise SourceError(diagnose("TK101", Place(name), reason=reason)) from error
    return decode(data, name, encoding)


def decode(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read bytes; see `decode_text`. Raises SourceError, also when there is no text."""
    return from_text(decode_text(data, name, encoding), name)


def has_byte_order_mark(data: bytes) -> bool:
    """Whether bytes begin with the byte order mark of an encoding of Unicode."""
    return any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)


def decode_text(data: bytes, name: str, encoding: str | None = None) -> str:
    """Decode bytes: by `encoding` if given, else by the byte order mark, else as UTF-8.

    Raises SourceError when the bytes are not in that encoding (the message names the first byte
    that is not), or when no such encoding exists.
    """
    chosen = encoding or next((e for mark, e in BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    if encoding:
        refuse_narrow(data[:BEGINNING], name, encoding)
    try:
        text = data.decode(chosen)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        place = Place(name, before.count(b"\n") + 1, error.start - line_start + 1)
        raise not_in_encoding(place, before, data[error.start :], chosen) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise SourceError(unknown_encoding(Place(name), chosen)) from error
    if not isinstance(text, str):  # "hex", "zip" and their like are codecs, but not of text
        raise SourceError(unknown_encoding(Place(name), chosen))
    return text.lstrip("\ufeff")


def refuse_narrow(sample: bytes, name: str, encoding: str) -> None:
    """Raise SourceError (TK102) for the beginning of a text that was said to be in UTF-16 or UTF-32
    and is UTF-8: a text of letters has a zero in nearly all of their characters there."""
    if not encoding.lower().replace("_", "-").startswith(_WIDE) or 0 in sample:
        return
    with suppress(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        raise SourceError(diagnose("TK102", Place(name), "not-wide", encoding=encoding))


def unknown_encoding(place: Place, encoding: str) -> Diagnostic:
    """The diagnostic of an encoding that Python does not know (TK103), with the encoding that
    was meant."""
    from tei_kit.advice import encodings  # only a mistake needs it

    meant = encodings.meant_by(encoding)
    return diagnose("TK103", place, "meant" if meant else None, encoding=encoding, meant=meant)


def not_in_encoding(place: Place, before: bytes, data: bytes, encoding: str) -> SourceError:
    """The error of a byte that is not in an encoding (TK102), with the encoding that it may be in.

    The byte is the first of `data`; WORD_BYTES before and after it are looked at.
    """
    from tei_kit.advice import encodings  # only a mistake needs it

    found = f"0x{data[0]:02X}" if data else "at the end"
    details: dict[str, object] = {"byte": found, "encoding": encoding}
    if encoding != "utf-8" and encodings.is_utf_8(before[-WORD_BYTES:], data[:WORD_BYTES]):
        return SourceError(diagnose("TK102", place, "utf-8", **details))
    western = encodings.western(before[-WORD_BYTES:], data[:WORD_BYTES])
    if western is None or encoding != "utf-8":
        return SourceError(diagnose("TK102", place, **details))
    details |= {"other": western.encoding, "word": western.word}
    details["character"] = western.shown
    return SourceError(diagnose("TK102", place, "western", **details))


def from_text(text: str, name: str = "<text>") -> Source:
    """Make a Source of text in memory. Raises SourceError for lone surrogates or no text."""
    text = text.lstrip("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = line_starts(text)
    raw = Source(name, text, starts)
    if not text or text.isspace():
        raise SourceError(diagnose("TK104", Place(name)))
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError as error:
        codepoint = f"{ord(text[error.start]):04X}"
        raise SourceError(diagnose("TK105", raw.place(error.start), codepoint=codepoint)) from error
    doubts = doubtful_encoding(raw, encoded)
    forbidden = forbidden_in(text, encoded)
    if not forbidden:
        return Source(name, text, starts, doubts) if doubts else raw
    plain = text
    for character in FORBIDDEN_SPACE:
        plain = plain.replace(character, " ")
    told = [*_forbidden(raw, forbidden), *doubts]
    return Source(name, plain, starts, told, form_feeds=places(text, "\f"))


def line_starts(text: str) -> Sequence[int]:
    """The offsets at which the lines of a text begin."""
    starts = [0, *accumulate([len(line) + 1 for line in text.split("\n")])]
    return starts[:-1]


def forbidden_in(text: str, encoded: bytes) -> Sequence[str]:
    """The characters of a text that XML cannot hold, in the order in which they first stand there.

    `encoded` is the text in UTF-8.
    """
    found = {chr(code) for code in encoded.translate(None, ALLOWED_BYTES)}
    found |= {character for character in FORBIDDEN_BEYOND if character in text}
    return sorted(found, key=text.index)


def doubtful_encoding(source: Source, encoded: bytes) -> list[Diagnostic]:
    """The signs that a text was read in another encoding than it has, each at its first place.

    `encoded` is the text in UTF-8.
    """
    if not any(shape.search(encoded) for shape in MAY_BE_GARBLED):
        return []
    from tei_kit.advice import encodings  # few texts need it

    doubts = []
    garbled = list(encodings.mojibake(source.text))
    if garbled:
        first = garbled[0]
        details = {"found": first.found, "meant": first.meant, "count": len(garbled)}
        doubts.append(diagnose("TK108", source.place(first.start), **details))
    known = {offset for each in garbled for offset in range(each.start, each.start + 4)}
    controls = [c for c in encodings.C1.finditer(source.text) if c.start() not in known]
    if controls:
        character = controls[0][0]
        meant = encodings.western(b"", character.encode("latin-1"))
        doubts.append(
            diagnose(
                "TK109",
                source.place(controls[0].start()),
                None if meant else "unknown",
                codepoint=f"{ord(character):04X}",
                count=len(controls),
                meant=meant.character if meant else "",
            )
        )
    return doubts


def _forbidden(source: Source, characters: Sequence[str]) -> Iterator[Diagnostic]:
    """One diagnostic for each of the characters that XML cannot hold, at its first place."""
    for character in characters:
        yield diagnose(
            "TK107" if character in FORBIDDEN_SPACE else "TK106",
            source.place(source.text.index(character)),
            codepoint=f"{ord(character):04X}",
            count=source.text.count(character),
        )
