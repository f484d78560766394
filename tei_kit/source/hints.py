"""Hints: statements of a format about stretches of the text.

A reader of HTML, DOCX or Markdown gives the text in the layout that the tokenizer knows, and with
it the facts that the format states and plain text can only suggest: this is a heading, that is an
item, here the text refers to note 3. The tokenizer takes a hint rather than a guess. Text without a
hint is read as plain text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum

from tei_kit.record import record


class HintKind(StrEnum):
    """The kinds of hints. The comments name the `value` and the `depth` of a hint of each kind."""

    # blocks, which stand on lines of their own and do not overlap
    HEADING = "heading"  # depth 0 begins a document (value "part": one above documents), 1 … within
    ITEM = "item"  # an item of a list with its marker; value: the marker; depth: from 0
    NOTE = "note"  # a note, beginning with its number and a stop; value: its number
    PAGE_BLOCK = "page_block"  # a page marker between blocks; value: the page's number
    TABLE = "table"  # a table; one in a cell of another lies in its stretch
    QUOTE = "quote"  # a quotation set off; its paragraphs are PARAGRAPH hints, if it has several
    TEXT = "text"  # a paragraph, or lines that belong together
    FORM_WORK_BLOCK = "form_work_block"  # a running head and its like; value: as of a FORM_WORK
    # inside a block
    ROW = "row"  # of a table; value: "label" for a row of column headings
    CELL = "cell"  # of a row; value: the rows and columns that it spans, "1 2", and "label"
    PARAGRAPH = "paragraph"  # one of several paragraphs of an item, a note or a cell
    EMPHASIS = "emphasis"  # value: its @rend, such as "italic" or "bold italic"
    LINK = "link"  # a link of the format; value: its target
    QUOTED = "quoted"  # a quotation inside a paragraph
    FOREIGN = "foreign"  # words in another language; value: its tag, as in @xml:lang
    NOTE_REFERENCE = "note_reference"  # value: the number of the note
    PAGE = "page"  # a page marker; value: the page's number; of no length: nothing is printed
    FORM_WORK = "form_work"  # a running head inside a paragraph; value: "header top", say
    HYPHEN = "hyphen"  # a hyphen that divides a word at a line end, and does not belong to the word
    SPEAKER = "speaker"  # who speaks, at the beginning of a TEXT
    LINE_BREAK = "line_break"  # a line end that means something; value: "no" inside a word


BLOCKS = frozenset(
    {
        HintKind.HEADING,
        HintKind.ITEM,
        HintKind.NOTE,
        HintKind.PAGE_BLOCK,
        HintKind.QUOTE,
        HintKind.TABLE,
        HintKind.TEXT,
        HintKind.FORM_WORK_BLOCK,
    }
)


@record
class Hint:
    """The format, or the layout, says that `text[start:end]` of the source is of this kind.

    For a NOTE that the layout step found, `label` is the length of the sign before its text, and
    `close` that of the sign after it. The `place` of a NOTE is its @place. The `target` of a
    NOTE_REFERENCE is the offset at which its note begins.
    """

    kind: HintKind
    start: int
    end: int
    value: str = ""
    depth: int = 0
    label: int = 0
    close: int = 0
    place: str = ""
    target: int = -1


PART = "part"
LABEL = "label"


def within(hints: Sequence[Hint], start: int, end: int) -> Sequence[Hint]:
    """The hints, which are in the order of their starts, that begin in `text[start:end]`."""
    first = bisect_left(hints, start, key=_start)
    return hints[first : bisect_left(hints, end, lo=first, key=_start)]


def inside(hints: Sequence[Hint], at: int) -> Sequence[Hint]:
    """The further hints that begin within the stretch of the hint with this index."""
    last = bisect_left(hints, hints[at].end, lo=at + 1, key=_start)
    return hints[at + 1 : last]


def _start(hint: Hint) -> int:
    return hint.start
