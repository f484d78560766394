"""Words that a shell can complete: for each sort of word there is a type that knows the words.

The types accept every word; whether a word is right is judged where it is used. Lists are made only
when a shell asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from tei_kit.record import frozen

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    _Text = click.ParamType[str]
else:  # which is generic only in later versions of click
    _Text = click.ParamType


@frozen
class Word:
    """A word that can stand somewhere, and its meaning."""

    value: str
    meaning: str = ""


class FileName(_Text):
    """The name of a file or folder, or `-`."""

    name = "text"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [_item(incomplete, kind="file")]


class FolderName(_Text):
    """The name of a folder."""

    name = "text"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [_item(incomplete, kind="dir")]


class OneOf(_Text):
    """A word out of a list, or, with `or_file`, the name of a file."""

    name = "text"

    def __init__(self, words: Callable[[], Iterable[Word]], *, or_file: bool = False) -> None:
        self._words = words
        self._or_file = or_file

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return completions(self._words(), incomplete, or_file=self._or_file)


def completions(
    words: Iterable[Word], incomplete: str, *, or_file: bool = False
) -> list[CompletionItem]:
    """The words that begin with the letters typed, in either case, and files.

    Files come first: bash then shows them only where no word begins so, and the other shells show
    both.
    """
    begin = incomplete.casefold()
    found = [_item(w.value, w.meaning) for w in words if w.value.casefold().startswith(begin)]
    return [_item(incomplete, kind="file"), *found] if or_file else found


def _item(value: str, meaning: str = "", kind: str = "plain") -> CompletionItem:
    from click.shell_completion import CompletionItem  # only this answer needs it

    return CompletionItem(value, type=kind, help=meaning or None)


# ------------------------------------------------------------------ the lists


def languages() -> list[Word]:
    """The languages whose words are known. A text may be in any other."""
    from tei_kit.settings import language

    return [Word(code, language.load(code).name) for code in language.codes()]


def languages_of_descriptions() -> list[Word]:
    """The languages in which P5 describes its elements."""
    return [Word(code) for code in ("de", "en", "es", "fr", "it", "ja", "ko", "pt", "zh-TW")]


def encodings() -> list[Word]:
    """The encodings that texts usually have. Python knows many more."""
    return [Word(name, meaning) for name, meaning in _ENCODINGS.items()]


_ENCODINGS = {
    "utf-8": "Unicode",
    "utf-16": "Unicode of Windows",
    "cp1252": "Windows, Western Europe",
    "latin-1": "Western Europe (ISO 8859-1)",
    "cp1250": "Windows, Central Europe",
    "cp1251": "Windows, Cyrillic",
    "koi8-r": "Russian",
    "mac-roman": "old Macintosh",
    "cp437": "DOS",
    "cp850": "DOS, Western Europe",
    "gb18030": "Chinese",
    "big5": "Chinese, traditional",
    "shift-jis": "Japanese",
    "euc-kr": "Korean",
}


def answers_about_layout() -> list[Word]:
    """Each question about the layout with each of its answers: `notes=brackets`."""
    from tei_kit.layout.choices import CHOICES

    return [
        Word(f"{choice.name}={answer}", said.replace("`", ""))
        for choice in CHOICES.values()
        for answer, said in choice.answers.items()
    ]


def codes() -> list[Word]:
    """The codes of messages, and their names."""
    from tei_kit.codes import CODES

    by_code = [Word(code, row.name) for code, row in CODES.items()]
    return [*by_code, *(Word(row.name, code) for code, row in CODES.items())]


def kinds_of_decisions() -> list[Word]:
    """The kinds of decisions."""
    from tei_kit.decisions.deciding import EXAMPLES
    from tei_kit.decisions.kinds import KINDS

    kinds = [Word(name, kind.words) for name, kind in KINDS.items()]
    return [*kinds, *(Word(name, f"of the whole text: {EXAMPLES[name]}") for name in EXAMPLES)]


def bundled_schemas() -> list[Word]:
    """The schemas of the package."""
    from tei_kit.validation import bundled

    return [Word(name, bundled.describe(name)) for name in bundled.BUNDLED]


def kept_odds() -> list[Word]:
    """The ODDs that the user has added, by name."""
    from tei_kit.odd import kept

    return [Word(each.name) for each in kept.listed() if not each.is_p5]


def kept() -> list[Word]:
    """The versions of P5 and the ODDs that the user has added."""
    from tei_kit.odd import kept as added

    return [Word(each.name, "P5" if each.is_p5 else "ODD") for each in added.listed()]


# ------------------------------------------------------------------ equals signs

# The call by which a function of zsh leaves `--option=` in front of a word alone.
_ZSH_FILES = "_path_files -"
_ZSH_OPTION = "[[ $PREFIX == --*=* ]] && compset -P 1 '*='; "
_FISH_BEGIN = "    for completion in $response;\n"
_FISH_OPTION = (
    "    set -l option (string match -r -- '^--[a-z0-9-]+=' (commandline -t); or echo '');\n"
)
_FISH_WORDS = (
    "__fish_complete_directories $metadata[2];",
    "__fish_complete_path $metadata[2];",
    "echo $metadata[2];",
)


def prepare() -> None:
    """Have words with an equals sign completed: each shell treats the sign in another way."""
    from click.shell_completion import (
        BashComplete,
        FishComplete,
        ZshComplete,
        add_completion_class,
    )

    class Bash(BashComplete):
        """Bash takes `notes=br` for three words, and replaces the last of them."""

        _before = ""

        def get_completion_args(self) -> tuple[list[str], str]:
            args, incomplete = super().get_completion_args()
            *joined, last = _joined([*args, incomplete])
            self._before = last.rpartition("=")[0].rpartition("=")[2] + "=" if "=" in last else ""
            return joined, last

        def format_completion(self, item: CompletionItem[Any]) -> str:
            value = str(item.value)
            if item.type == "plain" and self._before:
                value = value.removeprefix(self._before)
            return f"{item.type},{value}"

    class Zsh(ZshComplete):
        """Zsh replaces the whole of `--lang=d`, except with names of files."""

        source_template = ZshComplete.source_template.replace(_ZSH_FILES, _ZSH_OPTION + _ZSH_FILES)
        _before = ""

        def get_completion_args(self) -> tuple[list[str], str]:
            args, incomplete = super().get_completion_args()
            option, sign, _ = incomplete.partition("=")
            self._before = option + sign if sign and option.startswith("--") else ""
            return args, incomplete

        def format_completion(self, item: CompletionItem[str]) -> str:
            if item.type == "plain":
                item.value = self._before + item.value
            return super().format_completion(item)

    class Fish(FishComplete):
        """Fish takes only words that begin with the whole of `--lang=d`."""

        source_template = _of_fish(FishComplete.source_template)

    for each in (Bash, Zsh, Fish):
        add_completion_class(each)


def _of_fish(template: str) -> str:
    for words in _FISH_WORDS:
        begun = f"{words.rstrip(';')} | string replace -r '^' -- $option;"
        template = template.replace(words, begun, 1)
    return template.replace(_FISH_BEGIN, _FISH_OPTION + _FISH_BEGIN, 1)


def _joined(words: list[str]) -> list[str]:
    """Words without gaps at equals signs: `["notes", "=", "br"]` is `["notes=br"]`."""
    joined: list[str] = []
    glue = False
    for word in words:
        if joined and (glue or word == "=") and joined[-1]:
            joined[-1] += word
        else:
            joined.append(word)
        glue = word == "="
    return joined
