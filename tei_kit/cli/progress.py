"""Progress of a command: a bar on a terminal, and lines of a batch elsewhere.

A bar is one line that never wraps, and is drawn over again when something has been done; no thread
draws it, since the processes of a pool begin as copies of this one only where it has no other
threads. Whoever prints something else clears the bar first.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

import click

from tei_kit.cli.output import echo_diagnostics
from tei_kit.cli.terminal import columns, draws_over, has_every_character
from tei_kit.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from tei_kit.batch.run import Watcher
    from tei_kit.batch.work import Record, Unchanged, Unit

# Seconds between two lines.
INTERVAL = 5.0
MEGA = 1_000_000
# Fewer files than these are done before anybody reads a bar.
FEW_TO_CONVERT = 2
FEW_TO_VALIDATE = 10
SECONDS_BETWEEN_DRAWING = 0.1
# Characters that stay free: some terminals begin another line when one is full, and most show ^C.
_SPARE = 3
NARROWEST, WIDEST = 8, 40  # characters of the bar itself
# After so many seconds the time that is left can be told from the time that has gone.
SECONDS_TO_JUDGE = 1.0


class Bar(Protocol):
    """The progress of a command with its files."""

    def advance(self, *, failed: bool = False) -> None:
        """One more file is done."""

    def clear(self) -> None:
        """Take the bar away, because something else is printed; `advance` draws it again."""


class _NoBar:
    """A bar that shows nothing, where nobody would see it."""

    def advance(self, *, failed: bool = False) -> None:
        """Nothing."""

    def clear(self) -> None:
        """Nothing."""


@contextmanager
def converting(total: int, *, quiet: bool = False) -> Iterator[Bar]:
    """A bar for the files of `convert`, on a terminal."""
    if quiet or total < FEW_TO_CONVERT or not draws_over(sys.stderr):
        yield _NoBar()
        return
    with _line(sys.stderr) as line:
        yield _BarOfFiles(line, "converting", "failed", total)


@contextmanager
def validating(total: int, *, quiet: bool = False) -> Iterator[Bar]:
    """A bar for the files of `validate`, on a terminal; `failed` is a file that is not valid."""
    if quiet or total < FEW_TO_VALIDATE or not draws_over(sys.stderr):
        yield _NoBar()
        return
    with _line(sys.stderr) as line:
        yield _BarOfFiles(line, "validating", "not valid", total)


@contextmanager
def watcher(*, quiet: bool) -> Iterator[Watcher]:
    """A watcher that tells how a run of `batch` goes, while it goes."""
    if quiet or not draws_over(sys.stderr):
        yield _Lines(quiet=quiet)
        return
    with _line(sys.stderr) as line:
        yield _BarOfBatch(line)


class _Line:
    """A line of a terminal that is drawn over. Only characters and carriage returns are written, so
    that every terminal understands it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._signs = "━╌" if has_every_character(stream) else "#-"
        self._drawn = float("-inf")
        self._shown = 0  # characters

    def draw(self, before: str, share: float, after: str) -> None:
        """Draw `before ━━━━╌╌╌╌ after`, unless a line was drawn a moment ago."""
        now = time.monotonic()
        if now - self._drawn < SECONDS_BETWEEN_DRAWING:
            return
        self._drawn = now
        room = columns() - _SPARE
        self._write(progress_line(before, share, after, room, self._signs))

    def clear(self) -> None:
        """Leave an empty line, with the cursor at its beginning."""
        if self._shown:
            self._write("")
            self._drawn = float("-inf")

    def _write(self, text: str) -> None:
        gone = " " * min(self._shown - len(text), columns() - _SPARE - len(text))
        self._stream.write(f"\r{text}{gone}" + ("" if text else "\r"))
        self._stream.flush()
        self._shown = len(text)


@contextmanager
def _line(stream: TextIO) -> Iterator[_Line]:
    line = _Line(stream)
    try:
        yield line
    finally:
        line.clear()


def progress_line(before: str, share: float, after: str, room: int, signs: str) -> str:
    """A line of at most `room` characters: words, a bar where it has room, and words.

    `signs` are the characters for work that is done and for the rest, `share` is from 0 to 1.
    """
    wide = min(room - len(before) - len(after) - 2, WIDEST)
    done = round(wide * min(max(share, 0.0), 1.0))
    bar = f"{signs[0] * done}{signs[1] * (wide - done)}" if wide >= NARROWEST else ""
    return " ".join(part for part in (before, bar, after) if part)[: max(room, 0)]


