"""What speaks for a text's being a play."""

from __future__ import annotations

from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.outline import Kind, Outline, outline
from tei_kit.tokenizer.families.rows import Row
from tei_kit.tokenizer.families.text import Text

# The fewest labels of a play that nothing else shows to be one.
ENOUGH = 12
FEWEST = 4


def evidence(text: Text) -> float:
    """Speeches under acts and scenes, after a cast, with directions, or in verse."""
    source = text.arranged.file
    rows = [Row(line.start, line.end, line.indent, line.blanks) for line in text.arranged.file_lines]
    found = outline(source.text, rows)
    if found is None or len(found.labels) < FEWEST:
        return 0.0
    inside = found.kinds[found.first : found.last]
    divisions = sum(kind is Kind.HEADING for kind in inside)
    has_cast = any(kind is Kind.CAST for kind in inside)
    if divisions or has_cast:
        return 0.9
    if len(found.labels) < ENOUGH:
        return 0.0
    if _has_entrances(source.text, rows, found):
        return 0.7
    return 0.5 if _share_of_directions(source.text, rows, found) > 0.1 else 0.0


def _has_entrances(text: str, rows: list[Row], found: Outline) -> bool:
    """Whether rows say that persons enter or leave: "[Enter BAND.]", "Exeunt"."""
    count = 0
    for row in rows[found.first : found.last]:
        words = text[row.start : min(row.end, row.start + 40)].strip("[(_ ")
        count += directions.begins(words) and directions.kind_of(words) != ""
    return count >= 2


def _share_of_directions(text: str, rows: list[Row], found: Outline) -> float:
    """How many directions in brackets there are for each label."""
    count = 0
    for row in rows[found.first : found.last]:
        for each in directions.brackets(text, row.start, row.end):
            count += each.end - each.start > 4
    return count / max(1, len(found.labels))
