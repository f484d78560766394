"""`tei-kit text`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei_kit import files
from tei_kit.cli.output import TEXT, echo_diagnostics, write_result
from tei_kit.cli.reads import guard_of_call
from tei_kit.diagnostics import TeiKitError
from tei_kit.export.tei_tree import read
from tei_kit.export.text import to_text


@click.command("text", epilog="\b\nExample:\n  tei-kit text memorandum.xml > memorandum.txt")
@click.argument("path", metavar="FILE.xml", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File for the text.")
def command(path: Path, output: Path | None) -> None:
    """Print the source text of a TEI file.

    Page markers, bullets and note numbers come back from the markup. The text of our own TEI is the
    source's but for white space; of the TEI of others, one of several readings is taken.
    """
    try:
        if output is not None:
            files.refuse_overwrite(str(path), output)
            guard_of_call().check(output)
        write_result(to_text(read(path)), output, TEXT)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(1)
