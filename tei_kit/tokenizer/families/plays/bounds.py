"""Bounds: where a play begins and ends, among contents, prefaces and licences around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tei_kit.tokenizer.families.plays import directions, headings
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.labels import Labels
from tei_kit.tokenizer.families.rows import Row

# How many labels have to follow the first within this many rows for it to be the play's first.
NEAR, ROWS_NEAR = 2, 60
DIVISIONS = ("act", "scene")
# The share of the labels that may stand before the play and be none.
STRAY = 0.05
# Where an e-text's own words begin after the text.
LICENCE = re.compile(
    r"\*\*\* ?(?:END|START) OF|End of (?:the |this )?Project Gutenberg|"
    r"[*]{3}\s*END\b|Fin de ce Projet|Ende dieses Projekt",
    re.IGNORECASE,
)


def of_play(
    text: str,
    rows: Sequence[Row],
    kinds: list[Kind],
    heads: Mapping[int, Heading],
    found: dict[int, Candidate],
    names: Labels,
) -> tuple[int, int]:
    """Where the play begins and where it ends.

    It begins with its cast or its first heading before the first label whose name recurs; headings
    of a list of contents follow each other and are none. It ends after its last label, before the
    licence.
    """
    places = [at for at in sorted(found) if names.known(found[at].name)] or sorted(found)
    first_label = places[0] if places else 0
    for at, place in enumerate(places):
        near = places[at + NEAR] if at + NEAR < len(places) else places[-1]
        if near - place <= ROWS_NEAR:
            first_label = place
            break
    _drop_contents(kinds, heads, first_label)
    _drop_listed_again(kinds, heads, first_label)
    begins = [at for at, kind in enumerate(kinds) if kind in (Kind.HEADING, Kind.CAST)]
    first = min([first_label, *begins[:1]])
    if begins and first_label < begins[0]:
        stray = [at for at in places if at < begins[0]]
        if len(stray) <= max(NEAR, STRAY * len(places)):
            first = begins[0]
    if first == first_label:
        first = _with_directions(text, rows, kinds, first)
    elif first and directions.is_transition(text[rows[first - 1].start : rows[first - 1].end]):
        first -= 1  # "FADE IN:"
    last = len(rows)
    for at in range(first_label, len(rows)):
        row = rows[at]
        if text[row.start] in "*EF" and LICENCE.match(text, row.start, row.end):
            last = at
            break
        is_after = places and at > places[int((1 - STRAY) * (len(places) - 1))]
        if is_after and row.blanks and headings.begins_back_matter(text[row.start : row.end]):
            last = at
            break
    return first, last


def _with_directions(text: str, rows: Sequence[Row], kinds: Sequence[Kind], first: int) -> int:
    """The index of the first of the directions right above the first label."""
    while first:
        at = first - 1
        while at and not rows[at].blanks and kinds[at] is Kind.TEXT:
            at -= 1
        words = text[rows[at].start : rows[at].end]
        is_apart = rows[at].indent > rows[first].indent + 2
        begins = directions.begins(words)
        if kinds[at] is not Kind.TEXT or (not at and not begins):  # the first row is the title
            return first
        if words[0] not in "([" and not begins and not is_apart:
            return first
        first = at
    return first


def _drop_contents(kinds: list[Kind], heads: Mapping[int, Heading], first_label: int) -> None:
    """Take back headings that only list: each is followed by another, with nothing between."""
    run: list[int] = []
    for at in range(first_label + 1):
        if kinds[at] is Kind.HEADING and not heads[at].is_place:
            if run and at - run[-1] > 2:
                _drop_run(kinds, run)
                run = []
            run.append(at)
    again = _counted_again(run, heads)
    if len(run) > 3 and (again < len(run) or run[-1] + 3 < first_label):
        for at in run[:again]:
            kinds[at] = Kind.TEXT


def _counted_again(run: Sequence[int], heads: Mapping[int, Heading]) -> int:
    """How many headings of a run stand before the first that counts anew: "ACT I", again.

    Acts may be counted in another way in a list of contents: "ACT I.", and then "FIRST ACT".
    """
    for at in range(1, len(run)):
        one = heads[run[at]]
        before = [heads[each].n for each in run[:at] if heads[each].kind == DIVISIONS[0]]
        is_again = one.n in before if one.n else len(before) > 1 and all(before)
        if one.kind == DIVISIONS[0] and is_again:
            return at
    return len(run)


def _drop_listed_again(kinds: list[Kind], heads: Mapping[int, Heading], first_label: int) -> None:
    """Take back the headings of acts and scenes that a list of contents has before the play.

    The first speech stands under the headings right above it, an act and its scene. Those before
    them, under which nobody speaks, do not count up to them: the play begins to count again.
    """
    divided = [
        at
        for at in range(first_label)
        if kinds[at] is Kind.HEADING
        and heads[at].kind in DIVISIONS
        and not (heads[at].is_title or heads[at].is_place)
    ]
    last = len(divided) - 1
    if last > 0 and [heads[at].kind for at in divided[last - 1 :]] == ["act", "scene"]:
        last -= 1
    listed = divided[: max(0, last)]
    if not listed:
        return
    begins, before = heads[divided[last]], [heads[at] for at in listed]
    repeats = begins.n > 0 and any((h.kind, h.n) == (begins.kind, begins.n) for h in before)
    counts_on = begins.n and begins.n == before[-1].n + 1
    if repeats or (len(listed) > 1 and not counts_on):
        for at in listed:
            kinds[at] = Kind.TEXT


def _drop_run(kinds: list[Kind], run: Sequence[int]) -> None:
    if len(run) > 3:
        for at in run:
            kinds[at] = Kind.TEXT
