"""`tei-kit compare`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit.cli.collated import read_source, source_options
from tei_kit.cli.completion import FileName
from tei_kit.cli.output import COLOURS, echo_diagnostics, report_in, write_result
from tei_kit.cli.report_options import report_options
from tei_kit.collation.typography import Typography
from tei_kit.diagnostics import TeiKitError, counted
from tei_kit.printable import one_line
from tei_kit.validation import reports
from tei_kit.validation.reports import FileResult, Outcome

if TYPE_CHECKING:
    from tei_kit.collation.compare import Comparison
    from tei_kit.collation.differences import Difference

ALL = "all"


@click.command(
    "compare",
    epilog="\b\nExamples:\n"
    "  tei-kit compare memorandum.txt memorandum.xml\n"
    "  tei-kit compare --ignore quotes --ignore dashes letter.docx letter.xml\n"
    "  tei-kit compare --format sarif -o report.sarif memorandum.txt memorandum.xml\n"
    "\nExit codes: 0 the texts are the same, 1 they differ, 2 wrong usage or a file that cannot be "
    "read.",
)
@click.argument("source", metavar="SOURCE", type=FileName())
@click.argument("tei", metavar="TEI", type=FileName())
@click.option(
    "--ignore",
    multiple=True,
    type=click.Choice([*(each.value for each in Typography), ALL]),
    help="What is only typographic and does not count; repeatable. Without it everything counts "
    "but white space.",
)
@report_options
@source_options
@click.option("-q", "--quiet", is_flag=True, help="Leave out the excerpts and the summary.")
def command(
    source: str,
    tei: str,
    ignore: tuple[str, ...],
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Tell whether the text of a TEI file is the source's, and where it is not.

    SOURCE is the text, of any format that convert reads, or - for standard input; TEI is a file
    that a person, a language model or another tool made of it. White space and the header never
    count; notes may stand anywhere.
    """
    from tei_kit.collation.compare import compare

    ignored = [each.value for each in Typography] if ALL in ignore else ignore
    try:
        comparison = compare(read_source(source, tei, output), tei, ignore=ignored)
        if form == "text" and output is None:
            _show(comparison, quiet=quiet)
        else:
            _report(comparison, form, output)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
    if not quiet:
        click.echo(_summary(comparison), err=True)
    sys.exit(0 if comparison.same else 1)


def _report(comparison: Comparison, form: str, output: Path | None) -> None:
    outcome = Outcome.VALID if comparison.same else Outcome.INVALID
    result = FileResult(comparison.tei, outcome, (), comparison.diagnostics)
    write_result(reports.render([result], form).encode(), output, report_in(form))


def _show(comparison: Comparison, *, quiet: bool) -> None:
    for difference in comparison.differences:
        diagnostic = difference.diagnostic
        severity = click.style(diagnostic.severity, fg=COLOURS[diagnostic.severity], bold=True)
        place, message = one_line(str(diagnostic.place)), one_line(diagnostic.message)
        click.echo(f"{place}: {severity} {diagnostic.code} {message}")
        if not quiet:
            _show_excerpt(difference)


def _show_excerpt(difference: Difference) -> None:
    from tei_kit.collation.excerpt import excerpt

    for line in excerpt(difference):
        words = click.style(line.words, fg="red", bold=True)
        click.echo(f"    {line.name:6}  {line.before}{words}{line.after}")
        click.echo(click.style(f"    {'':6}  {line.carets}", fg="red"))


def _summary(comparison: Comparison) -> str:
    """`memo.xml: 3 differences from memo.txt: 2 altered, 1 lost`."""
    tei, source = one_line(comparison.tei), one_line(comparison.source)
    if comparison.same:
        return f"{tei}: the text is that of {source}"
    numbers = Counter(difference.change for difference in comparison.differences)
    kinds = ", ".join(f"{number} {change}" for change, number in numbers.most_common())
    return f"{tei}: {counted(len(comparison.differences), 'difference')} from {source}: {kinds}"
