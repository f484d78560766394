"""The input of commands: files of any format or standard input, and the day of the conversion."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tei_kit import readers
from tei_kit.cli.names import InputFormatName
from tei_kit.cli.remembered import remembered, value_of
from tei_kit.decisions import files as decisions_files
from tei_kit.decisions.decision import NOTHING, Decisions
from tei_kit.settings.decisions_folder import DecisionsFolder
from tei_kit.source.source import Source

STDIN = "-"
NAME_OF_STDIN = "<stdin>"
Command = TypeVar("Command", bound=Callable[..., object])


def format_option(command: Command) -> Command:
    """The option `--from`, which `format_of` reads."""
    return remembered(
        "--from",
        type=InputFormatName(),
        help="Format of the input, where its suffix does not say it. Other suffixes are text.",
    )(command)


def format_of() -> str | None:
    """The format that --from says, None where the names of the inputs say it."""
    return value_of("from", str)


def read_input(name: str, encoding: str | None, format_: str | None) -> Source:
    """Read a file, or standard input for `-`, which is text unless a format is given.

    Raises SourceError.
    """
    if name == STDIN:
        return readers.decode(sys.stdin.buffer.read(), NAME_OF_STDIN, encoding, format=format_)
    return readers.read(name, encoding, format=format_)


def decisions_of(name: str, given: Path | None, folder: DecisionsFolder | None) -> Decisions:
    """The decisions about an input, which for standard input have to be given.

    `folder` is that of the project for decisions, None without one.

    Raises DecisionError.
    """
    if name == STDIN and given is None:
        return NOTHING
    return decisions_files.of(name, given, folder)


def source_date() -> str:
    """The day of SOURCE_DATE_EPOCH, the convention of reproducible builds; "" without it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch))) if epoch.isdecimal() else ""
