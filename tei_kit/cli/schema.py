"""`tei-kit schema`."""

from __future__ import annotations

import sys

import click

from tei_kit import schemas
from tei_kit.cli.output import echo_diagnostics
from tei_kit.diagnostics import TeiKitError


@click.command(
    "schema",
    epilog="\b\nExamples:\n"
    "  tei-kit schema\n"
    "  tei-kit schema tei_kit.rnc\n"
    "  tei-kit schema --path tei_kit.rng",
)
@click.argument("name", required=False)
@click.option("--path", "show_path", is_flag=True, help="Print where the schema is.")
def command(name: str | None, show_path: bool) -> None:
    """List the bundled schemas, or print the one called NAME."""
    try:
        if name is None:
            for each in schemas.BUNDLED:
                where = schemas.path(each) if show_path else schemas.describe(each)
                click.echo(f"{each:12} {where}")
        elif show_path:
            click.echo(str(schemas.path(name)))
        else:
            click.echo(schemas.path(name).read_text(encoding="utf-8"), nl=False)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
