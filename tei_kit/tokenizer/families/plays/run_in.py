"""Labels inside rows: some editions of verse print a line that several persons share on one row.

"Homo hic meus est. PEN. Salve. MEN. Quid agis?"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.candidates import key_of
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.labels import Labels
from tei_kit.tokenizer.families.plays.outline import Outline
from tei_kit.tokenizer.families.rows import Row

# A name in capitals with a stop, after a sentence: "… meus est. PEN. Salve."
INSIDE = re.compile(
    r"""
    (?<=[.!?;:…—–-]) ['"’”»)]* [ ]+
    (?P<name> [^\W\d_a-zß-öø-ÿ]{2,12} (?:[ ][^\W\d_a-zß-öø-ÿ]{2,12})? )
    (?P<stop> [.:] ) [ ]+ (?=[^\W_\d]|[¡¿'"“«])
    """,
    re.VERBOSE,
)
# The signs that end such a name.
STOP = re.compile(r"[.:](?<=[^\W\d_a-zß-öø-ÿ]{2}.)[ ]")
# A name inside a row also begins at least this many rows. A text has at least this many labels
# inside rows.
SAID, LEAST = 2, 3


@record
class Parted:
    """The rows of a play after some were parted.

    `joined` has the offsets of rows that go on with a printed row.
    """

    rows: Sequence[Row]
    joined: frozenset[int]


def parted(outline: Outline) -> Parted | None:
    """The rows, parted before labels that stand inside them; None without such labels."""
    names = outline.names
    best = names.best
    if best.style != "capitals" or best.alone or best.separator not in ("stop", "colon"):
        return None
    said = Counter(key_of(label.name) for label in outline.labels.values())
    result: list[Row] = []
    joined: list[int] = []
    text = outline.text
    for at, row in enumerate(outline.rows):
        begin = row.start
        if (
            row.hint is None
            and outline.first <= at < outline.last
            and STOP.search(text, begin, row.end)
        ):
            for place in _places(text, row, outline.kinds[at], names, said):
                blanks = row.blanks if begin == row.start else 1
                end = len(text[begin:place].rstrip()) + begin
                result.append(Row(begin, end, row.indent, blanks))
                joined.append(place)
                begin = place
        if begin == row.start:
            result.append(row)
        else:
            result.append(Row(begin, row.end, row.indent, 1))
    return Parted(result, frozenset(joined)) if len(joined) >= LEAST else None


def _places(text: str, row: Row, kind: Kind, names: Labels, said: Counter[str]) -> list[int]:
    """The offsets of labels inside a row, outside brackets."""
    if kind not in (Kind.TEXT, Kind.LABEL):
        return []
    found = []
    for match in INSIDE.finditer(text, row.start, row.end):
        begin = match.start("name")
        is_stop = (match["stop"] == ":") == (names.best.separator == "colon")
        if not is_stop or said[key_of(match["name"])] < SAID:
            continue
        if any(b.start < begin < b.end for b in directions.brackets(text, row.start, row.end)):
            continue
        found.append(begin)
    return found
