"""`tei-kit convert`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from tei_kit import files, pipeline
from tei_kit.cli.completion import FileName
from tei_kit.cli.input import STDIN, decisions_of, format_option, read_input
from tei_kit.cli.main import Command
from tei_kit.cli.output import (
    count,
    echo_diagnostics,
    echo_json,
    force_option,
    source_option,
    write_result,
)
from tei_kit.cli.plans import each_once, kept_apart, plans_of, plans_of_folders
from tei_kit.cli.progress import converting
from tei_kit.cli.project import needed, project_of
from tei_kit.cli.reads import guard_of_call
from tei_kit.cli.remembered import value_of
from tei_kit.cli.terminal import INTERRUPTED, echo_stopped
from tei_kit.cli.text_options import (
    USAGE_ERRORS,
    decisions_option,
    header_options,
    options_of,
    reading_options,
)
from tei_kit.cli.watch import watch_option
from tei_kit.conversion import Conversion, Counts
from tei_kit.decisions.files import looked_for, without_text
from tei_kit.diagnostics import Diagnostic, Severity, TeiKitError
from tei_kit.printable import one_line
from tei_kit.record import field_names, record, replace
from tei_kit.results import seal
from tei_kit.settings.options import Options

# "tei/" is a folder, whether it is there or not.
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


@record
class _Run:
    """The options of one run."""

    options: Options
    decisions: Path | None
    compare: bool
    force: bool
    as_json: bool
    verbose: bool
    quiet: bool

    def shows(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is printed."""
        return self.verbose or diagnostic.severity is not Severity.INFO


@record
class _Job:
    """What is converted in a run: the inputs, the files that hold for all of them, where it goes.

    `folders` are the sources that are folders, where further inputs may come.
    """

    plans: Sequence[files.Plan]
    shared: Sequence[Path | str]
    run: _Run
    output: Path | None
    folders: Sequence[Path | str] = ()

    @property
    def folder(self) -> Path | None:
        """The folder of all results; None where a result is named itself."""
        return self.output if self.output is not None and self.output.is_dir() else None

    def decisions_of(self, plan: files.Plan) -> list[Path]:
        """The files in which decisions about an input are looked for, there or not."""
        return [] if plan.source == STDIN else looked_for(plan.source, self.run.options.decisions)

    @property
    def beside(self) -> list[Path]:
        """The files in which decisions about the inputs are looked for, there or not."""
        return [*dict.fromkeys(each for plan in self.plans for each in self.decisions_of(plan))]

    @property
    def watched(self) -> list[Path | str]:
        """All files of which a change changes a result, and those that may become inputs."""
        from tei_kit.cli.watch import files_in
        from tei_kit.readers import formats

        names = [plan.source for plan in self.plans]
        come = files_in(self.folders, formats.suffixes()) if self.folders else ()
        return [*names, *self.beside, *self.shared, *come]


