"""The draft of an outline: the kinds of the rows of a play that are known after a step.

Each step takes a draft and gives another. `headed` finds headings and casts. `label_places` and
`titles` say which rows begin with a label. `bounds` finds the first and the last row of the play.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Self

from tei_kit.record import record, replace
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.labels import Labels
from tei_kit.tokenizer.families.rows import Row

LEAST_PLACES = 2  # headings with a place, in the script of a film


@record
class Headed:
    """The rows of a text with their kinds, before its labels are known.

    `heads` maps the index of a row to the heading that stands there.
    """

    text: str
    rows: Sequence[Row]
    kinds: Sequence[Kind]
    heads: Mapping[int, Heading]

    @property
    def is_film(self) -> bool:
        """Whether the play is the script of a film: half its headings or more name a place."""
        places = sum(heading.is_place for heading in self.heads.values())
        return places >= LEAST_PLACES and 2 * places >= len(self.heads)

    def words(self, at: int) -> str:
        """The text of row `at`."""
        row = self.rows[at]
        return self.text[row.start : row.end]

    def stands_alone(self, at: int, most: int = 1) -> bool:
        """Whether a blank line or the end stands below row `at` within `most` rows."""
        return stands_alone(self.rows, at, most)

    def with_kind(self, kind: Kind, places: Collection[int]) -> Self:
        """The draft in which the rows of some indices have another kind."""
        return replace(self, kinds=_changed(self.kinds, kind, places)) if places else self

    def with_heads(self, found: Mapping[int, Heading]) -> Self:
        """The draft in which the rows of some indices are headings, too."""
        if not found:
            return self
        kinds = _changed(self.kinds, Kind.HEADING, found)
        return replace(self, kinds=kinds, heads={**self.heads, **found})

    def without_heads(self, places: Collection[int]) -> Self:
        """The draft in which the rows of some indices are text instead of headings."""
        if not places:
            return self
        heads = {at: heading for at, heading in self.heads.items() if at not in places}
        return replace(self, kinds=_changed(self.kinds, Kind.TEXT, places), heads=heads)


@record
class Draft(Headed):
    """The rows of a play with their kinds, and the labels with which they begin.

    `labels` maps the index of a row to its label; `names` has the names and shapes of the labels.
    """

    labels: Mapping[int, Candidate]
    names: Labels

    def without_labels(self, places: Collection[int]) -> Self:
        """The draft in which the rows of some indices begin without a label."""
        if not places:
            return self
        return replace(self, labels={a: b for a, b in self.labels.items() if a not in places})


def stands_alone(rows: Sequence[Row], at: int, most: int) -> bool:
    """Whether a blank line or the end stands below row `at` within `most` rows.

    With 1 it stands right below the row; with 3 two more rows may stand between.
    """
    for ahead in range(at + 1, min(at + 1 + most, len(rows))):
        if rows[ahead].blanks:
            return True
    return at + most >= len(rows)


def _changed(kinds: Sequence[Kind], kind: Kind, places: Collection[int]) -> list[Kind]:
    """The kinds of rows, with the kind `kind` at the indices `places`."""
    changed = list(kinds)
    for at in places:
        changed[at] = kind
    return changed
