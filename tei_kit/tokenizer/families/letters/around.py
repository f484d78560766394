"""Around a piece of a volume: whether text, a dateline or blank lines stand before or after it."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.layout.blocks import Shape
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.headings import LENGTH, shape_of
from tei_kit.tokenizer.families.pieces.pieces import Piece

# At most this many pieces of an opener are examined for evidence.
OPENER = 7


def stands_alone(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a short line between blank lines."""
    piece = pieces[at]
    if not (piece.is_text and piece.is_short and piece.is_first):
        return False
    return at + 1 < len(pieces) and pieces[at + 1].block != piece.block


def shape_of_piece(piece: Piece, language: Language) -> str:
    """The shape (`headings.shape_of`) of a piece that can be a heading; "" for other pieces.

    A heading of the format that has no known shape is "stated".
    """
    if piece.shape is Shape.HEADING:
        return shape_of(piece.words, language) or "stated"
    return shape_of(piece.words, language) if piece.is_text and piece.is_short else ""


def is_dated(pieces: Sequence[Piece], at: int, language: Language) -> bool:
    """Whether the piece `at` is a dateline."""
    if at >= len(pieces) or not (pieces[at].is_text and pieces[at].is_short):
        return False
    return shapes.is_dateline(pieces[at].words, language)


def has_text(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether a paragraph or a line of more than 50 characters is in `pieces[start:end]`."""
    return any(
        piece.is_text and (not piece.is_short or len(piece.words) > 50)
        for piece in pieces[start:end]
    )


def opens(pieces: Sequence[Piece], at: int, language: Language) -> bool:
    """Whether a dateline or a salutation is among the short lines from the piece `at` on."""
    for piece in pieces[at : at + OPENER]:
        if not piece.is_text:
            continue
        if not piece.is_short:
            return False
        if shapes.YEAR_ALONE.fullmatch(piece.words) or shapes.YEARS.fullmatch(piece.words):
            continue
        if shapes.is_dateline(piece.words, language) or shapes.is_salute(piece.words, language):
            return True
    return False


def is_title_line(piece: Piece) -> bool:
    """Whether a line below a number may be the title of the same heading."""
    words = piece.words
    return words[:1].isupper() and not words.endswith((",", "!", ";", ":")) and len(words) < LENGTH
