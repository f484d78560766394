"""Inline stretches that the format or the layout states, for families that read rows.

The stretches inside a block of a view have hints: references to notes, page marks, running heads,
hyphens at line ends, and ways of printing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei_kit.source import hints
from tei_kit.source.hints import BLOCKS, Hint, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.inline import OF_WORDS
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
OF_HINT = {
    HintKind.PAGE: K.PAGE_BREAK,
    HintKind.FORM_WORK: K.FORM_WORK,
    HintKind.HYPHEN: K.HYPHEN,
    HintKind.LINE_BREAK: K.LINE_BREAK,
    HintKind.NOTE_REFERENCE: K.NOTE_REFERENCE,
}
LEAVES = frozenset(OF_HINT.values())


class Stated:
    """The inline hints of a view."""

    def __init__(self, view: Source) -> None:
        self._text = view.text
        self._hints = [hint for hint in view.hints if hint.kind not in BLOCKS]
        self._hints = [h for h in self._hints if h.kind in OF_HINT or h.kind in OF_WORDS]

    def within(self, start: int, end: int, given: Sequence[Token] = ()) -> list[Token]:
        """The inline tokens of `text[start:end]`, with those that are given, in their order.

        Hints that cross a border of a given token are left out, but emphasis is cut there.
        """
        found = hints.within(self._hints, start, end) if self._hints else ()
        if not found:
            return list(given)
        tokens = list(given)
        for hint in found:
            kind = OF_HINT.get(hint.kind)
            if kind is None or hint.end > end:
                continue
            if any(_crosses(hint, token) for token in given):
                continue
            tokens.append(Token(kind, hint.start, hint.end, hint.value, target=hint.target))
        for hint in found:
            if hint.kind in OF_WORDS:
                tokens += self._pieces(hint, tokens, end)
        tokens.sort(key=_nesting)
        return tokens

    def _pieces(self, hint: Hint, others: Sequence[Token], end: int) -> Iterator[Token]:
        """The stretches of emphasis between the borders of other tokens."""
        stop = min(hint.end, end)
        borders = {
            at for token in others for at in (token.start, token.end) if hint.start < at < stop
        }
        for left, right in pairwise(sorted({hint.start, stop, *borders})):
            if any(t.kind in LEAVES and t.start <= left and right <= t.end for t in others):
                continue
            words = self._text[left:right].strip()
            if words:
                begin = self._text.index(words, left)
                yield Token(OF_WORDS[hint.kind], begin, begin + len(words), hint.value)


def _crosses(hint: Hint, token: Token) -> bool:
    return (hint.start < token.start < hint.end) or (hint.start < token.end < hint.end)


def _nesting(token: Token) -> tuple[int, int, bool]:
    return token.start, -token.end, token.kind is K.EMPHASIS
