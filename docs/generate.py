#!/usr/bin/env python3
"""Make what the documentation takes from the code and its data, and two modules of data.

    python docs/generate.py            write the files
    python docs/generate.py --check    write nothing; exit 1 when a committed file differs

docs/codes.md is made of the table of codes, tei_kit/codes/__init__.py, and of
tei_kit/codes/pages.toml. A table of docs/languages.md is made of tei_kit/settings/languages, and
the tables of docs/layout.md of tei_kit/layout/choices.py. The pages of docs/commands are made of
the help of the commands; tei_kit/settings/all_words.py of the files of languages, and at_hand.py
beside it of these and of the default profile.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from inspect import cleandoc
from pathlib import Path
from pprint import pformat

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))  # so that it documents the code that it stands beside

import click  # noqa: E402

from tei_kit.cli.main import COMMANDS as COMMAND_WORDS  # noqa: E402
from tei_kit.cli.main import group  # noqa: E402
from tei_kit.codes import pages  # noqa: E402
from tei_kit.layout.choices import CHOICES  # noqa: E402
from tei_kit.settings import language, profile  # noqa: E402

CODES = FOLDER / "codes.md"
LANGUAGES = FOLDER / "languages.md"
LAYOUT = FOLDER / "layout.md"
COMMANDS = FOLDER / "commands"
AT_HAND = FOLDER.parent / "tei_kit" / "settings" / "at_hand.py"
AT_HAND_TEXT = '''"""At hand: settings that every conversion needs, without TOML to be read.

