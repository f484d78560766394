"""Fixed blocks: rows that are notes, pages, tables or headings by the format or the layout."""

from __future__ import annotations

from collections.abc import Iterator

from tei_kit.source import hints
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.inline import Stated
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind


def tokens_of(view: Source, hint: Hint, stated: Stated) -> Iterator[Token]:
    """The tokens of a note, a page mark, a running head or a table."""
    kind = hint.kind
    if kind is HintKind.PAGE_BLOCK:
        yield Token(K.PAGE_BREAK, hint.start, hint.end, hint.value)
    elif kind is HintKind.FORM_WORK_BLOCK:
        yield Token(K.FORM_WORK, hint.start, hint.end, hint.value)
    elif kind is HintKind.NOTE:
        yield from _note(view, hint, stated)
    elif kind is HintKind.QUOTE:
        yield Token(K.QUOTE, hint.start, hint.end)
        yield from stated.within(hint.start, hint.end, _paragraphs(view, hint))
    elif kind is HintKind.TABLE:
        yield from _table(view, hint, stated)
    else:
        yield Token(K.PARAGRAPH, hint.start, hint.end)
        yield from stated.within(hint.start, hint.end)


def _note(view: Source, hint: Hint, stated: Stated) -> Iterator[Token]:
    yield Token(K.NOTE, hint.start, hint.end, hint.value, place=hint.place)
    label = hint.label or _label(view.text, hint)
    given = [Token(K.NOTE_NUMBER, hint.start, hint.start + label)]
    given += _paragraphs(view, hint)
    if hint.close:
        given.append(Token(K.NOTE_NUMBER, hint.end - hint.close, hint.end))
    yield from stated.within(hint.start, hint.end, given)


def _paragraphs(view: Source, hint: Hint) -> list[Token]:
    """The paragraphs that the format states in a block."""
    return [
        Token(K.INNER, inner.start, inner.end)
        for inner in hints.within(view.hints, hint.start, hint.end)
        if inner.kind is HintKind.PARAGRAPH
    ]


def _label(text: str, hint: Hint) -> int:
    """The length of the number of a note, with the stop after it, in characters."""
    at = hint.start + len(hint.value)
    if text[at : at + 1] == ".":
        at += 1
    return at - hint.start


def _table(view: Source, hint: Hint, stated: Stated) -> Iterator[Token]:
    yield Token(K.TABLE, hint.start, hint.end)
    for inner in hints.within(view.hints, hint.start, hint.end):
        if inner.kind is HintKind.ROW:
            yield Token(K.ROW, inner.start, inner.end, inner.value)
        elif inner.kind is HintKind.CELL:
            yield Token(K.CELL, inner.start, inner.end, inner.value)
            yield from stated.within(inner.start, inner.end)
