"""Enclosures: the beginnings of documents that were sent with a letter."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.layout.blocks import Shape
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.around import (
    has_text,
    is_title_line,
    shape_of_piece,
    stands_alone,
)
from tei_kit.tokenizer.families.letters.divisions import ENCLOSURE, LETTER, Start
from tei_kit.tokenizer.families.letters.headings import is_numbered_only, number_in
from tei_kit.tokenizer.families.pieces.pieces import Piece


def with_enclosures(
    pieces: Sequence[Piece], own: Sequence[Start], language: Language
) -> list[Start]:
    """The beginnings of letters (`own`) and of their enclosures, in the order of the text.

    The heading of an enclosure stands alone, after the text of a letter and before other text. A
    single letter without enclosures gives [].
    """
    found: list[Start] = []
    first = own[0].at if own else -1
    for at, piece in enumerate(pieces):
        if at <= first or not stands_alone(pieces, at):
            continue
        if not shapes.heads_enclosure(piece.words, language):
            continue
        before = found[-1].body if found else max(0, first)
        end = next((start.at for start in own if start.at > at), len(pieces))
        if has_text(pieces, before, at) and has_text(pieces, at + 1, end):
            found.append(Start(at, _below_title(pieces, at + 1, language), ENCLOSURE))
    if not found:
        return list(own)
    return sorted([*(own or [_only(pieces, language)]), *found], key=_at)


def _below_title(pieces: Sequence[Piece], at: int, language: Language) -> int:
    """The index of the piece after the title of an enclosure; `at` if the piece is no title."""
    piece = pieces[at]
    is_title = stands_alone(pieces, at) and is_title_line(piece) and not piece.words.endswith(".")
    parts = shapes.is_dateline(piece.words, language) or shapes.is_salute(piece.words, language)
    return at + 1 if is_title and not parts else at


def _only(pieces: Sequence[Piece], language: Language) -> Start:
    """The beginning of the only letter of a text, which has enclosures."""
    at = next((i for i, piece in enumerate(pieces) if piece.is_text), 0)
    shape = shape_of_piece(pieces[at], language)
    if shape in ("", "day") and pieces[at].shape is not Shape.HEADING:
        return Start(at, at, LETTER)
    body = at + 1
    is_numbered = is_numbered_only(pieces[at].words)
    if is_numbered and body < len(pieces) and is_title_line(pieces[body]):
        body += 1
    return Start(at, body, LETTER, number_in(pieces[at].words))


def _at(start: Start) -> int:
    return start.at
