"""`tei-kit report`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit import readers
from tei_kit.cli import terminal
from tei_kit.cli.completion import FileName
from tei_kit.cli.input import decisions_of, format_option
from tei_kit.cli.output import (
    COLOURS,
    PAGE,
    echo_diagnostics,
    echo_json,
    write_result,
)
from tei_kit.cli.project import needed, project_of
from tei_kit.cli.reads import guard_of_call
from tei_kit.cli.text_options import USAGE_ERRORS, decisions_option, options_of, reading_options
from tei_kit.decisions import files as decisions_files
from tei_kit.diagnostics import Severity, TeiKitError, counted
from tei_kit.report import Category, Overview, Report, overview, report
from tei_kit.settings.options import Options
from tei_kit.tokenizer.tokens import Certainty

if TYPE_CHECKING:
    from rich.table import Table as RichTable

_OTHER_LINES = 6
"""Lines of the screen that are not of texts: the heading, the totals, two sentences, the prompt."""
_LEAST_WIDTH = 60  # columns of a terminal that has room for the table of many texts
_LEAST_ROWS = 5
_LONGEST_NAME = 30


@click.command(
    "report",
    epilog="\b\nExamples:\n"
    "  tei-kit report memorandum.txt\n"
    "  tei-kit report --json volume/*.txt > report.json\n"
    "  tei-kit report --html memorandum.txt -o report.html\n"
    "  tei-kit report texts/",
)
@click.argument("inputs", metavar="[FILE_OR_FOLDER]...", nargs=-1, type=FileName())
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a file.")
@click.option(
    "--html",
    "as_html",
    is_flag=True,
    help="Make a page of one text: the source with what each stretch was taken for, the doubts, "
    "and the reading page.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for the page of --html; without it the page goes to standard output.",
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Print each of several texts in full, and the answer to each question about the layout.",
)
@reading_options
@decisions_option
@format_option
def command(
    inputs: tuple[str, ...],
    as_json: bool,
    as_html: bool,
    output: Path | None,
    verbose: bool,
    decisions: Path | None,
) -> None:
    """Tell what was found in texts, what is uncertain, and where to look first.

    Findings that the text itself states are certain. All others are listed with their places, the
    least certain first, and then the warnings that `convert` gives. Several texts have a line each,
    those with the most doubts first, and totals; --verbose tells of each in full.
    """
    if as_json and as_html:
        raise click.UsageError("--json and --html are two forms; give one of them")
    if output and not as_html:
        raise click.UsageError("-o is for --html")
    reports: list[Report] = []
    failed = False
    try:
        project = project_of(inputs)
        inputs = tuple(_texts(inputs or needed((), project.texts(), "FILE", "sources")))
        options = options_of(project)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
    if as_html and len(inputs) != 1:
        raise click.UsageError("--html makes the page of one text")
    if as_html:
        sys.exit(_write_page(Path(inputs[0]), options, decisions, output))
    for name in inputs:
        try:
            text = readers.read(name, options.encoding, format=options.format)
            reports.append(report(text, options, decisions_of(name, decisions, options.decisions)))
        except TeiKitError as error:
            echo_diagnostics(error.diagnostics, err=True)
            failed = True
    if as_json:
        echo_json([_as_json(each) for each in reports])
    elif len(reports) > 1 and not verbose:
        _show_many(overview(reports))
    else:
        _show(reports, with_answers=verbose)
    sys.exit(1 if failed else 0)


def _write_page(path: Path, options: Options, decisions: Path | None, output: Path | None) -> int:
    """Write the page of a text; the exit code."""
    from tei_kit.review.page import report_page
    from tei_kit.review.session import Opening

    try:
        if output is not None:
            also = [decisions] if decisions else decisions_files.looked_for(path, options.decisions)
            guard_of_call([path, *also]).check(output)
        write_result(report_page(path, Opening(options, decisions)), output, PAGE)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        return 1
    return 0


def _texts(inputs: Sequence[str]) -> list[str]:
    """The files that were named, and the texts in folders and below them. Raises InputError."""
    found: list[str] = []
    for name in inputs:
        if os.path.isdir(name):
            from tei_kit.batch.inputs import find  # only a folder waits for it

            found += [unit.input for unit in find([name], "", split=False).units]
        else:
            found.append(name)
    return found


def _as_json(each: Report) -> dict[str, object]:
    from tei_kit.validation.reports.json_report import finding  # JSON alone waits for it

    return {
        "file": each.name,
        "read_as": each.said,
        "layout": each.layout,
        "answers": {
            about.question: {
                "answer": about.answer,
                "certainty": str(about.certainty),
                "runner_up": about.runner_up,
                "given": about.is_given,
            }
            for about in each.answers
        },
        "categories": {
            category.name: {
                "found": category.found,
                "decided": category.decided,
                "high": category.high,
                "medium": category.medium,
                "low": category.low,
                "uncertain": [
                    {
                        "line": u.place.line,
                        "column": u.place.column,
                        "certainty": str(u.certainty),
                        "text": u.text,
                    }
                    for u in category.uncertain
                ],
            }
            for category in each.categories
        },
        "diagnostics": [finding(d) for d in each.diagnostics],
    }


def _show_many(several: Overview) -> None:
    """A line for each text, as many as fit the screen, and the totals."""
    from rich.table import Table
    from rich.text import Text

    console = terminal.console()
    is_screen = terminal.is_terminal(sys.stdout)
    most = max(console.height - _OTHER_LINES, _LEAST_ROWS) if is_screen else None
    shown = several.rows[:most]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("text", no_wrap=True, overflow="ellipsis")
    for heading in ("found", "likely", "unsure", "warnings", "decided"):
        if heading != "decided" or several.total.decided:
            table.add_column(heading, justify="right", no_wrap=True, min_width=len(heading))
    table.add_column("read as", no_wrap=True, overflow="ellipsis")
    for row in (*shown, several.total):
        style = "bold" if row is several.total else ""
        name = row.name if len(row.name) <= _LONGEST_NAME else f"…{row.name[1 - _LONGEST_NAME :]}"
        cells = [
            Text(name, style),
            Text(str(row.found), style),
            Text(str(row.likely or ""), style),
            Text(str(row.unsure or ""), "bold yellow"),
            Text(str(row.warnings or ""), COLOURS[Severity.WARNING]),
        ]
        if several.total.decided:
            cells.append(Text(str(row.decided or ""), "bold green"))
        table.add_row(*cells, Text(row.said))
    terminal.show_table(console, table, _LEAST_WIDTH)
    left = len(several.rows) - len(shown)
    if left:
        console.print(Text(f"{counted(left, 'text')} with fewer doubts are not shown"))
    first = several.rows[0]
    if first.unsure or first.warnings:
        console.print(Text(f"look first: tei-kit report {first.name}"), soft_wrap=True)


def _show(reports: Sequence[Report], *, with_answers: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    console = terminal.console(soft_wrap=True)
    for each in reports:
        table = Table(title=Text(each.name), title_justify="left")
        table.add_column("")
        for heading in ("found", "decided", "certain", "likely", "unsure"):
            table.add_column(heading, justify="right")
        for c in each.categories:
            unsure = Text(str(c.low or ""), "bold yellow")
            decided = Text(str(c.decided or ""), "bold green")
            table.add_row(c.name, str(c.found), decided, str(c.high), str(c.medium or ""), unsure)
        console.print(Text(each.said), soft_wrap=True)
        console.print(Text(each.layout), soft_wrap=True)
        if with_answers:
            terminal.show_table(console, _answers(each))
        if each.categories:
            terminal.show_table(console, table)
        for certainty, words in ((Certainty.LOW, "unsure"), (Certainty.MEDIUM, "likely")):
            for line in _uncertain(each.categories, certainty):
                console.print(Text.assemble((f"{words}: ", "yellow"), line), soft_wrap=True)
        for d in each.diagnostics:
            if d.severity is not Severity.INFO:
                severity = (f"{d.severity} {d.code} ", COLOURS[d.severity])
                console.print(Text.assemble(f"{d.place}: ", severity, d.message))


def _answers(each: Report) -> RichTable:
    """The answer to each question about the layout that the text asks."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text("layout"), title_justify="left")
    for heading in ("question", "answer", "certainty", "or"):
        table.add_column(heading)
    for about in each.answers:
        if about.answer:
            sure = "as given" if about.is_given else str(about.certainty)
            table.add_row(about.question, Text(about.answer), sure, Text(about.runner_up))
    return table


def _uncertain(categories: Sequence[Category], certainty: Certainty) -> list[str]:
    return [
        f"{u.place}: {c.name}: {u.text}"
        for c in categories
        for u in c.uncertain
        if u.certainty is certainty
    ]
