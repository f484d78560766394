"""Figures: blocks that stand in the place of a picture, or of printed music.

"[Illustration]", "[Illustration: Miss Mary Blandy]", "[Music]". All families read them by the
forms in this module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.settings.language import alternatives, of_any
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
FIGURE = re.compile(
    rf"""
    \[ \s* _? (?P<word> {alternatives(of_any("illustrations"))}
      | (?P<music> {alternatives(of_any("printed_music"))} ) )
    (?: \s with\s caption )? _? \s*
    (?: [:.–—-] [^\[\]]* | [ivxlc\d]{{0,4}} ) \] [.]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The first block of a figure whose bracket closes in a later block.
OPEN = re.compile(FIGURE.pattern.partition("(?: [:.")[0] + r"[:.–—-] [^\[\]]* \Z", FIGURE.flags)
CLOSED = re.compile(r"[^\[\]]* \] [.]?", re.VERBOSE)
# In a text that marks pictures, "[Music]" is printed music; elsewhere it is a stage direction.
PICTURED = re.compile(rf"\[\s*_?(?:{alternatives(of_any('illustrations'))})", re.IGNORECASE)
# The kinds of blocks that may be figures, and the most blocks of a figure after its first.
TURNING = frozenset({K.PARAGRAPH, K.STAGE, K.LINE})
MOST_BLOCKS = 6
SIGN = "["


def with_figures(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a text, with a token for each figure instead of its blocks."""
    result: list[Token] = []
    covered = -1  # the end of the last figure
    is_pictured = PICTURED.search(text) is not None
    for at, token in enumerate(tokens):
        if token.start < covered and token.kind in TURNING:
            continue
        end = -1
        if token.kind in TURNING:
            end = _end(text, tokens, at, is_pictured=is_pictured)
        if end < 0:
            result.append(token)
            continue
        covered = end
        result.append(Token(K.FIGURE, token.start, end))
    return result


def _end(text: str, tokens: Sequence[Token], at: int, *, is_pictured: bool) -> int:
    """The end of the figure that a block begins; -1 for any other block."""
    token = tokens[at]
    if text[token.start] != SIGN or (at + 1 < len(tokens) and tokens[at + 1].kind is K.SPEAKER):
        return -1
    found = FIGURE.fullmatch(text, token.start, token.end)
    if found:
        return token.end if is_pictured or not found["music"] else -1
    if not OPEN.fullmatch(text, token.start, token.end):
        return -1
    blocks = 0
    for below in tokens[at + 1 :]:
        if not below.kind.is_block and below.kind is not K.PAGE_BREAK:
            continue
        if below.kind not in TURNING or blocks == MOST_BLOCKS:
            return -1
        if CLOSED.fullmatch(text, below.start, below.end):
            return below.end
        if any(sign in text[below.start : below.end] for sign in "[]"):
            return -1
        blocks += 1
    return -1
