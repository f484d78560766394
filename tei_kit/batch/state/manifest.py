"""The manifest: a line of JSON for each input, with the record of its conversion.

During a run, lines are added one by one, each in a single write. So a killed run leaves complete
lines and at most one partial line. At the end of a run the file is written anew, with one line for
each input, in the order of the inputs. A line that cannot be read is skipped, and its input is
converted again.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Any

from tei_kit import files
from tei_kit.batch import storage
from tei_kit.batch.work import Known, Output, Record
from tei_kit.diagnostics import Place, diagnose

NAME = "manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of a line that a later run needs; `offset` and `length` are in bytes."""

    input: str
    sha256: str
    options: str
    is_done: bool
    outputs: Sequence[Output]
    offset: int
    length: int

    @property
    def known(self) -> Known:
        """The entry as the `known` of a unit."""
        return Known(self.sha256, self.outputs)


# The beginning of each line of a manifest.
_BEGINNING = b'{"input"'


def refuse_other(path: Path) -> None:
    """Raise OutputError (TK605) for a file that is not empty and has no line of a manifest.

    Raises OSError.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        is_other = path.stat().st_size > 0 and not any(line.startswith(_BEGINNING) for line in file)
    if is_other:
        raise files.OutputError(diagnose("TK605", Place(str(path)), "other"))


class Manifest:
    """The manifest of one folder; only one run at a time has it open."""

    def __init__(self, path: Path, out: str) -> None:
        """Read the existing lines; `unreadable` counts those that cannot be read. Raises OSError.

        The file has the paths of results relative to `out`, so the folder can be moved.
        """
        self._path = path
        self._out = out
        self._entries: dict[str, Entry] = {}
        self.unreadable = 0
        if path.exists():
            with path.open("rb") as file:
                self._read(file)
        if self.unreadable:
            self._rewrite()
        self._file: IO[bytes] = path.open("ab", buffering=0)
        self._end = self._file.tell()

    def _read(self, file: IO[bytes]) -> None:
        offset = 0
        for line in file:
            entry = self._entry(line, offset)
            offset += len(line)
            if entry is None:
                self.unreadable += 1
            else:
                self._entries[entry.input] = entry

    @property
    def entries(self) -> dict[str, Entry]:
        """The entry of the last line of each input, by input."""
        return self._entries

    def add(self, record: Record) -> None:
        """Add the line of a record. Raises OSError."""
        line = line_of(record, self._out)
        # One write: a process that is killed in the middle leaves a line without its end.
        written = self._file.write(line)
        if written != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        entry = self._entry(line, self._end)
        assert entry is not None
        self._entries[entry.input] = entry
        self._end += len(line)

    def forget(self, inputs: Sequence[str]) -> None:
        """Drop inputs; their lines vanish when the manifest is written anew."""
        for name in inputs:
            self._entries.pop(name, None)

    def lines(self) -> Iterator[bytes]:
        """The lines, in the order of the inputs."""
        with self._path.open("rb") as file:
            for _, entry in sorted(self._entries.items()):
                file.seek(entry.offset)
                yield file.read(entry.length)

    def close(self) -> None:
        """Write the manifest anew, in order. Raises OSError."""
        self._file.close()
        self._rewrite()

    def _rewrite(self) -> None:
        entries: dict[str, Entry] = {}
        offset = 0
        with files.replacing(self._path, storage.PART) as new:
            for line in self.lines():
                new.write(line)
                entry = self._entry(line, offset)
                assert entry is not None
                entries[entry.input] = entry
                offset += len(line)
        self._entries = entries

    def _entry(self, line: bytes, offset: int) -> Entry | None:
        """The entry of a line; None if the line is partial or not from a manifest."""
        if not line.endswith(b"\n"):
            return None
        try:
            words = json.loads(line)
            outputs = [
                Output(storage.join(self._out, _below(str(o["path"]))), str(o["sha256"]))
                for o in words["outputs"]
            ]
            return Entry(
                str(words["input"]),
                str(words["sha256"]),
                str(words["options"]),
                words["status"] == "done",
                outputs,
                offset,
                len(line),
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            return None


def _below(path: str) -> str:
    """The path of a result; raises ValueError when it is absolute or leads out of its folder."""
    parts = PurePosixPath(path.replace("\\", "/"))
    if (
        not parts.parts
        or parts.is_absolute()
        or ".." in parts.parts
        or PureWindowsPath(path).drive
        or storage.is_url(path)
    ):
        raise ValueError(path)
    return path


def line_of(record: Record, out: str) -> bytes:
    """The line of a record, with paths relative to `out`; equal records make equal bytes."""
    words: dict[str, Any] = asdict(record)
    words["outputs"] = [
        {"path": storage.below(output.path, out), "sha256": output.sha256}
        for output in record.outputs
    ]
    words["diagnostics"] = [
        {
            "code": d.code,
            "severity": d.severity.value,
            "line": d.place.line,
            "column": d.place.column,
            "message": d.message,
        }
        for d in record.diagnostics
    ]
    return json.dumps(words).encode("ascii") + b"\n"
