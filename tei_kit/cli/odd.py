"""`tei-kit odd`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit import files
from tei_kit.cli.completion import OneOf, languages_of_descriptions
from tei_kit.cli.output import echo_diagnostics, source_option, write_result
from tei_kit.cli.project import SETTINGS_ERRORS, project_of, project_options
from tei_kit.cli.reads import guard_of_call
from tei_kit.diagnostics import Place, Severity, TeiKitError, diagnose

if TYPE_CHECKING:
    from tei_kit.odd import Compiled

TARGETS = ("rng", "rnc", "sch", "xsd", "dtd", "odd", "json", "html")
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
    quiet: bool,
) -> None:
    """Make grammar, rules and documentation of a TEI customization, without Java.

    FILE is an ODD, by default that of the project. What it customizes is P5 (see `tei-kit p5`), or
    what its @source names.
    """
    try:
        project = project_of([each for each in (source, folder) if each])
        p5 = p5 or project.p5
        if source is None and folder is None:
            source = project.odd
        if (source is None) == (folder is None):
            raise click.UsageError("give an ODD, or --from with a folder of TEI files")
        if folder is not None:
            _by_example(folder, output, p5, values)
            return
        assert source is not None
        wanted = list(dict.fromkeys(targets)) or ["rng"]
        if output is None and (len(wanted) > 1 or wanted[0] in _SEVERAL_FILES):
            raise click.UsageError("give a folder with -o for several targets, xsd or html")
        if len(wanted) == 1 and _write_kept(
            source, wanted[0], output, (p5, ident, language), quiet
        ):
            return
        from tei_kit.odd import Options, compile  # noqa: A004

        compiled = compile(source, Options(p5, ident, language))
        _write(compiled, wanted, output)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, SETTINGS_ERRORS) else 1)
    _tell(compiled, quiet)


def _write_kept(
    source: Path,
    target: str,
    output: Path | None,
    options: tuple[Path | None, str | None, str | None],
    quiet: bool,
) -> bool:
    """Write a grammar or rules that are kept from before, as long as nothing has changed."""
    if target not in ("rng", "sch"):
        return False
    from tei_kit.odd.results import results

    made = results(source, *options)
    if output is not None:
        guard_of_call(made.inputs).check(output)
    path = made.grammar if target == "rng" else made.grammar.with_name("rules.sch")
    write_result(path.read_bytes(), output)
    found = [d for d in made.diagnostics if not quiet or d.severity is Severity.ERROR]
    echo_diagnostics(found, err=True)
    if any(d.severity is Severity.ERROR for d in made.diagnostics):
        sys.exit(1)
    return True


def _tell(compiled: Compiled, quiet: bool) -> None:
    found = [d for d in compiled.diagnostics if not quiet or d.severity is Severity.ERROR]
    echo_diagnostics(found, err=True)
    if compiled.has_errors:
        sys.exit(1)


def _write(compiled: Compiled, targets: Sequence[str], output: Path | None) -> None:
    """Write each target: to the file when there is one, else into the folder."""
    guard = guard_of_call(compiled.schema.inputs)
    if len(targets) == 1 and targets[0] not in _SEVERAL_FILES:
        if output is not None:
            guard.check(output)
        write_result(_made(compiled, targets[0]), output)
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


def _by_example(folder: Path, output: Path | None, p5: Path | None, values: bool) -> None:
    from tei_kit.odd import by_example

    if output is not None:
        guard_of_call(files.xml_files(folder)).check(output)
    made = by_example.write(folder, p5, values=values)
    write_result(made.text.encode(), output)
    echo_diagnostics(made.diagnostics, err=True)
