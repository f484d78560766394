"""Rows as paragraphs: the parts of a text that the rules of its family do not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_kit.source.source import Source
from tei_kit.tokenizer.families import fixed
from tei_kit.tokenizer.families.inline import Stated
from tei_kit.tokenizer.families.rows import Row
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind


def chunks_of(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """Groups of rows without a blank line, or a block with a hint, between them."""
    chunks: list[list[Row]] = []
    for row in rows:
        if chunks and not row.blanks and row.hint is None and chunks[-1][-1].hint is None:
            chunks[-1].append(row)
        else:
            chunks.append([row])
    return list(chunks)


def paragraphs(view: Source, rows: Sequence[Row], stated: Stated) -> Iterator[Token]:
    """The tokens of rows as paragraphs, which do not belong to a turn above them."""
    for chunk in chunks_of(rows):
        hint = chunk[0].hint
        if hint is not None:
            yield from fixed.tokens_of(view, hint, stated)
        else:
            start, end = chunk[0].start, chunk[-1].end
            yield Token(K.PARAGRAPH, start, end, depth=1)
            yield from stated.within(start, end)
