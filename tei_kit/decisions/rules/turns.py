"""Turns: splits a stretch over several speeches into a stretch for each speech."""

from __future__ import annotations

from bisect import bisect_left

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.editor import LEAVES, Editor
from tei_kit.decisions.rules.places import label_of
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# The blocks of speeches. Headings, directions and lists between speeches keep their kinds.
SAID = frozenset({K.PARAGRAPH, K.LINE})


def parted(editor: Editor, place: Stretch) -> list[Stretch]:
    """The stretches of the speeches in a stretch that begins with a label and has several speeches;
    else the stretch itself.

    Neighbouring lines of verse in a speech are one stretch. Each paragraph is a stretch of its own,
    and a direction ends a stretch of lines.
    """
    first = editor.leaf_at(place.start)
    if first < 0 or label_of(editor, first) is None:
        return [place]
    runs: list[Stretch] = []
    speeches = 0
    goes_on = False  # whether a next line of verse belongs to the last stretch
    for at in range(first, bisect_left(editor.tokens, place.end, key=_start)):
        token = editor.tokens[at]
        if token.kind not in LEAVES:
            continue
        label = label_of(editor, at) if token.kind in SAID else None
        speeches += label is not None
        if token.kind not in SAID or (label and editor.is_bare(label.end, token.end)):
            goes_on = False  # after a label alone, the speech is in the next blocks
            continue
        end = min(token.end, place.end)
        goes_on = goes_on and token.kind is K.LINE and label is None
        if goes_on:
            runs[-1] = Stretch(runs[-1].start, end)
        else:
            runs.append(Stretch(token.start, end))
        goes_on = token.kind is K.LINE
    return runs if speeches > 1 else [place]


def _start(token: Token) -> int:
    return token.start
