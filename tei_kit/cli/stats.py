"""`tei-kit stats`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tei_kit.cli import terminal
from tei_kit.cli.completion import FileName
from tei_kit.cli.output import echo_diagnostics, echo_json
from tei_kit.cli.project import SETTINGS_ERRORS, needed, project_of, project_options
from tei_kit.diagnostics import TeiKitError
from tei_kit.export.html.folder import find_inputs, load
from tei_kit.export.tables.read_tei import read_contents
from tei_kit.export.tables.rows import Contents
from tei_kit.export.tables.statistics import Statistics, YearCount, statistics

if TYPE_CHECKING:
    from rich.bar import Bar
    from rich.progress_bar import ProgressBar
    from rich.table import Table

NARROWEST_BAR, WIDEST_BAR = 8, 40  # characters


@click.command(
    "stats",
    epilog="\b\nExamples:\n"
    "  tei-kit stats memorandum.xml\n"
    "  tei-kit stats --top 50 tei/\n"
    "  tei-kit stats --json tei/ > stats.json",
)
@click.argument("inputs", metavar="[INPUT]...", nargs=-1, type=FileName())
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object, with all speakers.")
@project_options
@click.option("--top", default=20, show_default=True, help="How many speakers to list.")
def command(inputs: tuple[str, ...], as_json: bool, top: int) -> None:
    """Count what TEI files hold: documents, pages, notes, dates, and who speaks how much.

    INPUT is a TEI file, or a folder: all .xml files in it; without one, the project's output. Words
    are those of running text, without notes and without the labels of speakers.
    """
    corpus: list[Contents] = []
    failed = False
    try:
        output = project_of(inputs).results() if not inputs else ()
        found = find_inputs(needed(inputs, output, "INPUT", "output"))
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, SETTINGS_ERRORS) else 1)
    for each in found:
        try:
            corpus.append(read_contents(load(each.path), str(each.path)))
        except TeiKitError as error:
            echo_diagnostics(error.diagnostics, err=True)
            failed = True
    numbers = statistics(corpus)
    if as_json:
        echo_json(asdict(numbers))
    elif corpus:
        _show(corpus, numbers, top)
    sys.exit(1 if failed else 0)


def _show(corpus: Sequence[Contents], numbers: Statistics, top: int) -> None:
    from rich.table import Table

    console = terminal.console()
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="bold")
    table.add_column()
    for number, what in _lines(numbers):
        table.add_row(f"{number:,}", what)
    console.print(table)
    if len(corpus) > 1:
        terminal.show_table(console, _files(corpus))
    if len([each for each in numbers.years if each.year]) > 1:
        terminal.show_table(console, _years(numbers.years))
    if numbers.speakers:
        terminal.show_table(console, _speakers(numbers, top))


def _lines(numbers: Statistics) -> list[tuple[int, str]]:
    loose, absent = numbers.unanchored_notes, numbers.unresolved_refs
    period = dict.fromkeys(day for day in (numbers.first_date, numbers.last_date) if day)
    days = f", {' to '.join(period)}" if period else ""
    in_notes = f", of {numbers.words_in_notes:,} words" if numbers.notes else ""
    return [
        (numbers.files, _noun("file", numbers.files)),
        (numbers.documents, _noun("document", numbers.documents)),
        (numbers.pages, _noun("page break", numbers.pages)),
        (numbers.words, f"words, {numbers.words_in_turns:,} of them in turns"),
        (numbers.turns, _noun("turn", numbers.turns)),
        (
            numbers.notes,
            _noun("note", numbers.notes) + in_notes + _of_them(loose, "not referred to"),
        ),
        (numbers.persons, _noun("person", numbers.persons) + " described"),
        (numbers.refs, _noun("reference", numbers.refs) + _of_them(absent, "to what is not here")),
        (numbers.dates, _noun("date", numbers.dates) + days),
    ]


def _noun(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"


def _of_them(number: int, what: str) -> str:
    return f", {number:,} of them {what}" if number else ""


def _files(corpus: Sequence[Contents]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Files", title_justify="left")
    table.add_column("File")
    for heading in ("Documents", "Pages", "Turns", "Words", "Notes"):
        table.add_column(heading, justify="right")
    for each in corpus:
        numbers = statistics([each])
        counted = (numbers.documents, numbers.pages, numbers.turns, numbers.words, numbers.notes)
        table.add_row(Text(each.file), *(f"{number:,}" for number in counted))
    return table


def _years(years: Sequence[YearCount]) -> Table:
    from rich.table import Table

    table = Table(title="Documents by year", title_justify="left")
    table.add_column("Year")
    for heading in ("Documents", "Words"):
        table.add_column(heading, justify="right")
    table.add_column("", min_width=NARROWEST_BAR, max_width=WIDEST_BAR)
    most = max(each.documents for each in years if each.year)
    for each in years:
        bar = _bar(each.documents, most) if each.year else ""
        table.add_row(each.year or "undated", f"{each.documents:,}", f"{each.words:,}", bar)
    return table


def _speakers(numbers: Statistics, top: int) -> Table:
    from rich.table import Table
    from rich.text import Text

    speakers, total = numbers.speakers, numbers.words_in_turns
    shown = speakers[:top]
    more = len(speakers) - len(shown)
    caption = f"{more:,} more with --top" if more else None
    table = Table(title="Speakers", title_justify="left", caption=caption, caption_justify="left")
    table.add_column("Speaker")
    several = numbers.documents > 1
    for heading in ("Documents", "Turns", "Words", "Share") if several else _IN_ONE_DOCUMENT:
        table.add_column(heading, justify="right")
    table.add_column("", min_width=NARROWEST_BAR, max_width=WIDEST_BAR)
    most = max((speaker.words for speaker in shown), default=0) or 1
    for s in shown:
        share = f"{s.words / total:.1%}" if total else ""
        cells = [f"{s.turns:,}", f"{s.words:,}", share]
        documents = [f"{s.documents:,}"] if several else []
        table.add_row(Text(s.name), *documents, *cells, _bar(s.words, most))
    return table


_IN_ONE_DOCUMENT = ("Turns", "Words", "Share")


def _bar(number: int, most: int) -> Bar | ProgressBar:
    """A bar of blocks, or of hyphens where there are no blocks."""
    if terminal.has_every_character(sys.stdout):
        from rich.bar import Bar

        return Bar(most, 0, number, color="green")
    from rich.progress_bar import ProgressBar

    return ProgressBar(most, number)
