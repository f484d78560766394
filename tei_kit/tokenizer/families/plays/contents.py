"""Lists of contents before a play: headings that only list its acts and scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.tokenizer.families.plays.draft import Draft
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind

DIVISIONS = ("act", "scene")
FEWEST = 4  # headings that follow each other in a list of contents


def without_contents(draft: Draft, first_label: int) -> Draft:
    """The draft without the headings of a list of contents before row `first_label`."""
    found = draft.with_kind(Kind.TEXT, _listed(draft, first_label))
    return found.with_kind(Kind.TEXT, _listed_again(found, first_label))


def _listed(draft: Draft, first_label: int) -> list[int]:
    """The rows of headings in a list of contents: they follow each other with nothing between."""
    listed: list[int] = []
    run: list[int] = []
    for at in range(first_label + 1):
        if draft.kinds[at] is Kind.HEADING and not draft.heads[at].is_place:
            if run and at - run[-1] > 2:
                listed += run if len(run) >= FEWEST else []
                run = []
            run.append(at)
    again = _counted_again(run, draft.heads)
    if len(run) >= FEWEST and (again < len(run) or run[-1] + 3 < first_label):
        listed += run[:again]
    return listed


def _counted_again(run: Sequence[int], heads: Mapping[int, Heading]) -> int:
    """The number of headings in a run before the first that begins the count again: "ACT I".

    A list of contents may number acts in another way than the play: "ACT I.", then "FIRST ACT".
    """
    for at in range(1, len(run)):
        one = heads[run[at]]
        before = [heads[each].n for each in run[:at] if heads[each].kind == DIVISIONS[0]]
        is_again = one.n in before if one.n else len(before) > 1 and all(before)
        if one.kind == DIVISIONS[0] and is_again:
            return at
    return len(run)


def _listed_again(draft: Draft, first_label: int) -> list[int]:
    """The rows of headings of acts and scenes in a list of contents before the play.

    The first speech stands under the headings right above it, an act and its scene. Earlier
    headings, under which nobody speaks, are a list where the play begins the count again.
    """
    heads = draft.heads
    divided = [
        at
        for at in range(first_label)
        if draft.kinds[at] is Kind.HEADING
        and heads[at].kind in DIVISIONS
        and not (heads[at].is_title or heads[at].is_place)
    ]
    last = len(divided) - 1
    if last > 0 and [heads[at].kind for at in divided[last - 1 :]] == ["act", "scene"]:
        last -= 1
    listed = divided[: max(0, last)]
    if not listed:
        return []
    begins, before = heads[divided[last]], [heads[at] for at in listed]
    repeats = begins.n > 0 and any((h.kind, h.n) == (begins.kind, begins.n) for h in before)
    counts_on = begins.n and begins.n == before[-1].n + 1
    return listed if repeats or (len(listed) > 1 and not counts_on) else []
