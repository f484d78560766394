"""Decodes a file piece by piece, with the same errors as `source.decode`, which needs all bytes."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import chain

from tei_kit.diagnostics import Place
from tei_kit.source.source import (
    BEGINNING,
    BYTE_ORDER_MARKS,
    WORD_BYTES,
    SourceError,
    not_in_encoding,
    refuse_narrow,
    unknown_encoding,
)

LONGEST_MARK = max(len(mark) for mark, _ in BYTE_ORDER_MARKS)


def decoded(chunks: Iterable[bytes], name: str, encoding: str | None) -> Iterator[str]:
    """The text of a file in pieces, with `\\n` line ends and without a byte order mark.

    Raises SourceError like `source.decode`: TK102 for bytes that are not in the encoding, TK103 for
    a name that is not that of a text encoding.
    """
    waiting = iter(chunks)
    first = b""
    enough = BEGINNING if encoding else LONGEST_MARK
    while len(first) < enough and (chunk := next(waiting, b"")):
        first += chunk
    marked = next((e for mark, e in BYTE_ORDER_MARKS if first.startswith(mark)), "utf-8")
    if encoding:
        refuse_narrow(first[:BEGINNING], name, encoding)
    decoder = _Decoder(name, encoding or marked, first, waiting)
    begun = False
    for data in chain([first], waiting, [None]):
        text = decoder.text(data or b"", final=data is None)
        if not begun:
            text = text.lstrip("\ufeff")
            begun = bool(text)
        if text:
            yield text


class _Decoder:
    """An incremental decoder that counts lines and columns for its errors."""

    def __init__(self, name: str, encoding: str, first: bytes, rest: Iterator[bytes]) -> None:
        self._name = name
        self._encoding = encoding
        self._rest = rest  # the rest of the file; an error quotes the word with the wrong byte
        self._before = b""  # the last decoded bytes
        self._waiting = b""  # bytes that are not decoded yet, at most one character
        self._lines = 0  # line ends before the waiting bytes
        self._column = 0  # bytes in the line before the waiting bytes
        try:
            b"".decode(encoding)  # refuses codecs that do not decode to text
            self._codec = codecs.getincrementaldecoder(_with_order(encoding, first))()
        except (LookupError, TypeError, ValueError) as error:
            raise self._unknown() from error
        self._newlines = io.IncrementalNewlineDecoder(self._codec, translate=True)

    def text(self, data: bytes, *, final: bool = False) -> str:
        """The text of further bytes. Raises SourceError."""
        given = self._waiting + data
        try:
            text = self._newlines.decode(data, final=final)
        except UnicodeDecodeError as error:
            raise self._wrong(given, error) from error
        except (LookupError, UnicodeError, ValueError, TypeError, AssertionError) as error:
            raise self._unknown() from error
        kept = self._kept()
        read = given[: len(given) - len(kept)]
        self._waiting = kept
        if read:
            self._before = (self._before + read[-WORD_BYTES:])[-WORD_BYTES:]
            self._lines += read.count(b"\n")
            last = read.rfind(b"\n")
            self._column = len(read) - last - 1 if last >= 0 else self._column + len(read)
        return text

    def _kept(self) -> bytes:
        """The bytes of an incomplete character that the codec keeps."""
        state = self._codec.getstate()[0]
        return state if isinstance(state, bytes) else b""

    def _wrong(self, given: bytes, error: UnicodeDecodeError) -> SourceError:
        before = given[: error.start]
        last = before.rfind(b"\n")
        column = error.start - last if last >= 0 else self._column + error.start + 1
        place = Place(self._name, self._lines + before.count(b"\n") + 1, column)
        wrong = given[error.start :]
        while wrong and len(wrong) < WORD_BYTES and (chunk := next(self._rest, b"")):
            wrong += chunk
        return not_in_encoding(place, self._before + before, wrong, self._encoding)

    def _unknown(self) -> SourceError:
        return SourceError(unknown_encoding(Place(self._name), self._encoding))


def _with_order(encoding: str, first: bytes) -> str:
    """The encoding; for UTF-16 and UTF-32 without a mark, with the byte order of this machine.

    `bytes.decode` reads them in this order too.
    """
    name = codecs.lookup(encoding).name
    marked = any(first.startswith(mark) for mark, of in BYTE_ORDER_MARKS if of == name)
    if name not in ("utf-16", "utf-32") or marked:
        return encoding
    return f"{name}-{'le' if sys.byteorder == 'little' else 'be'}"
