"""Volumes: the beginnings of letters and days in a text, found by headings that recur."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.around import OPENER, has_text, shape_of_piece
from tei_kit.tokenizer.families.letters.divisions import ENTRY, LETTER, Start
from tei_kit.tokenizer.families.letters.enclosures import with_enclosures
from tei_kit.tokenizer.families.letters.entries import FEWEST_DAYS, are_entries, run_in, with_places
from tei_kit.tokenizer.families.letters.recurring import chosen_of, start_at
from tei_kit.tokenizer.families.pieces.pieces import Piece

FEWEST_OPENERS = 3  # of letters without headings


def starts(pieces: Sequence[Piece], view: str, language: Language) -> list[Start]:
    """The beginnings of the letters, enclosures or days of a text; [] for a single letter."""
    found = {
        at: shape
        for at, piece in enumerate(pieces)
        if piece.is_first and (shape := shape_of_piece(piece, language)) not in ("", "file")
    }
    plain = [at for at, shape in found.items() if shape == "day"]
    days = with_places(pieces, plain, language)
    if len(days) >= FEWEST_DAYS and are_entries(pieces, days, language):
        return [Start(at, at + 1, ENTRY) for at in days if at + 1 < len(pieces)]
    entries = run_in(pieces, view, language)
    if entries:
        return entries
    chosen = chosen_of(pieces, found, language)
    own = [start_at(pieces, at, chosen, found) for at in chosen] if len(chosen) > 1 else []
    own = own or _by_openers(pieces, view, language)
    return with_enclosures(pieces, own, language)


def _by_openers(pieces: Sequence[Piece], view: str, language: Language) -> list[Start]:
    """The beginnings of letters without headings: each has a dateline, and most have a salutation.

    [] if few have a salutation: a letter that was written over several days has several datelines.
    """
    found: list[int] = []
    greeted = 0
    for at, piece in enumerate(pieces):
        if not (piece.is_text and piece.is_short and piece.is_first):
            continue
        if found and not has_text(pieces, found[-1] + 1, at):
            continue
        if shapes.is_dateline(piece.words, language):
            greets = _greets(pieces, at + 1, view, language)
            if greets or _follows_text(pieces, at + 1):
                found.append(at)
                greeted += greets
    if len(found) < FEWEST_OPENERS or greeted * 10 < 9 * len(found):
        return []
    return [Start(at, at, LETTER) for at in found]


def _follows_text(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the next text from the piece `at` on is running text."""
    following = next((piece for piece in pieces[at:] if piece.is_text), None)
    return following is not None and not following.is_short


def _greets(pieces: Sequence[Piece], at: int, view: str, language: Language) -> bool:
    """Whether a salutation is among the next lines, or begins the running text after them."""
    for piece in pieces[at : at + OPENER]:
        if piece.is_text and not piece.is_short:
            return shapes.run_in_salute(view, piece.start, piece.end, language) > 0
        if piece.is_text and shapes.is_salute(piece.words, language):
            return True
    return False
