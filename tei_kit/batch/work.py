"""The messages of a batch: units of work, and the records of how they went.

They go from process to process, and into the manifest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_kit.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: its path, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Known:
    """The record that an earlier run made of an input with the same options."""

    sha256: str
    outputs: Sequence[Output]


@dataclass(frozen=True, slots=True)
class Unit:
    """One input and where its result goes: a file, or a folder when documents are split.

    The unit has nothing to do if it is `known` and neither the input nor the results have changed.
    `written` are the files that the manifest says an earlier run wrote. With `force` whatever
    stands where a result goes is replaced. With a `prefix` the identifiers of the result begin so.
    """

    input: str
    output: str
    size: int
    known: Known | None = None
    written: Sequence[Output] = ()
    force: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a unit that was done: a line of the manifest.

    `sha256` and `size` belong to the bytes that were read, "" and 0 when they could not be read.
    `outputs` are the files that were written. `found` counts the diagnostics by severity;
    `diagnostics` holds the gravest of them.
    """

    input: str
    sha256: str
    size: int
    status: str  # done or failed
    options: str
    version: str
    outputs: Sequence[Output]
    counts: dict[str, int]
    found: dict[str, int]
    diagnostics: Sequence[Diagnostic]
    seconds: float

    @property
    def is_done(self) -> bool:
        """Whether the input was converted."""
        return self.status == "done"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The answer when a unit was known, and neither its input nor its results have changed."""

    input: str


class NoRoomError(Exception):
    """No file can be written any more: the disk is full, or read-only. The error carries the
    reason."""
