"""The run of `convert`: inputs are converted one after the other, and the outcome is told."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from tei_kit import files, pipeline
from tei_kit.cli.input import STDIN, decisions_of, read_input
from tei_kit.cli.output import echo_diagnostics, echo_json, write_result
from tei_kit.cli.progress import converting
from tei_kit.cli.reads import guard_of_call
from tei_kit.cli.terminal import INTERRUPTED, echo_stopped
from tei_kit.conversion import Conversion, Counts
from tei_kit.decisions.files import looked_for, without_text
from tei_kit.diagnostics import Diagnostic, Severity, TeiKitError, counted
from tei_kit.printable import one_line
from tei_kit.record import field_names, record
from tei_kit.results import seal
from tei_kit.settings.options import Options


@record
class Job:
    """The inputs of a run, how they are converted, and where the results go.

    `shared` are the files that hold for all inputs; `folders` are the sources that are folders,
    where further inputs may come.
    """

    options: Options
    plans: Sequence[files.Plan]
    shared: Sequence[Path | str]
    output: Path | None
    folders: Sequence[Path | str]
    decisions: Path | None
    check: bool
    force: bool
    as_json: bool
    verbose: bool
    quiet: bool

    @property
    def folder(self) -> Path | None:
        """The folder of all results; None where a result is named itself."""
        return self.output if self.output is not None and self.output.is_dir() else None

    def decisions_of(self, plan: files.Plan) -> list[Path]:
        """The files in which decisions about an input are looked for, there or not."""
        return [] if plan.source == STDIN else looked_for(plan.source, self.options.decisions)

    @property
    def beside(self) -> list[Path]:
        """The files in which decisions about the inputs are looked for, there or not."""
        return [*dict.fromkeys(each for plan in self.plans for each in self.decisions_of(plan))]

    @property
    def watched(self) -> list[Path | str]:
        """All files whose change changes a result, and the files that may become inputs."""
        from tei_kit.cli.watch import files_in
        from tei_kit.readers import formats

        names = [plan.source for plan in self.plans]
        come = files_in(self.folders, formats.suffixes()) if self.folders else ()
        return [*names, *self.beside, *self.shared, *come]

    def shows(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is printed."""
        return self.verbose or diagnostic.severity is not Severity.INFO


def convert_all(job: Job) -> int:
    """Convert the inputs of a job and say how it went; gives the number of failures. Ctrl-C ends
    the program."""
    plans = job.plans
    sources = (plan.source for plan in plans)
    guard = guard_of_call([*sources, *job.beside, *job.shared])
    totals = _Totals()
    rows: list[dict[str, object]] = []
    is_only = len(plans) == 1
    try:
        with converting(len(plans), quiet=job.quiet) as bar:
            for plan in plans:
                done = _convert(plan, job, guard)
                totals.add(done, job)
                bar.clear()
                if job.as_json:
                    rows.append(_as_json(done))
                else:
                    _tell(done, job, is_only=is_only)
                bar.advance(failed=not done.went_well)
    except KeyboardInterrupt:
        whole = counted(len(plans), "file")
        echo_stopped(f" after {totals.tried} of {whole}; what is written is whole")
        sys.exit(INTERRUPTED)
    if job.as_json:
        echo_json(rows)
    elif not job.quiet:
        named = [plan.source for plan in plans if plan.source != STDIN]
        echo_diagnostics(without_text(named), err=True)
    if not job.quiet and (job.check or not is_only):
        click.echo(_summary(totals, job.output, check=job.check), err=True)
    return totals.failed


def _summary(totals: _Totals, output: Path | None, *, check: bool) -> str:
    """`20 files converted to tei, 0 failed: 20 documents, 12 turns, 3 warnings`."""
    done = counted(totals.tried - totals.failed, "file")
    if check:
        return f"{done} up to date, {totals.failed} not"
    found = f": {totals.said()}" if totals.tried > totals.failed else ""
    return f"{done} converted to {one_line(str(output))}, {totals.failed} failed{found}"


def _by_name(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in field_names(counts)}


@record
class _Done:
    """The outcome of one input; `conversion` is None when there is no result."""

    plan: files.Plan
    conversion: Conversion | None
    diagnostics: Sequence[Diagnostic]
    went_well: bool


