"""Borders: rules about the begins of paragraphs, stanzas and documents, and the ends of turns."""

from __future__ import annotations

from itertools import pairwise

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.rules.headings import begin_document, join_documents
from tei_kit.decisions.rules.places import (
    DECIDED,
    ImpossibleError,
    called,
    freed,
    label_of,
    leaf,
    next_leaf,
    refuse_moved,
    strip,
)
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind


def begins(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = leaf(editor, place)
    refuse_moved(editor, at)
    if editor.tokens[at].kind is K.CELL:
        raise ImpossibleError("they stand in the cell of a table")
    if not editor.is_bare(editor.begin_of(at), place.start):
        at = editor.split(at, place.start)
        at = editor.lift(at)
        editor.change(at, certainty=DECIDED)


def goes_on(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = leaf(editor, place)
    if not editor.is_bare(editor.begin_of(at), place.start):
        return  # the words are inside a paragraph already
    refuse_moved(editor, at)
    if editor.tokens[at].kind in (K.CELL, K.HEAD):
        raise ImpossibleError(f"they are {called(editor.tokens[at])}")
    at = freed(editor, at)
    before = editor.leaf_before(at)
    if before < 0 or editor.tokens[before].kind is K.CELL:
        raise ImpossibleError("no paragraph stands before them in this document")
    strip(editor, at)
    editor.merge(before, at)


def stanza(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Begin a stanza with a line, or join the line to the stanza before."""
    at = leaf(editor, place)
    if editor.tokens[at].kind is not K.LINE and decision.no:
        return
    if editor.tokens[at].kind is not K.LINE:
        raise ImpossibleError(f"they are {called(editor.tokens[at])}, and no line of verse")
    if not editor.is_bare(editor.begin_of(at), place.start):
        raise ImpossibleError("no line begins with them")
    lines = _lines_around(editor, at)
    number = lines.index(at)
    groups = [editor.container_of(line) for line in lines]
    bounds = [0, *(i for i in range(1, len(lines)) if groups[i] != groups[i - 1]), len(lines)]
    if decision.no:
        if number not in bounds[1:-1]:
            return
        bounds.remove(number)
    elif number in bounds[1:-1] or number == 0:
        editor.change(at, certainty=DECIDED)
        return
    else:
        bounds = sorted({*bounds, number})
    _group(editor, lines, bounds)
    editor.change(leaf(editor, place), certainty=DECIDED)


def _lines_around(editor: Editor, at: int) -> list[int]:
    """The indices of a line of verse and of its neighbours in the same turn."""
    first = at
    while not label_of(editor, first):
        before = editor.leaf_before(first)
        if before < 0 or editor.tokens[before].kind is not K.LINE:
            break
        first = before
    found = [first]
    while True:
        behind = next_leaf(editor, found[-1])
        if behind < 0 or editor.tokens[behind].kind is not K.LINE or label_of(editor, behind):
            return found
        found.append(behind)


def _group(editor: Editor, lines: list[int], bounds: list[int]) -> None:
    """Put lines into groups; `bounds` are the indices in `lines` where groups begin and end."""
    tokens = [editor.tokens[line] for line in lines]
    start, end = tokens[0].start, tokens[-1].end
    editor.remove(start, end, frozenset({K.LINE_GROUP}))
    for first, last in reversed(list(pairwise(bounds))):
        one, other = tokens[first], tokens[last - 1]
        if len(bounds) > 2 or one is not other:
            editor.wrap(editor.leaf_at(one.start), Token(K.LINE_GROUP, one.start, other.end))


def document(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Begin a document with a block, or join the block's document to the document before."""
    at = leaf(editor, place)
    if decision.no:
        join_documents(editor, at)
        return
    if not editor.is_bare(editor.begin_of(at), place.start):
        raise ImpossibleError("no paragraph begins with them")
    refuse_moved(editor, at)
    begin_document(editor, at, "")


def turn_end(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = leaf(editor, place)
    if label_of(editor, at):
        return  # its label begins another turn, which ends the turn before
    while True:
        holder = editor.container_of(at)
        if editor.tokens[holder].kind not in (K.LIST, K.LINE_GROUP, K.TABLE, K.ROW, K.QUOTE):
            break
        at = holder
    editor.change(at, depth=0 if decision.no else 1, certainty=DECIDED)
