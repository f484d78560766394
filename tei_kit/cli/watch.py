"""The parts of `--watch` that several commands share: the rounds, and the words between them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit.diagnostics import counted
from tei_kit.printable import one_line

if TYPE_CHECKING:
    from tei_kit.batch.watching import Watch

_FEW = 3  # names that are told


def rounds(watch: Watch, *, quiet: bool) -> Iterator[Sequence[str]]:
    """The names of the files that have changed, each time that some have; without an end.

    It prints that it waits, and then the names of the changed files.
    """
    if not quiet:
        click.echo("watching for changes; Ctrl-C ends it", err=True)
    while True:
        changed = watch.wait()
        if not quiet:
            named = ", ".join(map(one_line, changed[:_FEW]))
            more = len(changed) - _FEW
            words = f"{named} and {counted(more, 'other')}" if more > 0 else named
            click.echo(f"{click.style('changed', fg='cyan')}: {words}", err=True)
        yield changed


def files_in(folders: Iterable[Path | str], suffixes: Sequence[str]) -> Iterator[str]:
    """The files of some suffixes in folders and below them; hidden ones are left out."""
    for folder in folders:
        for parent, names_of_folders, names in os.walk(folder):
            names_of_folders[:] = sorted(n for n in names_of_folders if not n.startswith("."))
            for name in sorted(names):
                if name.lower().endswith(tuple(suffixes)) and not name.startswith("."):
                    yield os.path.join(parent, name)


def files_beside(names: Iterable[str], suffixes: Sequence[str]) -> list[str]:
    """Some files, and those of some suffixes in their folders."""
    found = list(names)
    for folder in dict.fromkeys(os.path.dirname(name) for name in found):
        try:
            beside = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        found += [os.path.join(folder, n) for n in beside if n.lower().endswith(tuple(suffixes))]
    return list(dict.fromkeys(found))
