"""The seal of a result: the last line of its file, which says what it was made of.

    <?tei-kit source="sha256:5891b5b5…" result="sha256:e258d248…"?>

A processing instruction after the root element (XML 1.0, production 27) belongs to no text and no
header, and programs that do not know it pass over it. `source` is the SHA-256 of the bytes of the
source, as `sha256sum` prints it. `result` is that of all that stands before it in the file, the
first half of the seal as well, line ends counted as they are in Unix: so a file that Git has given
other line ends is still the same. Whoever edits the file breaks the seal, and a conversion does not
replace a file whose seal is broken, or a file that has none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import IO

from tei_kit.diagnostics import Place, diagnose, reason_of
from tei_kit.files import OutputError, sha256

# '<?tei-kit source="sha256:5891…" result="sha256:e258…"?>\n' at the end of a file
_SEAL = re.compile(
    rb"""
    <\?tei-kit[ ]
    (?:source="sha256:[0-9a-f]{64}"[ ])?
    (?P<result>result="sha256:(?P<digest>[0-9a-f]{64})"\?>)
    \s*\Z
    """,
    re.VERBOSE,
)
# A line of a result that is its seal: no text and no tag begins so.
LINE = b"<?tei-kit "
_TAIL = 1024  # bytes at the end of a file among which a seal is looked for
_CHUNK = 1 << 20


class State(Enum):
    """The state of a file whose place a result wants to take."""

    FREE = "there is no file, or an empty one"
    UNCHANGED = "a result that nobody has changed"
    EDITED = "a result that somebody has changed"
    OTHER = "any other file"


class Sealing:
    """A writer that passes the bytes of a result on to `write`, and ends them with the seal."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._digest = _Digest()

    def write(self, data: bytes) -> None:
        """Write bytes of the result."""
        self._digest.update(data)
        self._write(data)

    def end(self, source: str = "") -> None:
        """Write the seal; `source` is the SHA-256 of what the result was made of, in hexadecimal
        digits, "" for a result of many files.
        """
        self.write(LINE + (f'source="sha256:{source}" '.encode() if source else b""))
        self._write(f'result="sha256:{self._digest.hexdigest()}"?>\n'.encode())


class _Digest:
    """SHA-256 of bytes whose line ends count as line feeds."""

    def __init__(self) -> None:
        self._digest = sha256()
        self._waiting = b""  # a carriage return at the end, whose line feed may follow

    def update(self, data: bytes) -> None:
        if self._waiting or b"\r" in data:
            data = self._waiting + data
            self._waiting = b"\r" if data.endswith(b"\r") else b""
            data = data.removesuffix(b"\r").replace(b"\r\n", b"\n")
        self._digest.update(data)

    def hexdigest(self) -> str:
        self._digest.update(self._waiting)
        self._waiting = b""
        return self._digest.hexdigest()


def sealed(data: bytes, source: str = "") -> bytes:
    """The bytes of a result with their seal; see `Sealing.end` for the source."""
    parts: list[bytes] = []
    sealing = Sealing(parts.append)
    sealing.write(data)
    sealing.end(source)
    return b"".join(parts)


def unsealed(data: bytes) -> bytes:
    """The bytes of a TEI file without the seal that may be at their end."""
    found = _SEAL.search(data, max(len(data) - _TAIL, 0))
    return data if found is None else data[: found.start()]


def sha256_of(text: str) -> str:
    """The SHA-256 of a text in memory, as a file in UTF-8 has it."""
    return sha256(text.encode("utf-8")).hexdigest()


def state_of(file: IO[bytes]) -> State:
    """The state of a file that is open for reading and can be searched. Raises OSError."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        return State.FREE
    begin = file.seek(max(size - _TAIL, 0))
    found = _SEAL.search(file.read(_TAIL))
    if found is None:
        return State.OTHER
    left = begin + found.start("result")
    digest = _Digest()
    file.seek(0)
    while left > 0 and (data := file.read(min(left, _CHUNK))):
        digest.update(data)
        left -= len(data)
    is_same = digest.hexdigest().encode() == found["digest"]
    return State.UNCHANGED if is_same else State.EDITED


def refuse_edited(output: Path) -> None:
    """Raise OutputError for a file that a conversion may not replace: TK605 when it is a result
    that was edited, or no result; TK601 when it cannot be read.

    Devices and pipes hold nothing that could be lost.
    """
    try:
        if not output.exists() or not output.is_file():
            return
        with output.open("rb") as file:
            state = state_of(file)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise OutputError(diagnose("TK601", Place(str(output)), reason=reason)) from error
    refuse(state, str(output))


def refuse(state: State, output: str) -> None:
    """Raise OutputError (TK605) when a file of this state may not be replaced."""
    if state is State.EDITED:
        raise OutputError(diagnose("TK605", Place(output)))
    if state is State.OTHER:
        raise OutputError(diagnose("TK605", Place(output), "other"))
