"""Headings: rules about headings of documents, and of the parts inside them."""

from __future__ import annotations

import re

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import LEAVES, Editor
from tei_kit.decisions.rules.places import (
    DECIDED,
    ImpossibleError,
    division_of,
    isolated,
    leaf,
    without,
)
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# The number before a heading: "207. Memorandum".
HEADING_NUMBER = re.compile(r"(?P<n>\d+)\.\s")

# Containers that may begin a document.
WHOLE_PARTS = frozenset({K.LIST, K.LINE_GROUP, K.TABLE, K.CAST, K.EPIGRAPH})


def heading(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = isolated(editor, place, whole=False)
    token = editor.tokens[at]
    if decision.level == 0 or (decision.level < 0 and token.kind is K.HEAD):
        _document(editor, at, decision)
        return
    if token.kind is K.HEAD:
        merge_division(editor, at)
        at = leaf(editor, place)
    depth = decision.level if decision.level > 0 else token.depth
    value = decision.type or (token.value if token.kind is K.SUBHEAD else "")
    n = decision.n or token.place
    at = editor.retype(at, K.SUBHEAD, depth=max(depth, 1), value=value, place=n)
    without(editor, at, frozenset({K.SPEAKER}))


def _document(editor: Editor, at: int, decision: Decision) -> None:
    """Make a block the heading of a document."""
    token = editor.tokens[at]
    number = HEADING_NUMBER.match(editor.text, token.start)
    n = decision.n or (number["n"] if number else "")
    if token.kind is K.HEAD:
        editor.change(at, certainty=DECIDED)
        holder = division_of(editor, at)
        editor.change(holder, value=n or editor.tokens[holder].value)
        return
    at = _between_parts(editor, at)
    at = editor.retype(at, K.HEAD)
    without(editor, at, frozenset({K.SPEAKER}))
    _begin(editor, at, n)


def _between_parts(editor: Editor, at: int) -> int:
    """Take a block out of containers, so it stands directly in its document; gives its new index.

    Raises ImpossibleError if a container has to hold it.
    """
    outer = editor.container_of(at)
    if editor.tokens[outer].kind is not K.DIVISION:
        at = editor.lift(at)
        outer = editor.container_of(at)
        if editor.tokens[outer].kind is not K.DIVISION:
            raise ImpossibleError("a document cannot begin inside of another part")
    return at


def begin_document(editor: Editor, at: int, n: str) -> None:
    """Begin a document with a block, which keeps its kind."""
    token = editor.tokens[at]
    outer = division_of(editor, at)
    if editor.is_bare(editor.tokens[outer].start, token.start):
        editor.change(at, certainty=DECIDED)  # its document begins with it already
        return
    while editor.container_of(at) and editor.tokens[editor.container_of(at)].kind in WHOLE_PARTS:
        at = editor.container_of(at)
    if editor.tokens[at].start != token.start:
        at = _between_parts(editor, editor.leaf_at(token.start))
    if editor.tokens[editor.container_of(at)].kind is not K.DIVISION:
        raise ImpossibleError("a document cannot begin inside of another part")
    _begin(editor, at, n)
    editor.change(editor.leaf_at(token.start), certainty=DECIDED)


def _begin(editor: Editor, at: int, n: str) -> None:
    """Begin a division with a block, unless its division begins with it already."""
    token = editor.tokens[at]
    outer = division_of(editor, at)
    division = editor.tokens[outer]
    if editor.is_bare(division.start, token.start) and not _leaves_between(editor, outer, at):
        editor.change(outer, value=n or division.value)
        return
    for index in range(at):
        if editor.tokens[index].end > token.start:
            editor.change(index, end=editor.trimmed(editor.tokens[index].start, token.start))
    editor.tokens.insert(at, Token(K.DIVISION, token.start, division.end, n))


def _leaves_between(editor: Editor, first: int, last: int) -> bool:
    return any(token.kind in LEAVES for token in editor.tokens[first + 1 : last])


def merge_division(editor: Editor, at: int) -> None:
    """Make the heading of a document a paragraph, and join the document to the one before."""
    holder = division_of(editor, at)
    editor.retype(at, K.PARAGRAPH)
    _join(editor, holder)


def join_documents(editor: Editor, at: int) -> None:
    """Join a document that begins with a block to the document before."""
    holder = division_of(editor, at)
    token = editor.tokens[at]
    if not editor.is_bare(editor.tokens[holder].start, token.start):
        return
    if token.kind is K.HEAD:
        at = editor.retype(at, K.SUBHEAD, depth=1)
    editor.change(at, certainty=DECIDED)
    _join(editor, holder)


def _join(editor: Editor, holder: int) -> None:
    division = editor.tokens[holder]
    before = [i for i in range(holder) if editor.tokens[i].kind is K.DIVISION]
    if before:
        editor.change(before[-1], end=division.end)
        del editor.tokens[holder]
