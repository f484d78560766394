"""`tei-kit explain`."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from tei_kit.cli.completion import OneOf, kept_odds, languages_of_descriptions
from tei_kit.cli.completion import codes as known_codes
from tei_kit.cli.output import echo_diagnostics, echo_json
from tei_kit.cli.project import SETTINGS_ERRORS, project_of, project_options
from tei_kit.codes import CODES
from tei_kit.diagnostics import TeiKitError


@click.command(
    "explain",
    epilog="\b\nExamples:\n"
    "  tei-kit explain\n"
    "  tei-kit explain TK502\n"
    "  tei-kit explain unexpected-element\n"
    "  tei-kit explain speaker\n"
    "  tei-kit explain --schema project.odd att.typed",
)
@click.argument("codes", metavar="[CODE_OR_NAME]...", nargs=-1, type=OneOf(known_codes))
@click.option(
    "-s",
    "--schema",
    type=OneOf(kept_odds, or_file=True),
    metavar="ODD",
    help="Names are those of this ODD; without it, of the project's, or of all of P5.",
)
@click.option(
    "--language",
    type=OneOf(languages_of_descriptions),
    metavar="TAG",
    help="Language of descriptions: de, fr, es, it, ja …",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of codes.")
@project_options
def command(
    codes: tuple[str, ...], schema: str | None, language: str | None, as_json: bool
) -> None:
    """Tell what a CODE means and how to mend it, or list all codes.

    For the NAME of an element or class of TEI, tell what the reference says of it (see
    `tei-kit p5`).
    """
    from tei_kit.codes import pages

    if as_json:
        echo_json([asdict(pages.page(code)) for code in _known(codes)])
        return
    if not codes:
        for code, row in CODES.items():
            click.echo(f"{code}  {row.severity:<7}  {row.name}")
        return
    unknown = False
    for at, word in enumerate(codes):
        found = None if schema is not None else pages.find(word)
        if found is not None:
            click.echo(("\n" if at else "") + pages.text(pages.page(found)), nl=False)
            continue
        text = _reference(word, schema, language)
        if text is None:
            unknown = True
            click.echo(_no_code(word, pages.similar(word)), err=True)
        else:
            click.echo(("\n" if at else "") + text, nl=False)
    if unknown:
        sys.exit(2)


def _known(words: tuple[str, ...]) -> list[str]:
    """The codes of some words, or all codes. Raises UsageError for a word that is no code."""
    from tei_kit.codes import pages

    found = [pages.find(word) for word in words]
    for word, code in zip(words, found, strict=True):
        if code is None:
            raise click.UsageError(f"--json is for codes, and {word} is not a code")
    return [code for code in found if code is not None] or [*CODES]


def _reference(word: str, schema: str | None, language: str | None) -> str | None:
    """The reference's text about a name; None when there is no such name, or no P5."""
    from tei_kit.odd.documentation.explain import explain

    try:
        odd = project_of().odd if schema is None else None
        return explain(word, str(odd) if odd else schema, language)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        is_usage = schema is not None or isinstance(error, SETTINGS_ERRORS)
        sys.exit(2 if is_usage else 1)


def _no_code(word: str, similar: list[str]) -> str:
    hint = f"did you mean {' or '.join(similar)}?" if similar else "tei-kit explain lists all."
    if not word.upper().startswith("TK"):
        hint += " Names of TEI are explained where P5 is kept: see tei-kit p5 add --help."
    return f"tei-kit: there is no code {word}; {hint}"
