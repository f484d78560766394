"""`tei-kit export`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tei_kit import files
from tei_kit.cli.completion import FileName
from tei_kit.cli.names import ExportFormatName
from tei_kit.cli.output import (
    PAGE,
    Made,
    echo_diagnostics,
    echo_json,
    source_option,
    write_result,
)
from tei_kit.cli.project import SETTINGS_ERRORS, needed, project_of, project_options
from tei_kit.cli.reads import guard_of_call, reads_of_call
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, counted, diagnose, reason_of
from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.formats import Format, exporter_of
from tei_kit.export.tables.rows import Table
from tei_kit.printable import one_line

STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class Run:
    """The result of one run, and its place. `target` is the name of the format."""

    target: str
    exporter: Exporter
    options: ExportOptions
    output: Path | None
    quiet: bool

    @property
    def made(self) -> Made | None:
        """The kind of the files that are made; None where the user's stylesheet decides it."""
        if self.options.stylesheet:
            return None
        suffix = self.exporter.suffix
        return (
            PAGE
            if suffix in PAGE.suffixes
            else Made(self.target, (suffix, ".markdown") if suffix == ".md" else (suffix,))
        )


@click.command(
    "export",
    epilog="\b\nExamples:\n"
    "  tei-kit export memorandum.xml --to html -o memorandum.html\n"
    "  tei-kit export tei/ --to html -o site/\n"
    "  tei-kit export tei/ --to csv --what notes -o notes.csv\n"
    "  tei-kit export memorandum.xml --to md | pandoc -f commonmark+footnotes -o memorandum.docx",
)
@click.argument("inputs", metavar="[INPUT]...", nargs=-1, type=FileName())
@click.option(
    "--to",
    "target",
    type=ExportFormatName(),
    required=True,
    help="The format.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File for one input, or for one table of all; folder for several. "
    "Without it the result goes to standard output.",
)
@click.option(
    "--what",
    type=click.Choice([each.value for each in Table]),
    help="Which table, for csv and jsonl; turns, if not given.",
)
@click.option(
    "--xslt",
    type=click.Path(path_type=Path),
    help="A stylesheet in place of ours, for html: XSLT 1.0, or 2.0 and 3.0 with tei-kit[saxon].",
)
@click.option(
    "--raw-cells",
    is_flag=True,
    help="For csv: no apostrophe before cells that a spreadsheet would take for formulas.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object an input.")
