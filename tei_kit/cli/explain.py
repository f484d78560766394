"""`tei-kit explain`."""

from __future__ import annotations

import sys

import click

from tei_kit.codes import CODES


@click.command(
    "explain",
    epilog="\b\nExamples:\n"
    "  tei-kit explain\n"
    "  tei-kit explain TK502\n"
    "  tei-kit explain unexpected-element",
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
def command(codes: tuple[str, ...]) -> None:
    """Tell what a CODE means and how to mend it, or list all codes."""
    from tei_kit.codes import pages

    if not codes:
        for code, row in CODES.items():
            click.echo(f"{code}  {row.severity:<7}  {row.name}")
        return
    unknown = False
    for at, word in enumerate(codes):
        found = pages.find(word)
        if found is None:
            unknown = True
            click.echo(_no_code(word, pages.similar(word)), err=True)
            continue
        click.echo(("\n" if at else "") + pages.text(pages.page(found)), nl=False)
    if unknown:
        sys.exit(2)


def _no_code(word: str, similar: list[str]) -> str:
    hint = f"did you mean {' or '.join(similar)}?" if similar else "tei-kit explain lists all."
    return f"tei-kit: there is no code {word}; {hint}"
