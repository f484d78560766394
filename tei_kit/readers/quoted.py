"""Quoted text: a margin of `>` before all lines, as in mail that quotes another mail.

Spaces replace the signs, and a diagnostic (TK110) tells of them. If only some lines have the signs,
they mark quotations and stay.
"""

from __future__ import annotations

import re

from tei_kit.diagnostics import diagnose
from tei_kit.record import replace
from tei_kit.source.source import Source

SIGN = ">"
# "> ", ">> ", "> > " at the beginning of a line.
MARGIN = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)
# A blank line of the quoted text, and a line with a margin of one sign. A text has to have one of
# them, for ">> Mayor Hale:" marks speakers.
BLANK = re.compile(r"^(?:>[ ]?)+$", re.MULTILINE)
SINGLE = re.compile(r"^>[ ]?[^>\s]", re.MULTILINE)
LINE = re.compile(r"^[ \t]*[^\s]", re.MULTILINE)
# The least share of lines with a margin, and the least number of such lines.
SHARE, LEAST = 0.97, 3


def without_margin(source: Source) -> Source:
    """A source with spaces for the margin, if nearly all of its lines have one; else unchanged."""
    text = source.text
    lines = sum(1 for _ in LINE.finditer(text))
    margins = sum(1 for _ in MARGIN.finditer(text))
    if margins < max(LEAST, SHARE * lines) or not (BLANK.search(text) or SINGLE.search(text)):
        return source
    told = diagnose("TK110", source.place(text.index(SIGN)), count=margins)
    return replace(source, text=MARGIN.sub(_spaces, text), diagnostics=[*source.diagnostics, told])


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
