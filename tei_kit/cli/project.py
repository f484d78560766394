"""The settings of a project, for the commands that read them: which file, and the words of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from tei_kit.settings import project as projects
from tei_kit.settings.metadata import MetadataError
from tei_kit.settings.project import NO_PROJECT, Project, ProjectError

SETTINGS_ERRORS = (ProjectError, MetadataError)
"""What is wrong with the settings of the project: exit code 2 in every command."""

_Command = TypeVar("_Command", bound=Callable[..., object])
# Where the context of a command keeps what --config and --no-config say.
_FILE, _NONE = "tei_kit.config", "tei_kit.no_config"


def project_options(command: _Command) -> _Command:
    """--config and --no-config, which `project_of` reads; the command itself does not get them."""
    for option in (
        click.option(
            "--no-config",
            is_flag=True,
            expose_value=False,
            callback=_remember_none,
            help="Leave the settings of the project out.",
        ),
        click.option(
            "--config",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            expose_value=False,
            callback=_remember_file,
            help="Settings of the project. [default: tei-kit.toml, or pyproject.toml, of the "
            "inputs' folder or above it]",
        ),
    ):
        command = option(command)
    return command


def _remember_file(context: click.Context, _option: click.Parameter, file: Path | None) -> None:
    context.meta[_FILE] = file


def _remember_none(context: click.Context, _option: click.Parameter, is_none: bool) -> None:
    context.meta[_NONE] = is_none


def project_of(inputs: Iterable[str | Path] = ()) -> Project:
    """The project of the inputs of the command that runs. Raises ProjectError, MetadataError."""
    meta = click.get_current_context().meta
    if meta.get(_NONE):
        return NO_PROJECT
    return projects.find(map(str, inputs), meta.get(_FILE))


def needed(given: tuple[str, ...], set_: Iterable[Path], what: str, key: str) -> tuple[str, ...]:
    """The words of the command line, else those of the project. Raises UsageError without any."""
    found = given or tuple(map(str, set_))
    if not found:
        raise click.UsageError(f"give {what}, or set {key} in tei-kit.toml (docs/configuration.md)")
    return found
