"""Brackets of stage directions and asides, as regular expressions write them."""

from __future__ import annotations

import re


def escaped(pair: str) -> tuple[str, str, str]:
    """The left bracket of a pair such as `()`, the right bracket, and both of them."""
    left, right = map(re.escape, pair)
    return left, right, left + right
