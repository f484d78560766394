"""Outline: the headings, labels, casts and bounds of a play, by its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import (
    bounds,
    contents,
    foreign,
    headed,
    label_places,
    labels,
    titles,
)
from tei_kit.tokenizer.families.plays.draft import Draft
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.sung import names_over_verses
from tei_kit.tokenizer.families.rows import Row

MOST_OF_MONOLOGUE = 2  # rows of the cast of a monologue
NOTHING_STRONG: Mapping[int, int] = MappingProxyType({})


@record
class Outline(Draft):
    """The rows of a text with their kinds, headings and labels, and the bounds of the play.

    The play has the rows from `first` to the one before `last`.
    """

    first: int
    last: int
    joined: frozenset[int] = frozenset()  # the beginnings of rows that go on with a printed row

    @property
    def is_of_one(self) -> bool:
        """Whether the cast has one person."""
        return _is_of_one(self.kinds)


def outline(
    text: str,
    rows: Sequence[Row],
    given: str = "",
    strong: Mapping[int, int] = NOTHING_STRONG,
    code: str = "",
) -> Outline | None:
    """The outline of a play; None for a text in which no labels recur.

    `given` is an answer of the question `labels` of layout: it says how labels end. `strong` maps
    the beginning of each stretch that the format prints in bold to its end. `code` is the code of
    the language, "" where it is not known.
    """
    found = headed.headed(text, rows)
    among = labels.Rows(text, rows, given, foreign.words(code))
    skipped = frozenset(at for at, kind in enumerate(found.kinds) if kind is not Kind.TEXT)
    listed = headed.listed_words(found)
    names = labels.find(among, skipped, listed, is_monologue=_is_of_one(found.kinds))
    if names is None:
        sung = names_over_verses(found)
        names = labels.find(among, skipped, listed | sung) if sung else None
    if names is None:
        return None
    draft = label_places.labelled(found, among, names, strong)
    draft = titles.take_capitals(titles.take_places(titles.take_titles(draft)))
    draft = contents.without_contents(draft, bounds.first_label_of(draft))
    return _bounded(draft, bounds.of_play(draft))


def _is_of_one(kinds: Sequence[Kind]) -> bool:
    """Whether the cast has the rows of one person: the name, and perhaps the place."""
    return 0 < kinds.count(Kind.LISTED) <= MOST_OF_MONOLOGUE


def _bounded(draft: Draft, found: bounds.Bounds) -> Outline:
    """The outline with the bounds of the play, and only the labels between them."""
    inside = {at: label for at, label in draft.labels.items() if found.first <= at < found.last}
    kinds = draft.with_kind(Kind.LABEL, inside).kinds
    heads, names = draft.heads, draft.names
    return Outline(draft.text, draft.rows, kinds, heads, inside, names, found.first, found.last)
