"""`tei-kit decide`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from tei_kit import readers
from tei_kit.cli.completion import FileName, OneOf, kinds_of_decisions
from tei_kit.cli.input import format_of, format_option
from tei_kit.cli.numbers import Whole
from tei_kit.cli.output import echo_diagnostics
from tei_kit.cli.project import SETTINGS_ERRORS, project_of, project_options
from tei_kit.cli.text_options import encoding_of, encoding_option, options_of
from tei_kit.decisions.decision import Decisions
from tei_kit.diagnostics import TeiKitError
from tei_kit.printable import one_line

# "memo.txt:14" or "memo.txt:14:3"
PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


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
@click.option("--taken", help="All that is taken for this kind is meant, in the whole FILE.")
@click.option("--by", help="Who decides.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file that is written to; NAME.decisions.toml beside the text without it.",
)
@encoding_option("text")
@format_option
@project_options
def command(
    place: str,
    kind: str | None,
    words: str,
    denied: bool,
    undo: bool,
    who: str | None,
    level: int | None,
    type_: str | None,
    note: str | None,
    n: str | None,
    when: str | None,
    part: str | None,
    every: bool,
    taken: str | None,
    by: str | None,
    decisions: Path | None,
) -> None:
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
    from tei_kit.decisions.making import put, say, take_out, without_place
    from tei_kit.pipeline import convert_source

    if kind is None:
        example = f"{place}{' heading' if ':' in place else ':14 heading'}"
        example += " --undo" if undo else ""
        told = "KIND says what the words are"
        raise click.UsageError(f"{told}, as in: tei-kit decide {example} (docs/decisions.md)")
    is_whole = kind in deciding.EXAMPLES or bool(taken)
    match = PLACE.fullmatch(place)
    name = match["file"] if match and not is_whole else place
    if match is None and not is_whole:
        file, _, line = place.rpartition(":")
        told = f"{line!r} is no number of a line; write {file}:14"
        raise click.UsageError(told if file else f"give the line as well, as {place}:14")
    given = {"who": who, "type": type_, "note": note, "n": n, "when": when, "part": part, "by": by}
    values: dict[str, str | int | bool] = {key: value for key, value in given.items() if value}
    if level is not None:
        values["level"] = level
    if every:
        values["every"] = True
    try:
        project = project_of([name])
        source = readers.read(name, encoding_of(project), format=format_of())
        options = options_of(project)
        known = decisions or files.beside(source.name, options.decisions)
        path = known or files.own_file(source.name, options.decisions)

        def trial(all_of: Decisions) -> object:
            return convert_source(source, options, all_of)

        done: object = True
        if kind in deciding.EXAMPLES:
            key, value = deciding.about_all(source, kind, words, undo=undo)
            is_new = say(path, source, key, value, trial)
            done = is_new or not undo
            said = f"{'taken out' if undo else 'decided'}: {' '.join(key)}"
            said = said if done else f"no such decision: {' '.join(key)}"
        else:
            if taken or match is None:
                values |= {"taken": taken or ""}
                decision = deciding.decide_taken(kind, words, values, denied=denied)
            else:
                where = deciding.Where(int(match["line"]), int(match["column"] or 1), words)
                decision = deciding.decide(source, where, kind, values, denied=denied)
            if undo:
                done = gone = take_out(path, source, decision)
                said = f"taken out: {gone.said}" if gone else f"no such decision: {decision.said}"
            else:
                before = put(path, source, [decision], trial)
                said = f"decided: {decision.said}"
                said += "".join(f"; no longer: {e.said}" for e in before if e.said != decision.said)
        lost = without_place(path, source) if path.exists() else []
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, (*SETTINGS_ERRORS, deciding.UnclearError)) else 1)
    click.echo(f"{one_line(str(path))}: {one_line(said)}", err=True)
    for each in lost:
        name = one_line(str(path))
        click.echo(f"{name}:{each.line}: still without its place: {one_line(each.said)}", err=True)
    sys.exit(1 if undo and not done else 0)
