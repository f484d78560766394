"""Options of the commands that read texts, and the object that is made of their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click

from tei_kit.cli.input import source_date
from tei_kit.cli.names import profile_option
from tei_kit.settings.options import Options, of_words

_Command = TypeVar("_Command", bound=Callable[..., object])


def reading_options(command: _Command) -> _Command:
    """How texts are read: --profile, --layout, --lang, --encoding."""
    for option in (
        click.option("--encoding", help="Encoding of the inputs, if it is not UTF-8 or UTF-16."),
        click.option("--lang", "language", help="Language of the text, as en or pt-BR (BCP 47)."),
        click.option(
            "--layout",
            multiple=True,
            metavar="QUESTION=ANSWER",
            help="Fix an answer about the layout: paragraphs=lines, notes=brackets … "
            "(docs/layout.md). May be given several times.",
        ),
        profile_option,
    ):
        command = option(command)
    return command


def decisions_option(command: _Command) -> _Command:
    """The option --decisions, of commands that read single texts."""
    return click.option(
        "--decisions",
        type=click.Path(path_type=Path, dir_okay=False),
        help="TOML file with what people put right (docs/decisions.md). Without it "
        "NAME.decisions.toml beside the input, or decisions.toml of its folder.",
    )(command)


def header_options(command: _Command) -> _Command:
    """Options of the header and of the result: --meta, --date, --cert, --ids, --no-validate."""
    for option in (
        click.option("--no-validate", is_flag=True, help="Leave out the validation."),
        click.option(
            "--ids", is_flag=True, help="Give each turn, paragraph and line an xml:id to cite."
        ),
        click.option("--cert", is_flag=True, help="Say with @cert how sure each inference is."),
        click.option("--date", help="Day of the conversion, YYYY-MM-DD, for revisionDesc."),
        click.option(
            "--meta",
            type=click.Path(path_type=Path),
            help="TOML file with what the text does not say of itself (docs/metadata.md).",
        ),
    ):
        command = option(command)
    return command


def options_of(
    *,
    profile: str | None,
    layout: tuple[str, ...],
    language: str | None,
    encoding: str | None,
    format_: str | None = None,
    meta: Path | None = None,
    date: str | None = None,
    cert: bool = False,
    ids: bool = False,
    no_validate: bool = False,
    split: bool = False,
) -> Options:
    """The options that words make. Raises MetadataError, ProfileError and OptionError."""
    from tei_kit.tokenizer.families.table import FAMILIES

    choices: Mapping[str, Sequence[str]] = {}
    if layout:
        from tei_kit.layout.questions import CHOICES

        choices = CHOICES

    return of_words(
        meta=meta,
        date=date or source_date(),
        language=language or "",
        certainty=cert,
        ids=ids,
        check=not no_validate,
        encoding=encoding,
        format=format_,
        profile=profile or "",
        layout=layout,
        families=[family.name for family in FAMILIES],
        choices=choices,
        split=split,
    )
