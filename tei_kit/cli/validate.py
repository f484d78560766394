"""`tei-kit validate`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from tei_kit import files
from tei_kit.cli.completion import FileName, OneOf, kept_odds
from tei_kit.cli.numbers import Whole
from tei_kit.cli.output import count, echo_diagnostics, report_in, source_option, write_result
from tei_kit.cli.progress import validating
from tei_kit.cli.project import needed, project_of, project_options
from tei_kit.cli.reads import reads_of_call
from tei_kit.cli.report_options import report_options
from tei_kit.cli.terminal import INTERRUPTED, echo_stopped
from tei_kit.cli.watch import watch_option
from tei_kit.diagnostics import Place, Severity, TeiKitError
from tei_kit.record import record
from tei_kit.validation import checker as checking
from tei_kit.validation import parallel, reports
from tei_kit.validation.inputs import Input
from tei_kit.validation.reports import FileResult, Outcome
from tei_kit.validation.result import distinct
from tei_kit.validation.schema_file import SUFFIXES, SchemaFile, by_suffix

if TYPE_CHECKING:
    from tei_kit.validation.baseline import Baseline
    from tei_kit.validation.catalog import Catalog

STDIN = "-"
NAME_OF_STDIN = "<stdin>"

_MOST_NAMES = 4


@record
class _Job:
    """What is validated in a run, by what, and how."""

    paths: Sequence[str]
    schemas: Sequence[str]
    catalogs: Sequence[Path]
    reads: Sequence[Path]
    settings: checking.Settings
    jobs: int | None
    baseline: _Ways
    quiet: bool


@record
class _Ways:
    """The file of the baseline, when there is one, and what to do with it besides comparing."""

    path: Path | None
    write: bool
    shrink: bool


@record
class _Done:
    """The results of a run, and the bytes of inputs that are no files, by their names.

    `baseline` is the baseline as it was before, `told` what the summary says of it.
    """

    results: Sequence[FileResult]
    checker: checking.Checker
    given: Mapping[str, bytes]
    baseline: Baseline | None = None
    told: str = ""


@click.command(
    "validate",
    epilog="\b\nExamples:\n"
    "  tei-kit validate memorandum.xml\n"
    "  tei-kit validate tei/\n"
    "  tei-kit validate --schema tei_all.rng --schema project.sch tei/*.xml\n"
    "  tei-kit validate --format junit -o report.xml tei/\n"
    "\nExit codes: 0 all is fine, 1 a file is not valid, 2 wrong usage, or a schema is not there "
    "or not right. docs/ci.md shows each format, and how to run this in CI.",
)
@click.argument("paths", metavar="[FILE_OR_FOLDER]...", nargs=-1, type=FileName())
@click.option(
    "-s",
    "--schema",
    "schemas",
    type=OneOf(kept_odds, or_file=True),
    multiple=True,
    metavar="PATH",
    help="A schema for all files: .rng, .rnc, .sch, .xsd, .dtd or .odd, or the name of an ODD that "
    "was added, such as tei_all; repeatable. Without it each file has the schemas that it names; "
    "TEI that names none has tei_all where P5 is there (tei-kit p5), else the bundled ones. "
    "Schemas or an ODD in the project's settings are for all files.",
)
@click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="An XML catalog that says where the copies are of schemas that files name by an address "
    "on the web; repeatable. XML_CATALOG_FILES names more.",
)
@click.option(
    "--embedded-rules", is_flag=True, help="Run the Schematron rules inside .rng files, too."
)
@click.option(
    "--phase", metavar="NAME", help="The phase of every Schematron schema; #ALL runs every pattern."
)
@click.option(
    "--xinclude", is_flag=True, help="Put in first what xi:include names below the file's folder."
)
@click.option(
    "-i", "--no-ids", is_flag=True, help="Do not check ID and IDREF of RELAX NG, as jing -i."
)
@report_options
@click.option(
    "--fail-on",
    type=click.Choice([str(Severity.ERROR), str(Severity.WARNING)]),
    help="The mildest finding that makes a file not valid; error, if not given.",
)
@click.option(
    "-j",
    "--jobs",
    type=Whole(1),
    metavar="N",
    help="Processes to use; by default one for few files, one a processor for many.",
)
@click.option(
    "--baseline",
    "known",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Report only findings that are not in this file, which --write-baseline writes.",
)
@click.option(
    "--write-baseline", is_flag=True, help="Write all findings to the file of --baseline."
)
@click.option(
    "--shrink-baseline", is_flag=True, help="Take out of the baseline what is not found any more."
)
@click.option(
    "--fix",
    is_flag=True,
    help="Mend what has one right answer (id to xml:id, dates, entities …), tell each change, and "
    "report the rest.",
)
@click.option("--dry-run", is_flag=True, help="With --fix, tell the changes and make none.")
@click.option("--diff", is_flag=True, help="With --fix, print a diff of the changes and make none.")
@watch_option
@source_option
@click.option("-q", "--quiet", is_flag=True, help="Leave out the summary and the progress bar.")
@project_options
def command(
    paths: tuple[str, ...],
    schemas: tuple[str, ...],
    catalogs: tuple[Path, ...],
    embedded_rules: bool,
    phase: str | None,
    xinclude: bool,
    no_ids: bool,
    form: str,
    output: Path | None,
    fail_on: str | None,
    jobs: int | None,
    known: Path | None,
    write_baseline: bool,
    shrink_baseline: bool,
    fix: bool,
    dry_run: bool,
    diff: bool,
    watch: bool,
    quiet: bool,
) -> None:
    """Validate XML files against the schemas that they name, or against others.

    A folder stands for all files called *.xml in it and below it; - is standard input. Without
    any, the output of the project is validated. Each finding is a line: file:line:column: severity
    CODE message. Nothing is fetched from the network.
    """
    if paths.count(STDIN) > 1:
        raise click.UsageError("standard input can be read only once: give - only once")
    if fix and STDIN in paths:
        raise click.UsageError("standard input cannot be mended in its place; give a file")
    if (dry_run or diff) and not fix:
        raise click.UsageError(f"{'--diff' if diff else '--dry-run'} belongs to --fix")
    if watch and (STDIN in paths or fix or write_baseline or shrink_baseline):
        raise click.UsageError("--watch is for files, and changes neither them nor a baseline")

    def prepare() -> _Job:
        project = project_of(paths)
        baseline = known or project.baseline
        if (write_baseline or shrink_baseline) and baseline is None:
            raise click.UsageError("say which file the baseline is: --baseline FILE")
        settings = checking.Settings(
            embedded_rules=embedded_rules,
            phase=phase or project.phase or None,
            ids=not no_ids,
            xinclude=xinclude,
            fail_on=Severity(fail_on or project.fail_on or Severity.ERROR),
        )
        return _Job(
            paths=paths or needed((), project.results(), "FILE_OR_FOLDER", "output"),
            schemas=schemas or tuple(project.judged_by),
            catalogs=(*catalogs, *project.catalogs),
            reads=project.reads,
            settings=settings,
            jobs=jobs,
            baseline=_Ways(baseline, write=write_baseline, shrink=shrink_baseline),
            quiet=quiet,
        )

    try:
        job = prepare()
        if watch:
            _go_on(job, prepare, form, output)
        done = _checked(job, output)
        if fix:
            keeps = _Keeps.DIFF if diff else _Keeps.LINES if dry_run else _Keeps.NOTHING
            done = _fixed(done, keeps)
        done = _compared(done, job)
        if not diff:
            _report(done, form, output)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(1 if isinstance(error, files.OutputError) else 2)
    if not quiet:
        click.echo(_summary(done.results) + done.told, err=True)
    outcomes = {result.outcome for result in done.results}
    sys.exit(2 if Outcome.UNCHECKED in outcomes else 1 if Outcome.INVALID in outcomes else 0)


def _checked(job: _Job, output: Path | None, among: Collection[str] | None = None) -> _Done:
    """Validate the documents of a job, or those `among` them; nothing is compared with a baseline.
    Ctrl-C ends the program.

    Raises TeiKitError: a schema or a catalog cannot be used, or the report would replace a file
    that is read.
    """
    checker = _checker(job.settings, job.schemas, job.catalogs)
    documents, results = _documents(job.paths, output)
    if among is not None:
        documents = [each for each in documents if each.name in among]
    reads: list[Path | str] = [*job.schemas, *job.catalogs, *job.reads]
    guard = files.Guard([*(each.name for each in documents), *reads])
    if job.baseline.write and job.baseline.path is not None:
        guard.check(job.baseline.path)
    guard.also(reads_of_call())
    if output is not None:
        guard.check(output)
    baseline = _baseline(job.baseline)
    number = job.jobs or parallel.usual_jobs(len(documents))
    try:
        with (
            parallel.check_all(documents, checker, number) as checked,
            validating(len(documents), quiet=job.quiet) as bar,
        ):
            for result in checked:
                results.append(result)
                bar.advance(failed=result.outcome is not Outcome.VALID)
    except KeyboardInterrupt:
        echo_stopped(f" after {count(len(results), 'file')}; no report")
        sys.exit(INTERRUPTED)
    if output is not None:
        guard.also(_others(job, results))
        guard.check(output)
    given = {each.name: each.data for each in documents if each.data is not None}
    return _Done(results, checker, given, baseline)


def _go_on(job: _Job, prepare: Callable[[], _Job], form: str, output: Path | None) -> NoReturn:
    """Validate, and again what changes; `prepare` makes the job anew. Ctrl-C ends the program.

    A finding is told when its file is validated; a report in a file, and the summary, are of all.
    """
    from tei_kit.batch.watching import Watch
    from tei_kit.cli.watch import rounds
    from tei_kit.validation import catalog

    known: dict[str, FileResult] = {}  # the last result of each document
    named = os.environ.get(catalog.VARIABLE, "")
    catalogs: list[str] = [*map(str, catalog.files_of(named))]

    def documents() -> list[str]:
        return [each.name for each in _documents(job.paths, output)[0]]

    def others() -> list[str]:
        return [*_others(job, known.values()), *catalogs]

    def again(among: Collection[str] | None) -> None:
        done = _checked(job, output, among)
        if done.checker.settings.catalog is not None:
            catalogs[:] = map(str, done.checker.settings.catalog.files)
        if among is None:
            known.clear()
        known.update((result.file, result) for result in done.results)
        there = {*documents()}
        for name in [name for name in known if name not in there and not Path(name).is_dir()]:
            del known[name]
        every = _compared(replace(done, results=[known[name] for name in sorted(known)]), job)
        shown = every.results
        if output is None:
            names = {result.file for result in done.results}
            shown = [result for result in shown if result.file in names]
        _report(replace(every, results=shown), form, output)
        if not job.quiet:
            click.echo(_summary(every.results) + every.told, err=True)

    watch = Watch(lambda: [*documents(), *others()])
    changed: Sequence[str] | None = None
    waiting = rounds(watch, quiet=job.quiet)
    while True:
        try:
            job = prepare()
            are_all = changed is None or {*changed} & {*others()} or job.settings.xinclude
            again(None if are_all else changed)
        except TeiKitError as error:
            echo_diagnostics(error.diagnostics, err=True)
        changed = next(waiting)


class _Keeps(Enum):
    """What --fix shows of its changes in place of making them."""

    NOTHING = auto()
    """It makes them."""
    LINES = auto()
    DIFF = auto()


def _fixed(done: _Done, keeps: _Keeps) -> _Done:
    """Mend files, or show how they would be mended; the results that are left, and what the summary
    says of it. Raises OutputError."""
    from tei_kit.validation import fixing

    left: list[FileResult] = []
    number = 0
    results = list(done.results)
    for result, fixed in zip(results, fixing.fix_files(results, done.checker), strict=True):
        mended = result
        number += len(fixed.changes)
        if keeps is _Keeps.DIFF:
            click.echo(fixed.diff(result.file), nl=False)
        else:
            is_made = keeps is _Keeps.NOTHING
            told = [each.told(is_made=is_made) for each in fixed.changes]
            echo_diagnostics(told, err=True, given={result.file: fixed.before})
        if fixed.changes and keeps is _Keeps.NOTHING:
            files.Guard(()).check(Path(result.file))  # no link leads out of its folder
            files.write(Path(result.file), fixed.data)
            mended = done.checker.check(Input(result.file))
        left.append(mended)
    made = "made" if keeps is _Keeps.NOTHING else "possible"
    return replace(done, results=left, told=f"; {count(number, 'change')} {made}")


def _baseline(ways: _Ways) -> Baseline | None:
    """The baseline of a run. Raises BaselineError, but not when it will be written and is not there
    yet."""
    if ways.path is None or (ways.write and not ways.path.exists()):
        return None
    from tei_kit.validation import baseline

    return baseline.read(ways.path)


def _compared(done: _Done, job: _Job) -> _Done:
    """The results without the findings of the baseline, which is written when that was asked for.
    Raises OutputError."""
    ways = job.baseline
    if ways.path is None:
        return done
    from tei_kit.validation import baseline

    is_new = ways.write or done.baseline is None
    used = baseline.of_results(ways.path, done.results, done.baseline) if is_new else done.baseline
    assert used is not None
    compared = baseline.compare(used, done.results, job.settings.fail_on)
    told = f"; {count(compared.known, 'known finding')} left out"
    if ways.write:
        baseline.write(used)
        told = f"; {count(used.number, 'finding')} written to {ways.path}"
    elif ways.shrink and compared.gone:
        baseline.write(compared.shrunk)
        told += f", {compared.gone} taken out of {ways.path}"
    elif compared.gone:
        told += f", {compared.gone} not found any more (--shrink-baseline)"
    return replace(done, results=list(compared.results), told=done.told + told)


def _others(job: _Job, results: Iterable[FileResult]) -> list[str]:
    """The files beside documents of which a change may change a result: schemas, what lies beside
    them, since they may include it, and catalogs of the job.
    """
    from tei_kit.cli.watch import files_beside

    found: dict[str, None] = {}  # in the place of a set, whose order changes
    for result in results:
        found |= dict.fromkeys(name for name in result.schemas if Path(name).is_file())
        found |= dict.fromkeys(result.missing)
    found |= dict.fromkeys(name for name in job.schemas if "://" not in name)
    suffixes = (*SUFFIXES, ".mod", ".ent", ".xsl")
    named = [*job.catalogs, *job.reads, *([job.baseline.path] if job.baseline.path else [])]
    return [*map(str, named), *files_beside(found, suffixes)]


def _checker(
    settings: checking.Settings, schemas: Sequence[str], catalogs: Sequence[Path]
) -> checking.Checker:
    """A checker whose schemas, when they are given, are compiled already, so that their errors come
    first.
    """
    loaded = None
    named = os.environ.get("XML_CATALOG_FILES", "")
    if catalogs or named:
        from tei_kit.validation import catalog

        loaded = catalog.load(catalogs, named)
        echo_diagnostics(loaded.problems, err=True)
    files = [_schema_file(given, loaded) for given in schemas]
    settings = replace(settings, schemas=files or None, catalog=loaded)
    checker = checking.Checker(settings)
    for file in settings.schemas or ():
        checker.compile(file)
    return checker


def _schema_file(given: str, catalog: Catalog | None) -> SchemaFile:
    """The schema of a path, or of an address on the web that the catalog knows. Raises SchemaError
    and TeiKitError like `locating.locate`."""
    if "://" not in given:
        return by_suffix(given)
    from tei_kit.validation.associations import Association
    from tei_kit.validation.locating import locate

    return locate(Association(given, None, None, Place(given)), catalog)


def _documents(paths: Sequence[str], output: Path | None) -> tuple[list[Input], list[FileResult]]:
    """The documents that the words on the command line stand for, each once, and results for
    folders without documents. The report is no document of its folder.
    """
    report = None if output is None else os.path.abspath(output)
    documents: dict[str, Input] = {}
    empty: list[FileResult] = []
    for path in paths:
        if path == STDIN:
            data = sys.stdin.buffer.read()
            documents[NAME_OF_STDIN] = Input(NAME_OF_STDIN, data)
        elif Path(path).is_dir():
            try:
                found = files.xml_files(Path(path))
            except TeiKitError as error:
                empty.append(FileResult(path, Outcome.INVALID, diagnostics=error.diagnostics))
            else:
                found = [name for name in found if os.path.abspath(name) != report]
                documents |= {name: Input(name) for name in found}
        else:
            documents[path] = Input(path)
    return [*documents.values()], empty


def _report(done: _Done, form: str, output: Path | None) -> None:
    """Write the report to its file or to standard output. Raises OutputError."""
    if form == "text" and output is None:
        echo_diagnostics(distinct(done.results), err=False, given=done.given)
        return
    write_result(reports.render(done.results, form).encode(), output, report_in(form))


def _summary(results: Sequence[FileResult]) -> str:
    """`2 files valid, 1 not: 3 errors, 1 warning (schemas: tei_all.rng)`."""
    summary = reports.summarize(results)
    parts = [f"{count(summary.valid, 'file')} valid, {summary.invalid} not"]
    if summary.unchecked:
        parts.append(f", {summary.unchecked} unchecked because a schema is missing or not right")
    counts = [(summary.errors, "error"), (summary.warnings, "warning")]
    if any(number for number, _ in counts):
        parts.append(": " + ", ".join(count(number, noun) for number, noun in counts if number))
    names = dict.fromkeys(Path(name).name for result in results for name in result.schemas)
    shown = ", ".join([*names][:_MOST_NAMES]) + (" and others" if len(names) > _MOST_NAMES else "")
    return "".join(parts) + (f" (schemas: {shown})" if names else "")