Made by `python docs/generate.py` of the default profile and of the files of languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# fmt: off
# ruff: noqa: E501  (letters of Chinese are two columns wide)
# The fields of the default profile.
DEFAULT_PROFILE: Mapping[str, Any] = \\
{profile}
# The commonest words of each language.
COMMON: Mapping[str, str] = \\
{common}
# The letters of each language beyond those of English.
LETTERS: Mapping[str, str] = \\
{letters}
# The words of any language for the keys that texts of the usual layout are read with.
OF_ANY: Mapping[str, Sequence[str]] = \\
{of_any}
# fmt: on
'''
ALL_WORDS = FOLDER.parent / "tei_kit" / "settings" / "all_words.py"
ALL_WORDS_TEXT = '''"""All words: what the files of languages hold, so that no text waits for TOML.

Made by `python docs/generate.py` of tei_kit/settings/languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# fmt: off
# ruff: noqa: E501  (letters of Chinese are two columns wide)
# The keys of each language with their words.
WORDS: Mapping[str, Mapping[str, Any]] = \\
{words}
# fmt: on
'''
# Keys of languages whose words are at hand: those that modules of the usual layout import.
AT_ONCE = (
    "page_words",
    "note_words",
    "note_headings",
    "particles",
    "signed",
    "no_names",
    "illustrations",
    "printed_music",
)
BEGIN, END = "<!-- table of languages -->\n", "<!-- end of table -->"
QUESTIONS, ANSWERS = "<!-- table of questions -->\n", "<!-- table of answers -->\n"
# Keys that describe a language and are not words that rules look for.
DESCRIBING = ("code", "name")


def languages_page() -> str:
    """docs/languages.md with its table made anew."""
    before, _, rest = LANGUAGES.read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + languages_table() + END + rest.partition(END)[2]


def layout_page() -> str:
    """docs/layout.md with its tables of questions and of answers made anew."""
    page = LAYOUT.read_text(encoding="utf-8")
    for begin, rows in ((QUESTIONS, _questions()), (ANSWERS, _answers())):
        before, _, rest = page.partition(begin)
        table = "".join(f"| {' | '.join(map(_bars, row))} |\n" for row in rows)
        page = before + begin + table + END + rest.partition(END)[2]
    return page


def _questions() -> list[Sequence[str]]:
    """A row for each question about the layout, with its evidence and its effect."""
    rows = [(f"`{each.name}`", each.asks, each.evidence, each.effect) for each in CHOICES.values()]
    return [("question", "", "evidence", "what an answer does that is given"), ("---",) * 4, *rows]


def _answers() -> list[Sequence[str]]:
    """A row for each answer."""
    rows: list[Sequence[str]] = [("question", "answer", "meaning"), ("---",) * 3]
    for each in CHOICES.values():
        name = f"`{each.name}`"
        for answer, meaning in each.answers.items():
            rows.append((name, f"`{answer}`", meaning))
            name = ""
        if each.form:
            rows.append(("", "", f"{each.form[0].upper()}{each.form[1:]}."))
    return rows


def _bars(words: str) -> str:
    return words.replace("|", "\\|")


def languages_table() -> str:
    """How many words each language has, and the keys without words that most languages fill."""
    languages = _languages()
    keys = [each.name for each in fields(language.Language) if each.name not in DESCRIBING]
    usual = [
        key
        for key in keys
        if 2 * sum(bool(getattr(each, key)) for each in languages) > len(languages)
    ]
    rows = [
        ["language", "code", "commonest", "months", "words in all", "keys without words"],
        ["---", "---", "--:", "--:", "--:", "---"],
    ]
    for each in languages:
        total = sum(len(getattr(each, key)) for key in keys)
        missing = ", ".join(f"`{key}`" for key in usual if not getattr(each, key))
        counts = (len(each.common), len(each.months), total)
        rows.append([each.name, f"`{each.code}`", *map(str, counts), missing])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def command_page(name: str) -> str:
    """The page of a command: its usage, its text, its options and examples."""
    context = click.Context(group, info_name="tei-kit")
    command = group.get_command(context, name)
    assert command is not None
    inner = click.Context(command, info_name=name, parent=context)
    usage = " ".join([f"tei-kit {name}", *command.collect_usage_pieces(inner)])
    lines = [f"# tei-kit {name}", "", "```text", usage, "```", "", _prose(command.help), ""]
    rows = [
        record
        for option in command.get_params(inner)
        if isinstance(option, click.Option) and (record := option.get_help_record(inner))
    ]
    lines += ["| option | |", "| --- | --- |"]
    lines += [f"| `{_cell(words)}` | {_prose(_cell(said))} |" for words, said in rows]
    if isinstance(command, click.Group):
        lines = lines[: lines.index("| option | |")]
        for word in command.list_commands(inner):
            part = command.get_command(inner, word)
            assert part is not None
            lines += _part(f"tei-kit {name} {word}", part, inner)
    if command.epilog:
        examples = command.epilog.replace("\b\n", "").partition("\n")[2]
        lines += ["", "## Examples", "", "```sh"]
        lines += [line.removeprefix("  ") for line in examples.splitlines()]
        lines += ["```"]
    return "\n".join(lines).rstrip() + "\n"


def _part(name: str, command: click.Command, parent: click.Context) -> list[str]:
    """The lines about a command of a command."""
    context = click.Context(command, info_name=name, parent=parent)
    lines = [f"## {name}", "", "```text"]
    lines += [" ".join([name, *command.collect_usage_pieces(context)]), "```", ""]
    return [*lines, _prose(command.help), ""]


def _prose(words: str | None) -> str:
    """Help as Markdown: signs of mark-up in it are text."""
    text = cleandoc(words or "").replace("\b\n", "")
    for sign in "<>*_":
        text = text.replace(sign, f"\\{sign}")
    return text


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def at_hand() -> str:
    """The module tei_kit/settings/at_hand.py."""
    chosen = profile.read(profile.PROFILES / f"{profile.DEFAULT}.toml")
    values = {name: getattr(chosen, name) for name in profile.Profile.__match_args__}
    shown = {name: dict(v) if isinstance(v, dict) else v for name, v in values.items()}
    known = _languages()
    common = {each.code: " ".join(sorted(each.common)) for each in known}
    letters = {each.code: " ".join(each.letters) for each in known}
    of_any = {
        key: tuple(dict.fromkeys(word for each in known for word in getattr(each, key)))
        for key in AT_ONCE
    }
    return AT_HAND_TEXT.format(
        profile=pformat(shown, width=96, compact=True, sort_dicts=False),
        common=pformat(common, width=96),
        letters=pformat(letters, width=96),
        of_any=pformat(of_any, width=96, compact=True, sort_dicts=False),
    )


def all_words() -> str:
    """The module tei_kit/settings/all_words.py."""
    words = {each.code: _entries(each) for each in _languages()}
    return ALL_WORDS_TEXT.format(words=pformat(words, width=96, compact=True, sort_dicts=False))


def _entries(known: language.Language) -> dict[str, object]:
    """What the file of a language holds."""
    values = {key: getattr(known, key) for key in language.Language.__match_args__}
    values["common"] = tuple(sorted(known.common))
    return {key: value for key, value in values.items() if value and key != "code"}


def _languages() -> Sequence[language.Language]:
    """The languages as their files have them, by their codes."""
    return [language.read(path) for path in sorted(language.FOLDER.glob("*.toml"))]


def made() -> Mapping[Path, str]:
    """What each page should say."""
    commands = {COMMANDS / f"{name}.md": command_page(name) for name in COMMAND_WORDS}
    return {
        CODES: pages.document(),
        LANGUAGES: languages_page(),
        LAYOUT: layout_page(),
        AT_HAND: at_hand(),
        ALL_WORDS: all_words(),
        **commands,
    }


def drifted() -> list[Path]:
    """The committed pages that do not say what they should."""
    return [
        path
        for path, text in made().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main(arguments: Sequence[str]) -> int:
    """Generate, or check with --check; the exit code is 1 when the check finds a difference."""
    parser = argparse.ArgumentParser(description="Make pages of docs/ from the code.")
    parser.add_argument("--check", action="store_true", help="only report what differs")
    if not parser.parse_args(arguments).check:
        for path, text in made().items():
            path.write_text(text, encoding="utf-8")
        return 0
    for path in drifted():
        print(f"docs/{path.name} is out of date; run: python docs/generate.py")
    return 1 if drifted() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
