"""Items: the parts of a play in their order, before verse is told from prose."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.record import field, record
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.rows import Row

# Divisions whose words are said, also where no label says by whom.
SAID = frozenset({"prologue", "epilogue"})


@record
class Head:
    """The rows of a heading."""

    start: int
    end: int
    heading: Heading


@record
class Speaker:
    """A label, and how far the words after it stand from it."""

    start: int
    label: Candidate
    gap: int = 1


@record
class Direction:
    """A stage direction that stands alone, or beside the speaker (`beside`)."""

    start: int
    end: int
    beside: bool = False


@record
class Piece:
    """One row of speech, or several where a bracket goes over their ends."""

    start: int
    end: int
    words: str  # what stands there
    width: int
    indent: int
    number: int = -1  # where the number of a line stands at its right


@record
class Words:
    """Rows that are said, one after the other without a blank line.

    `spoken` says that somebody speaks; where nobody does, `kind` is that of the division.
    """

    pieces: Sequence[Piece]
    spoken: bool
    kind: str = ""
    opens: bool = False  # nothing stands before it in the division but its heading
    blanks: int = 0
    asides: Sequence[tuple[int, int]] = field(default_factory=tuple)
    is_stanza: bool = False  # its rows are as those of verses are

    @property
    def is_said(self) -> bool:
        """Whether the words are said or sung; else they say how the stage is set."""
        return self.spoken or not self.opens or self.kind in SAID or self.is_stanza


@record
class Ending:
    """A row that says that something is at its end."""

    start: int
    end: int


@record
class Listed:
    """A cast: the index of its heading's row, and of the row after it."""

    first: int
    last: int


@record
class Fixed:
    """A row that the format or the layout knows."""

    row: Row


@record
class Ornament:
    """A row of signs between parts: "* * *". `ends` says that no words of the speech follow."""

    start: int
    end: int
    ends: bool


Item = Head | Speaker | Direction | Words | Ending | Listed | Fixed | Ornament
