"""Inputs of commands: a file of any format that is read, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from tei_kit import readers
from tei_kit.cli.names import InputFormatName
from tei_kit.source.source import Source

STDIN = "-"
NAME_OF_STDIN = "<stdin>"
Command = TypeVar("Command", bound=Callable[..., object])


def format_option(command: Command) -> Command:
    """The option `--from`, which a command gets as `format_`."""
    return click.option(
        "--from",
        "format_",
        type=InputFormatName(),
        help="Format of the input, where its suffix does not say it. Other suffixes are text.",
    )(command)


def read(name: str, encoding: str | None, format_: str | None) -> Source:
    """Read a file, or standard input for `-`, which is text unless a format is given.

    Raises SourceError.
    """
    if name == STDIN:
        return readers.decode(sys.stdin.buffer.read(), NAME_OF_STDIN, encoding, format=format_)
    return readers.read(name, encoding, format=format_)
