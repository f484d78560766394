"""Running heads, running feet and printed page numbers, which the layout step found."""

from __future__ import annotations

from tei_kit.layout.blocks import Block
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """A running head or the like, whole: nothing inside it is read."""
    return [token(body.blocks[at])]


def token(block: Block) -> Token:
    """The token of a running head, a running foot or a printed number."""
    return Token(TokenKind.FORM_WORK, block.start, block.end, block.number)
