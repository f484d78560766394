"""Quotations set off from the text that the format states."""

from __future__ import annotations

from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """A quotation with its paragraphs."""
    return body.facts.block(TokenKind.QUOTE, body.blocks[at])
