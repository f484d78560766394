"""`tei-kit review`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei_kit.cli.completion import FileName
from tei_kit.cli.input import format_option
from tei_kit.cli.numbers import Whole
from tei_kit.cli.output import echo_diagnostics
from tei_kit.cli.project import needed, project_of
from tei_kit.cli.terminal import INTERRUPTED, echo_stopped
from tei_kit.cli.text_options import decisions_option, options_of, reading_options
from tei_kit.diagnostics import TeiKitError, counted, reason_of


@click.command(
    "review",
    epilog="\b\nExamples:\n"
    "  tei-kit review memorandum.txt\n"
    "  tei-kit review volume/ --no-browser --port 8000",
)
@click.argument("inputs", metavar="[FILE|FOLDER]...", nargs=-1, type=FileName())
@click.option("--by", default="", help="Who decides; written beside each decision.")
@click.option("--port", type=Whole(0, 65535), default=0, help="Port of the address.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@reading_options
@decisions_option
@format_option
def command(
    inputs: tuple[str, ...],
    by: str,
    port: int,
    no_browser: bool,
    decisions: Path | None,
) -> None:
    """Open a page on which to see what each stretch was taken for, and to put it right.

    What is decided there is saved in NAME.decisions.toml beside the text as one goes, and every
    conversion applies it. The page is for this machine only: its address has a key, and nothing
    goes over the network. Ctrl-C ends it. docs/decisions.md shows the page.
    """
    from tei_kit.review.server import ReviewServer
    from tei_kit.review.session import Opening
    from tei_kit.review.shelf import Shelf

    try:
        project = project_of(inputs)
        inputs = inputs or needed((), project.texts(), "FILE or FOLDER", "sources")
        options = options_of(project)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
    try:
        shelf = Shelf(inputs, Opening(options, decisions, by))
        if shelf.is_single:
            shelf.sessions[0].need_text()
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(1)
    if decisions and not shelf.is_single:
        raise click.UsageError("--decisions is the file of one text")
    try:
        server = ReviewServer(shelf, port)
    except OSError as error:
        reason = reason_of(error)
        raise click.ClickException(f"port {port} cannot be used: {reason}") from error
    texts = counted(len(shelf.sessions), "text")
    click.echo(f"{texts} to review at {server.address}\nCtrl-C ends it.", err=True)
    if not no_browser:
        _open(server.address)
    try:
        server.run()
    except KeyboardInterrupt:
        echo_stopped("; what was decided is saved")
        sys.exit(INTERRUPTED)


def _open(address: str) -> None:
    """Open the address in a browser, unless the only browser is one of the terminal."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)
