"""Datelines, before anything else in their section."""

from __future__ import annotations

from tei_kit.tokenizer import opener_closer
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind


def read(body: Body, at: int, opening: bool) -> list[Token] | None:
    """A dateline: `Paris, May 31, 1971, 10 a.m.`"""
    facts, block = body.facts, body.blocks[at]
    found = opener_closer.dateline(block, facts.text, facts.inline, facts.profile)
    return None if found is None else facts.block(TokenKind.DATELINE, block, found)
