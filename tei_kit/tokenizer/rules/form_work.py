"""Running heads, running feet and printed page numbers, which the layout step found."""

from __future__ import annotations

from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """A running head or the like, whole: nothing inside it is read."""
    block = body.blocks[at]
    return [Token(TokenKind.FORM_WORK, block.start, block.end, block.number)]
