"""Headings inside a document, where the format states them."""

from __future__ import annotations

from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """A heading of the depth that the format states."""
    block = body.blocks[at]
    depth = block.hint.depth if block.hint else 1
    return body.facts.block(TokenKind.SUBHEAD, block, depth=depth)
