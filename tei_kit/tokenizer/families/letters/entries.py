"""Entries: the beginnings of the days of a diary, at headings or at paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.diary import (
    LONGEST_DAY,
    Day,
    are_many,
    go_on,
    placed_day,
    run_in_day,
)
from tei_kit.tokenizer.families.letters.divisions import ENTRY, Start
from tei_kit.tokenizer.families.letters.headings import shape_of
from tei_kit.tokenizer.families.pieces.pieces import Piece

FEWEST_DAYS = 3
FEWEST_PLAIN_DAYS = 2  # without a place, where others have a place


def _is_placed_day(pieces: Sequence[Piece], at: int, language: Language) -> bool:
    """Whether a line alone before an entry is a place and its day: "Rom, den 3. Mai"."""
    piece = pieces[at]
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    alone = piece.is_first and following is not None and following.block != piece.block
    if not (alone and piece.is_text and piece.is_short and len(piece.words) <= LONGEST_DAY):
        return False
    return placed_day(piece.words, language).day > 0


def with_places(pieces: Sequence[Piece], days: Sequence[int], language: Language) -> Sequence[int]:
    """The indices of the days that head entries, together with lines of a place and a day.

    Such lines count only after the first day and if at least two days have no place.
    """
    if len(days) < FEWEST_PLAIN_DAYS:
        return days
    heads = set(days)
    placed = [
        at
        for at in range(days[0], len(pieces))
        if at - 1 not in heads and _is_placed_day(pieces, at, language)
    ]
    return sorted({*days, *placed})


def run_in(pieces: Sequence[Piece], view: str, language: Language) -> list[Start]:
    """The entries of a diary whose paragraphs begin with their days; [] for other texts."""
    found: list[Start] = []
    days: list[Day] = []
    paragraphs = 0
    for at, piece in enumerate(pieces):
        if not piece.is_text or not piece.is_first:
            continue
        paragraphs += 1
        day = run_in_day(view, piece.start, piece.end, language)
        if day.day:
            days.append(day)
            found.append(Start(at, at, ENTRY, str(day.day)))
    return found if are_many(days, paragraphs) and go_on(days) else []


def are_entries(pieces: Sequence[Piece], days: Sequence[int], language: Language) -> bool:
    """Whether days head the entries of a diary and not letters.

    Letters have a salutation below the day, or another heading above it.
    """
    greeted = 0
    for at in days:
        after = [p.words for p in pieces[at + 1 : at + 3] if p.is_text and p.is_short]
        greeted += any(shapes.is_salute(words, language) for words in after)
        before = pieces[at - 1] if at else None
        greeted += bool(
            before
            and before.is_short
            and before.is_text
            and shape_of(before.words, language) not in ("", "day")
        )
    return greeted < 0.3 * len(days)
