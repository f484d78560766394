"""The files that a call reads, by its words and by the settings of the project.

No output of the call is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from tei_kit import files

# Parameters that name the outputs of a command.
_WRITTEN = frozenset({"output", "named", "out", "corpus", "state"})
_PROJECT = "tei_kit.files_of_project"


def remember_project(reads: Iterable[Path]) -> None:
    """Keep the files that the command which runs reads on account of the settings."""
    click.get_current_context().meta[_PROJECT] = tuple(reads)


def reads_of_call() -> list[str]:
    """The words of the command that runs that may name files it reads, and the files of its
    project; none outside a command.
    """
    context = click.get_current_context(silent=True)
    if context is None:
        return []
    values = [value for name, value in context.params.items() if name not in _WRITTEN]
    return [*_words([*values, *context.meta.values()])]


def _words(value: object) -> Iterator[str]:
    """The texts and paths in a value, and in the tuples and lists in it."""
    if isinstance(value, str | Path):
        yield str(value)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _words(each)


def guard_of_call(also: Iterable[Path | str] = ()) -> files.Guard:
    """The guard of all outputs of the command that runs; `also` are further files that it reads."""
    return files.Guard([*reads_of_call(), *also])
