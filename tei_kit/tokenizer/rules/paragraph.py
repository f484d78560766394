"""Paragraphs: every block that no other rule knows."""

from __future__ import annotations

from tei_kit.record import members
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """A paragraph."""
    return body.facts.block(K.PARAGRAPH, body.blocks[at])
