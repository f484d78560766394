"""Headings inside a document that the format states."""

from __future__ import annotations

from tei_kit.layout.blocks import Block
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.section_facts import SectionFacts
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """A heading of the depth that the format states."""
    return tokens(body.facts, body.blocks[at])


def tokens(facts: SectionFacts, block: Block) -> list[Token]:
    """The tokens of a heading that the format or the layout step states."""
    depth = block.hint.depth if block.hint else 1
    return facts.block(TokenKind.SUBHEAD, block, depth=depth)
