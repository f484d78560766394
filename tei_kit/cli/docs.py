"""`tei-kit docs`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei_kit.cli.completion import OneOf, Word

# The pages in an installed package, in a checkout after `mkdocs build`, and as they are written.
PLACES = (
    Path(__file__).parent.parent / "_docs",
    Path(__file__).parent.parent.parent / "build" / "site",
    Path(__file__).parent.parent.parent / "docs",
)
FORMS = (".html", ".md")
"""The forms of the pages: for a browser, and as they are written."""


def _index() -> Path | None:
    """The first page; None where there are no pages. Pages for a browser come before sources of
    pages."""
    there = (place / f"index{form}" for form in FORMS for place in PLACES)
    return next((path for path in there if path.is_file()), None)


def _pages() -> list[Word]:
    """The names of all pages."""
    index = _index()
    if index is None:
        return [Word("index")]
    names = {path.stem for path in index.parent.glob(f"*{index.suffix}")} - {"404"}
    return [Word(name) for name in sorted(names)]


@click.command(
    "docs",
    epilog="\b\nExamples:\n  tei-kit docs\n  tei-kit docs decisions\n  tei-kit docs --path",
)
@click.argument("page", default="index", type=OneOf(_pages))
@click.option("--path", "only_path", is_flag=True, help="Print where the pages are, and no more.")
def command(page: str, only_path: bool) -> None:
    """Open the documentation in a browser: tutorials, commands, codes, reference.

    PAGE is the name of a page, such as tutorial, decisions or validation. Where no pages were made
    for a browser, their text is shown here.
    """
    index = _index()
    if index is None:
        click.echo(
            "tei-kit: the pages are not in this installation. In a checkout, "
            "pip install '.[docs]' and mkdocs build make them; docs/index.md has the same text.",
            err=True,
        )
        sys.exit(1)
    names = [word.value for word in _pages()]
    if page not in names:
        raise click.UsageError(f"no page is called '{page}'; there are {', '.join(names)}")
    place = index.with_stem(page)
    if only_path:
        click.echo(place if page != "index" else index.parent)
        return
    if place.suffix == ".md":
        click.echo(place.read_text(encoding="utf-8"))
        return
    import webbrowser  # only who opens a page waits for it

    click.echo(place, err=True)
    if not webbrowser.open(place.as_uri()):
        click.echo("no browser could be opened; open the file above", err=True)
