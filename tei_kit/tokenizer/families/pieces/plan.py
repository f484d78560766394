"""Plan: the kinds of the pieces of a text, as the rules of a family find them step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_kit.certainty import Certainty
from tei_kit.record import record
from tei_kit.tokenizer.families.pieces.pieces import Piece
from tei_kit.tokenizer.tokens import Token, TokenKind

LONG = 60


@record
class Part:
    """Some neighbouring pieces, and the kind that they have together."""

    kind: TokenKind
    piece: Piece
    certainty: Certainty = Certainty.HIGH


@dataclass(slots=True)
class Plan:
    """The findings so far, by the index of the first piece of each.

    `heads` are HEAD and SUBHEAD tokens; a token of no length begins a division without a heading.
    `run_in` has the end of a heading that a paragraph begins with. `greeted` has the end of a
    salutation that a paragraph begins with, by the place of the paragraph in the view.
    """

    pieces: Sequence[Piece]
    kind: str = ""  # the @type of the whole text, if it is one document
    parts: dict[int, Part] = field(default_factory=dict)
    heads: dict[int, Token] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)  # pieces that belong to the piece before them
    spans: dict[int, int] = field(default_factory=dict)  # the ends of pieces that others joined
    run_in: dict[int, int] = field(default_factory=dict)
    greeted: dict[int, int] = field(default_factory=dict)
    # Inline tokens (names, places) that the rules of a family found, by the start of their block.
    given: dict[int, Sequence[Token]] = field(default_factory=dict)
    paragraphs: dict[int, Sequence[Token]] = field(default_factory=dict)  # inside notes
    has_notes_inside: bool = False  # in brackets, without a number
    depth: int = 1  # of headings that the format states and no rule has named

    def keep(self, parts: Sequence[Part], at: int) -> int:
        """Keep some parts; returns the index of the piece after the last, `at` for none."""
        for part in parts:
            while self.pieces[at].start < part.piece.start:
                at += 1
            self.parts[at] = part
            at += 1
            while at < len(self.pieces) and self.pieces[at].start < part.piece.end:
                self.inside.add(at)
                at += 1
        return at

    def head(self, token: Token, at: int, end: int) -> None:
        """Make the pieces from `at` to `end` one heading."""
        self.heads[at] = token
        if end > at + 1:
            self.inside |= set(range(at + 1, end))
            self.spans[at] = self.pieces[end - 1].end

    def join_rest(self) -> None:
        """Join the neighbouring lines of a block that have no kind yet."""
        first = -1  # the piece that the next pieces may join
        for at, piece in enumerate(self.pieces):
            if at in self.inside:
                first = -1 if first in self.parts or first in self.heads else first
                continue
            is_free = piece.is_text and at not in self.parts and at not in self.heads
            goes_on = at > 0 and not _ends(self.pieces[at - 1])
            if is_free and first >= 0 and goes_on and self.pieces[first].block == piece.block:
                self.inside.add(at)
                self.spans[first] = piece.end
            else:
                first = at if is_free else -1


def _ends(piece: Piece) -> bool:
    """Whether a line is a paragraph by itself: long, and the end of a sentence."""
    return len(piece.words) > LONG and piece.words.endswith((".", "!", "?"))
