"""Progress of a command: bars on a terminal, and lines of a batch elsewhere.

Bars of commands that use several processes are drawn without a thread of their own: the processes
begin as copies of this one only where it has no other threads.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tei_kit.cli.output import echo_diagnostics
from tei_kit.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from tei_kit.batch.run import Watcher
    from tei_kit.batch.work import Record, Unchanged, Unit

# Seconds between two lines.
INTERVAL = 5.0
MEGA = 1_000_000
# Fewer files than these are done before anybody reads a bar.
FEW_TO_CONVERT = 2
FEW_TO_VALIDATE = 10
SECONDS_BETWEEN_DRAWING = 0.1


@contextmanager
def converting(total: int) -> Iterator[Callable[[], None]]:
    """A bar for the files of `convert`, on a terminal; gives a function that is called after each
    file.
    """
    if total < FEW_TO_CONVERT or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("converting", total=total)
        yield lambda: progress.advance(task)


@contextmanager
def validating(total: int, *, quiet: bool) -> Iterator[Callable[[bool], None]]:
    """A bar for the files of `validate`, on a terminal.

    It gives a function that is called after each file, with whether the file is valid.
    """
    if quiet or total < FEW_TO_VALIDATE or not sys.stderr.isatty():
        yield lambda _is_valid: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("validating"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[words]}", style="red"),
        TimeRemainingColumn(),
    )
    # The standard streams are left alone, since the report may go through a pipe.
    progress = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    failed = 0
    with progress:
        bar = _Bar(progress, progress.add_task("", total=total, words=""))
        bar.draw()

        def advance(is_valid: bool) -> None:
            nonlocal failed
            failed += not is_valid
            bar.advance(1, f"{failed} not valid" if failed else "")

        yield advance


@contextmanager
def watcher(*, quiet: bool) -> Iterator[Watcher]:
    """A watcher that tells how a run of `batch` goes, while it goes."""
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
        auto_refresh=False,
    )
    with progress:
        bar = _Bar(progress, progress.add_task("", total=None, words="looking for files"))
        bar.draw()
        yield _BarOfBatch(bar)


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

    def left(self) -> str:
        """`2:05 left`, by the bytes that are still to be read."""
        seconds = time.monotonic() - self.begin
        if not self.read or seconds < INTERVAL / 2:
            return ""
        left = int(seconds / self.read * (self.size - self.read))
        hours, rest = divmod(left, 3600)
        minutes = f"{rest // 60:02}" if hours else f"{rest // 60}"
        return f", {f'{hours}:' if hours else ''}{minutes}:{rest % 60:02} left"


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


class _Bar:
    """A bar of rich that is drawn now and then while it advances, and not by a thread."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self._drawn = 0.0

    def begin(self, total: int, words: str) -> None:
        self._progress.update(self._task, total=total, words=words)
        self.draw()

    def advance(self, by: int, words: str) -> None:
        self._progress.update(self._task, advance=by, words=words)
        if time.monotonic() - self._drawn > SECONDS_BETWEEN_DRAWING:
            self.draw()

    def draw(self) -> None:
        self._drawn = time.monotonic()
        self._progress.refresh()


class _BarOfBatch:
    """A bar of the bytes read, with the errors above it."""

    def __init__(self, bar: _Bar) -> None:
        self._bar = bar
        self._tally = _Tally()

    def begins(self, files: int, size: int) -> None:
        self._tally.begins(files, size)
        # A file of no bytes counts as well.
        self._bar.begin(size + files, self._tally.words())

    def notes(self, diagnostics: Sequence[Diagnostic]) -> None:
        echo_diagnostics(diagnostics, err=True)

    def done(self, unit: Unit, result: Record | Unchanged) -> None:
        self._tally.count(unit, result)
        echo_diagnostics(_errors(result), err=True)
        self._bar.advance(unit.size + 1, self._tally.words())
