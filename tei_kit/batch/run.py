"""A run finds the inputs, lets a runner do the units, and keeps the manifest."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from tei_kit import files
from tei_kit.batch import corpus, identifiers, inputs, storage
from tei_kit.batch import unit as units
from tei_kit.batch.runners import local
from tei_kit.batch.state import lock, manifest
from tei_kit.batch.state.manifest import Entry, Manifest
from tei_kit.batch.work import NoRoomError, Output, Record, Unchanged, Unit
from tei_kit.decisions.files import looked_for, without_text
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose, reason_of
from tei_kit.results import seal
from tei_kit.settings.options import Options


class RunError(TeiKitError):
    """The run cannot begin, or cannot go on."""


class Runner(Protocol):
    """Does units, in any order."""

    def __call__(self, waiting: Sequence[Unit]) -> Generator[Record | Unchanged, None, None]:
        """The results, each as soon as it is done. Closing the iterator ends unfinished units."""


class Watcher(Protocol):
    """Gets messages about the progress of a run."""

    def begins(self, files: int, size: int) -> None:
        """The run begins with so many files, of so many bytes together."""

    def notes(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Show diagnostics about the run or its inputs."""

    def done(self, unit: Unit, result: Record | Unchanged) -> None:
        """A file was converted, has failed, or had not changed."""


@dataclass(frozen=True, slots=True)
class Job:
    """The task of a run.

    `formats` are the names of the formats that are taken from folders, () for all. `roots` are
    folders that `out` mirrors, for sources inside them. `state` is the folder of the manifest and
    the lock, by default `out`. `corpus` is a file that contains all results, or with `xinclude`
    includes them; their identifiers then have prefixes. `prune` removes results of inputs that no
    longer exist. With `wait` the run waits for another run in the folder. `runner` does the units;
    by default, `jobs` processes of this machine. `reads` are further files that the run must not
    write to. With `force`, the run replaces edited results, and other files in the place of
    results.
    """

    sources: Sequence[str]
    out: str
    options: Options = field(default_factory=Options)
    formats: Collection[str] = ()
    roots: Sequence[Path] = ()
    jobs: int = 1
    state: Path | None = None
    corpus: Path | None = None
    xinclude: bool = False
    prune: bool = False
    wait: bool = False
    runner: Runner | None = None
    reads: Sequence[str] = ()
    force: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The outcome of a run: numbers of inputs, and the path of the manifest."""

    done: int
    unchanged: int
    failed: int
    manifest: Path

    @property
    def is_complete(self) -> bool:
        """Whether every input has its result."""
        return not self.failed


class Nobody:
    """A watcher that shows nothing."""

    def begins(self, files: int, size: int) -> None:
        """Nothing."""

    def notes(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Nothing."""

    def done(self, unit: Unit, result: Record | Unchanged) -> None:
        """Nothing."""


def run(job: Job, watcher: Watcher | None = None) -> Summary:
    """Convert the inputs that have to be converted, and keep the manifest.

    Even when an error or KeyboardInterrupt ends the run, the manifest has all finished units, and
    no result is written partly. Raises InputError, LockedError, OutputError, RunError (TK810,
    TK816), and the errors of `corpus.write`.
    """
    watcher = watcher or Nobody()
    state = _state(job)
    files.make_folder(state)
    found = inputs.find(
        job.sources, job.out, split=job.options.split, chosen=job.formats, roots=job.roots
    )
    guard = files.Guard([*job.reads, *(unit.input for unit in found.units)])
    found = _guarded(found, guard, job.out)
    if job.corpus is not None:
        guard.also(unit.output for unit in found.units)
        guard.also(_decisions_of(found.units, job.options))
        guard.also([state / manifest.NAME, state / lock.NAME])
        guard.check(job.corpus)
        if not job.force:
            seal.refuse_edited(job.corpus)
    local = [unit.input for unit in found.units if not storage.is_url(unit.input)]
    watcher.notes([*found.diagnostics, *without_text(local)])
    try:
        with lock.Lock(state, wait=job.wait) as held:
            return _Run(job, watcher, state, held.fileno).run(found)
    except OSError as error:
        reason = reason_of(error)
        raise RunError(diagnose("TK810", Place(str(state)), reason=reason)) from error


def _guarded(found: inputs.Found, guard: files.Guard, out: str) -> inputs.Found:
    """The units of the run; a unit whose result would overwrite an input is refused."""
    units: list[Unit] = []
    refused = [*found.refused]
    for unit in found.units:
        try:
            if not storage.is_url(unit.output):
                guard.check(Path(unit.output), Path(out))
        except files.OutputError as error:
            refused.append(inputs.Refused(unit, error.diagnostics[0]))
        else:
            units.append(unit)
    return replace(found, units=units, refused=refused)


def _decisions_of(found: Sequence[Unit], options: Options) -> Iterator[Path]:
    """All files that may have decisions about the inputs, whether they exist or not."""
    for unit in found:
        if not storage.is_url(unit.input):
            yield from looked_for(unit.input, options.decisions)


def _state(job: Job) -> Path:
    if job.state is not None:
        return job.state
    if storage.is_url(job.out):
        raise RunError(diagnose("TK816", Place(job.out), out=job.out))
    return Path(job.out)


