"""`tei-kit decide`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit import readers
from tei_kit.cli.completion import FileName, OneOf, kinds_of_decisions
from tei_kit.cli.input import format_of, format_option
from tei_kit.cli.numbers import Whole
from tei_kit.cli.output import echo_diagnostics
from tei_kit.cli.project import SETTINGS_ERRORS, project_of, project_options
from tei_kit.cli.remembered import as_words
from tei_kit.cli.text_options import encoding_of, encoding_option, options_of
from tei_kit.diagnostics import TeiKitError
from tei_kit.printable import one_line
from tei_kit.record import record
from tei_kit.settings.options import Options
from tei_kit.source.source import Source

if TYPE_CHECKING:
    from tei_kit.decisions.deciding import Where

# "memo.txt:14" or "memo.txt:14:3"
PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


@record
class _Call:
    """The words of a call."""

    place: str
    kind: str | None
    words: str
    denied: bool
    undo: bool
    who: str | None
    level: int | None
    type_: str | None
    note: str | None
    n: str | None
    when: str | None
    part: str | None
    every: bool
    taken: str | None
    by: str | None
    decisions: Path | None

    @property
    def values(self) -> dict[str, str | int | bool]:
        """The values of the decision that are given, by the names of its fields."""
        texts = {
            "who": self.who,
            "type": self.type_,
            "note": self.note,
            "n": self.n,
            "when": self.when,
            "part": self.part,
            "taken": self.taken,
            "by": self.by,
        }
        values: dict[str, str | int | bool] = {key: value for key, value in texts.items() if value}
        if self.level is not None:
            values["level"] = self.level
        if self.every:
            values["every"] = True
        return values


@record
class _Target:
    """The text that a decision is about, its kind, and its place; None for the whole text."""

    name: str
    kind: str
    where: Where | None


@record
class _Done:
    """The outcome of a call, in words; `is_found` is False for a decision that was to be taken out
    and is not in the file."""

    said: str
    is_found: bool = True


@click.command(
    "decide",
    epilog="\b\nExamples:\n"
    '  tei-kit decide memo.txt:14 speaker "Xuan Thuy"\n'
    "  tei-kit decide memo.txt:14 heading --level 2\n"
    "  tei-kit decide memo.txt:20 speaker --not\n"
    '  tei-kit decide memo.txt:33 date "last day of May" --when 1971-05-31\n'
    "  tei-kit decide memo.txt:14 heading --undo\n"
    "  tei-kit decide memo.txt family letter\n"
    "  tei-kit decide letters.txt close --taken signature\n"
    '  tei-kit decide memo.txt person "thuy=Xuan Thuy; Minister Thuy"',
)
@click.argument("place", metavar="FILE[:LINE[:COLUMN]]", type=FileName())
@click.argument("kind", metavar="KIND", required=False, type=OneOf(kinds_of_decisions))
@click.argument("words", required=False, default="")
@click.option("--not", "denied", is_flag=True, help="The words are not of this kind.")
@click.option("--undo", is_flag=True, help="Take the decision out again.")
@click.option("--who", help='Of a speaker: the name of the person; of several: "A; B".')
@click.option("--level", type=Whole(0, 12), help="Of a heading or an item, from 1.")
@click.option("--type", "type_", help="Of a heading, direction, title, running head: @type.")
@click.option("--note", help="Of a note reference: the number of the note.")
@click.option("--n", help="Of a page, a note, a heading, a line: its number.")
@click.option("--when", help="Of a date: YYYY-MM-DD, YYYY-MM or YYYY; of a time: HH:MM:SS.")
@click.option("--part", type=click.Choice(["I", "M", "F"]), help="Of a line that speakers share.")
@click.option("--every", is_flag=True, help="All places that have these words are meant.")
@click.option(
    "--taken",
    type=OneOf(kinds_of_decisions),
    help="All that is taken for this kind is meant, in the whole FILE.",
)
@click.option("--by", help="Who decides.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file that is written to; NAME.decisions.toml beside the text without it.",
)
@encoding_option("text")
@format_option
@project_options
@as_words(_Call)
def command(words: _Call) -> None:
    """Write down what words of a text are, so that every conversion knows it.

    KIND is speaker, heading, paragraph, stage, item, list-heading, verse, stanza, quotation,
    epigraph, title, note, noteref, page, header, figure, date, time, dateline, salutation, close,
    signature, address, postscript, trailer, participant, cast, actor, place, sender, recipient,
    reference, document, begins, goes-on, turn-end or plain. Without WORDS the line is meant, for a
    speaker the line up to its colon.

    About the whole FILE, without a line, KIND is family, language, layout (question=answer) or
    person (identifier=name; name). With --taken, KIND is what all is that is taken for another
    kind; WORDS may say how its lines begin or end ("Votre …").
    """
    from tei_kit.decisions import deciding, files
    from tei_kit.decisions.making import without_place

    target = _target(words)
    try:
        project = project_of([target.name])
        source = readers.read(target.name, encoding_of(project), format=format_of())
        options = options_of(project)
        known = words.decisions or files.beside(source.name, options.decisions)
        path = known or files.own_file(source.name, options.decisions)
        is_of_all = target.where is None and not words.taken
        decide = _decide_of_all if is_of_all else _decide_of_words
        done = decide(words, target, source, path, options)
        lost = without_place(path, source) if path.exists() else []
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, (*SETTINGS_ERRORS, deciding.UnclearError)) else 1)
    name = one_line(str(path))
    click.echo(f"{name}: {one_line(done.said)}", err=True)
    for each in lost:
        click.echo(f"{name}:{each.line}: still without its place: {one_line(each.said)}", err=True)
    sys.exit(0 if done.is_found else 1)


def _target(words: _Call) -> _Target:
    """The text and the place that the words name. Raises UsageError."""
    from tei_kit.decisions import deciding

    place, kind = words.place, words.kind
    if kind is None:
        example = f"{place}{' heading' if ':' in place else ':14 heading'}"
        example += " --undo" if words.undo else ""
        told = "KIND says what the words are"
        raise click.UsageError(f"{told}, as in: tei-kit decide {example} (docs/decisions.md)")
    if kind in deciding.EXAMPLES or words.taken:
        return _Target(place, kind, None)
    match = PLACE.fullmatch(place)
    if match is None:
        file, _, line = place.rpartition(":")
        told = f"{line!r} is no number of a line; write {file}:14"
        raise click.UsageError(told if file else f"give the line as well, as {place}:14")
    where = deciding.Where(int(match["line"]), int(match["column"] or 1), words.words)
    return _Target(match["file"], kind, where)


def _decide_of_all(
    words: _Call, target: _Target, source: Source, path: Path, options: Options
) -> _Done:
    """Write a decision about the whole text into its file, or take it out. Raises DecisionError."""
    from tei_kit.decisions import deciding
    from tei_kit.decisions.making import say
    from tei_kit.pipeline import convert_source

    key, value = deciding.about_all(source, target.kind, words.words, undo=words.undo)
    is_new = say(path, source, key, value, lambda every: convert_source(source, options, every))
    if not words.undo:
        return _Done(f"decided: {' '.join(key)}")
    return _taken_out(" ".join(key), is_found=is_new)


def _decide_of_words(
    words: _Call, target: _Target, source: Source, path: Path, options: Options
) -> _Done:
    """Write a decision about words into the file of a text, or take it out. Raises DecisionError.

    Without a place, the decision is about all that is taken for a kind.
    """
    from tei_kit.decisions import deciding
    from tei_kit.decisions.making import put, take_out
    from tei_kit.pipeline import convert_source

    kind, values, denied = target.kind, words.values, words.denied
    if target.where is None:
        decision = deciding.decide_taken(kind, words.words, values, denied=denied)
    else:
        decision = deciding.decide(source, target.where, kind, values, denied=denied)
    if words.undo:
        gone = take_out(path, source, decision)
        return _taken_out((gone or decision).said, is_found=gone is not None)
    before = put(path, source, [decision], lambda every: convert_source(source, options, every))
    others = [each.said for each in before if each.said != decision.said]
    return _Done("".join([f"decided: {decision.said}", *(f"; no longer: {e}" for e in others)]))


def _taken_out(decision: str, *, is_found: bool) -> _Done:
    """The outcome for a decision that was to be taken out."""
    how = "taken out" if is_found else "no such decision"
    return _Done(f"{how}: {decision}", is_found)
