"""`tei-kit validate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei_kit import validation
from tei_kit.cli.output import count, echo_diagnostics
from tei_kit.diagnostics import Severity, TeiKitError


@click.command(
    "validate",
    epilog="\b\nExamples:\n"
    "  tei-kit validate memorandum.xml\n"
    "  tei-kit validate --schema tei_all.rng --schema project.sch tei/*.xml",
)
@click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A schema (.rng, .xsd or .sch); repeatable. Without it, the three bundled ones.",
)
def command(paths: tuple[Path, ...], schemas: tuple[Path, ...]) -> None:
    """Validate TEI files against the bundled schemas, or against others.

    Each finding is a line: file:line:column: severity CODE message.
    """
    try:
        compiled = validation.compile_schemas(schemas or None)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
    wrong = sum(not _validate(path, compiled) for path in paths)
    click.echo(f"{count(len(paths) - wrong, 'file')} valid, {wrong} not", err=True)
    sys.exit(1 if wrong else 0)


def _validate(path: Path, schemas: list[validation.Schema]) -> bool:
    try:
        found = validation.validate(path, schemas)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=False)
        return False
    echo_diagnostics(found, err=False)
    return not any(d.severity is Severity.ERROR for d in found)
