"""Typography: differences in print between two texts that have the same words.

Each way of printing has a fold, which makes the different forms one. A fold keeps the places: it
says for each character of the result from which character it comes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache


class Typography(StrEnum):
    """The differences that can be ignored, by the names that users give."""

    QUOTES = "quotes"  # “ ” „ « » and ", ‘ ’ and '
    DASHES = "dashes"  # – — − and -, also in a row
    LIGATURES = "ligatures"  # ﬁ and fi, æ and ae, ſ and s
    ELLIPSES = "ellipses"  # … and ...
    CASE = "case"  # A and a
    COMPOSITION = "composition"  # é and e with an accent of its own
    HYPHENS = "hyphens"  # soft hyphens, and hyphens that divide a word at a line end


_DOUBLE = "“”„‟«»″〝〞＂"
_SINGLE = "‘’‚‛‹›′`´ʼ＇"
_DASHES = "‐‑‒–—―−﹘﹣－"
_LIGATURES: Mapping[str, str] = {
    **{c: unicodedata.normalize("NFKD", c) for c in "ﬀﬁﬂﬃﬄﬅﬆĳĲǆǉǌ"},
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ſ": "s",
}
_QUOTES_TABLE = str.maketrans({**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")})
_LIGATURES_TABLE = str.maketrans(dict(_LIGATURES))
_DASHES_TABLE = str.maketrans(dict.fromkeys(_DASHES, "-"))

# Several dashes in a row print one long dash: `--`
_DASHES_IN_A_ROW = re.compile(r"-{2,}")
# A hyphen that divides a word at a line end: `nego-\ntiation`
DIVIDING_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐\xad¬](?=[ \t]*\n\s*[^\W\d_])")
SOFT_HYPHEN = "\xad"


def _dashes(text: str) -> str:
    return _DASHES_IN_A_ROW.sub("-", text.translate(_DASHES_TABLE))


_FOLDS: Mapping[Typography, Callable[[str], str]] = {
    Typography.QUOTES: lambda text: text.translate(_QUOTES_TABLE),
    Typography.DASHES: _dashes,
    Typography.LIGATURES: lambda text: text.translate(_LIGATURES_TABLE),
    Typography.ELLIPSES: lambda text: text.replace("…", "..."),
    Typography.CASE: str.casefold,
    Typography.COMPOSITION: lambda text: unicodedata.normalize("NFC", text),
    Typography.HYPHENS: lambda text: text.replace(SOFT_HYPHEN, ""),
}


@lru_cache(maxsize=4096)
def fold(text: str, ignored: frozenset[Typography]) -> str:
    """A text in which the forms of each kind of typography that is ignored are one form."""
    for each, folded in _FOLDS.items():
        if each in ignored:
            text = folded(text)
    return text


def only(first: str, second: str) -> Sequence[Typography]:
    """The kinds of typography in which two texts differ, beside white space; empty where words
    differ."""
    for each in Typography:
        if _bare(first, {each}) == _bare(second, {each}):
            return [each]
    needed = set(Typography)
    if _bare(first, needed) != _bare(second, needed):
        return []
    for each in Typography:  # those without which the texts would differ
        if _bare(first, needed - {each}) == _bare(second, needed - {each}):
            needed.discard(each)
    return [each for each in Typography if each in needed]


def _bare(text: str, ignored: Collection[Typography]) -> str:
    if Typography.HYPHENS in ignored:
        text = DIVIDING_HYPHEN.sub("", text)
    return fold("".join(text.split()), frozenset(ignored))
