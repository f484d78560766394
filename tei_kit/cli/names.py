"""Words of the command line that name a format, an export or a profile; packages may add some.

The list of names is made when it is needed: for help, for completion, and for a word that is no
name of ours.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from tei_kit.cli.completion import Word, completions
from tei_kit.cli.remembered import remembered
from tei_kit.readers import formats
from tei_kit.settings import profile

Command = TypeVar("Command", bound=Callable[..., object])
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    _Word = click.ParamType[str]
else:  # which is generic only in later versions of click
    _Word = click.ParamType


class _Name(_Word):
    """A name out of a list that is made when it is needed."""

    name = "name"

    @abstractmethod
    def ours(self) -> Sequence[str]:
        """Our own names."""

    @abstractmethod
    def all(self) -> Sequence[str]:
        """Our own names, and those that packages add."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.ours() and value not in self.all():
            from tei_kit.advice.similar import closest  # only a mistake needs it

            near = closest(value, self.all())
            told = ", ".join(map(repr, self.all()))
            hint = f" Did you mean {near!r}?" if near else self.hint(value)
            self.fail(f"{value!r} is not one of {told}.{hint}", param, ctx)
        return value

    def hint(self, _value: str) -> str:
        """A further sentence about a word that resembles no name; "" without one."""
        return ""

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return f"[{'|'.join(self.all())}]"

    def get_missing_message(
        self, param: click.Parameter, ctx: click.Context | None = None
    ) -> str | None:
        return f"Choose from {', '.join(self.all())}"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return completions(map(Word, self.all()), incomplete)


class InputFormatName(_Name):
    """The name of a format that is read."""

    def ours(self) -> Sequence[str]:
        return list(formats.BY_NAME)

    def all(self) -> Sequence[str]:
        return formats.names()


class ExportFormatName(_Name):
    """The name of a format of exports."""

    def hint(self, value: str) -> str:
        from tei_kit.advice.outputs import OF_OTHER_PROGRAMS  # only a mistake needs it

        if value.lower().lstrip(".") not in OF_OTHER_PROGRAMS:
            return ""
        there = "docs/export.md and docs/recipes.md"
        return f" Other programs make {value} of what tei-kit makes: see {there}."

    def ours(self) -> Sequence[str]:
        from tei_kit.export import formats as export_formats

        return list(export_formats.MODULES)

    def all(self) -> Sequence[str]:
        from tei_kit.export import formats as export_formats

        return export_formats.names()


class _ProfileName(_Name):
    """The name of a family or a profile, or a file. `of_words` tells of any other word."""

    def ours(self) -> Sequence[str]:
        return profile.BUNDLED

    def all(self) -> Sequence[str]:
        from tei_kit.tokenizer.families.table import FAMILIES

        families = (family.name for family in FAMILIES)
        return [*dict.fromkeys([*families, *profile.names()])]

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return f"[{'|'.join(self.all())}|FILE.toml]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return completions(map(Word, self.all()), incomplete, or_file=True)

    def convert(
        self, value: str, _param: click.Parameter | None, _ctx: click.Context | None
    ) -> str:
        return value


def profile_option(command: Command) -> Command:
    """The option `--profile`."""
    return remembered(
        "--profile",
        type=_ProfileName(),
        help="The family of the text, if it should not be recognized, or a profile with the words "
        "to look for (docs/profiles.md).",
    )(command)
