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
    if not opener_closer.is_signature(block, body.facts.text) or _counts_up(body, at):
        return None
    return body.facts.block(TokenKind.SIGNED, block, certainty=Certainty.MEDIUM)


def _counts_up(body: Body, at: int) -> bool:
    """Whether the initial is the next letter of a list: "C. Dorn" below "B. Vale"."""
    if not at:
        return False
    text, above, block = body.facts.text, body.blocks[at - 1], body.blocks[at]
    line = text.rfind("\n", above.start, above.end) + 1 or above.start
    before, first = text[line : line + 2], text[block.start : block.start + 2]
    return before[1:] == first[1:] == "." and ord(first[0]) == ord(before[0]) + 1


def _is_under_heading(body: Body, at: int) -> bool:
    before = at - 1
    while before >= 0 and body.blocks[before].shape in BETWEEN:
        before -= 1
    return before >= 0 and body.blocks[before].shape is Shape.HEADING