@click.command(
    "convert",
    cls=Command,
    epilog="\b\nExamples:\n"
    "  tei-kit convert memorandum.txt -o memorandum.xml\n"
    "  tei-kit convert --meta meta.toml volume/ -o tei/\n"
    "  tei-kit convert page.html letters.docx notes.md -o tei/\n"
    "  pdftotext report.pdf - | tei-kit convert - > report.xml\n"
    "  tei-kit convert --check -o tei/ volume/*.txt\n"
    "  tei-kit convert --watch -o tei/ volume/*.txt",
)
@click.argument("inputs", metavar="[INPUT]...", nargs=-1, type=FileName())
@click.option(
    "-o",
    "--output",
    "named",
    type=click.Path(),
    help="File for one input, folder for several. Without it one input goes to standard output, "
    "unless the project's settings name a folder; - is standard output.",
)
@reading_options
@decisions_option
@header_options
@format_option
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; say which results are not there or not what the input becomes now. "
    "Without -o they are looked for beside the inputs.",
)
@watch_option
@force_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object an input.")
@click.option("-v", "--verbose", is_flag=True, help="Print information, not only warnings.")
@source_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    inputs: tuple[str, ...],
    named: str | None,
    meta: Path | None,
    documents: Path | None,
    decisions: Path | None,
    date: str | None,
    cert: bool | None,
    ids: bool | None,
    comments: bool | None,
    check: bool,
    watch: bool,
    force: bool,
    no_validate: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Convert plain text, HTML, DOCX or Markdown to TEI P5 that is valid and loses nothing.

    INPUT is a file, a folder with texts in it and below it, or - for standard input, which is text
    unless --from says so; without one, the sources of the project. Each result is read back and
    compared with its source, and validated; if either fails nothing is written.
    """
    is_given = named is not None or inputs == (STDIN,)
    output = None if named in (None, STDIN) else Path(named)
    is_folder = named is not None and named.endswith(_SEPARATORS)
    if inputs.count(STDIN) > 1:
        raise click.UsageError("standard input can be read only once: give - only once")
    if check and output is None and STDIN in inputs:
        raise click.UsageError("--check of standard input needs the file to compare with: -o FILE")
    if watch and (check or STDIN in inputs):
        raise click.UsageError("--watch writes the results of files: not with --check, nor with -")

    def prepare() -> _Job:
        project = project_of(inputs)
        into = output if is_given else project.output
        options = options_of(
            project,
            meta=meta,
            documents=documents,
            date=date,
            cert=cert,
            ids=ids,
            comments=comments,
            no_validate=no_validate,
        )
        sources = inputs or needed((), project.texts(), "INPUT", "sources")
        folders = [name for name in sources if name != STDIN and os.path.isdir(name)]
        if into is None and not check and (watch or folders or not inputs or len(inputs) > 1):
            what = "--watch needs" if watch else "several inputs need"
            raise click.UsageError(f"{what} a place for the results: -o FOLDER")
        if named is not None and output is not None and not check:
            _check_output(named, is_several=bool(folders or len(inputs) > 1))
        if into is None and not check and as_json:
            raise click.UsageError("--json needs standard output; say where the TEI goes: -o FILE")
        if inputs:
            roots = () if is_given else project.sources
            inputs_once = each_once(inputs)
            plans = plans_of(inputs_once, into, check, is_folder or not is_given, roots)
            apart = kept_apart(inputs_once, plans, into, check)
            if apart is not None:
                plans = apart.plans
                echo_diagnostics([] if quiet else [apart.told], err=True)
        else:
            plans = plans_of_folders(sources, into, check)
        given = [each for each in (meta, documents, decisions) if each]
        shared: list[Path | str] = [*given, *project.reads, *_file_of(value_of("profile", str))]
        run = _Run(options, decisions, check, force, as_json, verbose, quiet)
        return _Job(plans, shared, run, into, folders)

    try:
        job = prepare()
        if watch:
            _go_on(job, prepare)
        failed = _convert_all(job)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
    sys.exit(1 if failed else 0)


def _check_output(named: str, *, is_several: bool) -> None:
    """Raise UsageError for a name of the result that is one of another sort of file."""
    path = Path(named)
    if not path.suffix or path.exists() or named.endswith(_SEPARATORS):
        return
    if is_several and path.suffix == ".xml":
        told = f"several inputs need a folder for the results, and {named} is the name of a file"
        raise click.UsageError(f"{told}; give a folder, such as -o {path.stem}")
    if not is_several and path.suffix != ".xml":
        from tei_kit.advice.outputs import instead_of_tei

        told = instead_of_tei(named)
        if told:
            raise click.UsageError(told)


def _convert_all(job: _Job) -> int:
    """Convert the inputs of a job and say how it went; how many failed. Ctrl-C ends the program."""
    run, plans = job.run, job.plans
    sources = (plan.source for plan in plans)
    guard = guard_of_call([*sources, *job.beside, *job.shared])
    totals = _Totals()
    rows: list[dict[str, object]] = []
    is_only = len(plans) == 1
    try:
        with converting(len(plans), quiet=run.quiet) as bar:
            for plan in plans:
                done = _convert(plan, job, guard)
                totals.add(done, run)
                bar.clear()
                if run.as_json:
                    rows.append(_as_json(done))
                else:
                    _tell(done, run, is_only=is_only)
                bar.advance(failed=not done.went_well)
    except KeyboardInterrupt:
        whole = count(len(plans), "file")
        echo_stopped(f" after {totals.tried} of {whole}; what is written is whole")
        sys.exit(INTERRUPTED)
    if run.as_json:
        echo_json(rows)
    elif not run.quiet:
        named = [plan.source for plan in plans if plan.source != STDIN]
        echo_diagnostics(without_text(named), err=True)
    if not run.quiet and (run.compare or not is_only):
        click.echo(_summary(totals, job.output, check=run.compare), err=True)
    return totals.failed


def _summary(totals: _Totals, output: Path | None, *, check: bool) -> str:
    """`20 files converted to tei, 0 failed: 20 documents, 12 turns, 3 warnings`."""
    done = count(totals.tried - totals.failed, "file")
    if check:
        return f"{done} up to date, {totals.failed} not"
    found = f": {totals.said()}" if totals.tried > totals.failed else ""
    return f"{done} converted to {one_line(str(output))}, {totals.failed} failed{found}"


def _go_on(job: _Job, prepare: Callable[[], _Job]) -> NoReturn:
    """Convert, and again what changes; `prepare` makes the job anew. Ctrl-C ends the program."""
    from tei_kit.batch.watching import Watch
    from tei_kit.cli.watch import rounds

    watch = Watch(lambda: job.watched)  # before anything is converted, so that nothing is missed
    _convert_all(job)
    for changed in rounds(watch, quiet=job.run.quiet):
        before = {plan.source for plan in job.plans}
        try:
            job = prepare()
        except TeiKitError as error:
            echo_diagnostics(error.diagnostics, err=True)
            continue
        plans = job.plans
        if not {*map(str, job.shared)} & {*changed}:
            plans = [
                plan
                for plan in plans
                if {plan.source, *map(str, job.decisions_of(plan))} & {*changed}
                or plan.source not in before
            ]
        if plans:
            _convert_all(replace(job, plans=plans))
    raise AssertionError("it goes on until it is ended")


def _file_of(profile: str | None) -> list[str]:
    """The file of a profile that is given by its path."""
    return [profile] if profile and Path(profile).is_file() else []


def _by_name(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in field_names(counts)}


@record
class _Done:
    """What became of one input; `conversion` is None when there is no result."""

    plan: files.Plan
    conversion: Conversion | None
    diagnostics: Sequence[Diagnostic]
    went_well: bool


def _convert(plan: files.Plan, job: _Job, guard: files.Guard) -> _Done:
    """Convert one input and write the result, or compare it with what is there."""
    run = job.run
    conversion = None
    try:
        if plan.problem is not None:
            raise plan.problem
        if plan.output is not None:
            files.refuse_overwrite(plan.source, plan.output)
            if not run.compare:
                guard.check(plan.output, job.folder)
                _refuse_edited(plan.output, run)
        options = run.options
        text = read_input(plan.source, options.encoding, options.format)
        decided = decisions_of(plan.source, run.decisions, options.decisions)
        conversion = pipeline.convert_source(text, options, decided)
        if run.compare:
            found = _out_of_date(plan, conversion)
            return _Done(plan, conversion, found, not found)
        if plan.output is None:
            write_result(conversion.to_bytes(), None)
        else:
            _refuse_edited(plan.output, run)  # which may have happened in the meantime
            files.write(plan.output, conversion.to_bytes())
    except TeiKitError as error:
        return _Done(plan, None, error.diagnostics, went_well=False)
    return _Done(plan, conversion, conversion.diagnostics, went_well=True)


def _refuse_edited(output: Path, run: _Run) -> None:
    """Raise OutputError when the output is a file that only --force replaces."""
    if not run.force:
        seal.refuse_edited(output)


def _out_of_date(plan: files.Plan, conversion: Conversion) -> Sequence[Diagnostic]:
    assert plan.output is not None  # checked with the options
    from tei_kit.results import up_to_date  # only --check needs it

    return up_to_date.compare(plan.source, plan.output, conversion.to_bytes())


def _tell(done: _Done, run: _Run, *, is_only: bool) -> None:
    """Say how one input went. Of several inputs only what went wrong, and warnings: one summary
    tells the rest."""
    if not done.went_well or run.compare:
        echo_diagnostics(done.diagnostics, err=done.conversion is None)
        return
    conversion = done.conversion
    assert conversion is not None
    if run.quiet:
        return
    if run.verbose:
        click.echo(f"{conversion.source.name}: {conversion.recognition.said}", err=True)
        click.echo(f"{conversion.source.name}: {conversion.layout.words()}", err=True)
    echo_diagnostics([d for d in done.diagnostics if run.shows(d)], err=True)
    if is_only or run.verbose:
        totals = _Totals()
        totals.add(done, run)
        name = one_line(str(done.plan.output or "standard output"))
        click.echo(f"{click.style(name, bold=True)}: {totals.said()}", err=True)


class _Totals:
    """What was found in all inputs together."""

    def __init__(self) -> None:
        self.tried = self.failed = 0
        self._counts: Counter[str] = Counter()
        self._warnings = self._hidden = self._decided = 0

    def add(self, done: _Done, run: _Run) -> None:
        """Count one input."""
        self.tried += 1
        self.failed += not done.went_well
        if done.conversion is None or not done.went_well:
            return
        self._counts.update(_by_name(done.conversion.counts))
        decided = done.conversion.document.decisions
        self._decided += decided.number if decided else 0
        self._warnings += sum(each.severity is Severity.WARNING for each in done.diagnostics)
        self._hidden += sum(not run.shows(each) for each in done.diagnostics)

    def said(self) -> str:
        """`1 document, 128 turns, 15 pages, 1 warning, 3 remarks more with --verbose`."""
        counts = [
            count(number, name.removesuffix("s")) for name, number in self._counts.items() if number
        ]
        if self._decided:
            counts.append(f"{count(self._decided, 'decision')} applied")
        counts.append(count(self._warnings, "warning"))
        if self._hidden:
            counts.append(f"{count(self._hidden, 'remark')} more with --verbose")
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
