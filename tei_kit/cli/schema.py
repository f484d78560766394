"""`tei-kit schema`."""

from __future__ import annotations

import sys

import click

from tei_kit.cli.completion import OneOf, bundled_schemas
from tei_kit.cli.output import echo_diagnostics, echo_json
from tei_kit.diagnostics import TeiKitError
from tei_kit.validation import bundled


@click.command(
    "schema",
    epilog="\b\nExamples:\n"
    "  tei-kit schema\n"
    "  tei-kit schema tei_kit.rnc\n"
    "  tei-kit schema --path tei_kit.rng",
)
@click.argument("name", required=False, type=OneOf(bundled_schemas))
@click.option("--path", "show_path", is_flag=True, help="Print where the schema is.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as a JSON array.")
def command(name: str | None, show_path: bool, as_json: bool) -> None:
    """List the bundled schemas, or print the schema called NAME."""
    if as_json and name is not None:
        raise click.UsageError("--json is for the list of schemas: leave NAME out")
    try:
        if as_json:
            rows = [
                {"name": n, "path": str(bundled.path(n)), "description": bundled.describe(n)}
                for n in bundled.BUNDLED
            ]
            echo_json(rows)
        elif name is None:
            for each in bundled.BUNDLED:
                where = bundled.path(each) if show_path else bundled.describe(each)
                click.echo(f"{each:12} {where}")
        elif show_path:
            click.echo(str(bundled.path(name)))
        else:
            click.echo(bundled.path(name).read_text(encoding="utf-8"), nl=False)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
