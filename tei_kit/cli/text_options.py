"""Options of the commands that read texts, and the object that is made of their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tei_kit.cli.completion import OneOf, answers_about_layout, encodings, languages
from tei_kit.cli.input import format_of, source_date
from tei_kit.cli.names import profile_option
from tei_kit.cli.project import SETTINGS_ERRORS, project_options
from tei_kit.cli.remembered import remembered, value_of
from tei_kit.settings.options import OptionError, Options, of_words
from tei_kit.settings.profile import ProfileError
from tei_kit.settings.project import Project

if TYPE_CHECKING:
    from tei_kit.settings.choice import Choice

USAGE_ERRORS = (*SETTINGS_ERRORS, OptionError, ProfileError)
"""Errors about the options or the settings, and not about a text: exit code 2."""

_Command = TypeVar("_Command", bound=Callable[..., object])


def encoding_option(whose: str) -> Callable[[_Command], _Command]:
    """The option --encoding, of the inputs, the text or the source; `encoding_of` reads it."""
    return remembered(
        "--encoding",
        type=OneOf(encodings),
        help=f"Encoding of the {whose}, if it is not UTF-8 or UTF-16.",
    )


def encoding_of(project: Project) -> str | None:
    """The encoding that was said, on the command line or in the settings of the project."""
    return value_of("encoding", str) or project.encoding or None


def reading_options(command: _Command) -> _Command:
    """The options by which texts are read: --profile, --layout, --lang, --encoding; and the
    project's.

    `options_of` reads them.
    """
    for option in (
        project_options,
        encoding_option("inputs"),
        remembered(
            "--lang",
            type=OneOf(languages),
            help="Language of the text, as en or pt-BR (BCP 47).",
        ),
        remembered(
            "--layout",
            type=OneOf(answers_about_layout),
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
    """Options of the header and of the result: --meta, --documents, --date, --cert, --ids,
    --comments, --no-validate. `options_of` reads them.
    """
    for option in (
        remembered("--no-validate", is_flag=True, help="Leave out the validation."),
        remembered(
            "--ids/--no-ids",
            default=None,
            help="Give each turn, paragraph and line an xml:id to cite.",
        ),
        remembered(
            "--comments/--no-comments",
            default=None,
            help="Keep the comments of Word files, as notes of the type comment.",
        ),
        remembered(
            "--cert/--no-cert", default=None, help="Say with @cert how sure each inference is."
        ),
        remembered("--date", help="Day of the conversion, YYYY-MM-DD, for revisionDesc."),
        remembered(
            "--documents",
            type=click.Path(path_type=Path),
            metavar="FILE.csv",
            help="Table with metadata for each text of a series (docs/metadata.md).",
        ),
        remembered(
            "--meta",
            type=click.Path(path_type=Path),
            help="TOML file with what the text does not say of itself (docs/metadata.md).",
        ),
    ):
        command = option(command)
    return command


def files_of_options() -> list[Path | str]:
    """The files that the options of the call name: metadata, table of documents, profile."""
    profile = value_of("profile", str)
    named = (value_of("meta", Path), value_of("documents", Path))
    of_profile = [profile] if profile and Path(profile).is_file() else []
    return [*filter(None, named), *of_profile]


def options_of(project: Project, *, check: bool = True, split: bool = False) -> Options:
    """The options that the words of the call and the settings of a project make: the words of
    `reading_options`, `header_options` and `format_option`. Raises USAGE_ERRORS.
    """
    from tei_kit.tokenizer.families.table import FAMILIES

    layout = value_of("layout", tuple) or ()
    choices: Mapping[str, Choice] = {}
    if layout or project.layout:
        from tei_kit.layout.choices import CHOICES

        choices = CHOICES

    made = of_words(
        project=project,
        meta=value_of("meta", Path),
        documents=value_of("documents", Path),
        date=value_of("date", str) or source_date(),
        language=value_of("lang", str) or "",
        certainty=value_of("cert", bool),
        ids=value_of("ids", bool),
        comments=value_of("comments", bool),
        check=check and not value_of("no_validate", bool),
        encoding=value_of("encoding", str),
        format=format_of(),
        profile=value_of("profile", str) or "",
        layout=layout,
        families=[family.name for family in FAMILIES],
        choices=choices,
        split=split,
    )
    path = value_of("profile", str) or project.profile or ""
    if made.profile is not None and path.endswith(".toml"):
        from tei_kit.decisions import of_profile  # few have such a file

        of_profile.check(made.profile, path)
    return made
