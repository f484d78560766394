"""Turns: words that go through several speeches are said of each speech by itself."""

from __future__ import annotations

from bisect import bisect_left

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.editor import LEAVES, Editor
from tei_kit.decisions.rules.places import label_of
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# The blocks in which somebody speaks. Headings, directions and lists between speeches stay.
SAID = frozenset({K.PARAGRAPH, K.LINE})


def parted(editor: Editor, place: Stretch) -> list[Stretch]:
    """The stretch of what is said in each speech, where a stretch begins with the label of a speech
    and goes on with other speeches; else the stretch itself.

    Lines of verse that follow each other in a speech are one stretch; a paragraph is one of its
    own, and so are the lines behind a direction.
    """
    first = editor.leaf_at(place.start)
    if first < 0 or label_of(editor, first) is None:
        return [place]
    runs: list[Stretch] = []
    speeches = 0
    goes_on = False  # whether a line goes on with those of the last stretch
    for at in range(first, bisect_left(editor.tokens, place.end, key=_start)):
        token = editor.tokens[at]
        if token.kind not in LEAVES:
            continue
        label = label_of(editor, at) if token.kind in SAID else None
        speeches += label is not None
        if token.kind not in SAID or (label and editor.is_bare(label.end, token.end)):
            goes_on = False  # also a label alone: the speech stands in the blocks below
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
