"""The pages of the codes: what each means, a wrong example, the right one, how to mend it.

They stand in `pages.toml`, which is read when the first page is asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from textwrap import fill, indent

from tei_kit.codes import CODES
from tei_kit.record import record

ADDRESS = "https://example.org/tei_kit/docs/codes.md"
"""The address of the pages on the web; example.org stands for the place of tei_kit, as in docs."""

FAMILIES: Mapping[str, str] = {
    "TK1": "Reading the source",
    "TK2": "What the text holds",
    "TK3": "Metadata and profiles",
    "TK4": "Promises",
    "TK5": "Validation",
    "TK6": "Files",
    "TK7": "Out of TEI, and starting a project",
    "TK8": "Many files at once",
    "TK9": "ODD, customizations of TEI",
}
"""The subjects of the codes, by their first digit."""

_FILE = Path(__file__).with_name("pages.toml")
_WIDTH = 90
_SIMILAR_NUMBER = 4
"""In how many of its five places a code has to agree with one that does not exist."""

# {reason} in a sentence of CODES, or '{label}'
_SLOT = re.compile(r"\{ (?P<name> \w+ ) \}", re.VERBOSE)
# TK502, tk502 or 502
_NUMBER = re.compile(r"(?:TK)? (?P<digits> \d{3} )", re.VERBOSE | re.IGNORECASE)


@record
class Page:
    """The page of a code."""

    code: str
    name: str
    severity: str
    sentence: str
    """The sentence of its diagnostics, with each slot as a word in capitals."""
    meaning: str
    wrong: str
    right: str
    mend: str

    @property
    def address(self) -> str:
        """The address of the page on the web."""
        return f"{ADDRESS}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """The name of its heading in a page of Markdown, as GitHub makes it."""
        return f"{self.code}-{self.name}".lower()


def page(code: str) -> Page:
    """The page of a code such as TK502. Raises KeyError for a code that does not exist."""
    row = CODES[code]
    told = _read()[code]
    return Page(code, row.name, str(row.severity), described(row.sentence), **told)


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def described(sentence: str) -> str:
    """A sentence of the table, with each slot as a word in capitals and a full stop."""
    words = _SLOT.sub(lambda slot: slot["name"].upper(), sentence)
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def find(word: str) -> str | None:
    """The code that is meant by a number or a name: TK502, 502, unexpected-element."""
    number = _NUMBER.fullmatch(word)
    if number is not None:
        code = f"TK{number['digits']}"
        return code if code in CODES else None
    wanted = word.lower()
    return next((code for code, row in CODES.items() if row.name == wanted), None)


def similar(word: str) -> list[str]:
    """Codes, or names of codes, that are spelt like a word; at most three."""
    from difflib import get_close_matches

    if any(character.isdigit() for character in word):
        number = f"TK{word.upper().removeprefix('TK')}"
        near = [code for code in CODES if _agreement(code, number) >= _SIMILAR_NUMBER]
        return sorted(near, key=lambda code: -_agreement(code, number))[:3]
    names = [row.name for row in CODES.values()]
    return get_close_matches(word.lower(), names, n=3, cutoff=0.5)


def _agreement(code: str, other: str) -> int:
    """The number of places in which two codes have the same character."""
    return sum(one == two for one, two in zip(code, other, strict=False))


def text(page: Page) -> str:
    """A page as plain text, for a terminal."""
    parts = [
        f"{page.code} {page.name} ({page.severity})",
        fill(page.sentence, _WIDTH),
        fill(page.meaning, _WIDTH),
        f"Wrong:\n{indent(page.wrong, '    ')}",
        f"Right:\n{indent(page.right, '    ')}",
        f"How to mend it:\n{indent(fill(page.mend, _WIDTH - 4), '    ')}",
    ]
    return "\n\n".join(parts) + "\n"


def markdown(page: Page, *, level: int = 0) -> str:
    """A page as Markdown; with a heading of a level from 1, without one for 0."""
    heading = [f"{'#' * level} {page.code} {page.name}"] if level else []
    parts = [
        *heading,
        f"*{page.severity}*: {_escaped(page.sentence)}",
        _escaped(page.meaning),
        f"Wrong:\n\n```text\n{page.wrong}\n```",
        f"Right:\n\n```text\n{page.right}\n```",
        f"How to mend it: {_escaped(page.mend)}",
    ]
    return "\n\n".join(parts) + "\n"


def document() -> str:
    """All pages as one document of Markdown, `docs/codes.md`."""
    parts = [
        "# Codes",
        "Every message of `tei-kit` has a code, whose number and name never change their meaning. "
        "`tei-kit explain TK502` or `tei-kit explain unexpected-element` prints a page of this "
        "document. It is generated from `tei_kit/codes`: run `python docs/generate.py` after a "
        "change there.",
    ]
    family = ""
    for code in CODES:
        if code[:3] != family:
            family = code[:3]
            parts.append(f"## {FAMILIES[family]}")
        parts.append(markdown(page(code), level=3).rstrip("\n"))
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    """Text whose signs have no meaning in Markdown."""
    return re.sub(r"([\\`*_<>\[\]#])", r"\\\1", text)
