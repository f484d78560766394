"""`tei-kit p5`."""

from __future__ import annotations

import sys

import click

from tei_kit.cli.completion import FileName, OneOf
from tei_kit.cli.completion import kept as kept_
from tei_kit.cli.output import echo_diagnostics, echo_json
from tei_kit.diagnostics import TeiKitError


@click.group(
    "p5",
    epilog="\b\nExamples:\n"
    "  tei-kit p5 add https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml\n"
    "  tei-kit p5 add p5subset.xml --version 4.9.0\n"
    "  tei-kit p5 add tei_lite.odd\n"
    "  tei-kit p5 list",
)
def command() -> None:
    """Keep P5, which ODDs customize, in your data folder.

    The sources of P5 are in the file p5subset.xml of each release of the TEI. What is kept is found
    by its version (tei:4.9.0 in @source), and an ODD that is kept by its name (--schema tei_lite).
    """


@command.command("add")
@click.argument("given", metavar="FILE_OR_ADDRESS", type=FileName())
@click.option("--version", metavar="NAME", help="Keep it as this version or under this name.")
def add(given: str, version: str | None) -> None:
    """Keep a p5subset.xml or an ODD.

    An address is fetched from the network: this command alone ever does so.
    """
    from tei_kit.odd import kept

    try:
        added = kept.add(given, version)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(1)
    what = f"P5 {added.name}" if added.is_p5 else added.name
    click.echo(f"{what} is kept: {added.path}")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def show(as_json: bool) -> None:
    """List what is kept."""
    from tei_kit.odd import kept

    found = kept.listed()
    if as_json:
        rows = [{"name": e.name, "is_p5": e.is_p5, "path": str(e.path)} for e in found]
        echo_json(rows)
        return
    for each in found:
        click.echo(f"{'P5 ' + each.name if each.is_p5 else each.name:20} {each.path}")
    if not found:
        click.echo(f"nothing is kept; {kept.label('')}", err=True)


@command.command("remove")
@click.argument("name", type=OneOf(kept_))
def remove(name: str) -> None:
    """Forget a version of P5, or an ODD, by the name that `list` shows."""
    from tei_kit.odd import kept

    try:
        removed = kept.remove(name)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
    click.echo(f"{removed.name} is removed")
