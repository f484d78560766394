"""Enumerated: blocks whose lines count up, "(a)", "(b)", "(c)": the items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.layout.blocks import Block, Shape
from tei_kit.layout.pages import number_of

# "(a) without any duty", "2. the north beach", "iii) the floods".
COUNTER = re.compile(r"\(?(?P<n>[0-9]{1,2}|[ivx]{1,5}|[a-z])[).](?=[ \t]+\S)")
LEAST = 2  # items
FIRST = {"1": "digits", "a": "letters", "i": "roman"}


def items(text: str, block: Block, *, is_wrapped: bool) -> Sequence[Block]:
    """The items, with their numbers, of a block whose lines count up from the first.

    [] for a block that is no list. Other lines go on with their item where text is wrapped; where
    it is not, a block that has such lines is no list.
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
        if counter and _value(counter["n"], kind) == len(counters) + 1:
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


def _value(printed: str, kind: str) -> int:
    """The number of a counter of a kind; 0 for one of another kind."""
    if kind == "digits":
        return int(printed) if printed.isdecimal() else 0
    if kind == "letters":
        return ord(printed) - ord("a") + 1 if len(printed) == 1 and printed.isalpha() else 0
    return 0 if printed.isdecimal() else number_of(printed)
