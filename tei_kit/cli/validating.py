"""The steps of `validate` and what each of them prints: check, mend, compare, report."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit import files
from tei_kit.cli import progress
from tei_kit.cli.output import echo_diagnostics, report_in, write_result
from tei_kit.cli.reads import reads_of_call
from tei_kit.cli.terminal import INTERRUPTED, echo_stopped
from tei_kit.diagnostics import counted
from tei_kit.record import record
from tei_kit.validation import gathering, given, parallel, reports
from tei_kit.validation.checker import Checker, Settings
from tei_kit.validation.result import FileResult, Outcome, distinct
from tei_kit.validation.schema_file import SUFFIXES

if TYPE_CHECKING:
    from tei_kit.validation.baseline import Baseline

_MOST_NAMES = 4  # of schemas in the summary
# The suffixes of files beside schemas, which these may include.
_OF_SCHEMAS = (*SUFFIXES, ".mod", ".ent", ".xsl")


@record
class Ways:
    """The file of the baseline, if there is one, and whether it is written anew, or shrunk."""

    path: Path | None
    write: bool
    shrink: bool


@record
class Job:
    """The task of a run: the documents, the schemas, the settings, and the file of the report."""

    paths: Sequence[str]
    schemas: Sequence[str]
    catalogs: Sequence[Path]
    reads: Sequence[Path]
    settings: Settings
    jobs: int | None
    baseline: Ways
    form: str
    output: Path | None
    quiet: bool


@record
class Done:
    """The results of a run, and the bytes of inputs that are no files, by their names.

    `baseline` is the baseline as it was before, `told` the words of the summary about it.
    """

    results: Sequence[FileResult]
    checker: Checker
    given: Mapping[str, bytes]
    baseline: Baseline | None = None
    told: str = ""


class Keeps(Enum):
    """The form in which --fix shows its changes in place of making them."""

    NOTHING = auto()
    """It makes them."""
    LINES = auto()
    DIFF = auto()


def checked(job: Job, among: Collection[str] | None = None) -> Done:
    """Validate the documents of a job, or those `among` them; nothing is compared with a baseline.
    Ctrl-C ends the program.

    Raises TeiKitError: a schema or a catalog cannot be used, or the report would replace a file
    that is read.
    """
    checker = _checker(job)
    found = documents(job)
    chosen = [each for each in found.documents if among is None or each.name in among]
    guard = _guard(job, [each.name for each in chosen])
    baseline = _baseline(job.baseline)
    results = [*found.empty]
    try:
        with (
            parallel.check_all(
                chosen, checker, job.jobs or parallel.usual_jobs(len(chosen))
            ) as every,
            progress.validating(len(chosen), quiet=job.quiet) as bar,
        ):
            for result in every:
                results.append(result)
                bar.advance(failed=result.outcome is not Outcome.VALID)
    except KeyboardInterrupt:
        echo_stopped(f" after {counted(len(results), 'file')}; no report")
        sys.exit(INTERRUPTED)
    if job.output is not None:
        guard.also(others(job, results))
        guard.check(job.output)
    data = {each.name: each.data for each in chosen if each.data is not None}
    return Done(results, checker, data, baseline)


def documents(job: Job) -> gathering.Gathered:
    """The documents of a job."""
    return gathering.gathered(job.paths, job.output, sys.stdin.buffer.read)


def _checker(job: Job) -> Checker:
    """The checker of a job; warnings of its catalogs are told. Raises TeiKitError."""
    catalog = given.catalog_of(job.catalogs, os.environ.get("XML_CATALOG_FILES", ""))
    if catalog is not None:
        echo_diagnostics(catalog.problems, err=True)
    return given.checker_of(job.settings, job.schemas, catalog)


def _guard(job: Job, names: Sequence[str]) -> files.Guard:
    """A guard of the files that are read. Raises OutputError when one would be written to."""
    guard = files.Guard([*names, *job.schemas, *job.catalogs, *job.reads])
    if job.baseline.write and job.baseline.path is not None:
        guard.check(job.baseline.path)
    guard.also(reads_of_call())
    if job.output is not None:
        guard.check(job.output)
    return guard


def others(job: Job, results: Iterable[FileResult]) -> list[str]:
    """The files, other than documents, whose change may change a result: schemas, files beside
    schemas, which these may include, and catalogs of the job.
    """
    from tei_kit.cli.watch import files_beside

    found: dict[str, None] = {}  # in the place of a set, whose order changes
    for result in results:
        found |= dict.fromkeys(name for name in result.schemas if Path(name).is_file())
        found |= dict.fromkeys(result.missing)
    found |= dict.fromkeys(name for name in job.schemas if "://" not in name)
    named = [*job.catalogs, *job.reads, *([job.baseline.path] if job.baseline.path else [])]
    return [*map(str, named), *files_beside(found, _OF_SCHEMAS)]


def fixed(done: Done, keeps: Keeps) -> Done:
    """Mend files, or show how they would be mended; the results that are left. Raises OutputError
    and TeiKitError (TK101)."""
    from tei_kit.validation import fixing

    left: list[FileResult] = []
    number = 0
    writes = keeps is Keeps.NOTHING
    for result, each in zip(
        done.results, fixing.fix_files(done.results, done.checker), strict=True
    ):
        number += len(each.changes)
        if keeps is Keeps.DIFF:
            click.echo(each.diff(result.file), nl=False)
        else:
            told = [change.told(is_made=writes) for change in each.changes]
            echo_diagnostics(told, err=True, given={result.file: each.before})
        left.append(fixing.rewritten(result, each, done.checker) if writes else result)
    made = "made" if writes else "possible"
    return replace(done, results=left, told=f"; {counted(number, 'change')} {made}")


def _baseline(ways: Ways) -> Baseline | None:
    """The baseline of a run. Raises BaselineError, but not when it will be written and is not there
    yet."""
    if ways.path is None or (ways.write and not ways.path.exists()):
        return None
    from tei_kit.validation import baseline

    return baseline.read(ways.path)


def compared(done: Done, job: Job) -> Done:
    """The results without the findings of the baseline, which is written when that was asked for.
    Raises OutputError."""
    path, ways = job.baseline.path, job.baseline
    if path is None:
        return done
    from tei_kit.validation import baseline

    fail_on = job.settings.fail_on
    found = baseline.apply(
        path, done.baseline, done.results, fail_on, write_it=ways.write, shrink_it=ways.shrink
    )
    told = f"; {counted(found.known, 'known finding')} left out"
    if found.written:
        told = f"; {counted(found.number, 'finding')} written to {path}"
    elif found.shrunk:
        told += f", {found.gone} taken out of {path}"
    elif found.gone:
        told += f", {found.gone} not found any more (--shrink-baseline)"
    return replace(done, results=found.results, told=done.told + told)


def report(done: Done, job: Job) -> None:
    """Write the report to its file or to standard output. Raises OutputError."""
    if job.form == "text" and job.output is None:
        echo_diagnostics(distinct(done.results), err=False, given=done.given)
        return
    report = reports.render(done.results, job.form).encode()
    write_result(report, job.output, report_in(job.form))


def summarize(done: Done, job: Job) -> None:
    """Print the summary of a run that is not quiet."""
    if not job.quiet:
        click.echo(_summary(done.results) + done.told, err=True)


def _summary(results: Sequence[FileResult]) -> str:
    """`2 files valid, 1 not: 3 errors, 1 warning (schemas: tei_all.rng)`."""
    summary = reports.summarize(results)
    parts = [f"{counted(summary.valid, 'file')} valid, {summary.invalid} not"]
    if summary.unchecked:
        parts.append(f", {summary.unchecked} unchecked because a schema is missing or not right")
    counts = [(summary.errors, "error"), (summary.warnings, "warning")]
    if any(number for number, _ in counts):
        parts.append(": " + ", ".join(counted(number, noun) for number, noun in counts if number))
    names = dict.fromkeys(Path(name).name for result in results for name in result.schemas)
    shown = ", ".join([*names][:_MOST_NAMES]) + (" and others" if len(names) > _MOST_NAMES else "")
    return "".join(parts) + (f" (schemas: {shown})" if names else "")
