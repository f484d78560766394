"""Lists: items, with the lists nested in them."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.conventions import NUMBERED_LIST, REND_OF_SIGN, marker_number
from tei_kit.document import numbering
from tei_kit.document.content import FLOATING, Contents
from tei_kit.document.model import Floating, Inline, Item, ListBlock
from tei_kit.record import members
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)


def read_list(contents: Contents) -> ListBlock:
    """The list at hand, up to its last item."""
    token = contents.tokens[contents.at]
    contents.at += 1
    return _entries(contents, token, read_labels(contents, token.end), 0)


def read_labels(contents: Contents, end: int) -> list[Sequence[Inline]]:
    """The headings of a list; tokens before a heading on the page begin its content."""
    heads: list[Sequence[Inline]] = []
    tokens = contents.tokens
    while True:
        at = contents.at
        while at < len(tokens) and tokens[at].kind in FLOATING and tokens[at].start < end:
            at += 1
        if at == len(tokens) or tokens[at].kind is not K.LABEL:
            return heads
        before: list[Inline] = []
        while contents.at < at:
            before.append(contents.floating())
        heads.append((*before, *contents.block()))


def _entries(
    contents: Contents, token: Token, heads: Sequence[Sequence[Inline]], depth: int
) -> ListBlock:
    """The items at a depth, with the lists nested in them, within the list's token."""
    entries: list[Item | Floating] = []
    last: Item | None = None
    rend = ""
    tokens = contents.tokens
    while contents.at < len(tokens) and tokens[contents.at].start < token.end:
        current = tokens[contents.at]
        if current.kind is not K.ITEM:
            if current.kind is K.NOTE:
                note = contents.note()
                entries += [note] if note else []
            else:
                entries.append(contents.floating())
        elif current.depth >= depth:  # deeper only where no item is there to hold it
            rend = rend or _rend(contents, current)
            item = _item(contents, token, current)
            last = numbering.in_order(item, last) if last else item
            entries.append(last)
        else:
            break
    if depth:
        return ListBlock("", rend, heads, entries)
    return ListBlock(token.value, rend, heads, entries, contents.context.cert(token))


def _rend(contents: Contents, item: Token) -> str:
    """The @rend of a list whose first item is at hand: the name of its sign, if it has one.

    An item has neither a sign nor a number in a list of names.
    """
    sign = contents.text[item.start]
    at = contents.at + 1
    has_sign = at < len(contents.tokens) and contents.tokens[at].kind is K.BULLET
    if not has_sign and not item.value:
        return ""
    return REND_OF_SIGN.get(sign, NUMBERED_LIST) if has_sign else NUMBERED_LIST


def _item(contents: Contents, token: Token, item: Token) -> Item:
    after = contents.tokens[contents.at + 1] if contents.at + 1 < len(contents.tokens) else item
    marker = after.value if after.kind is K.BULLET else ""
    content = contents.block()
    nested: list[ListBlock] = []
    while _deeper(contents, token, item.depth):
        nested.append(_entries(contents, token, (), item.depth + 1))
    plain_marker = not marker or marker == f"{marker_number(marker)}."
    return Item(item.value, content, nested, "" if plain_marker else marker)


def _deeper(contents: Contents, token: Token, depth: int) -> bool:
    """Whether a deeper item comes next, perhaps after page markers."""
    at, tokens = contents.at, contents.tokens
    while at < len(tokens) and (tokens[at].kind in FLOATING or tokens[at].kind is K.NOTE):
        is_note = tokens[at].kind is K.NOTE
        at = contents.shelf.after[tokens[at].start] if is_note else at + 1
    if at == len(tokens) or tokens[at].start >= token.end:
        return False
    return tokens[at].kind is K.ITEM and tokens[at].depth > depth
