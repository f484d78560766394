"""Tables that the format states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_kit.layout.blocks import Block, Shape
from tei_kit.source import hints
from tei_kit.source.hints import Hint, HintKind
from tei_kit.tokenizer.inline import InlineReader
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.section_facts import SectionFacts
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> Iterator[Token]:
    """A table with its rows and cells."""
    return tokens(body.facts, body.blocks[at])


def tokens(facts: SectionFacts, block: Block) -> Iterator[Token]:
    """The tokens of a table, from the hints of its block."""
    return _table(facts.inline, hints.within(facts.hints, block.start, block.end))


def _table(inline: InlineReader, stated: Sequence[Hint]) -> Iterator[Token]:
    """The tokens of a table and its cells; the first of the hints is that of the table."""
    table = stated[0]
    yield Token(TokenKind.TABLE, table.start, table.end)
    at = 1
    while at < len(stated):
        hint = stated[at]
        if hint.kind is HintKind.ROW:
            yield Token(TokenKind.ROW, hint.start, hint.end, hint.value)
        elif hint.kind is HintKind.CELL:
            yield Token(TokenKind.CELL, hint.start, hint.end, hint.value)
            yield from _cell(inline, hint, hints.inside(stated, at))
            while at + 1 < len(stated) and stated[at + 1].start < hint.end:
                at += 1
        at += 1


def _cell(inline: InlineReader, cell: Hint, inside: Sequence[Hint]) -> Iterator[Token]:
    """The tokens in a cell: those of its text, and those of the tables inside the text."""
    start = cell.start
    for hint in inside:
        if hint.kind is HintKind.TABLE and hint.start >= start:
            yield from inline.within(Block(Shape.TABLE, start, hint.start, 0, start))
            nested = hints.within(inside, hint.start, hint.end)
            yield from _table(inline, nested[nested.index(hint) :])
            start = hint.end
    yield from inline.within(Block(Shape.TABLE, start, cell.end, 0, start))
