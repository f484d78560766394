"""Rules: a function for each kind of decision, which changes the tokens of a text.

`places` finds or makes the block of a decision. `headings`, `blocks`, `lists`, `words` and
`borders` change it. `denials` has the decisions that words are not of a kind. `order` has the order
of the decisions.
"""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.rules.blocks import (
    block,
    epigraph,
    figure,
    header,
    note,
    paragraph,
    postscript,
    salutation,
    stage,
    title,
    verse,
)
from tei_kit.decisions.rules.borders import begins, document, goes_on, stanza, turn_end
from tei_kit.decisions.rules.denials import deny
from tei_kit.decisions.rules.headings import heading
from tei_kit.decisions.rules.lists import actor, cast, item, list_heading, participant
from tei_kit.decisions.rules.places import DECIDED, ImpossibleError, Rule
from tei_kit.decisions.rules.turns import parted
from tei_kit.decisions.rules.words import (
    date,
    in_letter,
    noteref,
    page,
    plain,
    reference,
    speaker,
    time,
)
from tei_kit.tokenizer.tokens import TokenKind

K = TokenKind
# Kinds that a decision about several speeches gives each speech separately.
OF_SPEECHES = frozenset({"paragraph", "verse"})


def apply(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Change the tokens as a decision about a place says.

    Raises ImpossibleError, and then changes nothing.
    """
    kept = list(editor.tokens)
    try:
        place = _uncut(editor, place)
        if decision.no:
            deny(editor, place, decision)
        else:
            for each in parted(editor, place) if decision.kind in OF_SPEECHES else (place,):
                RULES.get(decision.kind, block)(editor, each, decision)
    except ImpossibleError:
        editor.tokens = kept
        raise
    if decision.no or decision.kind in ("plain", "goes-on"):
        _sign(editor, place)


def _sign(editor: Editor, place: Stretch) -> None:
    """Mark the block of a decision as decided, for no other token shows the decision."""
    at = editor.leaf_at(place.start)
    if at >= 0:
        editor.change(at, certainty=DECIDED)


# Tokens that a decision cannot cut, and their names in a message.
WHOLE_TOKENS: Mapping[TokenKind, str] = {
    K.NOTE_NUMBER: "the number of a note",
    K.NOTE_REFERENCE: "a reference to a note",
    K.UNRESOLVED: "digits like a reference",
    K.PAGE_BREAK: "a page marker",
    K.FORM_WORK: "a running head",
    K.FIGURE: "a figure",
    K.HYPHEN: "a hyphen at a line end",
}


def _uncut(editor: Editor, place: Stretch) -> Stretch:
    """The stretch, extended to the begin of an item's bullet that overlaps its begin.

    Raises ImpossibleError for a stretch that cuts a token without parts, or is only a bullet.
    """
    start = place.start
    for token in editor.tokens:
        if token.start >= place.end or token.end <= place.start:
            continue
        is_cut = token.start < place.start or token.end > place.end
        if token.kind is K.BULLET and token.start <= place.start:
            if place.end <= token.end:
                raise ImpossibleError("they are the sign of an item; take the words behind it")
            start = min(start, token.start)
        elif is_cut and token.kind in WHOLE_TOKENS:
            is_inside = token.start <= place.start and place.end <= token.end
            if not (is_inside and token.kind in (K.FORM_WORK, K.PAGE_BREAK, K.UNRESOLVED)):
                raise ImpossibleError(f"they cut {WHOLE_TOKENS[token.kind]} in two")
    return Stretch(start, place.end)


RULES: Mapping[str, Rule] = {
    "heading": heading,
    "paragraph": paragraph,
    "stage": stage,
    "item": item,
    "verse": verse,
    "note": note,
    "postscript": postscript,
    "salutation": salutation,
    "header": header,
    "figure": figure,
    "speaker": speaker,
    "noteref": noteref,
    "page": page,
    "date": date,
    "plain": plain,
    "participant": participant,
    "cast": cast,
    "place": in_letter,
    "sender": in_letter,
    "recipient": in_letter,
    "reference": reference,
    "actor": actor,
    "time": time,
    "title": title,
    "epigraph": epigraph,
    "list-heading": list_heading,
    "stanza": stanza,
    "document": document,
    "begins": begins,
    "goes-on": goes_on,
    "turn-end": turn_end,
}
