"""The margin of a play: the column at which speeches begin, and the use of indented rows."""

from __future__ import annotations

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.outline import Outline

# A direction without brackets is indented by at least this many columns.
INDENTED = 3
# At most this share of the rows of speeches may be indented as far as directions.
FEW = 0.05


@record
class Margin:
    """The column at which speeches begin; `is_rule` says that deeper rows are directions."""

    column: int
    is_rule: bool


def margin_of(outline: Outline) -> Margin:
    """The margin of speeches, and whether indented rows are directions."""
    text, rows = outline.text, outline.rows
    counts: dict[int, int] = {}
    in_speech = False
    for at in range(outline.first, outline.last):
        above = outline.labels.get(at - 1)
        is_under = above is not None and above.shape.alone and outline.kinds[at] is Kind.TEXT
        if outline.kinds[at] is Kind.LABEL:
            in_speech = True
            counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
        elif is_under and text[rows[at].start] not in directions.OPENING:
            counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
        elif rows[at].blanks or outline.kinds[at] is not Kind.TEXT:
            in_speech = False
        elif in_speech:
            counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
    if not counts:
        return Margin(0, is_rule=False)
    total = sum(counts.values())
    margin = min(indent for indent, n in counts.items() if n >= 0.1 * total or n == total)
    deep = sum(n for indent, n in counts.items() if indent >= margin + INDENTED)
    return Margin(margin, deep <= FEW * total)
