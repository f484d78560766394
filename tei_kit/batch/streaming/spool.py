"""Bytes that wait to be copied to a result."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

IN_MEMORY = 16 * 2**20
"""If more bytes wait, they are kept in a nameless file."""

COPIED = 2**20
"""The number of bytes that are copied at once."""


class Spool:
    """Bytes that wait to be copied: in memory while they are few, then in a nameless file.

    `size` is their number. Use it in a `with`, which closes the file.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            IN_MEMORY, dir=str(folder) if folder else None
        )
        self.size = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        """Add some bytes. Raises OSError."""
        self._file.write(data)
        self.size += len(data)

    def copy_to(self, write: Callable[[bytes], object]) -> None:
        """Write all added bytes, COPIED bytes at a time. Raises OSError."""
        self._file.seek(0)
        while data := self._file.read(COPIED):
            write(data)
