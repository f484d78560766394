"""Enumerated: blocks whose lines count up, "(a)", "(b)", "(c)": the items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.layout.blocks import Block, Shape
from tei_kit.layout.counted import COUNTER, value_of

LEAST = 2  # items
FIRST = {"1": "digits", "a": "letters", "i": "roman"}


def items(text: str, block: Block, *, is_wrapped: bool) -> Sequence[Block]:
    """The items, with their numbers, of a block whose lines count up from the first.

    [] for a block that is not a list. In wrapped text, other lines go on with their item. Without
    wrapping, a block with other lines is not a list.
    """
    if block.shape is not Shape.TEXT:
        return []
    first = COUNTER.match(text, block.start, block.end)
    if first is None or first["n"] not in FIRST or "\n" not in text[block.start : block.end]:
        return []
    kind = FIRST[first["n"]]
    counters: list[re.Match[str]] = []
    at = block.start
    for line in text[block.start : block.end].split("\n"):
        begin = at + len(line) - len(line.lstrip())
        at += len(line) + 1
        counter = COUNTER.match(text, begin, block.end)
        if counter and value_of(counter["n"], kind) == len(counters) + 1:
            counters.append(counter)
        elif line.strip() and not is_wrapped:
            return []
    if len(counters) < LEAST:
        return []
    ends = [*(counter.start() for counter in counters[1:]), block.end]
    return [
        _item(text, counter, end, block.indent) for counter, end in zip(counters, ends, strict=True)
    ]


def _item(text: str, counter: re.Match[str], end: int, indent: int) -> Block:
    start = counter.start()
    stop = start + len(text[start:end].rstrip())
    return Block(Shape.ITEM, start, stop, indent, counter.end(), counter["n"])
