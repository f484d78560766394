"""`tei-kit init`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from tei_kit.cli.output import echo_diagnostics
from tei_kit.diagnostics import TeiKitError
from tei_kit.printable import one_line
from tei_kit.starter.start import start

NEXT = """
What to do next:
  1. {go}tei-kit convert && tei-kit export --to html
     makes TEI and pages of the texts; open site/index.html.
  2. Put your texts into {folder}/texts, as NAME.txt in UTF-8, or .docx, .html, .md.
  3. Say in {folder}/tei-kit.toml who publishes them and under which licence, and in documents.csv
     what is to be said of single texts.
  4. tei-kit report   tells what is found and what is unsure.
  5. tei-kit validate   judges the TEI, as the workflow does in CI and the hooks before commits.
"""

NEXT_ODD = """\
  6. Say in project.odd which TEI the texts are to have, add P5 once (tei-kit p5 list tells how),
     and make its grammar and documentation: tei-kit odd project.odd --to rng --to html -o schema/
     tei-kit odd --from tei/ writes the smallest ODD that your files need."""


@click.command(
    "init",
    epilog="\b\nExamples:\n"
    "  tei-kit init my-edition\n"
    "  tei-kit init --odd my-edition\n"
    "  cd my-edition && tei-kit init",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--odd", is_flag=True, help="Begin with a customization of TEI (project.odd), too.")
def command(folder: Path, odd: bool) -> None:
    """Start a project in FOLDER (here, if not given), and say what to do next.

    It writes the folders texts (with an example), tei and site, tei-kit.toml with the settings,
    documents.csv, a README, requirements.txt, .gitignore, a workflow for GitHub Actions and hooks
    for pre-commit. Files that exist are left as they are.
    """
    try:
        done = start(folder, odd=odd)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(1)
    for path in done.written:
        click.echo(f"written: {one_line(str(path))}")
    echo_diagnostics(done.kept, err=True)
    here = folder == Path()
    shown = one_line(str(folder))
    go = "" if here else f"cd {shlex.quote(shown)} && "
    click.echo(NEXT.format(folder="." if here else shown, go=go), nl=False)
    if odd:
        click.echo(NEXT_ODD)
