"""`tei-kit learn`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit import files
from tei_kit.cli.completion import FileName
from tei_kit.cli.input import decisions_of, format_option, read_input
from tei_kit.cli.output import echo_diagnostics
from tei_kit.cli.project import project_of
from tei_kit.cli.reads import guard_of_call
from tei_kit.cli.text_options import USAGE_ERRORS, options_of, reading_options
from tei_kit.decisions import files as decisions_files
from tei_kit.diagnostics import Place, TeiKitError, counted, diagnose
from tei_kit.printable import one_line
from tei_kit.settings.decisions_folder import DecisionsFolder

if TYPE_CHECKING:
    from tei_kit.learning.learn import Learned, Step
    from tei_kit.settings.options import Options


@click.command(
    "learn",
    epilog="\b\nExamples:\n"
    "  tei-kit learn letters/*.txt                     # only look\n"
    "  tei-kit learn letters/*.txt -o letters.toml\n"
    "  tei-kit convert --profile letters.toml letters/*.txt -o tei/",
)
@click.argument("inputs", metavar="FILE...", nargs=-1, required=True, type=FileName())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The profile that is written. Without it nothing is written.",
)
@click.option("--force", is_flag=True, help="Replace a profile that is there.")
@reading_options
@format_option
def command(
    inputs: tuple[str, ...],
    output: Path | None,
    force: bool,
) -> None:
    """Make a profile of decisions: what holds for all texts need not be decided in each.

    FILE is a text with its decisions beside it, or a text without: what a change would alter in it
    is told as well. The changes are shown before they are written.
    """
    try:
        options = options_of(project_of(inputs), check=False)
        if output is not None:
            guard_of_call(_read_beside(inputs, options.decisions)).check(output)
        learned = _learned(inputs, options, output, force=force)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
    if not learned.decisions:
        raise click.UsageError("nobody decided anything about these texts: tei-kit review FILE")
    _show(learned)
    if output is not None and learned.steps:
        _write(learned, output, counted(len(inputs), "text"))
    sys.exit(0 if learned.steps else 1)


def _learned(
    inputs: Sequence[str], options: Options, output: Path | None, *, force: bool
) -> Learned:
    """The profile that the decisions about the inputs make. Raises TeiKitError: an input cannot be
    read, or the profile would replace a file."""
    from tei_kit.learning.changes import Taught
    from tei_kit.learning.learn import learn

    taught = [
        Taught(
            read_input(name, options.encoding, options.format),
            decisions_of(name, None, options.decisions),
        )
        for name in inputs
    ]
    if output is not None and output.exists() and not force:
        raise files.OutputError(diagnose("TK605", Place(str(output)), "other"))
    return learn(taught, options)


def _show(learned: Learned) -> None:
    """Show the changes of a profile, each with the number of decisions that it saves."""
    if learned.family and learned.steps:
        said = click.style(learned.family.change.said, bold=True)
        click.echo(f"{said}: as most of the texts are read; a profile has to name one", err=True)
        _show_elsewhere(learned.family)
    for step in learned.steps:
        said = click.style(step.change.said, bold=True)
        made = counted(step.unnecessary, "decision")
        click.echo(f"{said}: {made} not needed any more", err=True)
        _show_elsewhere(step)
    there = learned.decisions - learned.confirming
    if learned.confirming:
        confirming = f"{learned.confirming} of {counted(learned.decisions, 'decision')}"
        click.echo(f"{confirming} confirm what is read without them", err=True)
    if there:
        done = max(there - learned.necessary, 0)
        of = "the other " if learned.confirming else ""
        click.echo(f"{done} of {of}{counted(there, 'decision')} would not be needed", err=True)
    if there and not learned.steps:
        click.echo("nothing that a profile can say makes more of them unnecessary", err=True)


def _write(learned: Learned, output: Path, texts: str) -> None:
    """Write a profile; `texts` is the number of texts in words. A failure ends the program."""
    from tei_kit.learning.writing import to_toml

    try:
        files.write(output, to_toml(learned, texts).encode("utf-8"))
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(1)
    name = one_line(str(output))
    click.echo(f"{name}: written; tei-kit convert --profile {name} uses it", err=True)


def _show_elsewhere(step: Step) -> None:
    """Show what a change would alter where nobody decided so."""
    if step.altered <= 0:
        return
    for place in step.elsewhere:
        was = f"was {place.before}, becomes {place.after}"
        click.echo(f"  alters {place.place}: {place.text} ({was})", err=True)
    if step.altered > len(step.elsewhere):
        click.echo(f"  alters {counted(step.altered, 'place')} in all", err=True)


def _read_beside(inputs: Sequence[str], folder: DecisionsFolder | None) -> list[Path]:
    """The decisions files of the inputs, which nothing may be written over."""
    return [each for name in inputs for each in decisions_files.looked_for(name, folder)]
