"""Notes in brackets: paragraphs in one pair of brackets that an editor put below a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.tokenizer.families.pieces.pieces import Piece, joined
from tei_kit.tokenizer.families.pieces.plan import Part, Plan
from tei_kit.tokenizer.tokens import Token, TokenKind

BRACKET = re.compile(r"[\[\]]")
SHORTEST = 40  # characters, with the brackets
MOST_PIECES = 12
# With this many notes below passages, sentences in brackets inside passages are notes, too.
RECUR = 3


def find(plan: Plan, text: str) -> None:
    """Add the notes in brackets to a plan; pieces that have a kind keep it."""
    at = count = 0
    while at < len(plan.pieces):
        piece = plan.pieces[at]
        is_free = piece.is_text and piece.is_first and at not in plan.parts
        last = _end(plan, text, at) if is_free and text[piece.start] == "[" else -1
        if last >= 0 and not plan.parts.keys() & set(range(at, last + 1)):
            note = plan.pieces[at : last + 1]
            plan.parts[at] = Part(TokenKind.NOTE, joined(note))
            plan.inside |= set(range(at + 1, last + 1))
            plan.paragraphs[at] = _paragraphs(note)
            count += 1
            at = last
        at += 1
    plan.has_notes_inside = count >= RECUR


def _end(plan: Plan, text: str, at: int) -> int:
    """The index of the last piece of the note in brackets that begins with `at`; -1 for no note.

    The bracket that opens first closes last: "[1] The ship [Page 3]" is not a note.
    """
    start = plan.pieces[at].start
    depth = 0
    for last in range(at, min(len(plan.pieces), at + MOST_PIECES)):
        piece = plan.pieces[last]
        if not piece.is_text or last in plan.heads:
            return -1
        for bracket in BRACKET.finditer(text, piece.start, piece.end):
            depth += 1 if bracket[0] == "[" else -1
            if depth <= 0:
                closed = bracket.end() == piece.end and depth == 0
                return last if closed and piece.end - start >= SHORTEST else -1
    return -1


def _paragraphs(parts: Sequence[Piece]) -> list[Token]:
    """The paragraphs of a note, one for each block; [] for a note of one paragraph."""
    found: list[Token] = []
    for at, piece in enumerate(parts):
        if at and parts[at - 1].block == piece.block:
            found[-1] = Token(TokenKind.INNER, found[-1].start, piece.end)
        else:
            found.append(Token(TokenKind.INNER, piece.start, piece.end))
    return found if len(found) > 1 else []
