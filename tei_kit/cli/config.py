"""`tei-kit config`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tei_kit.cli.completion import FileName
from tei_kit.cli.output import echo_diagnostics, echo_json
from tei_kit.cli.project import project_of, project_options
from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.printable import one_line

if TYPE_CHECKING:
    from tei_kit.settings.held import Held
    from tei_kit.settings.project import Project


WIDEST = 40  # characters of values before which places stand in a column


@click.command(
    "config",
    epilog="\b\nExamples:\n"
    "  tei-kit config\n"
    "  tei-kit config texts/memorandum.txt\n"
    "  tei-kit config --format json > settings.json",
)
@click.argument("file", metavar="[FILE]", required=False, type=FileName())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the list.",
)
@project_options
def command(file: str | None, form: str) -> None:
    """Show the settings that hold, and the file and line that each comes from.

    FILE is a text or a folder; without it, this folder is meant. The metadata of a text are those
    of all texts with what the table of documents says of it. docs/configuration.md lists the keys.
    """
    from tei_kit.settings.held import held

    if file and not os.path.exists(file):
        from tei_kit.advice.similar import similar_path  # only a mistake needs it

        near = similar_path(file)
        told = diagnose("TK801", Place(file), "similar" if near else None, similar=near)
        echo_diagnostics([told], err=True)
        sys.exit(1)
    try:
        project = project_of([file] if file else ())
        found = held(project, file or "")
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
    if form == "json":
        echo_json(_as_json(project, found))
    else:
        _show(project, found)


def _as_json(project: Project, found: Sequence[Held]) -> dict[str, object]:
    return {
        "file": project.file or None,
        "table": project.table or None,
        "settings": [
            {
                "key": each.key,
                "value": each.value,
                "file": each.place.file if each.place else None,
                "line": each.place.line if each.place else None,
                **({} if each.place else {"default": each.otherwise}),
            }
            for each in found
        ],
    }


def _show(project: Project, found: Sequence[Held]) -> None:
    where = f"{project.file} [{project.table}]" if project.table else project.file
    click.echo(one_line(where) if where else "no tei-kit.toml here or above: nothing is set")
    keys = max(len(each.key) for each in found)
    values = max((len(_words(each.value)) for each in found if each.place), default=0)
    values = min(values, WIDEST)
    for each in found:
        key = f"{each.key:{keys}}"
        if each.place is None:
            click.echo(click.style(f"  {key}  ({each.otherwise})", dim=True))
            continue
        place = click.style(one_line(f"{each.place.file}:{each.place.line}"), dim=True)
        value = f"{one_line(_words(each.value)):{values}}"
        click.echo(f"  {click.style(key, bold=True)}  {value}  {place}")


def _words(value: object) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case list():
            return ", ".join(map(_words, value))
        case dict():
            return "; ".join(f"{key}: {_words(each)}" for key, each in value.items())
        case _:
            return str(value)
