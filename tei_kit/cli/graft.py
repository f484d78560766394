"""`tei-kit graft`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei_kit import files
from tei_kit.cli.completion import FileName, OneOf, encodings
from tei_kit.cli.input import STDIN, format_option, read_input
from tei_kit.cli.output import count, echo_diagnostics, write_result
from tei_kit.cli.project import SETTINGS_ERRORS, project_of, project_options
from tei_kit.diagnostics import TeiKitError


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
@click.option(
    "--encoding",
    type=OneOf(encodings),
    help="Encoding of the source, if it is not UTF-8 or UTF-16.",
)
@format_option
@project_options
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    source: str,
    tagged: str,
    output: Path | None,
    encoding: str | None,
    format_: str | None,
    quiet: bool,
) -> None:
    """Put the mark-up of a tagged copy onto the source's own words.

    TAGGED is TEI of SOURCE in which words were altered, by a language model, a correction or a
    modernization. The result has its elements and the words of SOURCE; it is read back and compared
    with SOURCE, and nothing is written if the two differ.
    """
    from tei_kit.collation.graft import graft

    try:
        project = project_of([source])
        if output is not None:
            files.Guard([tagged, *([] if source == STDIN else [source])]).check(output)
        result = graft(read_input(source, encoding or project.encoding or None, format_), tagged)
        write_result(result.to_bytes(), output)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, SETTINGS_ERRORS) else 1)
    if not quiet:
        echo_diagnostics(result.diagnostics, err=True)
        name = output or "standard output"
        said = count(len(result.diagnostics), "warning")
        click.echo(
            f"{click.style(str(name), bold=True)}: the text is the source's, {said}", err=True
        )
