"""Quoted text: a margin of `>` before all lines, as mail quotes what it answers.

The signs are white space for the text; they are told of. Where only some lines have them, they
mark quotations and stay.
"""

from __future__ import annotations

import re

from tei_kit.diagnostics import diagnose
from tei_kit.record import replace
from tei_kit.source.source import Source

SIGN = ">"
# "> ", ">> ", "> > " at the beginning of a line.
MARGIN = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)
# A blank line of what is quoted; and a margin of one sign. ">> Mayor Hale:" marks who speaks.
BLANK = re.compile(r"^(?:>[ ]?)+$", re.MULTILINE)
SINGLE = re.compile(r"^>[ ]?[^>\s]", re.MULTILINE)
LINE = re.compile(r"^[ \t]*[^\s]", re.MULTILINE)
# The share of the lines with text that have the margin, and how many there are, at the least.
SHARE, LEAST = 0.97, 3


def without_margin(source: Source) -> Source:
    """A text whose lines all have the margin, with spaces in its place; any other as it is."""
    text = source.text
    lines = sum(1 for _ in LINE.finditer(text))
    margins = sum(1 for _ in MARGIN.finditer(text))
    if margins < max(LEAST, SHARE * lines) or not (BLANK.search(text) or SINGLE.search(text)):
        return source
    told = diagnose("TK110", source.place(text.index(SIGN)), count=margins)
    return replace(source, text=MARGIN.sub(_spaces, text), diagnostics=[*source.diagnostics, told])


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
