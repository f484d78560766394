"""The source of commands that compare TEI with it: its options, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tei_kit.cli.input import format_of, format_option, read_input
from tei_kit.cli.project import project_of, project_options
from tei_kit.cli.reads import guard_of_call
from tei_kit.cli.text_options import encoding_of, encoding_option
from tei_kit.source.source import Source

_Command = TypeVar("_Command", bound=Callable[..., object])


def source_options(command: _Command) -> _Command:
    """The options by which the source is read: --encoding, --from, and the project's settings."""
    for option in (project_options, format_option, encoding_option("source")):
        command = option(command)
    return command


def read_source(source: str, tei: str, output: Path | None) -> Source:
    """Read a source, where an output would be written over neither it nor the TEI.

    Raises SourceError, ProjectError and OutputError.
    """
    project = project_of([source])
    if output is not None:
        guard_of_call([tei, source]).check(output)
    return read_input(source, encoding_of(project), format_of())
