"""Turns in items: a speech on a further line of an item is a block of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import replace
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer import speakers

# A word with a capital, as names have.
WORD = re.compile(r"[^\W\d_a-z][^\W\d_]+")


def apart(body: Sequence[Block], text: str, profile: Profile) -> Sequence[Block]:
    """The blocks; a turn on a further line of an item becomes a block of its own.

    The line of such a turn begins with the label of a person whom an item names.
    """
    if not any(b.shape is Shape.ITEM and text.find("\n", b.body, b.end) >= 0 for b in body):
        return body
    named = {
        word
        for block in body
        if block.shape is Shape.ITEM
        for word in WORD.findall(text[block.body : block.end].partition("\n")[0])
    }
    result: list[Block] = []
    for block in body:
        if block.shape is Shape.ITEM:
            result += _parts(block, text, named, profile)
        else:
            result.append(block)
    return result


def _parts(item: Block, text: str, named: Collection[str], profile: Profile) -> Iterator[Block]:
    """An item, and the turns that begin on its further lines."""
    block = item
    at = text.find("\n", item.body, item.end)
    while at >= 0:
        start = at + 1
        while start < item.end and text[start].isspace():
            start += 1
        label = speakers.label_of(text, start, item.end, profile)
        if label and label.name.split()[-1] in named:
            yield replace(block, end=block.start + len(text[block.start : at].rstrip()))
            block = Block(Shape.TEXT, start, item.end, 0, start)
        at = text.find("\n", start, item.end)
    yield block
