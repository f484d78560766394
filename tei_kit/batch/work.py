"""The messages of a batch: units of work, and their records.

They go from process to process; records go into the manifest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_kit.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Output:
    """A written file: its path, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Known:
    """The facts from the record of an earlier run with the same options."""

    sha256: str
    outputs: Sequence[Output]


@dataclass(frozen=True, slots=True)
class Unit:
    """One input and the place of its result: a file, or a folder when documents are split.

    `size` is that of the input, in bytes. A `known` unit is not done if neither its input nor its
    results have changed. `written` are the files that an earlier run wrote, by the manifest. With
    `force`, any existing file in the place of a result is replaced. The identifiers of the result
    begin with `prefix`.
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
    """The record of a unit, done or failed: a line of the manifest.

    `sha256` is the digest of the input and its decisions, `size` the number of bytes of the input;
    they are "" and 0 when the input could not be read. `options` is a fingerprint. `outputs` are
    the written files. `found` counts the diagnostics by severity; `diagnostics` has the gravest.
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
    """The answer for a known unit whose input and results have not changed."""

    input: str


class NoRoomError(Exception):
    """No file can be written: the disk is full or read-only. Its text is the reason."""