class _Run:
    """A run that holds the lock."""

    def __init__(self, job: Job, watcher: Watcher, state: Path, held: int) -> None:
        self._job = job
        self._watcher = watcher
        self._path = state / manifest.NAME
        self._state = state
        self._held = held
        self._number: Counter[str] = Counter()
        storage.remove_unfinished(state)
        if not storage.is_url(job.out):
            storage.remove_unfinished(Path(job.out))
        if not job.force:
            manifest.refuse_other(self._path)
        self._manifest = Manifest(self._path, job.out)

    def run(self, found: inputs.Found) -> Summary:
        """Do the units, and write the manifest even after an error."""
        if self._manifest.unreadable:
            lines = self._manifest.unreadable
            self._watcher.notes([diagnose("TK811", Place(str(self._path)), number=lines)])
        try:
            self._gone(found)
            self._do(found)
        except NoRoomError as error:
            raise RunError(diagnose("TK810", Place(self._job.out), reason=str(error))) from error
        finally:
            if not storage.is_url(self._job.out):
                storage.remove_unfinished(Path(self._job.out))
            self._manifest.close()
        if self._job.corpus is not None:
            results = self._results(found)
            if results:  # a teiCorpus has at least one text
                corpus.write(
                    self._job.corpus, results, self._job.options, inline=not self._job.xinclude
                )
        if storage.is_url(self._job.out):
            with storage.writing(storage.join(self._job.out, manifest.NAME)) as write:
                for line in self._manifest.lines():
                    write(line)
        number = self._number
        return Summary(number["done"], number["unchanged"], number["failed"], self._path)

    def _do(self, found: inputs.Found) -> None:
        # Large units come first, so the last unit to end is a small one.
        ordered = sorted(found.units, key=lambda unit: (-unit.size, unit.input))
        waiting = [self._with_known(unit) for unit in ordered]
        by_input = {unit.input: unit for unit in waiting}
        total = len(found.units) + len(found.refused)
        self._watcher.begins(total, sum(unit.size for unit in found.units))
        for refused in found.refused:
            record = units.failure(refused.unit, self._job.options, refused.diagnostic)
            self._take(refused.unit, record)
        with closing(self._runner()(waiting)) as results:
            for result in results:
                self._take(by_input[result.input], result)

    def _runner(self) -> Runner:
        if self._job.runner is not None:
            return self._job.runner
        spool = None if storage.is_url(self._job.out) else Path(self._job.out)
        setting = local.Setting(self._job.options, self._held, spool)
        return lambda waiting: local.run(waiting, setting, self._job.jobs)

    def _with_known(self, unit: Unit) -> Unit:
        """The unit with the facts of its manifest entry: the files that it wrote, and, if the
        options are the same, the known results."""
        entry = self._manifest.entries.get(unit.input)
        unit = replace(unit, force=self._job.force, written=entry.outputs if entry else ())
        if self._job.xinclude and not self._job.options.split:
            below = storage.below(unit.output, self._job.out)
            unit = replace(unit, prefix=identifiers.prefix_of(below))
        same = (
            entry and entry.is_done and entry.options == units.fingerprint(unit, self._job.options)
        )
        if not entry or not same or not _is_below(entry, unit):
            return unit
        return replace(unit, known=entry.known)

    def _take(self, unit: Unit, result: Record | Unchanged) -> None:
        if isinstance(result, Record):
            self._remove_old(unit, result)
            self._manifest.add(result)
            self._number["done" if result.is_done else "failed"] += 1
        else:
            self._number["unchanged"] += 1
        self._watcher.done(unit, result)

    def _remove_old(self, unit: Unit, record: Record) -> None:
        """Remove results of the input that an earlier run wrote, and this run did not."""
        before = self._manifest.entries.get(unit.input)
        if before is None or not record.sha256:
            return  # an input that cannot be read now may be readable later
        new = {output.path for output in record.outputs}
        old = [output for output in before.outputs if output.path not in new]
        _remove(old, self._job.out)

    def _gone(self, found: inputs.Found) -> None:
        """With `prune`, remove the results of inputs that no longer exist; else warn (TK812)."""
        here = {unit.input for unit in found.units} | {r.unit.input for r in found.refused}
        folders = [os.path.join(os.path.normpath(source), "") for source in self._job.sources]
        gone = [
            entry
            for name, entry in self._manifest.entries.items()
            if name not in here and name.startswith(tuple(folders)) and not os.path.lexists(name)
        ]
        kept = [entry for entry in gone if entry.outputs]
        if self._job.prune:
            for entry in kept:
                _remove(entry.outputs, self._job.out)
        elif kept:
            number = len(kept)
            self._watcher.notes([diagnose("TK812", Place(str(self._path)), number=number)])
        forgotten = gone if self._job.prune else [e for e in gone if not e.outputs]
        self._manifest.forget([entry.input for entry in forgotten])

    def _results(self, found: inputs.Found) -> list[str]:
        """The paths of the results of this run's inputs, in the order of the inputs."""
        entries = self._manifest.entries
        done = [entries[unit.input] for unit in found.units if unit.input in entries]
        return [output.path for entry in done if entry.is_done for output in entry.outputs]


def _is_below(entry: Entry, unit: Unit) -> bool:
    """Whether the results of an entry are in the place for the results of a unit."""
    return all(o.path == unit.output or _parent(o.path) == unit.output for o in entry.outputs)


def _is_in(path: str, out: str) -> bool:
    folder = Path(os.path.realpath(os.path.dirname(path)))
    return folder.is_relative_to(os.path.realpath(out))


def _parent(path: str) -> str:
    return path.rpartition("/")[0] if storage.is_url(path) else os.path.dirname(path)


def _remove(outputs: Sequence[Output], out: str) -> None:
    """Remove results that nobody has changed since the run, and that are really in the folder of
    results, not behind a link that leads out of it."""
    for output in outputs:
        if not storage.is_url(out) and not _is_in(output.path, out):
            continue
        if storage.digest(output.path) == output.sha256:
            storage.remove(output.path)
