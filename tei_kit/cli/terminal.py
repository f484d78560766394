"""The terminal: its colours, its width, whether lines can be drawn over, and what Ctrl-C says.

The words of the environment are those of https://no-color.org and https://force-color.org:
NO_COLOR before FORCE_COLOR, both before TERM=dumb, and an empty word counts as absent.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended."""
STOPPED = "stopped by Ctrl-C"

_DUMB = frozenset({"dumb", "unknown"})
"""Values of TERM of terminals that only print."""


def wants_colour() -> bool | None:
    """Whether output is coloured; None when that depends on whether it goes to a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return False if _is_dumb() else None


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream goes to a terminal; a stream that is closed does not."""
    return stream is not None and stream.isatty()


def draws_over(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal on which a line can be drawn anew, such as a progress bar."""
    return is_terminal(stream) and not _is_dumb()


def columns() -> int:
    """How many characters a line of the terminal has."""
    import shutil  # which takes as long to load as all of this

    return shutil.get_terminal_size().columns


def has_every_character(stream: TextIO | None) -> bool:
    """Whether the encoding of a stream has every character of Unicode."""
    return stream is None or (stream.encoding or "utf-8").lower().startswith(("utf", "cp65001"))


def echo_stopped(what: str = "") -> None:
    """Say on a line of its own that Ctrl-C ended the command, and how far it had come."""
    click.echo(f"\n{STOPPED}{what}", err=True)


def console(*, soft_wrap: bool = False) -> Console:
    """A console of rich on standard output, which keeps to what `wants_colour` says."""
    from rich.console import Console

    wanted = wants_colour()
    made = Console(highlight=False, soft_wrap=soft_wrap, force_terminal=wanted)
    if wanted is None or (wanted and made.color_system):
        return made
    return Console(
        highlight=False,
        soft_wrap=soft_wrap,
        force_terminal=wanted,
        color_system="standard" if wanted else None,
    )


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in _DUMB
