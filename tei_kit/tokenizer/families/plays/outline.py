"""Outline: which rows of a play are headings, labels, the cast or what stands around the play."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tei_kit.record import record
from tei_kit.source.hints import HintKind
from tei_kit.tokenizer.families.plays import (
    bounds,
    cast,
    directions,
    headings,
    label_places,
    labels,
    titles,
)
from tei_kit.tokenizer.families.plays.candidates import COMMA, Candidate, key_of
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.labels import Labels
from tei_kit.tokenizer.families.rows import Row

HEADING_ROWS = 3  # rows of a heading at the most, with its subtitle
MOST_OF_MONOLOGUE = 2  # rows of its cast
LEAST_PLACES = 2  # that scenes of a film are set in
LONGEST_CAST = 120  # rows
FIRST_ROWS = 100  # among which persons who enter are looked for
CAPITALS = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]{3,}\b")
NOTHING_STRONG: Mapping[int, int] = MappingProxyType({})


@record
class Outline:
    """The kinds of the rows of a text; `first` and `last` bound the play (past its last row)."""

    kinds: Sequence[Kind]
    heads: dict[int, Heading]
    labels: dict[int, Candidate]
    names: Labels
    first: int
    last: int
    joined: frozenset[int] = frozenset()  # where rows begin that are parts of a row

    @property
    def is_of_one(self) -> bool:
        """Whether the cast has one person."""
        return _is_of_one(self.kinds)

    @property
    def is_film(self) -> bool:
        """Whether the play is the script of a film: its scenes begin with where they are set."""
        places = sum(heading.is_place for heading in self.heads.values())
        return places >= LEAST_PLACES and 2 * places >= len(self.heads)


def outline(
    text: str,
    rows: Sequence[Row],
    given: str = "",
    strong: Mapping[int, int] = NOTHING_STRONG,
) -> Outline | None:
    """The outline of a play; None for a text in which no labels recur.

    `given` says how labels end, by the answers of the question `labels` of layout. `strong` says
    which stretches the format prints in bold: where each ends, by where it begins.
    """
    kinds = [Kind.TEXT] * len(rows)
    heads: dict[int, Heading] = {}
    for at, row in enumerate(rows):
        if row.hint is not None and row.hint.kind is not HintKind.HEADING:
            kinds[at] = Kind.FIXED
            continue
        is_below = row.blanks or not at or kinds[at - 1] is Kind.HEADING
        if not (is_below or titles.stands_alone(rows, at, 1)):
            continue
        if not headings.may_begin(text[row.start : row.end]):
            continue
        found = _heading(text, rows, at, kinds)
        if found:
            kinds[at] = Kind.HEADING
            heads[at] = found
        elif (row.blanks or not at) and headings.begins_cast(text[row.start : row.end]):
            kinds[at] = Kind.CAST
        elif titles.stands_alone(rows, at, 1) and headings.is_end(text[row.start : row.end]):
            kinds[at] = Kind.END
    titles.drop_lone_parts(rows, kinds, heads)
    titles.more_headings(text, rows, kinds, heads)
    titles.take_part_titles(text, rows, kinds, heads)
    _drop_casts(kinds)
    titles.drop_named(text, rows, kinds, heads)
    _list_casts(text, rows, kinds)
    skipped = frozenset(at for at, kind in enumerate(kinds) if kind is not Kind.TEXT)
    among = labels.Rows(text, rows, given)
    listed = _listed_words(text, rows, kinds)
    names = labels.find(among, skipped, listed, is_monologue=_is_of_one(kinds))
    if names is None:
        return None
    found_labels = _labels(among, kinds, names)
    if label_places.is_rule(text, among, kinds, found_labels, names):
        names = replace(names, is_rule=True)
        found_labels = _labels(among, kinds, names)
    names = label_places.take_strong(among, kinds, strong, found_labels, names)
    label_places.drop_indented(rows, found_labels, names)
    label_places.drop_before_headings(rows, kinds, found_labels, names)
    label_places.drop_after_headings(rows, kinds, found_labels, names)
    label_places.drop_lists(text, rows, kinds, found_labels, names)
    titles.take_titles(text, rows, kinds, heads, found_labels, names)
    titles.take_places(text, rows, kinds, heads, found_labels, names)
    titles.take_capitals(text, rows, kinds, heads, found_labels, names)
    first, last = bounds.of_play(text, rows, kinds, heads, found_labels, names)
    for at in list(found_labels):
        if not first <= at < last:
            del found_labels[at]
        else:
            kinds[at] = Kind.LABEL
    return Outline(kinds, heads, found_labels, names, first, last)


def _is_of_one(kinds: Sequence[Kind]) -> bool:
    """Whether the cast has the rows of one person: the name, and where the play is set."""
    return 0 < kinds.count(Kind.LISTED) <= MOST_OF_MONOLOGUE


def _listed_words(text: str, rows: Sequence[Row], kinds: Sequence[Kind]) -> frozenset[str]:
    """The words with which the persons of the cast are called, those under a heading of a scene
    (`GÉRONTE, LISETTE.`), and those of the first who enter (`Enter ADA and BEN`).
    """
    words: set[str] = set()
    for first in rows[:FIRST_ROWS]:
        line = text[first.start : first.end]
        if first.blanks and directions.begins(line.lstrip("([")):
            words.update(key_of(name) for name in CAPITALS.findall(line))
    for at, kind in enumerate(kinds):
        row = text[rows[at].start : rows[at].end]
        if kind is Kind.LISTED:
            words.update(key_of(row.partition(",")[0]).split())
        elif kind is Kind.TEXT and at and kinds[at - 1] is Kind.HEADING and "," in row:
            words.update(key_of(row).split() if row.isupper() else ())
    return frozenset(words)


def _labels(among: labels.Rows, kinds: Sequence[Kind], names: Labels) -> dict[int, Candidate]:
    """The rows that begin with a label."""
    rows = among.rows
    found_labels: dict[int, Candidate] = {}
    for at, row in enumerate(rows):
        if kinds[at] is Kind.TEXT:
            begins = row.blanks > 0 or at == 0 or names.blank < 0.5 or kinds[at - 1] is Kind.HEADING
            among_row = among.candidates(at) if begins or names.blank < 0.9 else ()
            label = None
            if among_row:
                below = rows[at + 1] if at + 1 < len(rows) else None
                is_over = row.blanks > 0 and below is not None and not below.blanks
                label = names.chosen(among_row, begins=begins, is_over=is_over)
            if label and not headings.is_division(label.name):
                found_labels[at] = label
    for at, label in list(found_labels.items()):
        if label.shape.separator == COMMA and not _ends_over(among, kinds, found_labels, at):
            del found_labels[at]
    return found_labels


def _ends_over(
    among: labels.Rows, kinds: Sequence[Kind], found: Mapping[int, Candidate], at: int
) -> bool:
    """Whether a direction that ends the row of a label does so over what is said."""
    below = at + 1
    if below >= len(kinds) or kinds[below] is not Kind.TEXT or below in found:
        return False
    return among.ends_with_stop(at) or among.rows[below].blanks > 0


def _drop_casts(kinds: list[Kind]) -> None:
    """Take back headings of casts that recur: they are labels, of somebody called `CAST.`."""
    found = [at for at, kind in enumerate(kinds) if kind is Kind.CAST]
    if len(found) > 2:
        for at in found:
            kinds[at] = Kind.TEXT


def _list_casts(text: str, rows: Sequence[Row], kinds: list[Kind]) -> None:
    """Find the rows of the casts."""
    for at, kind in enumerate(kinds):
        if kind is not Kind.CAST:
            continue
        last = at + 1
        while last < len(rows) and kinds[last] is Kind.TEXT:
            last += 1
        closed = last < len(rows) and kinds[last] is Kind.HEADING and last - at < LONGEST_CAST
        end = cast.rows_under(text, rows, at, last, closed=closed)
        kinds[at + 1 : end] = [Kind.LISTED] * (end - at - 1)


def _heading(text: str, rows: Sequence[Row], at: int, kinds: Sequence[Kind]) -> Heading | None:
    """The heading that a row is: it stands apart from what is before and after it."""
    row = rows[at]
    if not row.blanks and at and kinds[at - 1] is not Kind.HEADING:
        return None
    if row.end - row.start > headings.LONGEST:
        return None
    found = headings.heading_of(text[row.start : row.end])
    if found is None or row.hint is not None:
        return found
    if titles.stands_alone(rows, at, HEADING_ROWS):
        return found
    following = text[rows[at + 1].start : rows[at + 1].end]
    return found if headings.heading_of(following) else None
