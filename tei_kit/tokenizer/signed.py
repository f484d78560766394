"""Signed: the words that copies of letters and treaties print before a name that was signed."""

from __future__ import annotations

import re
import sys
from functools import cache

from tei_kit.settings.language import alternatives, of_any

# "(Signed)", "Signé:", "gez.", "/s/", "Sd/-", "(get.)".
SAYS_SIGNED = rf"""
    (?i: /s/[ ]? | \(? (?: {alternatives(of_any("signed"))} ) [ ]?(?: [.:,)/] | /- )+ [ ]* )
"""
FIRST_WORD = re.compile(r"\s*\(?(?P<word>[^\W\d_]+|/s/)")


def before(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """The word for signed at the beginning of a stretch, with the signs and the space after it."""
    first = FIRST_WORD.match(text, start, end)
    if first is None or first["word"].casefold() not in ("/s/", *of_any("signed")):
        return None
    return _before().match(text, start, end)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\s*{SAYS_SIGNED}\s*", re.VERBOSE)


def without_word(name: str) -> str:
    """A name without the word for signed before it: "(Signed) A. Hale" is "A. Hale"."""
    match = before(name)
    return name[match.end() :] if match else name