def _convert(plan: files.Plan, job: Job, guard: files.Guard) -> _Done:
    """Convert one input and write the result, or compare it with what is there."""
    conversion = None
    try:
        if plan.problem is not None:
            raise plan.problem
        if plan.output is not None:
            files.refuse_overwrite(plan.source, plan.output)
            if not job.check:
                guard.check(plan.output, job.folder)
                _refuse_edited(plan.output, job)
        options = job.options
        text = read_input(plan.source, options.encoding, options.format)
        decided = decisions_of(plan.source, job.decisions, options.decisions)
        conversion = pipeline.convert_source(text, options, decided)
        if job.check:
            found = _out_of_date(plan, conversion)
            return _Done(plan, conversion, found, not found)
        if plan.output is None:
            write_result(conversion.to_bytes(), None)
        else:
            _refuse_edited(plan.output, job)  # somebody may have edited it in the meantime
            files.write(plan.output, conversion.to_bytes())
    except TeiKitError as error:
        return _Done(plan, None, error.diagnostics, went_well=False)
    return _Done(plan, conversion, conversion.diagnostics, went_well=True)


def _refuse_edited(output: Path, job: Job) -> None:
    """Raise OutputError when the output is a file that only --force replaces."""
    if not job.force:
        seal.refuse_edited(output)


def _out_of_date(plan: files.Plan, conversion: Conversion) -> Sequence[Diagnostic]:
    assert plan.output is not None  # checked with the options
    from tei_kit.results import up_to_date  # only --check needs it

    return up_to_date.compare(plan.source, plan.output, conversion.to_bytes())


def _tell(done: _Done, job: Job, *, is_only: bool) -> None:
    """Say how one input went. Of several inputs only failures and warnings are told: one summary
    tells the rest."""
    if not done.went_well or job.check:
        echo_diagnostics(done.diagnostics, err=done.conversion is None)
        return
    conversion = done.conversion
    assert conversion is not None
    if job.quiet:
        return
    if job.verbose:
        click.echo(f"{conversion.source.name}: {conversion.recognition.said}", err=True)
        click.echo(f"{conversion.source.name}: {conversion.layout.words()}", err=True)
    echo_diagnostics([d for d in done.diagnostics if job.shows(d)], err=True)
    if is_only or job.verbose:
        totals = _Totals()
        totals.add(done, job)
        name = one_line(str(done.plan.output or "standard output"))
        click.echo(f"{click.style(name, bold=True)}: {totals.said()}", err=True)


class _Totals:
    """The counts of all inputs together."""

    def __init__(self) -> None:
        self.tried = self.failed = 0
        self._counts: Counter[str] = Counter()
        self._warnings = self._hidden = self._decided = 0

    def add(self, done: _Done, job: Job) -> None:
        """Count one input."""
        self.tried += 1
        self.failed += not done.went_well
        if done.conversion is None or not done.went_well:
            return
        self._counts.update(_by_name(done.conversion.counts))
        decided = done.conversion.document.decisions
        self._decided += decided.number if decided else 0
        self._warnings += sum(each.severity is Severity.WARNING for each in done.diagnostics)
        self._hidden += sum(not job.shows(each) for each in done.diagnostics)

    def said(self) -> str:
        """`1 document, 128 turns, 15 pages, 1 warning, 3 remarks more with --verbose`."""
        counts = [
            counted(number, name.removesuffix("s"))
            for name, number in self._counts.items()
            if number
        ]
        if self._decided:
            counts.append(f"{counted(self._decided, 'decision')} applied")
        counts.append(counted(self._warnings, "warning"))
        if self._hidden:
            counts.append(f"{counted(self._hidden, 'remark')} more with --verbose")
        return ", ".join(counts)


def _as_json(done: _Done) -> dict[str, object]:
    conversion = done.conversion
    from tei_kit.validation.reports.json_report import finding  # JSON alone waits for it

    return {
        "file": done.plan.source,
        "output": None if done.plan.output is None else str(done.plan.output),
        "outcome": "converted" if done.went_well else "failed",
        "read_as": "" if conversion is None else conversion.recognition.said,
        "layout": "" if conversion is None else conversion.layout.words(),
        "counts": {} if conversion is None else _by_name(conversion.counts),
        "diagnostics": [finding(each) for each in done.diagnostics],
    }
