"""The terminal: its colours, its width, whether lines can be drawn over, and the words for Ctrl-C.

The words of the environment are those of https://no-color.org and https://force-color.org:
NO_COLOR before FORCE_COLOR, both before TERM=dumb, and an empty word counts as absent.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended, or a request to end."""

_DUMB = frozenset({"dumb", "unknown"})
"""Values of TERM of terminals that only print."""

_WIDE = 1000  # columns that have room for any table


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
    """The number of characters on a line of the terminal."""
    import shutil  # which takes as long to load as all of this

    return shutil.get_terminal_size().columns


def has_every_character(stream: TextIO | None) -> bool:
    """Whether the encoding of a stream has every character of Unicode."""
    return stream is None or (stream.encoding or "utf-8").lower().startswith(("utf", "cp65001"))


def echo_stopped(what: str = "") -> None:
    """Print the end of the command by a signal on a line of its own; `what` is its progress."""
    click.echo(f"\n{stopped()}{what}", err=True)


def stopped() -> str:
    """The words for the end of a command by a signal: `stopped by Ctrl-C`."""
    error = sys.exc_info()[1]
    while error is not None and not (isinstance(error, KeyboardInterrupt) and error.args):
        error = error.__cause__
    return f"stopped by {'Ctrl-C' if error is None else error.args[0]}"


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


def show_table(console: Console, table: Table, least: int | None = None) -> None:
    """Print a table; where the terminal has no room for its columns, a line for each row, and on a
    terminal that only prints, with signs of ASCII.

    `least` is the width that the table needs, for one whose cells are cut; None measures it.
    """
    from rich import box
    from rich.text import Text

    anywhere = console.options.update(max_width=_WIDE)
    if least is None:
        least = console.measure(table, options=anywhere).minimum
    if least <= console.width:
        if _is_dumb() and table.box is not None:
            table.box = box.ASCII
        console.print(table)
        return
    if table.title:
        console.print(table.title)
    headings = [str(column.header) for column in table.columns]
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        said = [
            f"{heading.lower()} {cell}".strip()
            for heading, cell in list(zip(headings, cells, strict=True))[1:]
            if isinstance(cell, str | Text) and str(cell)
        ]
        console.print(f"{cells[0]}: {', '.join(said)}", markup=False, soft_wrap=True)


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in _DUMB
