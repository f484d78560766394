"""The options of commands that report findings: the form of the report, and its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from tei_kit.validation import reports

_Command = TypeVar("_Command", bound=Callable[..., object])


def format_option(command: _Command) -> _Command:
    """--format, which a command gets as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(reports.FORMATS),
        default="text",
        show_default=True,
        help="Form of the report.",
    )(command)


def report_options(command: _Command) -> _Command:
    """--format, which a command gets as `form`, and --output."""
    output = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="File for the report.",
        metavar="FILE",
    )
    return format_option(output(command))
