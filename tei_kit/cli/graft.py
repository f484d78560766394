"""`tei-kit graft`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei_kit.cli.collated import read_source, source_options
from tei_kit.cli.completion import FileName
from tei_kit.cli.output import TEI_FILE, echo_diagnostics, write_result
from tei_kit.cli.project import SETTINGS_ERRORS
from tei_kit.diagnostics import TeiKitError, counted
from tei_kit.printable import one_line


@click.command(
    "graft",
    epilog="\b\nExample:\n"
    "  tei-kit graft memorandum.txt tagged.xml -o memorandum.xml\n"
    "\nExit codes: 0 the result is written, 1 it cannot be made, 2 wrong usage. What could not be "
    "placed is told in warnings.",
)
@click.argument("source", metavar="SOURCE", type=FileName())
@click.argument("tagged", metavar="TAGGED", type=FileName())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File for the result; without it the TEI goes to standard output.",
)
@source_options
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    source: str,
    tagged: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Put the mark-up of a tagged copy onto the source's own words.

    TAGGED is TEI of SOURCE in which words were altered, by a language model, a correction or a
    modernization. The result has its elements and the words of SOURCE; it is read back and compared
    with SOURCE, and nothing is written if the two differ.
    """
    from tei_kit.collation.graft import graft

    try:
        result = graft(read_source(source, tagged, output), tagged)
        write_result(result.to_bytes(), output, TEI_FILE)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, SETTINGS_ERRORS) else 1)
    if not quiet:
        echo_diagnostics(result.diagnostics, err=True)
        name = output or "standard output"
        said = counted(len(result.diagnostics), "warning")
        told = click.style(one_line(str(name)), bold=True)
        click.echo(f"{told}: the text is the source's, {said}", err=True)
