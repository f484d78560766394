"""`tei-kit validate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei_kit import files
from tei_kit.cli import validating
from tei_kit.cli.completion import FileName, OneOf, kept_odds
from tei_kit.cli.numbers import Whole
from tei_kit.cli.output import echo_diagnostics, source_option, watch_option
from tei_kit.cli.project import needed, project_of, project_options
from tei_kit.cli.remembered import as_words
from tei_kit.cli.report_options import report_options
from tei_kit.cli.validating import Job, Keeps, Ways
from tei_kit.diagnostics import Severity, TeiKitError
from tei_kit.record import record
from tei_kit.validation.checker import Settings
from tei_kit.validation.gathering import STDIN
from tei_kit.validation.result import Outcome


@record
class _Call:
    """The words of a call."""

    paths: tuple[str, ...]
    schemas: tuple[str, ...]
    catalogs: tuple[Path, ...]
    embedded_rules: bool
    phase: str | None
    xinclude: bool
    no_ids: bool
    form: str
    output: Path | None
    fail_on: str | None
    jobs: int | None
    known: Path | None
    write_baseline: bool
    shrink_baseline: bool
    fix: bool
    dry_run: bool
    diff: bool
    watch: bool
    quiet: bool

    @property
    def keeps(self) -> Keeps:
        """The form in which --fix shows its changes in place of making them, if it does."""
        return Keeps.DIFF if self.diff else Keeps.LINES if self.dry_run else Keeps.NOTHING


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
@as_words(_Call)
def command(words: _Call) -> None:
    """Validate XML files against the schemas that they name, or against others.

    A folder stands for all files called *.xml in it and below it; - is standard input. Without
    any, the output of the project is validated. Each finding is a line: file:line:column: severity
    CODE message. Nothing is fetched from the network.
    """
    _refuse_contradictions(words)
    try:
        job = _prepared(words)
        if words.watch:
            from tei_kit.cli import validating_again

            validating_again.go_on(job, lambda: _prepared(words))
        done = validating.checked(job)
        if words.fix:
            done = validating.fixed(done, words.keeps)
        done = validating.compared(done, job)
        if not words.diff:
            validating.report(done, job)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(1 if isinstance(error, files.OutputError) else 2)
    validating.summarize(done, job)
    outcomes = {result.outcome for result in done.results}
    sys.exit(2 if Outcome.UNCHECKED in outcomes else 1 if Outcome.INVALID in outcomes else 0)


def _refuse_contradictions(words: _Call) -> None:
    """Raise UsageError for words that do not go together."""
    changes_files = words.fix or words.write_baseline or words.shrink_baseline
    if words.paths.count(STDIN) > 1:
        raise click.UsageError("standard input can be read only once: give - only once")
    if words.fix and STDIN in words.paths:
        raise click.UsageError("standard input cannot be mended in its place; give a file")
    if (words.dry_run or words.diff) and not words.fix:
        raise click.UsageError(f"{'--diff' if words.diff else '--dry-run'} belongs to --fix")
    if words.watch and (STDIN in words.paths or changes_files):
        raise click.UsageError("--watch is for files, and changes neither them nor a baseline")


def _prepared(words: _Call) -> Job:
    """The job that the words and the settings of the project make. Raises UsageError, and
    TeiKitError for settings that cannot be used."""
    project = project_of(words.paths)
    baseline = words.known or project.baseline
    if (words.write_baseline or words.shrink_baseline) and baseline is None:
        raise click.UsageError("say which file the baseline is: --baseline FILE")
    settings = Settings(
        embedded_rules=words.embedded_rules,
        phase=words.phase or project.phase or None,
        ids=not words.no_ids,
        xinclude=words.xinclude,
        fail_on=Severity(words.fail_on or project.fail_on or Severity.ERROR),
    )
    return Job(
        paths=words.paths or needed((), project.results(), "FILE_OR_FOLDER", "output"),
        schemas=words.schemas or tuple(project.judged_by),
        catalogs=(*words.catalogs, *project.catalogs),
        reads=project.reads,
        settings=settings,
        jobs=words.jobs,
        baseline=Ways(baseline, write=words.write_baseline, shrink=words.shrink_baseline),
        form=words.form,
        output=words.output,
        quiet=words.quiet,
    )
