"""`tei-kit`: the group of commands. Each command's module is loaded when it is called."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from tei_kit._version import __version__
from tei_kit.cli.terminal import INTERRUPTED, columns, stopped, wants_colour
from tei_kit.diagnostics import reason_of
from tei_kit.printable import one_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# The commands in the order of the help: the name of each and of its module, and its line there.
COMMANDS = {
    "convert": "Convert plain text to valid TEI.",
    "batch": "Convert whole folders, and go on where the last run ended.",
    "validate": "Validate TEI against schemas.",
    "text": "Print the source text that a TEI file was made from.",
    "compare": "Tell whether the text of TEI is that of a source.",
    "graft": "Put the mark-up of a tagged copy onto the source's own words.",
    "tokens": "Show what each stretch of a text was taken for.",
    "export": "Export TEI to pages, Markdown, tables, simpler TEI.",
    "stats": "Count what TEI files hold: turns, words, pages, notes.",
    "decide": "Write down what words of a text are, for every conversion.",
    "review": "Open a page on which to put right what texts were taken for.",
    "learn": "Make a profile of what was decided about several texts.",
    "report": "Tell what was found in texts, and where to look first.",
    "schema": "List or print the bundled schemas.",
    "odd": "Make grammar, rules and documentation of a TEI customization.",
    "p5": "Keep P5 and ODDs that others build on.",
    "explain": "Tell what a code of a message means, and what to do.",
    "docs": "Open the documentation in a browser.",
    "config": "Show what the project's settings are, and where from.",
    "init": "Start a project: settings, folders, an example, CI.",
}

_OPTIONS = ("help", "version")
"""Options that people give as commands."""
COMMAND_HABITS = {
    "annotate": "review",
    "check": "validate",
    "diff": "compare",
    "edit": "review",
    "html": "export --to html",
    "lint": "validate",
    "markdown": "export --to md",
    "new": "init",
    "settings": "config",
    "site": "export --to html",
    "start": "init",
    "tei": "convert",
    "to-tei": "convert",
    "train": "learn",
    "transform": "convert",
    "verify": "validate",
    "xml": "convert",
}
"""Words of other programs, and our commands for them."""
OPTION_HABITS = {
    "--dest": "--output",
    "--family": "--profile",
    "--genre": "--profile",
    "--input-format": "--from",
    "--language": "--lang",
    "--metadata": "--meta",
    "--out": "--output",
    "--out-dir": "--output",
    "--output-dir": "--output",
    "--overwrite": "--force",
    "--rng": "--schema",
    "--settings": "--config",
    "--silent": "--quiet",
    "--table": "--what",
    "--target": "--to",
    "--format": "--to",
    "--type": "--profile",
    "--xsd": "--schema",
    "--yes": "--force",
}
"""Options of other programs, and ours for the same; told by the commands that have ours."""
_MARGIN = 2
_NARROWEST_OF_CLICK = 50
_NARROWEST = 30
"""Help for a narrower terminal is as wide as this; click stops at 50 columns by itself."""
EPILOG = "Exit codes: 0 fine, 1 a document or its TEI is not right, 2 wrong usage."


class Formatter(click.HelpFormatter):
    """Help whose lists leave room for their explanations in a narrow terminal, too."""

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        if self.width < _NARROWEST_OF_CLICK:
            col_max = self.width // 5
        super().write_dl(rows, col_max, col_spacing)


class Context(click.Context):
    """The context of every command."""

    formatter_class = Formatter

    def make_formatter(self) -> click.HelpFormatter:
        room = columns() - _MARGIN
        if self.terminal_width is None and room < _NARROWEST_OF_CLICK:
            self.terminal_width = max(room, _NARROWEST)
        return super().make_formatter()


class Command(click.Command):
    """A command with short options: `-o FILE`.

    click takes `-o` for a long option first, and makes an error with the options of similar names
    before it looks for a short one. `difflib`, which finds these, takes as long to load as five of
    our modules.
    """

    def make_parser(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        parser = super().make_parser(ctx)
        parser._long_opt.update(parser._short_opt)
        return parser


class Commands(click.Group):
    """A group that imports a command only when it is asked for, so that starting is fast."""

    context_class = Context

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> click.Context:
        extra.setdefault("color", wants_colour())
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"tei_kit.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        command.context_class = Context
        return command

    def invoke(self, ctx: click.Context) -> object:
        words = [*ctx._protected_args, *ctx.args]  # as click's own group reads them
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            named = (each for each in words if each.startswith("-") and os.path.exists(each))
            file = next(named, "")
            habit = OPTION_HABITS.get(error.option_name, "")
            if not file and habit and error.ctx is not None and _has_option(error.ctx, habit):
                told = f"No such option {error.option_name!r}. Did you mean {habit!r}?"
                raise click.UsageError(told, error.ctx) from error
            if not file:
                raise
            told = f"No such option {error.option_name!r}; the file of this name is ./{file}."
            raise click.UsageError(told, error.ctx) from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin with these letters, and the options. No command is imported for
        it."""
        from tei_kit.cli.completion import Word, completions

        found = completions([Word(*row) for row in COMMANDS.items()], incomplete)
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0] if args else ""
        if word and not word.startswith("-") and word not in COMMANDS:
            from tei_kit.advice.similar import closest  # only a mistake needs it

            similar = COMMAND_HABITS.get(word.lower()) or closest(word, [*COMMANDS])
            if word in _OPTIONS:
                similar = f"--{word}"
            elif similar is None and os.path.exists(word):
                similar = f"convert {word}"
            hint = f" Did you mean {similar!r}?" if similar else ""
            raise click.UsageError(f"No such command {word!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            hint = "the options of a command come after its name"
            found = f"No such option {error.option_name!r} before a command; {hint}."
            raise click.UsageError(found, ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _has_option(context: click.Context, name: str) -> bool:
    """Whether the command of a context has an option."""
    return any(name in parameter.opts for parameter in context.command.params)


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="tei-kit")
def group() -> None:
    """Plain text of documentary editions to valid TEI P5, and back.

    \b
    Example:
      tei-kit convert memorandum.txt -o memorandum.xml
    """


def main() -> None:
    """Run the command line; no traceback reaches a user unless TEI_KIT_DEBUG is set.

    `entry` calls it. Settings of the whole process are changed there and here, and nowhere else.
    """
    _mend_streams()
    if "_TEI_KIT_COMPLETE" in os.environ:  # a shell asks how a word can go on
        from tei_kit.cli import completion

        completion.prepare()
    if os.environ.get("TEI_KIT_DEBUG"):
        group(prog_name="tei-kit")
        return
    try:
        sys.exit(group(prog_name="tei-kit", standalone_mode=False))
    except click.ClickException as error:
        # The message quotes the words of the user, which may hold characters that act on a
        # terminal.
        vars(error)["message"] = one_line(error.message)
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:  # after Ctrl-C; click has ended the line on which the terminal shows it
        click.echo(f"{stopped()}; nothing is half-written", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The program that reads the pipe has ended. The interpreter must not complain about it at
        # its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except RecursionError:
        _unexpected("the document is nested too deeply")
    except MemoryError:
        _stopped("there is not enough memory for this input")
    except OSError as error:
        # an error of the machine: a full disk, too many open files
        name = f" ({error.filename})" if error.filename else ""
        _stopped(f"{reason_of(error)}{name}")
    except Exception as error:
        if _comes_of_ctrl_c(error):
            raise KeyboardInterrupt from error
        _unexpected(f"{type(error).__name__}: {error}")
    finally:
        # The remaining objects are freed with the process; a search for garbage among them takes as
        # long as building a document.
        gc.freeze()


def _mend_streams() -> None:
    """Make the standard streams such that no use of them by a command fails.

    A closed stream is empty, and a terminal that lacks a character shows its number; so does any
    terminal for a byte of a file name that is no character.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for the whole process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stopped(reason: str) -> None:
    """Say why the command cannot go on, and end it; unwritten output is given up."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    click.echo(f"tei-kit: {one_line(reason)}", err=True)
    sys.exit(1)


def _comes_of_ctrl_c(error: BaseException | None) -> bool:
    """Whether an error was raised because of a KeyboardInterrupt.

    Up to Python 3.11 any error within `__set_name__` becomes a RuntimeError, and classes of the
    standard library have one.
    """
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__
    return False


def _unexpected(what: str) -> None:
    click.echo(
        f"tei-kit: an error that should not happen: {what}\n"
        "Please report it with the input; TEI_KIT_DEBUG=1 shows where it happened.",
        err=True,
    )
    sys.exit(1)
