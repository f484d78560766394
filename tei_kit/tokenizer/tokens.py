"""Tokens: each names the kind of a stretch of the source.

The stream is flat and in the order of the text. A block token covers a whole block (and a DIVISION,
a LIST, a TABLE, a ROW or a CELL covers the blocks inside it); the inline tokens that lie within a
block follow it. Text that no inline token covers is plain text of its block.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import compress, count
from operator import attrgetter

from tei_kit.certainty import Certainty
from tei_kit.record import record

__all__ = ["BLOCKS", "Certainty", "Token", "TokenKind"]


class TokenKind(StrEnum):
    """The kinds of stretches. The comments say the `value` of a token of the kind."""

    # blocks
    DIVISION = "division"  # one document of the text; value: its number, or ""
    HEAD = "head"  # its heading; value: "part" if it only stands above documents
    SUBHEAD = "subhead"  # a heading inside a document; depth: its level, from 1
    DATELINE = "dateline"  # place and date under the heading
    LIST = "list"  # a run of items with its label; value: participants, subject or ""
    LABEL = "label"  # the heading of a list
    ITEM = "item"  # one item; value: its number, if the items count themselves
    TABLE = "table"  # a table, perhaps in a cell of another
    ROW = "row"  # of a table; value: "label" for a row of column headings
    CELL = "cell"  # of a row; value: the rows and columns that it spans, "1 2", and "label"
    PARAGRAPH = "paragraph"  # running text
    STAGE = "stage"  # an aside in parentheses that stands alone
    SIGNED = "signed"  # the sender's name at the end
    NOTE = "note"  # one note; value: its number; place: where it is printed
    FRONT = "front"  # the front, before the body: the title, the cast
    TITLE_PART = "title_part"  # of a title page; value: main, sub, author, imprint
    CAST = "cast"  # the list of the persons of a play
    CAST_GROUP = "cast_group"  # some persons of a cast, with the words about all of them
    CAST_ITEM = "cast_item"  # one of them
    LINE_GROUP = "line_group"  # lines of verse that stand together
    LINE = "line"  # a line of verse; value: I, M or F if several speakers share it
    SALUTE = "salute"  # "Dear Sir"; inline if the first paragraph goes on after it
    CLOSE = "close"  # "Yours sincerely"
    ADDRESS = "address"  # of the sender or the recipient, on lines of its own
    POSTSCRIPT = "postscript"  # a postscript, after the signature; covers its blocks
    TRAILER = "trailer"  # words that end a text: "THE END"
    QUOTE = "quote"  # a quotation set off; covers its blocks
    EPIGRAPH = "epigraph"  # a quotation before the text; covers its blocks
    # inline, or between blocks
    NOTES_HERE = (
        "notes_here"  # put in by `document`: the file prints notes here; value: their starts
    )
    FORM_WORK = "form_work"  # a running head and its like; value: @type and @place of `fw`
    FIGURE = "figure"  # the place of a picture or printed music, with its caption
    # inline
    BULLET = "bullet"  # the mark before an item; value: a marker that counts, such as "(a)"
    INNER = "inner"  # one of several paragraphs of an item, a note or a cell
    EMPHASIS = "emphasis"  # words that are printed in another way; value: their @rend
    LINK = "link"  # words that lead somewhere else; value: the address
    QUOTED = "quoted"  # a quotation inside a paragraph
    FOREIGN = "foreign"  # words in another language; value: its tag
    PERSON = "person"  # the name in a list of participants
    ROLE = "role"  # the function of a participant without a name
    SPEAKER = "speaker"  # the label before a turn, with its colon
    ASIDE = "aside"  # an aside in parentheses inside a turn
    NOTE_NUMBER = "note_number"  # the number before a note
    NOTE_REFERENCE = "note_reference"  # a reference to a note; value: the number of the note
    UNRESOLVED = "unresolved"  # digits like a reference, to a note that is not there
    PAGE_BREAK = "page_break"  # a page marker; value: the page's number
    PLACE = "place"  # the place in a dateline
    DATE = "date"  # a complete date; value: ISO 8601
    REFERENCE = "reference"  # a cross-reference; value: the identifier it points to
    HYPHEN = "hyphen"  # the hyphen that divides a word at the end of a line
    LINE_BREAK = "line_break"  # the end of a line that means something; value: "no" inside a word
    CAST_ROLE = "cast_role"  # the person's name in a cast; value: the name as it is resolved
    CAST_DESCRIPTION = "cast_description"  # the description of a person in a cast
    CAST_ACTOR = "cast_actor"  # the actor of the person
    TIME = "time"  # a time stamp; value: ISO 8601

    @property
    def is_block(self) -> bool:
        """Whether tokens of the kind are always blocks; a page break may stand inside one."""
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
        TokenKind.FRONT,
        TokenKind.TITLE_PART,
        TokenKind.CAST,
        TokenKind.CAST_GROUP,
        TokenKind.CAST_ITEM,
        TokenKind.LINE_GROUP,
        TokenKind.LINE,
        TokenKind.CLOSE,
        TokenKind.ADDRESS,
        TokenKind.POSTSCRIPT,
        TokenKind.TRAILER,
        TokenKind.QUOTE,
        TokenKind.EPIGRAPH,
    }
)


# The sign between the names of several speakers, in the value of a SPEAKER token.
AND = "\t"
# Tokens for words that the format marks; such a token is cut where other tokens overlap it.
OF_WORDS = frozenset(
    {TokenKind.EMPHASIS, TokenKind.FOREIGN, TokenKind.LINK, TokenKind.QUOTED},
)


@record
class Token:
    """A stretch `text[start:end]` of the source, with its kind."""

    kind: TokenKind
    start: int
    end: int
    value: str = ""
    depth: int = 0  # of an ITEM: how deep its list is nested, from 0; of a SUBHEAD: from 1
    certainty: Certainty = Certainty.HIGH
    target: int = -1  # of a NOTE_REFERENCE: the start of its NOTE; -1: the note of its number
    place: str = ""  # of a NOTE: its @place; "" at the end of its document


_kind = attrgetter("kind")


def indices(tokens: Sequence[Token], *kinds: TokenKind) -> list[int]:
    """The indexes of the tokens of some kinds; faster than a loop over all tokens in Python."""
    return list(compress(count(), map(frozenset(kinds).__contains__, map(_kind, tokens))))


def indices_by_kind(tokens: Sequence[Token], *kinds: TokenKind) -> dict[TokenKind, list[int]]:
    """The indexes of the tokens of some kinds, for each kind."""
    found: dict[TokenKind, list[int]] = {kind: [] for kind in kinds}
    for at in indices(tokens, *kinds):
        found[tokens[at].kind].append(at)
    return found
