"""Tokens: what each stretch of the source was taken for.

The stream is flat and in the order of the text. A block token covers a whole block (and a
DIVISION, a LIST, a TABLE, a ROW or a CELL covers the blocks inside it); the inline tokens that
lie within a block follow it. What no inline token covers is plain text of its block.
"""

from __future__ import annotations

from enum import StrEnum

from tei_kit.record import record


class TokenKind(StrEnum):
    """The kinds of stretches. `value` says what a token of the kind carries there."""

    # blocks
    DIVISION = "division"  # one document of the text; value: its number, or ""
    HEAD = "head"  # its heading; value: "part" for one that only stands above documents
    SUBHEAD = "subhead"  # a heading inside a document; depth: its level, from 1
    DATELINE = "dateline"  # place and date under the heading
    LIST = "list"  # a run of items with its label; value: participants, subject or ""
    LABEL = "label"  # the heading of a list
    ITEM = "item"  # one item; value: its number where the items count themselves
    TABLE = "table"  # a table, or one in a cell of another
    ROW = "row"  # of a table; value: "label" for a row of column headings
    CELL = "cell"  # of a row; value: the rows and columns that it spans, "1 2", and "label"
    PARAGRAPH = "paragraph"  # running text
    STAGE = "stage"  # an aside in parentheses that stands alone
    SIGNED = "signed"  # the sender's name at the end
    NOTE = "note"  # one note of the block at the end; value: its number
    # inline
    BULLET = "bullet"  # the mark before an item; value: a marker that counts, such as "(a)"
    INNER = "inner"  # one of several paragraphs of an item, a note or a cell
    EMPHASIS = "emphasis"  # what is printed in another way; value: how (@rend)
    PERSON = "person"  # the name in a list of participants
    ROLE = "role"  # what a participant without a name is called by
    SPEAKER = "speaker"  # the label before a turn, with its colon
    ASIDE = "aside"  # an aside in parentheses inside a turn
    NOTE_NUMBER = "note_number"  # the number before a note
    NOTE_REFERENCE = "note_reference"  # where a note is referred to; value: its number
    UNRESOLVED = "unresolved"  # digits like a reference, to a note that is not there
    PAGE_BREAK = "page_break"  # a page marker; value: the page's number
    PLACE = "place"  # the place in a dateline
    DATE = "date"  # a complete date; value: ISO 8601
    REFERENCE = "reference"  # a cross-reference; value: the identifier it points to

    @property
    def is_block(self) -> bool:
        """Whether tokens of the kind are blocks (a page break is one only between blocks)."""
        return self in BLOCKS


BLOCKS = frozenset(
    {
        TokenKind.DIVISION,
        TokenKind.HEAD,
        TokenKind.SUBHEAD,
        TokenKind.DATELINE,
        TokenKind.LIST,
        TokenKind.LABEL,
        TokenKind.ITEM,
        TokenKind.TABLE,
        TokenKind.ROW,
        TokenKind.CELL,
        TokenKind.PARAGRAPH,
        TokenKind.STAGE,
        TokenKind.SIGNED,
        TokenKind.NOTE,
    }
)


class Certainty(StrEnum):
    """How sure a rule is, in the values of TEI's @cert (Guidelines, att.global.responsibility)."""

    HIGH = "high"  # the text says so: a marker, a label that is known, a participant's name
    MEDIUM = "medium"  # the form says so, and nothing speaks against it
    LOW = "low"  # the best of several readings


@record
class Token:
    """A stretch `text[start:end]` of the source, and what it was taken for."""

    kind: TokenKind
    start: int
    end: int
    value: str = ""
    depth: int = 0  # of an ITEM: how deep its list is nested, from 0; of a SUBHEAD: from 1
    certainty: Certainty = Certainty.HIGH
