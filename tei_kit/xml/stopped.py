"""The place where a parser stopped in XML that is not well-formed, and what was read up to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

from tei_kit.xml import encoding
from tei_kit.xml.broken_markup import NAME

# The pieces of well-formed content: text, &amp;, comments, <p n="1">
_PIECE = re.compile(
    rf"""
      [^<&]+
    | &(?: \#x[0-9A-Fa-f]+ | \#[0-9]+ | {NAME} );
    | <!--(?: (?!--). )*-->
    | <!\[CDATA\[.*?\]\]>
    | <\?.*?\?>
    | </ {NAME} \s*>
    | < {NAME} (?: \s+ {NAME} \s*=\s* (?: "[^"<]*" | '[^'<]*' ) )* \s* /?>
    """,
    re.VERBOSE | re.DOTALL,
)
_EMPTY_END = b"/>"
_AROUND = 4096
"""The bytes after the mistake that are looked at."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: its name with its prefix, and the line of its start tag."""

    name: str
    line: int
    byte: int
    children: list[_Child]
    """Elements of the same name in it that hold nothing."""


@dataclass(frozen=True, slots=True)
class _Child:
    """An element that holds nothing, in an element of the same name: its line, and the byte behind
    its tag, or behind its start tag."""

    line: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """The place where reading stopped: the elements open there, and the text around the mistake."""

    code: int
    opened: Sequence[_Open]
    root: str
    """The name of the root element; "" before it."""
    prefixes: frozenset[str]
    """The prefixes of namespaces in scope."""
    text: str
    """The text from the last thing that was read on, to somewhat behind the mistake."""
    at: int
    """The index into `text` at which the parser stopped."""
    piece: int
    """The index into `text` at which the piece of markup begins that could not be read."""
    first_line: int
    """The line in which `text` begins."""
    cdata_line: int
    """The line of the CDATA section that is open; 0 when none is."""
    slip: int
    """The line of an empty element that may have been meant as an end tag (`<p/>` for `</p>`): it
    stands in an element that is open, and has its name. 0 without such an element."""

    @property
    def unread(self) -> str:
        """The piece of markup, and the text after it."""
        return self.text[self.piece :]

    def line(self, offset: int) -> int:
        """The line of an offset in `text`."""
        return self.first_line + self.text.count("\n", 0, offset)


class Reading:
    """Reads a file up to its mistake, and knows which elements are open there."""

    def __init__(self) -> None:
        self.opened: list[_Open] = []
        self.root = ""
        self.prefixes = ["xml"]
        self.last = 0
        """The byte at which the last event began."""
        self.last_line = 1
        self.cdata_line = 0
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.namespace_prefixes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._other
        parser.CommentHandler = self._other
        parser.ProcessingInstructionHandler = self._other
        parser.EndDoctypeDeclHandler = self._other
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._forget
        parser.StartCdataSectionHandler = self._start_cdata
        parser.EndCdataSectionHandler = self._end_cdata

    def _start(self, expanded: str, _attributes: Mapping[str, str]) -> None:
        self._other()
        local, _, prefix = expanded.partition("}")[2].partition("}")
        name = f"{prefix}:{local}" if prefix else local or expanded
        self.root = self.root or name
        self.opened.append(_Open(name, self.parser.CurrentLineNumber, self.last, []))

    def _end(self, _name: str) -> None:
        is_empty = self.opened[-1].byte == self.last
        self._other()
        ended = self.opened.pop()
        if is_empty and self.opened and self.opened[-1].name == ended.name:
            self.opened[-1].children.append(_Child(ended.line, self.last))

    def _start_cdata(self) -> None:
        self._other()
        self.cdata_line = self.parser.CurrentLineNumber

    def _end_cdata(self) -> None:
        self._other()
        self.cdata_line = 0

    def _other(self, *_content: str) -> None:
        self.last = max(self.parser.CurrentByteIndex, 0)
        self.last_line = self.parser.CurrentLineNumber

    def _declare(self, prefix: str | None, _uri: str | None) -> None:
        self.prefixes.append(prefix or "")

    def _forget(self, prefix: str | None) -> None:
        with suppress(ValueError):
            self.prefixes.remove(prefix or "")


def scene(reading: Reading, stream: BinaryIO, beginning: bytes, error: expat.ExpatError) -> Scene:
    """The scene of an error, at which the reading of a stream stopped."""
    at = max(reading.parser.ErrorByteIndex, reading.last)
    stream.seek(reading.last)
    codec = encoding.named(beginning)
    before = _decoded(stream.read(at - reading.last), codec)
    after = _decoded(stream.read(_AROUND), codec)
    text = before + after
    if not reading.last:
        at_first = text.startswith("\ufeff")
        text, before = text[at_first:], before[at_first:]
    return Scene(
        code=error.code,
        opened=tuple(reading.opened),
        root=reading.root,
        prefixes=frozenset(reading.prefixes),
        text=text,
        at=len(before),
        piece=_piece(text, len(before)),
        first_line=reading.last_line,
        cdata_line=reading.cdata_line,
        slip=_slip(reading, stream),
    )


def _slip(reading: Reading, stream: BinaryIO) -> int:
    """The line of the last empty element that may have been meant as an end tag; 0 for none."""
    for child in reversed(reading.opened[-1].children if reading.opened else []):
        stream.seek(child.end - len(_EMPTY_END))
        if stream.read(len(_EMPTY_END)) == _EMPTY_END:
            return child.line
    return 0


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec, "replace")
    except LookupError:
        return data.decode("latin-1")


def _piece(text: str, at: int) -> int:
    """The index at which the piece begins that ends beyond `at`, or cannot be read."""
    begin = 0
    while begin < at:
        piece = _PIECE.match(text, begin)
        if piece is None or piece.end() > at:
            break
        begin = piece.end()
    return begin
