"""Page markers that stand alone: `[Page 652]`."""

from __future__ import annotations

from tei_kit.layout.blocks import Block
from tei_kit.record import members
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """The break of a page."""
    return [token(body.blocks[at])]


def token(block: Block) -> Token:
    """The token of a page marker, with the page's number."""
    return Token(K.PAGE_BREAK, block.start, block.end, block.number)
