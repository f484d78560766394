"""Bounds: the first and the last row of a play, without the contents, prefaces and licences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions, endings
from tei_kit.tokenizer.families.plays.draft import Draft
from tei_kit.tokenizer.families.plays.kinds import Kind

# After the first label of the play, at least this many labels follow within this many rows.
NEAR, ROWS_NEAR = 2, 60
# At most this share of the labels stands outside the play: these rows only look like labels.
STRAY = 0.05
# Labels are at least this many times as frequent in a play as in its notes.
SELDOM = 5
# The words with which the licence of an e-text begins after the text.
LICENCE = re.compile(
    r"\*\*\* ?(?:END|START) OF|End of (?:the |this )?Project Gutenberg|"
    r"[*]{3}\s*END\b|Fin de ce Projet|Ende dieses Projekt",
    re.IGNORECASE,
)


@record
class Bounds:
    """The index of the first row of a play, and the index of the row after its last row."""

    first: int
    last: int


def of_play(draft: Draft) -> Bounds:
    """The beginning and the end of the play.

    The play begins with its cast or its first heading, before the first label whose name recurs.
    It ends before the notes or the licence that follow its last speeches.
    """
    places = _speaking(draft)
    first_label = _first_label(draft, places)
    return Bounds(_first(draft, places, first_label), _last(draft, places, first_label))


def _speaking(draft: Draft) -> list[int]:
    """The rows of labels whose names recur, or of all labels where no name does."""
    labels, names = draft.labels, draft.names
    return [at for at in sorted(labels) if names.known(labels[at].name)] or sorted(labels)


def first_label_of(draft: Draft) -> int:
    """The index of the row with the first label of the play; other labels follow it soon."""
    return _first_label(draft, _speaking(draft))


def _first_label(draft: Draft, places: Sequence[int]) -> int:
    """The index of the row with the first label; `places` are the rows of the labels."""
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
    """The index of the first row of the play.

    It is a heading, the heading of a cast, or a direction above the first label.
    """
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
    """The index of the row after the play: a licence, or the heading of notes after the speeches.

    It is the number of the rows where nothing follows the play.
    """
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
    """Whether labels are far rarer after a row than before it: notes only cite a play."""
    count = bisect_left(places, at)
    before, after = at - first_label, len(draft.rows) - at
    return (len(places) - count) * before * SELDOM < count * after


def _with_directions(draft: Draft, first: int) -> int:
    """The index of the first direction right above the first label; `first` without directions."""
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
