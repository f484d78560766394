"""Facts: the knowledge about a text before the search for notes, and the records of findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from tei_kit.layout.lines import Line
from tei_kit.layout.notes.marks import HEADING, RULE
from tei_kit.layout.wrapping import WIDEST
from tei_kit.record import field, record

# A text has a paragraph on each line if at most one in MOST_BLANK lines stands below a blank line,
# and at least one in FEWEST_LONG is longer than wrapped lines.
MOST_BLANK = 20
FEWEST_LONG = 8


@record
class Candidate:
    """A line that may begin a note: its label is `text[start:end]`, its number `n`."""

    line: int
    start: int
    end: int
    n: str


@record
class Mark:
    """A match of a pattern of REFERENCES: its stretch, its number, and its cost."""

    start: int
    end: int
    n: str
    cost: float


@record
class FoundReference:
    """`text[start:end]` refers to the note of the index `note`."""

    start: int
    end: int
    note: int
    cost: float = 0.0


@record
class FoundNote:
    """A note: its label `text[start:end]`, and the lines from `first` to `last` (inclusive)."""

    start: int
    end: int
    n: str
    first: int
    last: int
    closes: str = ""  # the sign after the note's text
    place: str = "end"


@record
class Runners:
    """The second-best ways to begin notes and to refer to them; "" if there is no other way."""

    begins: str = ""
    refers: str = ""


NO_RUNNERS = Runners()


@record
class Notes:
    """The notes of a text, in order, and the references to them."""

    begins: str = ""  # the name in STARTS; "" if the text has no notes
    refers: str = ""
    notes: Sequence[FoundNote] = ()
    references: Sequence[FoundReference] = ()
    headings: Sequence[int] = ()  # lines that stand above blocks of notes
    rules: Sequence[int] = ()  # lines of signs between text and notes
    others: Runners = NO_RUNNERS


Aligner = Callable[[Sequence[Line], Sequence[str], bool], Sequence[FoundReference]]


@record
class Facts:
    """The facts about a text that are known before its notes are looked for."""

    text: str
    lines: Sequence[Line]
    is_text: Sequence[bool]  # for each line: false for page marks, edges and hints
    page_ends: frozenset[int]  # the lines after which a page ends
    align_bare: Aligner
    taken: Sequence[tuple[int, int]] = field(default=())  # page marks and the like
    raised: Sequence[tuple[int, int]] = field(default=())  # digits that the format prints raised
    beginnings: str = ""  # the first character of each line
    headed: int = 0  # the line after the last heading of notes
    numbering: str = ""  # the given answer about numbering: text, page, section
    one_a_line: bool = False  # whether each line is a paragraph


def is_one_a_line(lines: Sequence[Line]) -> bool:
    """Whether each line is a paragraph: hardly any line is blank, and many are long."""
    blank = sum(line.blanks > 0 for line in lines)
    long = sum(line.width > WIDEST for line in lines)
    return blank * MOST_BLANK <= len(lines) and long * FEWEST_LONG >= len(lines)


def is_taken(facts: Facts, start: int) -> bool:
    """Whether the character at `start` lies in one of the taken stretches."""
    at = bisect_right(facts.taken, (start, 1 << 60)) - 1
    return at >= 0 and facts.taken[at][0] <= start < facts.taken[at][1]


def text_between(facts: Facts, begin: int, end: int) -> list[Line]:
    """The lines of text from the line of index `begin` to the line before `end`."""
    return [line for at, line in enumerate(facts.lines[begin:end], begin) if facts.is_text[at]]


def paragraph_end(facts: Facts, at: int) -> int:
    """The index of the last line of the paragraph that the line of index `at` belongs to."""
    lines = facts.lines
    while at + 1 < len(lines):
        following = lines[at + 1]
        if following.blanks or at in facts.page_ends or not facts.is_text[at + 1]:
            break
        at += 1
    return at


def may_begin(facts: Facts, at: int) -> bool:
    """Whether a block of notes may begin with a line: a blank line, heading or rule is above."""
    if facts.lines[at].blanks or not at:
        return True
    line = facts.lines[at - 1]
    return bool(
        HEADING.fullmatch(facts.text, line.start, line.end)
        or RULE.fullmatch(facts.text, line.start, line.end)
    )
