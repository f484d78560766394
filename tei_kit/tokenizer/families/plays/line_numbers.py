"""Line numbers at the right of the verses of a play."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tei_kit.tokenizer.families.rows import Row

# "Was it not so?        25"
NUMBER_AT_RIGHT = re.compile(r"\S[ \u00a0]{3,}(?P<n>\d{1,4})\Z")
FEWEST_NUMBERS = 4


def line_numbers(text: str, rows: Sequence[Row]) -> dict[int, int]:
    """The offsets of the line numbers at the right of rows, by the index of the row.

    Most numbers count up by one step. The mapping is empty where they do not, or are few.
    """
    found: dict[int, int] = {}
    values: list[int] = []
    for at, row in enumerate(rows):
        if row.hint is None and text[row.end - 1].isdigit():
            match = NUMBER_AT_RIGHT.search(text, row.start, row.end)
            if match:
                found[at] = match.start("n")
                values.append(int(match["n"]))
    steps = [b - a for a, b in pairwise(values)]
    if len(values) < FEWEST_NUMBERS:
        return {}
    usual = max(set(steps), key=steps.count)
    if usual <= 0 or steps.count(usual) < 0.6 * len(steps):
        return {}
    return found
