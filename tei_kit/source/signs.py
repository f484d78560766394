"""Signs: the places of single characters in a text, and the matches that begin with one of them.

Python tries an expression that may begin with several signs at each character of a text. To find
each of the signs by itself takes a tenth of that time, for `str.find` looks through memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def places(text: str, signs: Iterable[str], start: int = 0, end: int | None = None) -> list[int]:
    """The indices of some signs in `text[start:end]`, in order; each sign is one character."""
    found: list[int] = []
    for sign in signs:
        at = text.find(sign, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1, end)
    found.sort()
    return found


def matching(
    pattern: re.Pattern[str],
    text: str,
    signs: Iterable[str],
    start: int = 0,
    end: int | None = None,
) -> Iterator[re.Match[str]]:
    """The matches of `pattern.finditer(text, start, end)`, for a pattern that begins with one of
    some signs and never matches an empty string.
    """
    last = len(text) if end is None else end
    free = start
    for at in places(text, signs, start, end):
        match = pattern.match(text, at, last) if at >= free else None
        if match:
            free = match.end()
            yield match
