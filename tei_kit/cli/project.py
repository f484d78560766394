"""The settings of a project, for the commands that read them: their file, and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from tei_kit.cli.reads import remember_project
from tei_kit.cli.remembered import remembered, value_of
from tei_kit.settings import project as projects
from tei_kit.settings.metadata import MetadataError
from tei_kit.settings.project import NO_PROJECT, Project, ProjectError

SETTINGS_ERRORS = (ProjectError, MetadataError)
"""Errors about the settings of the project: exit code 2 in every command."""

_Command = TypeVar("_Command", bound=Callable[..., object])


def project_options(command: _Command) -> _Command:
    """--config and --no-config, which `project_of` reads."""
    for option in (
        remembered("--no-config", is_flag=True, help="Leave the settings of the project out."),
        remembered(
            "--config",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Settings of the project. [default: tei-kit.toml, or pyproject.toml, of the "
            "inputs' folder or above it]",
        ),
    ):
        command = option(command)
    return command


def project_of(inputs: Iterable[str | Path] = ()) -> Project:
    """The project of the inputs of the command that runs. Raises ProjectError, MetadataError."""
    if value_of("no_config", bool):
        return NO_PROJECT
    project = projects.find(map(str, inputs), value_of("config", Path))
    remember_project(project.reads)
    return project


def needed(given: tuple[str, ...], set_: Iterable[Path], what: str, key: str) -> tuple[str, ...]:
    """The words of the command line, else those of the project. Raises UsageError without any."""
    found = given or tuple(map(str, set_))
    if not found:
        raise click.UsageError(f"give {what}, or set {key} in tei-kit.toml (docs/configuration.md)")
    return found
