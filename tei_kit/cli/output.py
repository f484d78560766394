"""Printing that commands share: diagnostics, and results to a file or a pipe; and the options of
it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tei_kit import files
from tei_kit.cli.reads import guard_of_call
from tei_kit.cli.terminal import columns, has_every_character, is_terminal
from tei_kit.diagnostics import Diagnostic, Place, Severity, diagnose
from tei_kit.printable import one_line
from tei_kit.record import record

if TYPE_CHECKING:
    from tei_kit.source_lines import SourceLines

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


_WITHOUT_SOURCE = "tei_kit.without_source"
_Command = TypeVar("_Command", bound=Callable[..., object])


def source_option(command: _Command) -> _Command:
    """The option `--no-source`, which holds for `echo_diagnostics`; the command does not get it."""

    def remember(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        ctx.meta[_WITHOUT_SOURCE] = value

    return click.option(
        "--no-source",
        is_flag=True,
        expose_value=False,
        callback=remember,
        help="On a terminal, leave out the line of the file below each finding.",
    )(command)


def force_option(command: _Command) -> _Command:
    """The option `--force` of the commands that convert, which they get as `force`."""
    return click.option(
        "--force",
        is_flag=True,
        help="Replace results that somebody has edited, and other files that stand in their place.",
    )(command)


def watch_option(command: _Command) -> _Command:
    """The option `--watch`, which a command gets as `watch`."""
    return click.option(
        "--watch",
        is_flag=True,
        help="Go on: do it again for what changes, until Ctrl-C.",
    )(command)


def echo_diagnostics(
    diagnostics: Iterable[Diagnostic], *, err: bool, given: Mapping[str, bytes] | None = None
) -> None:
    """Print diagnostics, one a line; on a terminal in colour, each with its line of the file.

    `given` has the bytes of inputs that are no files, by their names.
    """
    lines = _source_lines(given) if _shows_source(err=err) else None
    for d in diagnostics:
        severity = click.style(d.severity, fg=COLOURS[d.severity], bold=True)
        click.echo(f"{one_line(str(d.place))}: {severity} {d.code} {one_line(d.message)}", err=err)
        if lines is not None:
            _echo_line(lines, d.place, err=err)


def _shows_source(*, err: bool) -> bool:
    context = click.get_current_context(silent=True)
    is_unwanted = context is not None and context.meta.get(_WITHOUT_SOURCE, False)
    return not is_unwanted and is_terminal(sys.stderr if err else sys.stdout)


def _source_lines(given: Mapping[str, bytes] | None) -> SourceLines:
    from tei_kit.source_lines import SourceLines  # only a terminal shows them

    return SourceLines(given)


def _echo_line(lines: SourceLines, place: Place, *, err: bool) -> None:
    text = lines.line(place)
    if text is not None and text.strip():
        from tei_kit.source_lines import quotation

        quoted = quotation(text, place, columns())
        click.echo(click.style(quoted.line, dim=True), err=err)
        click.echo(click.style(quoted.caret, fg="green"), err=err)


@record
class Made:
    """The words for a kind of result, and the ends of the names that it may have."""

    words: str
    suffixes: Collection[str]


TEXT = Made("a text", (".txt", ".text"))
PAGE = Made("a page", (".html", ".htm"))
TEI_FILE = Made("TEI", (".xml", ".tei"))


def report_in(form: str) -> Made:
    """The kind of a report in one of the formats of reports."""
    suffix = ".xml" if form in ("junit", "checkstyle") else ".txt"
    return Made("a report", (suffix,))


def write_result(data: bytes, output: Path | None, made: Made | None = None) -> None:
    """Write to a file, or to standard output. Raises OutputError, also for a file that the call
    reads, and for a file of another kind than `made` that is there already."""
    if output is not None:
        guard_of_call().check(output)
        if made is not None:
            files.refuse_other_kind(output, made.words, made.suffixes)
        files.write(output, data)
        return
    if sys.stdout is None:
        reason = "standard output is closed"
        raise files.OutputError(diagnose("TK601", Place("<stdout>"), reason=reason))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def echo_json(value: object) -> None:
    """Print a value as JSON, with escapes where the encoding of the output lacks characters."""
    import json  # few commands need it

    is_ascii = not has_every_character(sys.stdout)
    click.echo(json.dumps(value, ensure_ascii=is_ascii, indent=1))
