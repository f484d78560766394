"""`tei-kit odd`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit import files
from tei_kit.cli.completion import OneOf, languages_of_descriptions
from tei_kit.cli.output import Made, echo_diagnostics, source_option, write_result
from tei_kit.cli.project import SETTINGS_ERRORS, project_of, project_options
from tei_kit.cli.reads import guard_of_call
from tei_kit.cli.report_options import format_option
from tei_kit.diagnostics import Diagnostic, Place, Severity, TeiKitError, diagnose
from tei_kit.validation import reports
from tei_kit.validation.reports import FileResult, Outcome

if TYPE_CHECKING:
    from tei_kit.odd import Compiled
    from tei_kit.odd.results import Results

TARGETS = ("rng", "rnc", "sch", "xsd", "dtd", "odd", "json", "html")
_NOTHING = (
    "give an ODD, or --from with a folder of TEI files; tei-kit.toml may name the ODD of a "
    'project: odd = "my.odd"'
)
_SEVERAL_FILES = ("xsd", "html")


@click.command(
    "odd",
    epilog="\b\nExamples:\n"
    "  tei-kit odd my.odd --to rng -o my.rng\n"
    "  tei-kit odd my.odd --to rng --to sch --to html -o schema/\n"
    "  tei-kit odd --from tei/ -o my.odd\n"
    "\nExit codes: 0 all is fine, 1 something in the ODD is not right (what can be made of it is "
    "made), 2 wrong usage. docs/odd.md shows the rest.",
)
@click.argument("source", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "targets",
    multiple=True,
    type=click.Choice(TARGETS),
    help="What to make; repeatable. Without it, rng.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where it goes; a folder when there are several targets, and for html and xsd.",
)
@click.option(
    "--p5",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A p5subset.xml to use instead of what is kept; TEI_KIT_P5 does the same.",
)
@click.option(
    "--language",
    type=OneOf(languages_of_descriptions),
    metavar="TAG",
    help="Language of descriptions: de, fr, es, it, ja …",
)
@click.option("--spec", "ident", metavar="IDENT", help="Which schemaSpec, when there are several.")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the smallest ODD that the TEI files of a folder need.",
)
@click.option("--values", is_flag=True, help="With --from: list the values of type and rend.")
@format_option
@source_option
@click.option("-q", "--quiet", is_flag=True, help="Leave out warnings.")
@project_options
def command(
    source: Path | None,
    targets: tuple[str, ...],
    output: Path | None,
    p5: Path | None,
    language: str | None,
    ident: str | None,
    folder: Path | None,
    values: bool,
    form: str,
    quiet: bool,
) -> None:
    """Make grammar, rules and documentation of a TEI customization, without Java.

    FILE is an ODD, by default that of the project. What it customizes is P5 (see `tei-kit p5`), or
    what its @source names.
    """
    report = _Report(str(source or folder), form, quiet)
    try:
        project = project_of([each for each in (source, folder) if each])
        p5 = p5 or project.p5
        if source is None and folder is None:
            source = project.odd
        if (source is None) == (folder is None):
            raise click.UsageError(_NOTHING)
        if form != "text" and output is None:
            raise click.UsageError(f"--format {form} needs standard output; say -o FILE")
        if folder is not None:
            found = _by_example(folder, output, p5, values)
        else:
            assert source is not None
            report = _Report(str(source), form, quiet)
            found = _made_of(source, targets, output, (p5, ident, language))
    except SETTINGS_ERRORS as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2)
    except TeiKitError as error:
        report.tell(error.diagnostics)
        sys.exit(1)
    report.tell(found)
    if any(each.severity is Severity.ERROR for each in found):
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class _Report:
    source: str
    form: str
    quiet: bool

    def tell(self, found: Sequence[Diagnostic]) -> None:
        """Findings as text beside the result, or on standard output in the form asked for."""
        errors = [each for each in found if each.severity is Severity.ERROR]
        shown = errors if self.quiet else found
        if self.form == "text":
            echo_diagnostics(shown, err=True)
            return
        outcome = Outcome.INVALID if errors else Outcome.VALID
        result = FileResult(self.source, outcome, (), shown)
        write_result(reports.render([result], self.form).encode(), None)


def _made_of(
    source: Path,
    targets: Sequence[str],
    output: Path | None,
    options: tuple[Path | None, str | None, str | None],
) -> Sequence[Diagnostic]:
    """Write the results of an ODD; gives the findings in it."""
    wanted = list(dict.fromkeys(targets)) or ["rng"]
    if output is None and (len(wanted) > 1 or wanted[0] in _SEVERAL_FILES):
        raise click.UsageError("give a folder with -o for several targets, xsd or html")
    if wanted in (["rng"], ["sch"]):
        from tei_kit.odd.results import results

        kept = results(source, *options)
        if output is not None:
            guard_of_call(kept.inputs).check(output)
        write_result(_kept_path(kept, wanted[0]).read_bytes(), output, _kind(wanted[0]))
        return kept.diagnostics
    from tei_kit.odd import Options, compile  # noqa: A004

    compiled = compile(source, Options(*options))
    _write(compiled, wanted, output)
    return compiled.diagnostics


def _kind(target: str) -> Made:
    """The kind of a file that holds a target."""
    suffixes = {".xml", f".{target}"} if target in ("rng", "sch", "odd") else {f".{target}"}
    return Made(f"an ODD as {target}", suffixes)


def _kept_path(made: Results, target: str) -> Path:
    """A grammar or rules that are kept from before, as long as nothing has changed."""
    return made.grammar if target == "rng" else made.grammar.with_name("rules.sch")


def _write(compiled: Compiled, targets: Sequence[str], output: Path | None) -> None:
    """Write each target: to the file when there is one, else into the folder."""
    guard = guard_of_call(compiled.schema.inputs)
    if len(targets) == 1 and targets[0] not in _SEVERAL_FILES:
        if output is not None:
            guard.check(output)
        write_result(_made(compiled, targets[0]), output, _kind(targets[0]))
        return
    assert output is not None
    if output.exists() and not output.is_dir():
        raise TeiKitError(diagnose("TK601", Place(str(output)), reason="it is not a folder"))
    files.make_folder(output)
    name = compiled.schema.ident
    for target in targets:
        if target == "html":
            compiled.to_html(output if len(targets) == 1 else output / "html")
        elif target == "xsd":
            for file, text in compiled.to_xsd().items():
                guard.check(output / file)
                files.write(output / file, text.encode())
        else:
            path = output / f"{name}.{target}"
            if target == "odd":
                path = output / f"{name}.compiled.odd"
            guard.check(path)
            files.write(path, _made(compiled, target))


def _made(compiled: Compiled, target: str) -> bytes:
    match target:
        case "rng":
            return compiled.to_rng().encode()
        case "rnc":
            return compiled.to_rnc().encode()
        case "sch":
            return compiled.to_sch()
        case "dtd":
            return compiled.to_dtd().encode()
        case "odd":
            return compiled.to_odd()
        case _:
            return compiled.to_json().encode()


def _by_example(
    folder: Path, output: Path | None, p5: Path | None, values: bool
) -> Sequence[Diagnostic]:
    from tei_kit.odd import by_example

    if output is not None:
        guard_of_call(files.xml_files(folder)).check(output)
        if files.is_file(output) and output.stat().st_size:
            told = diagnose("TK607", Place(str(output)), "by-hand", made="an ODD")
            raise files.OutputError(told)
    made = by_example.write(folder, p5, values=values)
    write_result(made.text.encode(), output)
    return made.diagnostics
