"""How a batch goes: a bar on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tei_kit.batch.run import Watcher
from tei_kit.batch.unit import Record, Unchanged, Unit
from tei_kit.cli.output import echo_diagnostics
from tei_kit.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.progress import Progress

# Seconds between two lines.
INTERVAL = 5.0
MEGA = 1_000_000


@contextmanager
def watcher(*, quiet: bool) -> Iterator[Watcher]:
    """What tells how a run goes, for as long as it goes."""
    if quiet or not sys.stderr.isatty():
        yield _Lines(quiet=quiet)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    progress = Progress(
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.fields[words]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with progress:
        yield _Bar(progress)


class _Tally:
    """What was done so far."""

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
        if isinstance(result, Unchanged):
            self.unchanged += 1
            return
        self.converted += unit.size
        self.failed += not result.is_done

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

    def left(self) -> str:
        """`2:05 left`, by the bytes that are still to be read."""
        seconds = time.monotonic() - self.begin
        if not self.read or seconds < INTERVAL / 2:
            return ""
        left = int(seconds / self.read * (self.size - self.read))
        hours, rest = divmod(left, 3600)
        minutes = f"{rest // 60:02}" if hours else f"{rest // 60}"
        return f", {f'{hours}:' if hours else ''}{minutes}:{rest % 60:02} left"


def _errors(result: Record | Unchanged) -> Sequence[Diagnostic]:
    if isinstance(result, Unchanged) or result.is_done:
        return ()
    return [d for d in result.diagnostics if d.severity is Severity.ERROR]


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


class _Bar:
    """A bar of the bytes read, with the errors above it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tally = _Tally()
        self._task = progress.add_task("", total=None, words="looking for files")

    def begins(self, files: int, size: int) -> None:
        self._tally.begins(files, size)
        # A file of no bytes counts as well.
        self._progress.update(self._task, total=size + files, words=self._tally.words())

    def notes(self, diagnostics: Sequence[Diagnostic]) -> None:
        echo_diagnostics(diagnostics, err=True)

    def done(self, unit: Unit, result: Record | Unchanged) -> None:
        self._tally.count(unit, result)
        echo_diagnostics(_errors(result), err=True)
        self._progress.update(self._task, advance=unit.size + 1, words=self._tally.words())
