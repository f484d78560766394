"""Printing that commands share: diagnostics, and results to a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tei_kit import files
from tei_kit.cli.terminal import has_every_character
from tei_kit.diagnostics import Diagnostic, Place, Severity, diagnose
from tei_kit.printable import one_line

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def echo_diagnostics(diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
    """Print diagnostics, one a line; in colour on a terminal."""
    for d in diagnostics:
        severity = click.style(d.severity, fg=COLOURS[d.severity], bold=True)
        click.echo(f"{one_line(str(d.place))}: {severity} {d.code} {one_line(d.message)}", err=err)


def write_result(data: bytes, output: Path | None) -> None:
    """Write to a file, or to standard output. Raises OutputError."""
    if output is not None:
        files.write(output, data)
        return
    if sys.stdout is None:
        reason = "standard output is closed"
        raise files.OutputError(diagnose("TK601", Place("<stdout>"), reason=reason))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def echo_json(value: object) -> None:
    """Print a value as JSON, with escapes where the encoding of the output lacks characters."""
    import json  # which few commands need

    is_ascii = not has_every_character(sys.stdout)
    click.echo(json.dumps(value, ensure_ascii=is_ascii, indent=1))


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
