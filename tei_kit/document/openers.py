"""Openers and closers: the parts at the beginning and the end of a letter, where TEI allows them.

In TEI a division has openers before its first block and closers after its last one, and divisions
after all other blocks (Guidelines, 4.2). A letter in the middle of other text is an inner text,
`floatingText` (4.3.2).
"""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.document.model import (
    Address,
    Block,
    CastList,
    Closer,
    Dateline,
    Epigraph,
    Figure,
    Floating,
    FormWork,
    InnerText,
    LetterPart,
    LineBreak,
    Note,
    NotesHere,
    Opener,
    PageBreak,
    Paragraph,
    Postscript,
    Quote,
    Salute,
    Signed,
    Subdivision,
    TitlePage,
    TitlePart,
    Trailer,
)
from tei_kit.record import replace

FLOATS = (PageBreak, FormWork, Figure, NotesHere, LineBreak, Note)
PARTS = (Dateline, Salute, Signed, Address)
ENDS = (Postscript, Trailer)
# The answers by the class of a block: a look-up is faster than isinstance with many classes.
IN_LETTERS = frozenset({*PARTS, Postscript})
IN_RUNS = IN_LETTERS | {*FLOATS}
IN_MIDDLE = IN_LETTERS | {Trailer}
INNER = frozenset({Subdivision, TitlePart})
NO_BODY = frozenset({*FLOATS, *PARTS, *ENDS, Epigraph})
MOVING = frozenset({*PARTS, *ENDS, Epigraph, Subdivision, TitlePart})
FRONT = "front"


