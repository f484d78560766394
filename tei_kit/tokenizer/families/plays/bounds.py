"""Bounds: where a play begins and ends, among contents, prefaces and licences around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions, endings
from tei_kit.tokenizer.families.plays.draft import Draft
from tei_kit.tokenizer.families.plays.kinds import Kind

# How many labels have to follow the first within this many rows for it to be the play's first.
NEAR, ROWS_NEAR = 2, 60
# The share of the labels that may stand before the play, where they are not labels.
STRAY = 0.05
# How many times as often labels stand in a play as in its notes, at the least.
SELDOM = 5
# Where an e-text's own words begin after the text.
LICENCE = re.compile(
    r"\*\*\* ?(?:END|START) OF|End of (?:the |this )?Project Gutenberg|"
    r"[*]{3}\s*END\b|Fin de ce Projet|Ende dieses Projekt",
    re.IGNORECASE,
)


@record
class Bounds:
    """The index of the first row of a play, and that of the row after its last."""

    first: int
    last: int


def of_play(draft: Draft) -> Bounds:
    """The beginning and the end of the play.

    It begins with its cast or its first heading before the first label whose name recurs. It ends
    after its last label, before the licence.
    """
    places = _speaking(draft)
    first_label = _first_label(draft, places)
    return Bounds(_first(draft, places, first_label), _last(draft, places, first_label))


def _speaking(draft: Draft) -> list[int]:
    """The rows of labels whose names recur, or of all labels where no name does."""
    labels, names = draft.labels, draft.names
    return [at for at in sorted(labels) if names.known(labels[at].name)] or sorted(labels)


def first_label_of(draft: Draft) -> int:
    """The row of the first label of the play: others follow it soon."""
    return _first_label(draft, _speaking(draft))


def _first_label(draft: Draft, places: Sequence[int]) -> int:
    """The same, where the rows of labels whose names recur are known."""
    cast = draft.kinds.index(Kind.CAST) if Kind.CAST in draft.kinds else 0
    stray = sum(place < cast for place in places)
    if stray <= max(NEAR, STRAY * len(places)):
        places = places[stray:]  # names on the title page
    for at, place in enumerate(places):
        near = places[at + NEAR] if at + NEAR < len(places) else places[-1]
        if near - place <= ROWS_NEAR:
            return place
    return places[0] if places else 0


def _first(draft: Draft, places: list[int], first_label: int) -> int:
    """The first row of the play: of a heading, a cast, or directions above the first label."""
    kinds = draft.kinds
    begins = [at for at, kind in enumerate(kinds) if kind in (Kind.HEADING, Kind.CAST)]
    first = min([first_label, *begins[:1]])
    if begins and first_label < begins[0]:
        stray = [at for at in places if at < begins[0]]
        if len(stray) <= max(NEAR, STRAY * len(places)):
            first = begins[0]
    if first == first_label:
        return _with_directions(draft, first)
    if first and directions.is_transition(draft.words(first - 1)):
        return first - 1  # "FADE IN:"
    return first


def _last(draft: Draft, places: list[int], first_label: int) -> int:
    """The row after the last of the play: of a licence, or of a part after the last speeches."""
    text = draft.text
    stray = places[int((1 - STRAY) * (len(places) - 1))] if places else len(draft.rows)
    for at in range(first_label, len(draft.rows)):
        row = draft.rows[at]
        if text[row.start] in "*EF" and LICENCE.match(text, row.start, row.end):
            return at
        is_back = row.blanks and endings.begins_back_matter(draft.words(at))
        if is_back and (at > stray or _are_seldom(draft, places, first_label, at)):
            return at
    return len(draft.rows)


def _are_seldom(draft: Draft, places: list[int], first_label: int, at: int) -> bool:
    """Whether labels are rarer by far after a row than before it: notes only cite a play."""
    count = bisect_left(places, at)
    before, after = at - first_label, len(draft.rows) - at
    return (len(places) - count) * before * SELDOM < count * after


def _with_directions(draft: Draft, first: int) -> int:
    """The index of the first of the directions right above the first label."""
    rows, kinds = draft.rows, draft.kinds
    while first:
        at = first - 1
        while at and not rows[at].blanks and kinds[at] is Kind.TEXT:
            at -= 1
        words = draft.words(at)
        is_apart = rows[at].indent > rows[first].indent + 2
        begins = directions.begins(words)
        if kinds[at] is not Kind.TEXT or (not at and not begins):  # the first row is the title
            return first
        if words[0] not in directions.OPENING and not begins and not is_apart:
            return first
        first = at
    return first
