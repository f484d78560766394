"""Nesting: the tokens of a text as the builder can read them, in order and one inside the other.

Tokens come from several hands: the rules of a family, the layout, and the format of the file. Where
two of them claim the same characters, the token that was there first keeps them, and the other
token becomes text.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from tei_kit.document.printing import LEAVES
from tei_kit.record import members, replace
from tei_kit.tokenizer.tokens import BLOCKS, Token, TokenKind

K = members(TokenKind)
# Blocks that are one paragraph in TEI, and have no room for another.
PARAGRAPHS = frozenset({K.PARAGRAPH})
# Tokens that hold no other tokens. Digits that only look like a reference are text, which may be
# raised.
CLOSED = LEAVES - {K.UNRESOLVED}
# Blocks that have no room for a paragraph at all.
HEADINGS = frozenset({K.HEAD, K.SUBHEAD, K.LABEL})

_start = attrgetter("start")
_kind = attrgetter("kind")


def nested(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens in the order of the text, none of them inside a token that has no inside.

    A paragraph that covers several inner paragraphs becomes as many paragraphs.
    """
    starts = list(map(_start, tokens))
    if starts != sorted(starts):
        tokens = sorted(tokens, key=_start)
        starts.sort()
    kinds = list(map(_kind, tokens))
    closed = [at for at, kind in enumerate(kinds) if kind in CLOSED]
    last = len(tokens) - 1
    if any(at < last and starts[at + 1] < tokens[at].end for at in closed):
        tokens = _without_covered(tokens)
    return _without_inner(tokens) if K.INNER in kinds else tokens


def _without_covered(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without those inside or across the end of a token that has no inside."""
    kept: list[Token] = []
    end = 0  # of the last token that has no inside
    for token in tokens:
        if token.start < end:
            if token.kind not in BLOCKS or token.end <= end:
                continue
            token = replace(token, start=end)  # a mark goes over the border of two blocks
        if token.kind in CLOSED:
            end = token.end
        kept.append(token)
    return kept


def _without_inner(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens with the inner paragraphs of paragraphs as paragraphs of their own.

    A heading is one stretch of text.
    """
    result: list[Token] = []
    block = -1  # the index of the paragraph at hand, in the result
    count = 0  # its inner paragraphs so far
    is_changed = False
    is_heading = False
    for token in tokens:
        if token.kind is K.INNER and is_heading:
            is_changed = True
            continue
        if token.kind is K.INNER and block >= 0 and token.start < result[block].end:
            is_changed = True
            count += 1
            if count > 1:
                whole = result[block]
                result[block] = replace(whole, end=token.start)
                block = len(result)
                result.append(replace(whole, start=token.start))
            continue
        if token.kind in BLOCKS:
            block = len(result) if token.kind in PARAGRAPHS else -1
            is_heading = token.kind in HEADINGS
            count = 0
        result.append(token)
    return result if is_changed else tokens
