"""Turns: paragraphs that begin with the label of a speaker, perhaps with an aside after it."""

from __future__ import annotations

import re
from functools import cache

from tei_kit.certainty import Certainty
from tei_kit.record import members
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer.rules.brackets import escaped
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)


@cache
def _aside(profile: Profile) -> re.Pattern[str]:
    """A parenthesis at the start of a turn: `(To his interpreter.) May I`, `(laughing) That`."""
    forms = (
        rf"{left}[^{both}\n]{{2,200}}{right}" for left, right, both in map(escaped, profile.asides)
    )
    return re.compile(rf"\s*(?P<aside>{'|'.join(forms) or '(?!)'})(?=\s+\S)")


def read(body: Body, at: int, opening: bool) -> list[Token] | None:
    """A paragraph whose label is a speaker: `Kissinger: I need it.`"""
    facts, block = body.facts, body.blocks[at]
    label = facts.labels.get(block.start)
    certainty = body.speaking.get(label.name) if label else None
    if label is None or certainty is None:
        return None
    given = [Token(K.SPEAKER, block.start, label.end, label.name, 0, certainty)]
    aside = _aside(facts.profile).match(facts.text, label.end, block.end)
    if aside and _is_aside(aside["aside"]):
        said = aside["aside"][-2:-1] in ".!?"
        certainty = Certainty.HIGH if said else Certainty.MEDIUM
        start, end = aside.span("aside")
        given.append(Token(K.ASIDE, start, end, "", 0, certainty))
    return facts.block(K.PARAGRAPH, block, given)


def _is_aside(parenthesis: str) -> bool:
    """Whether a parenthesis at the start of a turn describes it: a sentence, or a manner.

    "(To his interpreter.)" and "(laughing)" do; "(NATO)" belongs to the speaker's words.
    """
    inside = parenthesis[1:-1]
    return inside.endswith((".", "!", "?")) or inside.islower()
