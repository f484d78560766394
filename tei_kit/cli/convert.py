"""`tei-kit convert`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tei_kit import files
from tei_kit.cli.completion import FileName
from tei_kit.cli.converting import Job, convert_all
from tei_kit.cli.input import STDIN, format_option
from tei_kit.cli.main import Command
from tei_kit.cli.output import echo_diagnostics, force_option, source_option, watch_option
from tei_kit.cli.plans import each_once, kept_apart, plans_of, plans_of_folders
from tei_kit.cli.project import needed, project_of
from tei_kit.cli.remembered import as_words
from tei_kit.cli.text_options import (
    USAGE_ERRORS,
    decisions_option,
    files_of_options,
    header_options,
    options_of,
    reading_options,
)
from tei_kit.diagnostics import TeiKitError
from tei_kit.record import record
from tei_kit.settings.project import Project

# "tei/" is a folder, whether it is there or not.
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


@record
class _Call:
    """The words of a call; those of the text and of the header are asked for by `options_of`."""

    inputs: tuple[str, ...]
    named: str | None
    decisions: Path | None
    check: bool
    watch: bool
    force: bool
    as_json: bool
    verbose: bool
    quiet: bool

    @property
    def output(self) -> Path | None:
        """The place that the words name for the results; None for standard output."""
        return None if self.named in (None, STDIN) else Path(self.named)

    @property
    def is_place_given(self) -> bool:
        """Whether the words say where the results go, so that the project does not."""
        return self.named is not None or self.inputs == (STDIN,)

    @property
    def is_folder_given(self) -> bool:
        """Whether the place is written as a folder, whether that is there or not."""
        return self.named is not None and self.named.endswith(_SEPARATORS)


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
@as_words(_Call)
def command(words: _Call) -> None:
    """Convert plain text, HTML, DOCX or Markdown to TEI P5 that is valid and loses nothing.

    INPUT is a file, a folder with texts in it and below it, or - for standard input, which is text
    unless --from says so; without one, the sources of the project. Each result is read back and
    compared with its source, and validated; if either fails nothing is written.
    """
    _refuse_contradictions(words)
    try:
        job = _prepared(words)
        if words.watch:
            from tei_kit.cli import converting_again

            converting_again.go_on(job, lambda: _prepared(words))
        failed = convert_all(job)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
    sys.exit(1 if failed else 0)


def _refuse_contradictions(words: _Call) -> None:
    """Raise UsageError for words that do not go together."""
    if words.inputs.count(STDIN) > 1:
        raise click.UsageError("standard input can be read only once: give - only once")
    if words.check and words.output is None and STDIN in words.inputs:
        raise click.UsageError("--check of standard input needs the file to compare with: -o FILE")
    if words.watch and (words.check or STDIN in words.inputs):
        raise click.UsageError("--watch writes the results of files: not with --check, nor with -")


def _prepared(words: _Call) -> Job:
    """The job that the words and the settings of the project make. Raises UsageError, and
    TeiKitError for settings and places that cannot be used."""
    project = project_of(words.inputs)
    output = words.output if words.is_place_given else project.output
    options = options_of(project)
    sources = words.inputs or needed((), project.texts(), "INPUT", "sources")
    folders = [name for name in sources if name != STDIN and os.path.isdir(name)]
    _check_place(words, output, is_several=bool(folders or len(words.inputs) > 1))
    if words.inputs:
        plans = _plans(words, output, project)
    else:
        plans = plans_of_folders(sources, output, words.check)
    shared = [*files_of_options(), *filter(None, [words.decisions]), *project.reads]
    return Job(
        options=options,
        plans=plans,
        shared=shared,
        output=output,
        folders=folders,
        decisions=words.decisions,
        check=words.check,
        force=words.force,
        as_json=words.as_json,
        verbose=words.verbose,
        quiet=words.quiet,
    )


def _check_place(words: _Call, output: Path | None, *, is_several: bool) -> None:
    """Raise UsageError where the results need a place and have none, or one that does not suit."""
    if words.check:
        return
    if output is None and (words.watch or is_several or not words.inputs):
        what = "--watch needs" if words.watch else "several inputs need"
        raise click.UsageError(f"{what} a place for the results: -o FOLDER")
    if words.named is not None and words.output is not None:
        _check_output(words.named, is_several=is_several)
    if output is None and words.as_json:
        raise click.UsageError("--json needs standard output; say where the TEI goes: -o FILE")


def _plans(words: _Call, output: Path | None, project: Project) -> list[files.Plan]:
    """The places of the results of the inputs of a call. Raises InputError and OutputError."""
    inputs = each_once(words.inputs)
    roots = () if words.is_place_given else project.sources
    is_folder = words.is_folder_given or not words.is_place_given
    plans = plans_of(inputs, output, words.check, is_folder, roots)
    apart = kept_apart(inputs, plans, output, words.check)
    if apart is None:
        return plans
    echo_diagnostics([] if words.quiet else [apart.told], err=True)
    return apart.plans


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
