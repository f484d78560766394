"""Turns: the blocks of a division, gathered into turns and into the parts that headings begin."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.certainty import Certainty
from tei_kit.document.content import FLOATING, Contents
from tei_kit.document.lists import read_list
from tei_kit.document.model import (
    Block,
    Dateline,
    Floating,
    Inline,
    ListBlock,
    Paragraph,
    Signed,
    Stage,
    Subdivision,
    Table,
    Turn,
)
from tei_kit.document.notes import Scopes
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# What goes on with a turn, as a list without a @type does.
CONTINUING = frozenset({K.PARAGRAPH, K.TABLE})


def read_blocks(contents: Contents, end: int) -> list[Block]:
    """The blocks up to the token of index `end`, in the subdivisions that hold them."""
    scopes = Scopes()
    headings: list[tuple[int, Sequence[Inline]]] = []
    parts: list[list[Block]] = [_turns(contents, end)]
    while contents.at < end:
        heading = contents.tokens[contents.at]
        contents.scope = scopes.enter(heading)
        headings.append((heading.depth, contents.block()))
        parts.append(_turns(contents, end))
    contents.scope = 0
    return _nested(parts, headings)


def _nested(
    parts: Sequence[list[Block]], headings: Sequence[tuple[int, Sequence[Inline]]]
) -> list[Block]:
    """The parts that headings begin, each inside the nearest before it of a lesser level."""
    whole = parts[0]
    open_parts = [(0, whole)]
    for (depth, head), blocks in zip(headings, parts[1:], strict=True):
        while open_parts[-1][0] >= depth:
            open_parts.pop()
        open_parts[-1][1].append(Subdivision(head, blocks))
        open_parts.append((depth, blocks))
    return whole


def _turns(contents: Contents, end: int) -> list[Block]:
    """The blocks up to a heading, with paragraphs gathered into turns."""
    tokens = contents.tokens
    result: list[Block] = []
    floats: list[Floating] = []  # not yet known whether inside the turn or after it
    speaker: Sequence[Inline] = ()
    who = cert = ""
    spoken: list[Paragraph | ListBlock | Table | Floating] = []

    def close() -> None:
        if spoken:
            result.append(Turn(who, speaker, tuple(spoken), cert))
            spoken.clear()
        if floats:
            result.extend(floats)
            floats.clear()

    while contents.at < end and tokens[contents.at].kind is not K.SUBHEAD:
        token = tokens[contents.at]
        if token.kind in FLOATING:
            floats.append(contents.floating())
            continue
        if token.kind is K.NOTE:
            note = contents.note()
            floats += [note] if note else []
            continue
        if token.kind is K.PARAGRAPH and _is_speech(contents):
            close()
            label = tokens[contents.at + 1]
            who, cert = contents.people.who(label), contents.context.cert(label)
            if cert and not who:
                cert = Certainty.LOW.value
            speaker, paragraph = _speech(contents)
            spoken.append(paragraph)
            continue
        continues = token.kind in CONTINUING or (token.kind is K.LIST and not token.value)
        if not (spoken and continues):
            close()
        block = _block(contents, token)
        if spoken and isinstance(block, (Paragraph, ListBlock, Table)):
            spoken += floats
            floats.clear()
            spoken.append(block)
        else:
            result.append(block)
    close()
    return result


def _is_speech(contents: Contents) -> bool:
    """Whether a speaker's label begins the paragraph at hand."""
    label = contents.at + 1
    return label < len(contents.tokens) and contents.tokens[label].kind is K.SPEAKER


def _block(contents: Contents, token: Token) -> Block:
    if token.kind is K.LIST:
        return read_list(contents)
    if token.kind is K.TABLE:
        return contents.table()
    content, cert = contents.block(), contents.context.cert(token)
    if token.kind is K.STAGE:
        return Stage(content, cert)
    if token.kind is K.DATELINE:
        return Dateline(content, cert)
    if token.kind is K.SIGNED:
        return Signed(content, cert)
    return Paragraph(content)


def _speech(contents: Contents) -> tuple[Sequence[Inline], Paragraph]:
    """A paragraph that a speaker's label begins: the label, and the rest."""
    paragraph, label = contents.tokens[contents.at], contents.tokens[contents.at + 1]
    contents.at += 2
    speaker = contents.within(label.start, label.end)
    return speaker, Paragraph(contents.within(label.end, paragraph.end))
