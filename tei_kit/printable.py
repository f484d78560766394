"""Characters that a report must not hold.

A message quotes documents and file names, and those may hold characters that act on a terminal, end
a line of a log, or cannot be written in XML 1.0 (section 2.2).
"""

from __future__ import annotations

import re
from functools import cache


@cache
def _unsafe() -> re.Pattern[str]:
    """Characters that no report may hold.

    Control characters but for tab and line ends (C1 as well: U+009B begins a terminal's commands),
    halves of surrogate pairs, the two that are no characters, and marks that turn a line's
    direction.
    """
    return re.compile(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
    )


@cache
def _line_ends() -> re.Pattern[str]:
    """Line ends and tabs."""
    return re.compile(r"[\t\r\n\u2028\u2029]+")


def visible(text: str) -> str:
    """The text with U+FFFD for each character that no report may hold."""
    return _unsafe().sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text as `visible` gives it, on one line: line ends and tabs become a space."""
    return visible(_line_ends().sub(" ", text))
