"""`tei-kit tokens`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tei_kit.cli import terminal
from tei_kit.cli.completion import FileName
from tei_kit.cli.input import decisions_of, format_option, read_input
from tei_kit.cli.output import echo_diagnostics, echo_json
from tei_kit.cli.project import project_of
from tei_kit.cli.text_options import USAGE_ERRORS, decisions_option, options_of, reading_options
from tei_kit.diagnostics import TeiKitError
from tei_kit.pipeline import read_text
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Token, TokenKind

STYLES = {
    TokenKind.DIVISION: "bold",
    TokenKind.HEAD: "bold",
    TokenKind.SPEAKER: "green",
    TokenKind.NOTE: "magenta",
    TokenKind.NOTE_NUMBER: "magenta",
    TokenKind.NOTE_REFERENCE: "bold magenta",
    TokenKind.PAGE_BREAK: "bold yellow",
    TokenKind.DATE: "cyan",
    TokenKind.PLACE: "cyan",
    TokenKind.DATELINE: "cyan",
    TokenKind.REFERENCE: "bold blue",
    TokenKind.PERSON: "green",
    TokenKind.ROLE: "green",
    TokenKind.STAGE: "italic",
    TokenKind.ASIDE: "italic",
}


@click.command(
    "tokens",
    epilog="\b\nExamples:\n"
    "  tei-kit tokens memorandum.txt | less -R\n"
    "  tei-kit tokens --json memorandum.txt > tokens.json",
)
@click.argument("name", metavar="INPUT", type=FileName())
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@reading_options
@decisions_option
@format_option
def command(
    name: str,
    as_json: bool,
    decisions: Path | None,
) -> None:
    """Show what each stretch of a text was taken for, with line and column.

    A block is followed by the inline stretches inside it, which are indented.
    """
    try:
        options = options_of(project_of([name]))
        text = read_input(name, options.encoding, options.format)
        found = read_text(text, options, decisions_of(name, decisions, options.decisions))
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
    reading = found.reading
    if as_json:
        echo_json(_as_json(reading.source, reading.tokens))
    else:
        click.echo(f"{found.recognition.said}; {found.arranged.layout.words()}")
        _show(reading.source, reading.tokens)


def _as_json(text: Source, tokens: Sequence[Token]) -> list[dict[str, str | int]]:
    rows: list[dict[str, str | int]] = []
    for token in tokens:
        place = text.place(token.start)
        row: dict[str, str | int] = {
            "line": place.line,
            "column": place.column,
            "start": text.original(token.start),
            "end": text.original(token.end),
            "kind": str(token.kind),
            "depth": token.depth,
            "value": token.value,
            "certainty": str(token.certainty),
            "text": text.text[token.start : token.end],
        }
        rows.append(row)
    return rows


def _show(text: Source, tokens: Sequence[Token]) -> None:
    from rich.text import Text

    console = terminal.console(soft_wrap=True)
    room = max(20, terminal.columns() - 36) if terminal.is_terminal(sys.stdout) else 200
    end_of_block = 0
    for token in tokens:
        if token.kind.is_block:
            end_of_block = token.end
        inside = not token.kind.is_block and token.end <= end_of_block
        place = text.place(token.start)
        words = " ".join(text.text[token.start : min(token.end, token.start + 2 * room)].split())
        shown = words if len(words) <= room else f"{words[: room - 1]}…"
        kind = ("  " if inside else "") + token.kind
        style = STYLES.get(token.kind, "")
        line = Text(f"{place.line:>5}:{place.column:<5} ", "dim")
        line.append(f"{kind:18}", style)
        line.append(f"{token.value} " if token.value else "", "bold")
        # Control characters in the text must not act on the terminal.
        line.append("".join(c if c.isprintable() else "\ufffd" for c in shown))
        console.print(line)