def arranged(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a division, or of an inner text, in an order that TEI allows.

    No block changes its place: only the elements around it are new.
    """
    kinds = set(map(type, blocks))
    if MOVING.isdisjoint(kinds):
        return list(blocks)
    blocks = list(blocks) if kinds.isdisjoint(INNER) else [_inside(block) for block in blocks]
    first = next(
        (i for i, b in enumerate(blocks) if _is_body(b) or isinstance(b, ENDS)), len(blocks)
    )
    if first < len(blocks):  # parts that end a text without having a text before them are its text
        blocks[first] = _as_body(blocks[first])
    before = _grouped(blocks[:first], Opener)
    rest = [Quote((), b.blocks) if isinstance(b, Epigraph) else b for b in blocks[first:]]
    first_part = next((i for i, b in enumerate(rest) if isinstance(b, Subdivision)), len(rest))
    own, parts = rest[:first_part], rest[first_part:]
    last = max((i for i, block in enumerate(own) if _is_body(block)), default=-1) + 1
    if parts:  # parts that close the text before them have no other place
        return [*_inner_texts(before, own), *_parted(parts)]
    return [*_inner_texts(before, own[:last], own[last:]), *parts]


def _inside(block: Block) -> Block:
    if isinstance(block, Subdivision):
        return replace(block, blocks=arranged(block.blocks))
    if isinstance(block, TitlePart):
        return Paragraph(block.content)
    return block


def _is_body(block: Block) -> bool:
    return type(block) not in NO_BODY


def _as_body(block: Block) -> Block:
    """The form of a closing block when no text stands before it."""
    if isinstance(block, Postscript):
        return InnerText(block.blocks)
    return Paragraph(block.content) if isinstance(block, Trailer) else block


def _grouped(blocks: Sequence[Block], kind: type[Opener] | type[Closer]) -> list[Block]:
    """Blocks at an edge, with neighbouring parts of a letter in one opener or closer."""
    result: list[Block] = []
    parts: list[LetterPart | Floating] = []
    floats: list[Floating] = []

    def close() -> None:
        if parts:
            result.append(kind(tuple(parts)))
            parts.clear()
        result.extend(floats)
        floats.clear()

    for block in blocks:
        if isinstance(block, PARTS):
            if parts:
                parts.extend(floats)
            else:
                result.extend(floats)
            floats.clear()
            parts.append(block)
        elif isinstance(block, FLOATS):
            floats.append(block)
        else:
            close()
            result.append(block)
    close()
    return result


def _inner_texts(
    before: Sequence[Block], blocks: Sequence[Block], after: Sequence[Block] = ()
) -> list[Block]:
    """The blocks of a division with its openers before it and its closers `after` it.

    A letter that ends before them, or that begins in the middle, becomes an inner text.
    """
    if IN_MIDDLE.isdisjoint(map(type, blocks)):
        return [*before, *blocks, *_grouped(after, Closer)]
    result: list[Block] = [*before]
    start = next((i for i, block in enumerate(before) if isinstance(block, Opener)), len(before))
    is_inner = False  # whether the blocks from `start` on are an inner text
    at = 0
    while at < len(blocks):
        run = _run(blocks, at)
        if not run:
            block = blocks[at]
            result.append(Paragraph(block.content) if isinstance(block, Trailer) else block)
            at += 1
            continue
        at += len(run)
        ends = max((i for i, block in enumerate(run) if _closes(block)), default=-1) + 1
        if at == len(blocks):  # no text follows that it could open
            ends = (
                max(i for i, block in enumerate(run) if isinstance(block, (*PARTS, Postscript))) + 1
            )
        if ends:
            text = [*result[start:], *_grouped(run[:ends], Closer)]
            result[start:] = [InnerText(tuple(text))]
            start, is_inner = len(result), False
        opening = run[ends:]
        if any(isinstance(block, PARTS) for block in opening):
            if is_inner:
                result[start:] = [InnerText(tuple(result[start:]))]
            start, is_inner = len(result), True
            result += _grouped(opening, Opener)
        else:
            result += opening
    ending = _grouped(after, Closer)
    if is_inner:
        result[start:] = [InnerText((*result[start:], *ending))]
        return result
    return [*result, *ending]


def _run(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The parts of letters from an index on, with the floating elements between and after them."""
    end = at
    while end < len(blocks) and type(blocks[end]) in IN_RUNS:
        end += 1
    run = blocks[at:end]
    return () if IN_LETTERS.isdisjoint(map(type, run)) else run


def _closes(block: Block) -> bool:
    """Whether a part of a letter can only stand at its end."""
    if isinstance(block, Salute):
        return block.is_close
    return isinstance(block, (Signed, Postscript))


def _parted(blocks: Sequence[Block]) -> list[Block]:
    """Blocks that begin with a part: blocks after a part are in a part, too."""
    result: list[Block] = []
    loose: list[Block] = []

    for block in blocks:
        if isinstance(block, Subdivision):
            result += _part_of(loose)
            loose = []
            result.append(block)
        else:
            loose.append(block)
    return result + _part_of(loose)


def _part_of(loose: Sequence[Block]) -> list[Block]:
    """Blocks in a division of their own, but for those that may stand anywhere."""
    if any(not isinstance(block, FLOATS) for block in loose):
        return [Subdivision((), arranged(loose), "")]
    return list(loose)


def as_text(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with at least one block of text: parts of a letter without text become paragraphs."""
    if any(_is_body(block) for block in blocks):
        return list(blocks)
    text = [_as_text(block) for block in blocks]
    return text if any(map(_is_body, text)) else [Paragraph(()), *text]


def _as_text(block: Block) -> Block:
    if isinstance(block, (Dateline, Salute, Signed, Trailer)):
        return Paragraph(block.content)
    if isinstance(block, Address):
        parts = [part for line in block.lines for part in (LineBreak(), *line)]
        return Paragraph(parts[1:])
    if isinstance(block, (Postscript, Epigraph)):
        return InnerText(as_text(block.blocks))
    return block


def fronted(blocks: Sequence[Block]) -> list[Block]:
    """Blocks as `front` may hold them (Guidelines, 4.6): titles together on a title page.

    Title pages, casts and paragraphs stand by themselves; other blocks, and blocks after the first
    division, stand in divisions.
    """
    result: list[Block] = []
    loose: list[Block] = []
    title: list[TitlePart | Floating] = []

    def close() -> None:
        result.extend(_part_of(loose))
        loose.clear()
        if title:
            result.append(TitlePage(tuple(title)))
            title.clear()

    has_division = False
    for block in blocks:
        if isinstance(block, TitlePart) or (title and isinstance(block, FLOATS)):
            if loose:
                close()
            title.append(block)
        elif isinstance(block, (CastList, Subdivision)):
            close()
            has_division = has_division or isinstance(block, Subdivision)
            result.append(_inside(block))
        elif isinstance(block, Paragraph) and not (has_division or loose):
            close()
            result.append(block)
        else:
            if title:
                close()
            has_division = has_division or not isinstance(block, FLOATS)
            loose.append(block)
    close()
    return result
