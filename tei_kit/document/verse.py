"""Verse: lines, and the groups in which they stand together."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.document.content import FLOATING, Contents
from tei_kit.document.model import Floating, Inline, Line, LineGroup, Paragraph, Spoken, Stage
from tei_kit.record import members
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)
PARTS = frozenset({"I", "M", "F"})
NUMBER = "n="


def line(token: Token, content: Sequence[Inline], decided: str = "") -> Line:
    """A line of verse; the value of its token has its part and its number: `F n=5`."""
    words = token.value.split()
    part = next((word for word in words if word in PARTS), "")
    n = next((word.removeprefix(NUMBER) for word in words if word.startswith(NUMBER)), "")
    return Line(content, part, n, decided)


def read_line(contents: Contents) -> Line:
    """The line at hand."""
    token = contents.tokens[contents.at]
    return line(token, contents.block(), contents.context.decided(token))


def read_group(contents: Contents) -> list[Spoken]:
    """The lines at hand that stand together; a paragraph when the group has no lines."""
    group = contents.tokens[contents.at]
    if not contents.holds_blocks():
        return [Paragraph(contents.block())]
    contents.at += 1
    return rest_of_group(contents, group, [])


def rest_of_group(contents: Contents, group: Token, read: Sequence[Spoken]) -> list[Spoken]:
    """A group whose first lines are read, up to its end."""
    tokens = contents.tokens
    entries: list[Line | Stage | Floating] = []
    before: list[Spoken] = []
    for each in read:
        if isinstance(each, Line):
            entries.append(each)
        else:
            before.append(each)
    while contents.at < len(tokens) and tokens[contents.at].start < group.end:
        token = tokens[contents.at]
        if token.kind in FLOATING:
            entries.append(contents.floating())
        elif token.kind is K.NOTE:
            note = contents.note()
            entries += [note] if note else []
        elif token.kind is K.STAGE:
            cert = contents.context.cert(token)
            entries.append(Stage(contents.block(), cert, token.value))
        else:
            entries.append(read_line(contents))
    if any(isinstance(entry, (Line, Stage)) for entry in entries):
        return [*before, LineGroup(tuple(entries))]
    return [*before, *entries]
