"""Stage directions that are a paragraph: `(There was a break of about 45 minutes.)`."""

from __future__ import annotations

import re
from functools import cache

from tei_kit.settings.profile import Profile
from tei_kit.tokenizer.rules.brackets import escaped
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind


@cache
def _stage(profile: Profile) -> re.Pattern[str]:
    """A paragraph that is one parenthesis, perhaps with a note's number after it.

    `(There was a break of about 45 minutes.)`, `(Farewells all around.)9`.
    """
    forms = (
        rf"{left}[^{both}]*(?:{left}[^{both}]*{right}[^{both}]*)*{right}"
        for left, right, both in map(escaped, profile.asides)
    )
    return re.compile(rf"(?:{'|'.join(forms) or '(?!)'})[0-9]{{0,3}}")


def read(body: Body, at: int, opening: bool) -> list[Token] | None:
    """A stage direction: a paragraph that is one parenthesis."""
    facts, block = body.facts, body.blocks[at]
    if facts.text[block.start] not in facts.brackets:
        return None
    if not _stage(facts.profile).fullmatch(facts.text, block.start, block.end):
        return None
    return facts.block(TokenKind.STAGE, block, depth=1)