class _BarOfFiles:
    """A bar that counts files."""

    def __init__(self, line: _Line, verb: str, failure: str, total: int) -> None:
        self._line = line
        self._verb = verb
        self._failure = failure
        self._total = total
        self._done = self._failed = 0
        self._begin = time.monotonic()
        self._draw()

    def advance(self, *, failed: bool = False) -> None:
        self._done += 1
        self._failed += failed
        self._draw()

    def clear(self) -> None:
        self._line.clear()

    def _draw(self) -> None:
        words = f"{self._done} of {self._total}"
        if self._failed:
            words += f", {self._failed} {self._failure}"
        words += _left(self._begin, self._done, self._total)
        self._line.draw(self._verb, self._done / self._total, words)


def _left(begin: float, done: int, total: int) -> str:
    """`, 2:05 left` of some work, by the part that is done; "" where that tells too little yet."""
    seconds = time.monotonic() - begin
    if not 0 < done < total or seconds < SECONDS_TO_JUDGE:
        return ""
    left = int(seconds / done * (total - done))
    hours, rest = divmod(left, 3600)
    minutes = f"{rest // 60:02}" if hours else f"{rest // 60}"
    return f", {f'{hours}:' if hours else ''}{minutes}:{rest % 60:02} left"


class _Tally:
    """The units that were done so far."""

    def __init__(self) -> None:
        self.files = self.done = self.failed = self.unchanged = 0
        self.size = self.read = self.converted = 0
        self.begin = time.monotonic()

    def begins(self, files: int, size: int) -> None:
        self.files, self.size = files, size
        self.begin = time.monotonic()

    def count(self, unit: Unit, result: Record | Unchanged) -> None:
        self.done += 1
        self.read += unit.size
        record = _record_of(result)
        if record is None:
            self.unchanged += 1
            return
        self.converted += unit.size
        self.failed += not record.is_done

    def words(self) -> str:
        """`120 of 500 files, 11.2 MB/s, 2 failed`."""
        seconds = max(time.monotonic() - self.begin, 0.001)
        words = [
            f"{self.done} of {self.files} files",
            f"{self.converted / MEGA / seconds:.1f} MB/s",
            f"{self.failed} failed",
        ]
        if self.unchanged:
            words.append(f"{self.unchanged} unchanged")
        return ", ".join(words)

    @property
    def share(self) -> float:
        """The share that has been read, from 0 to 1; a file of no bytes counts as well."""
        return (self.read + self.done) / (self.size + self.files or 1)

    def left(self) -> str:
        """`, 2:05 left`, by the bytes that are still to be read."""
        return _left(self.begin, self.read, self.size) if self.done < self.files else ""


def _record_of(result: Record | Unchanged) -> Record | None:
    """The record of a unit; None when the unit had not changed."""
    from tei_kit.batch.work import Record  # `convert` does not wait for rich

    return result if isinstance(result, Record) else None


def _errors(result: Record | Unchanged) -> Sequence[Diagnostic]:
    record = _record_of(result)
    if record is None or record.is_done:
        return ()
    return [d for d in record.diagnostics if d.severity is Severity.ERROR]


class _Lines:
    """Errors as they come, and a line now and then."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._tally = _Tally()
        self._last = time.monotonic()

    def begins(self, files: int, size: int) -> None:
        self._tally.begins(files, size)

    def notes(self, diagnostics: Sequence[Diagnostic]) -> None:
        if not self._quiet:
            echo_diagnostics(diagnostics, err=True)

    def done(self, unit: Unit, result: Record | Unchanged) -> None:
        self._tally.count(unit, result)
        echo_diagnostics(_errors(result), err=True)
        now = time.monotonic()
        if not self._quiet and now - self._last >= INTERVAL:
            self._last = now
            click.echo(self._tally.words() + self._tally.left(), err=True)


class _BarOfBatch:
    """A bar of the bytes read, with the errors above it."""

    def __init__(self, line: _Line) -> None:
        self._line = line
        self._tally = _Tally()
        line.draw("looking for files", 0, "")

    def begins(self, files: int, size: int) -> None:
        self._tally.begins(files, size)
        self._line.clear()  # the inputs are found: the bar begins at once
        self._draw()

    def notes(self, diagnostics: Sequence[Diagnostic]) -> None:
        self._tell(diagnostics)

    def done(self, unit: Unit, result: Record | Unchanged) -> None:
        self._tally.count(unit, result)
        self._tell(_errors(result))
        self._draw()

    def _tell(self, diagnostics: Sequence[Diagnostic]) -> None:
        if diagnostics:
            self._line.clear()
            echo_diagnostics(diagnostics, err=True)

    def _draw(self) -> None:
        self._line.draw("", self._tally.share, self._tally.words() + self._tally.left())
