"""The lines of files that diagnostics are about: to show them, and to know a finding again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Place
from tei_kit.printable import visible

_LARGEST = 1 << 26
"""The bytes of a file beyond which its lines are not looked up."""
_MOST_FILES = 8
"""The files whose lines are kept at a time."""
_LEAST_WIDTH = 20

_LINE_END = re.compile(r"\r\n|\n|\r")
# <?xml version="1.0" encoding="ISO-8859-1"?>
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["'](?P<name>[\w.\-]+)""")
_TAB = re.compile(r"\t")


class SourceLines:
    """Looks lines up by places; the files that were read last are kept.

    `given` has the bytes of inputs that are no files, such as standard input, by their names.
    """

    def __init__(self, given: Mapping[str, bytes] | None = None) -> None:
        self._given = given or {}
        self._kept: dict[str, Sequence[str]] = {}

    def line(self, place: Place) -> str | None:
        """The line of a place, without its end; None when the file has no such line, cannot be
        read, or is not text."""
        lines = self._kept.get(place.file)
        if lines is None:
            lines = self._read(place.file)
            while len(self._kept) >= _MOST_FILES:
                del self._kept[next(iter(self._kept))]
            self._kept[place.file] = lines
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None

    def _read(self, file: str) -> Sequence[str]:
        data = self._given.get(file)
        if data is None:
            try:
                if not files.is_file(Path(file)) or Path(file).stat().st_size > _LARGEST:
                    return ()
                data = Path(file).read_bytes()
            except (OSError, ValueError):
                return ()
        text = _decoded(data)
        return () if text is None else _LINE_END.split(text)


def _decoded(data: bytes) -> str | None:
    """The text of a file; None when it does not look like text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        return None
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    for encoding in (declared["name"].decode() if declared else "utf-8", "utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A line of a file as it is shown below a message, and a caret below the column."""

    line: str
    caret: str


def quotation(text: str, place: Place, width: int) -> Quotation:
    """A line with its number and a caret below the column of a place, at most `width` cells wide.

    A longer line is shown around the column, with an ellipsis where it is cut.
    """
    number = f"{place.line:>5}"
    room = max(width - len(number) - 4, _LEAST_WIDTH)
    shown = visible(_TAB.sub(" ", text))
    column = min(max(place.column, 1), len(shown) + 1) - 1
    start = 0
    if _cells(shown[: column + 1]) > room - 1:
        start = _start(shown, column, room)
        shown, column = f"…{shown[start:]}", column - start + 1
    while _cells(shown) > room:
        shown = f"{shown[: _fitting(shown, room - 1)]}…"
    return Quotation(
        f"{number} | {shown}".rstrip(), f"{' ' * len(number)} | {' ' * _cells(shown[:column])}^"
    )


def _start(text: str, column: int, room: int) -> int:
    """The index of the first character to show, such that `column` stands behind the middle."""
    start = column
    while start > 0 and _cells(text[start - 1 : column]) < room * 2 // 3:
        start -= 1
    return start


def _fitting(text: str, room: int) -> int:
    """The number of characters of a text that fit into a number of cells."""
    cells = 0
    for at, character in enumerate(text):
        cells += _cells(character)
        if cells > room:
            return at
    return len(text)


def _cells(text: str) -> int:
    """The number of cells of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in text
    )
