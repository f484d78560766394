"""Casts: the persons of a play, and their descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.document.content import FLOATING, Contents
from tei_kit.document.lists import read_labels
from tei_kit.document.model import (
    Block,
    CastGroup,
    CastItem,
    CastList,
    CastPart,
    Floating,
    Inline,
    Paragraph,
)
from tei_kit.record import members
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)


def read_cast(contents: Contents) -> Block:
    """The cast at hand; a cast without persons is a paragraph."""
    cast = contents.tokens[contents.at]
    if not contents.holds_blocks():
        return Paragraph(contents.block())
    contents.at += 1
    heads = read_labels(contents, cast.end)
    entries = _entries(contents, cast)
    if not any(isinstance(entry, (CastItem, CastGroup)) for entry in entries):
        entries = [*[CastItem(head, ()) for head in heads], *entries]
        heads = []
    if not any(isinstance(entry, (CastItem, CastGroup)) for entry in entries):
        entries = [CastItem((), ()), *entries]
    return CastList(heads, entries)


def _entries(contents: Contents, whole: Token) -> list[CastItem | CastGroup | CastPart | Floating]:
    """The items and groups of a cast, or of a group."""
    tokens = contents.tokens
    entries: list[CastItem | CastGroup | CastPart | Floating] = []
    while contents.at < len(tokens) and tokens[contents.at].start < whole.end:
        token = tokens[contents.at]
        if token.kind in FLOATING:
            entries.append(contents.floating())
        elif token.kind is K.NOTE:
            note = contents.note()
            entries += [note] if note else []
        elif token.kind is K.CAST_GROUP:
            entries.append(_group(contents, token))
        elif token.kind is K.CAST_DESCRIPTION and whole.kind is K.CAST_GROUP:
            contents.at += 1
            entries.append(CastPart(contents.within(token.start, token.end), "roleDesc"))
        else:
            entries.append(_item(contents))
    return entries


def _group(contents: Contents, group: Token) -> CastGroup | CastItem:
    contents.at += 1
    heads = read_labels(contents, group.end)
    entries = _entries(contents, group)
    if any(isinstance(entry, (CastItem, CastGroup, CastPart)) for entry in entries):
        return CastGroup(heads, entries)
    content: list[Inline] = [part for head in heads for part in head]
    content += [entry for entry in entries if not isinstance(entry, (CastItem, CastGroup))]
    return CastItem(content, ())


def _item(contents: Contents) -> CastItem:
    first = contents.at
    end = contents.tokens[first].end
    content = contents.block()
    roles: Sequence[Token] = [
        token
        for token in contents.tokens[first : contents.at]
        if token.kind is K.CAST_ROLE and token.start < end
    ]
    return CastItem(content, list(dict.fromkeys(map(contents.people.of_role, roles))))
