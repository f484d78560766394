"""Signatures, at the end of their section."""

from __future__ import annotations

from tei_kit.certainty import Certainty
from tei_kit.layout.blocks import Shape
from tei_kit.tokenizer import opener_closer
from tei_kit.tokenizer.rules.rule import BETWEEN, Body
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> list[Token] | None:
    """A signature: the last paragraph, when it is a name and no heading stands right above it."""
    if at != body.last or opening or _is_under_heading(body, at):
        return None
    block = body.blocks[at]
    if not opener_closer.is_signature(block, body.facts.text):
        return None
    return body.facts.block(TokenKind.SIGNED, block, certainty=Certainty.MEDIUM)


def _is_under_heading(body: Body, at: int) -> bool:
    before = at - 1
    while before >= 0 and body.blocks[before].shape in BETWEEN:
        before -= 1
    return before >= 0 and body.blocks[before].shape is Shape.HEADING
