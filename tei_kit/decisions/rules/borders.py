"""Borders: where a block begins, where it goes on, and where a turn ends."""

from __future__ import annotations

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.rules.places import (
    DECIDED,
    ImpossibleError,
    called,
    freed,
    label_of,
    leaf,
    refuse_moved,
    strip,
)
from tei_kit.tokenizer.tokens import TokenKind

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
        return  # the words stand inside of a paragraph as it is
    refuse_moved(editor, at)
    if editor.tokens[at].kind in (K.CELL, K.HEAD):
        raise ImpossibleError(f"they are {called(editor.tokens[at])}")
    at = freed(editor, at)
    before = editor.leaf_before(at)
    if before < 0 or editor.tokens[before].kind is K.CELL:
        raise ImpossibleError("no paragraph stands before them in this document")
    strip(editor, at)
    editor.merge(before, at)


def turn_end(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = leaf(editor, place)
    if label_of(editor, at):
        return  # a label begins another turn there
    while True:
        holder = editor.container_of(at)
        if editor.tokens[holder].kind not in (K.LIST, K.LINE_GROUP, K.TABLE, K.ROW, K.QUOTE):
            break
        at = holder
    editor.change(at, depth=0 if decision.no else 1, certainty=DECIDED)
