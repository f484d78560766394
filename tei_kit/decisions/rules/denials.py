"""Denials: rules for decisions that words are not of a kind."""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.kinds import KINDS
from tei_kit.decisions.rules.borders import document, stanza, turn_end
from tei_kit.decisions.rules.headings import merge_division
from tei_kit.decisions.rules.places import (
    BETWEEN_BLOCKS,
    ImpossibleError,
    Rule,
    block_of_page,
    leaf,
    next_leaf,
    refuse_moved,
)
from tei_kit.tokenizer.tokens import TokenKind

K = TokenKind
DENIED_INLINE: Mapping[str, frozenset[TokenKind]] = {
    "speaker": frozenset({K.SPEAKER}),
    "noteref": frozenset({K.NOTE_REFERENCE, K.UNRESOLVED}),
    "date": frozenset({K.DATE, K.TIME}),
    "participant": frozenset({K.PERSON, K.ROLE}),
    "place": frozenset({K.PLACE}),
    "sender": frozenset({K.PERSON}),
    "recipient": frozenset({K.PERSON}),
    "time": frozenset({K.TIME}),
    "actor": frozenset({K.CAST_ACTOR}),
    "reference": frozenset({K.REFERENCE}),
}


BORDERS: Mapping[str, Rule] = {"turn-end": turn_end, "stanza": stanza, "document": document}


def deny(editor: Editor, place: Stretch, decision: Decision) -> None:
    border = BORDERS.get(decision.no)
    if border is not None:
        border(editor, place, decision)
        return
    kinds = DENIED_INLINE.get(decision.no)
    if kinds:
        editor.remove(place.start, place.end, kinds)
        return
    wanted = KINDS[decision.no].token
    if wanted in BETWEEN_BLOCKS and wanted is not None:
        at = editor.leaf_at(place.start)
        if at < 0:
            block_of_page(editor, place)
        else:
            if place.end > editor.tokens[at].end:
                raise ImpossibleError("they go on in another paragraph")
            editor.remove(place.start, place.end, frozenset({wanted}))
        return
    kind = KINDS[decision.no].token
    if decision.no == "stage":
        editor.remove(place.start, place.end, frozenset({K.ASIDE}))
    if decision.no == "salutation":
        _deny_salutation(editor, place)
        return
    at = leaf(editor, place)
    token = editor.tokens[at]
    if decision.no == "heading" and token.kind is K.HEAD:
        merge_division(editor, at)
    elif decision.no in ("postscript", "epigraph"):
        _deny_postscript(editor, at)
    elif token.kind is kind:
        refuse_moved(editor, at)
        if token.kind is K.SUBHEAD:
            _free_second_heading(editor, at)
        editor.retype(at, K.PARAGRAPH)


def _deny_salutation(editor: Editor, place: Stretch) -> None:
    at = leaf(editor, place)
    if editor.tokens[at].kind is K.SALUTE:
        editor.retype(at, K.PARAGRAPH)
    else:
        editor.remove(place.start, place.end, frozenset({K.SALUTE}))


def _deny_postscript(editor: Editor, at: int) -> None:
    holder = editor.container_of(at)
    if editor.tokens[holder].kind in (K.POSTSCRIPT, K.EPIGRAPH):
        del editor.tokens[holder]


def _free_second_heading(editor: Editor, at: int) -> None:
    """Let the second heading of a part stand alone, for the first heading is gone."""
    behind = next_leaf(editor, at)
    if behind >= 0 and editor.tokens[behind].value == "+":
        editor.change(behind, value=editor.tokens[at].value)
