"""Items: the parts of a play in their order, before verse is told from prose."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.record import field, record
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.rows import Row

# Divisions whose words are spoken, also without a label.
SAID = frozenset({"prologue", "epilogue"})


@record
class Head:
    """The rows of a heading."""

    start: int
    end: int
    heading: Heading


@record
class Speaker:
    """A label, and the gap in characters between it and the words after it."""

    start: int
    label: Candidate
    gap: int = 1


@record
class Direction:
    """A stage direction that stands alone, or beside a label (`beside`)."""

    start: int
    end: int
    beside: bool = False


@record
class Piece:
    """One row of speech, or several rows where a bracket goes over their ends."""

    start: int
    end: int
    words: str  # the text between start and end
    width: int
    indent: int
    number: int = -1  # the offset of a line number at the right; -1 without a number


@record
class Words:
    """Rows of speech, one after the other without a blank line.

    `spoken` says that a label has named a speaker in the division; `kind` is the @type of the
    division.
    """

    pieces: Sequence[Piece]
    spoken: bool
    kind: str = ""
    opens: bool = False  # only a heading and words of the setting stand before it in the division
    blanks: int = 0  # the blank lines above its chunk
    asides: Sequence[tuple[int, int]] = field(default_factory=tuple)  # directions inside (offsets)
    is_stanza: bool = False  # its rows look like verses of a stanza

    @property
    def is_said(self) -> bool:
        """Whether the words are spoken or sung; otherwise they tell the setting of the stage."""
        return self.spoken or not self.opens or self.kind in SAID or self.is_stanza


@record
class Ending:
    """A row that says that a play, an act or a scene ends."""

    start: int
    end: int


@record
class Listed:
    """A cast: the index of its heading's row, and of the row after it."""

    first: int
    last: int


@record
class Fixed:
    """A block whose kind the format or the layout states."""

    row: Row


@record
class Ornament:
    """A row of signs between parts: "* * *"; `ends` says that no words of the speech follow."""

    start: int
    end: int
    ends: bool


Item = Head | Speaker | Direction | Words | Ending | Listed | Fixed | Ornament