@source_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@project_options
def command(
    inputs: tuple[str, ...],
    target: str,
    output: Path | None,
    what: str | None,
    xslt: Path | None,
    raw_cells: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Export TEI to pages, Markdown, text, tables or simpler TEI.

    INPUT is a TEI file, or a folder: all .xml files in it; without one, the project's output, whose
    pages go to its site. Several files become a folder of
    files; for html with an index.html and links between the pages. Tables of several files are
    one table, unless the output is a folder. docs/export.md tells more of each format.
    """
    try:
        project = project_of(inputs)
        if not inputs and output is None and target == Format.HTML:
            output = project.site
        inputs = inputs or needed((), project.results(), "INPUT", "output")
        run = Run(
            target=target,
            exporter=exporter_of(target),
            options=ExportOptions(Table(what or Table.TURNS), raw_cells, xslt),
            output=None if output == STDOUT else output,
            quiet=quiet,
        )
        _check_usage(run, what, raw_cells)
        if as_json and run.output is None:
            raise click.UsageError("--json needs standard output; say where the result goes: -o")
        results = _results(inputs, run)
        done = [*(results if as_json else _told(results))]
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, SETTINGS_ERRORS) else 1)
    if as_json:
        echo_json([_as_json(each) for each in done])
    sys.exit(1 if any(each.problems for each in done) else 0)


@dataclass(frozen=True, slots=True)
class _Done:
    """The outcome of one input; `rows` is the number of rows of a table that come from it."""

    path: str
    output: Path | None
    problems: Sequence[Diagnostic] = ()
    warnings: Sequence[Diagnostic] = ()
    rows: int | None = None


def _results(inputs: Sequence[str], run: Run) -> Iterable[_Done]:
    """The results for some inputs: one table, a folder, or one file. Raises TeiKitError."""
    from tei_kit.export.html.folder import find_inputs

    found = find_inputs(inputs)
    if run.exporter.export_rows is not None and not _is_folder(run.output):
        return _one_table([each.path for each in found], run)
    if len(found) == 1 and not os.path.isdir(inputs[0]) and not _is_folder(run.output):
        return _one(found[0].path, run)
    if run.output is None:
        raise click.UsageError("several files need a folder for their results: -o FOLDER")
    return _folder(inputs, run)


def _told(results: Iterable[_Done]) -> Iterator[_Done]:
    """The same results; the problems of each are told when it comes."""
    for each in results:
        echo_diagnostics([*each.problems, *each.warnings], err=True)
        yield each


def _as_json(done: _Done) -> dict[str, object]:
    from tei_kit.validation.reports.json_report import finding  # JSON alone waits for it

    row: dict[str, object] = {
        "file": done.path,
        "output": None if done.output is None else str(done.output),
        "outcome": "failed" if done.problems else "exported",
        "diagnostics": [finding(each) for each in (*done.problems, *done.warnings)],
    }
    return row if done.rows is None else {**row, "rows": done.rows}


def _check_usage(run: Run, what: str | None, raw_cells: bool) -> None:
    if what and run.exporter.export_rows is None:
        raise click.UsageError("--what names a table: use it with --to csv or --to jsonl")
    if raw_cells and run.target != Format.CSV:
        raise click.UsageError("--raw-cells is for --to csv")
    if run.options.stylesheet and run.target != Format.HTML:
        raise click.UsageError("--xslt is for --to html")
    is_ours = run.options.stylesheet is None
    if run.output is not None and is_ours and not _is_folder(run.output):
        from tei_kit.advice.outputs import instead_of_export

        told = instead_of_export(str(run.output), run.target, run.exporter.suffix)
        if told and not run.output.exists():
            raise click.UsageError(told)
    for path in _stylesheets(run):
        try:
            files.refuse_endless(path)
            path.open("rb").close()
        except OSError as error:
            reason = reason_of(error)
            echo_diagnostics([diagnose("TK101", Place(str(path)), reason=reason)], err=True)
            sys.exit(2)


def _stylesheets(run: Run) -> list[Path]:
    return [run.options.stylesheet] if run.options.stylesheet else []


def _is_folder(output: Path | None) -> bool:
    if output is None:
        return False
    return output.is_dir() or (not output.exists() and not output.suffix)


def _one(path: Path, run: Run) -> Iterator[_Done]:
    from tei_kit.export import guard
    from tei_kit.export.html.folder import load

    try:
        if run.output is not None:
            files.refuse_overwrite(str(path), run.output)
            guard_of_call([path, *_stylesheets(run)]).check(run.output)
        tree = load(path)
        made = run.exporter.export_document(tree, run.options)
        write_result(made, run.output, run.made)
    except TeiKitError as error:
        yield _Done(str(path), run.output, error.diagnostics)
    else:
        missing = () if run.options.stylesheet else guard.told(tree, made, run.exporter)
        yield _Done(str(path), run.output, warnings=missing)


def _one_table(paths: Sequence[Path], run: Run) -> Iterator[_Done]:
    """Write one table of all files; a file that cannot be read has its problems."""
    from tei_kit.export.html.folder import load
    from tei_kit.export.tables.read_tei import read_contents
    from tei_kit.export.tables.rows import Row, rows_of

    rows: list[Row] = []
    is_any = False
    if run.output is not None:
        guard_of_call(paths).check(run.output)
    for path in paths:
        try:
            contents = read_contents(load(path), str(path))
        except TeiKitError as error:
            yield _Done(str(path), run.output, error.diagnostics)
            continue
        if run.options.table is Table.TURNS and not contents.turns and not run.quiet:
            echo_diagnostics([diagnose("TK705", Place(str(path)))], err=True)
        own = rows_of(contents, run.options.table)
        yield _Done(str(path), run.output, rows=len(own))
        rows += own
        is_any = True
    if is_any:
        assert run.exporter.export_rows is not None
        write_result(run.exporter.export_rows(rows, run.options), run.output, run.made)
        if run.output is not None and not run.quiet:
            click.echo(f"{one_line(str(run.output))}: {counted(len(rows), 'row')}", err=True)


def _folder(inputs: Sequence[str], run: Run) -> Iterator[_Done]:
    """Write a folder of results."""
    from tei_kit.export.html.folder import export_folder

    assert run.output is not None
    done = failed = 0
    for result in export_folder(inputs, run.output, run.exporter, run.options, reads_of_call()):
        yield _Done(result.source, result.output, result.problems, result.warnings)
        failed += bool(result.problems)
        done += not result.problems
    if not run.quiet:
        name = one_line(str(run.output))
        click.echo(f"{counted(done, 'file')} exported to {name}, {failed} failed", err=True)
