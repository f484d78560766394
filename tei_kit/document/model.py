"""Document: what the text holds, as plain data without behaviour.

The names are TEI's where TEI has one. `content` is text with inline things in it, in order;
`certainty` is a value of @cert, or "" where none was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.diagnostics import Diagnostic
from tei_kit.record import record
from tei_kit.tokenizer.provenance import Provenance


@record
class PageBreak:
    """A page begins here: `pb`. `in_sequence` is false when its number does not follow.

    `marker` is how the source has it, where that is not `[Page 652]`; it is not printed at all
    where `is_printed` is false.
    """

    n: str
    identifier: str
    in_sequence: bool = True
    marker: str = ""
    is_printed: bool = True
    is_in_word: bool = False


@record
class LineBreak:
    """A line begins here, and that means something: `lb`. `n` is its number, where it has one."""

    n: str = ""
    is_in_word: bool = False


@record
class Hyphen:
    """What divides a word at the end of a line: `pc`, with `lb` after it."""

    printed: str


@record
class FormWork:
    """A running head, a page number at the foot and their like: `fw`."""

    kind: str
    place: str
    content: Sequence[Inline]


@record
class NotesHere:
    """The source prints the text of these notes here, or the next stretch of it: `milestone`."""

    identifiers: Sequence[str]


@record
class NoteGoesOn:
    """In a note: the rest of its text is printed where the note is mentioned next."""


@record
class Note:
    """A note, standing where it was referred to: `note`.

    `mark`, `label` and `sign` are printed in the text, before the note's text and after it.
    """

    n: str
    identifier: str
    content: Sequence[Inline]
    is_source: bool = False
    is_anchored: bool = True  # false: the text does not refer to it
    in_sequence: bool = True
    certainty: str = ""
    place: str = "end"
    mark: str = ""
    label: str = ""
    sign: str = ""


@record
class Date:
    """A complete date: `date`. `when` is ISO 8601, or "" for a day that does not exist."""

    content: Sequence[Inline]
    when: str
    certainty: str = ""


@record
class Place:
    """The place of a dateline: `placeName`."""

    content: Sequence[Inline]


@record
class CrossReference:
    """A reference to a document or to one of its notes: `ref`.

    `target` is an identifier, or "" where the text refers to what it does not have.
    """

    content: Sequence[Inline]
    target: str
    certainty: str = ""


@record
class Aside:
    """What is done rather than said: `stage`, inside a paragraph."""

    content: Sequence[Inline]
    certainty: str = ""


@record
class PersonName:
    """A participant in a list: `persName`, or `rs` for one who has no name."""

    content: Sequence[Inline]
    identifier: str
    is_named: bool
    certainty: str = ""


@record
class Emphasis:
    """What is printed in another way than the text around it: `hi`. `rend` says how."""

    content: Sequence[Inline]
    rend: str


@record
class InnerParagraph:
    """One of several paragraphs of a note, an item or a cell: `p` inside it."""

    content: Sequence[Inline]


@record
class Cell:
    """One cell: `cell`. `rows` and `columns` are what it spans; a label heads others."""

    content: Sequence[Inline]
    rows: int = 1
    columns: int = 1
    is_label: bool = False


@record
class Row:
    """One row: `row`."""

    cells: Sequence[Cell]
    is_label: bool = False


@record
class Table:
    """A table: `table`; among blocks, or in a cell of another."""

    rows: Sequence[Row]


Floating = PageBreak | FormWork | NotesHere | LineBreak | Note
Inline = (
    str
    | Floating
    | Hyphen
    | NoteGoesOn
    | Date
    | Place
    | CrossReference
    | Aside
    | PersonName
    | Emphasis
    | InnerParagraph
    | Table
)

UNREAD = (PageBreak, FormWork, NotesHere, LineBreak, Note, Hyphen, NoteGoesOn, Table)


def plain(content: Sequence[Inline]) -> str:
    """The text of content without its notes, page breaks, running heads and line ends."""
    return "".join(
        part if isinstance(part, str) else plain(part.content)
        for part in content
        if not isinstance(part, UNREAD)
    )


@record
class Paragraph:
    """Running text: `p`."""

    content: Sequence[Inline]


@record
class Stage:
    """An aside that stands alone: `stage`."""

    content: Sequence[Inline]
    certainty: str = ""


@record
class Item:
    """One item of a list: `item`, with the lists nested in it.

    `marker` is how the source has the number, where that is not `n` and a stop; `in_sequence`
    is false when the number does not follow the one before.
    """

    n: str  # where the items of the list count themselves
    content: Sequence[Inline]
    lists: Sequence[ListBlock] = ()
    marker: str = ""
    in_sequence: bool = True


@record
class ListBlock:
    """A list: `list`. `kind` is its @type, `rend` says which bullets it had."""

    kind: str
    rend: str
    heads: Sequence[Sequence[Inline]]
    entries: Sequence[Item | Floating]
    certainty: str = ""


@record
class Turn:
    """What one speaker says before the next one speaks: `sp`. `who` is "" if that is unsure."""

    who: str
    speaker: Sequence[Inline]
    blocks: Sequence[Paragraph | ListBlock | Table | Floating]
    certainty: str = ""


@record
class Dateline:
    """Place and date under the heading: `opener/dateline`."""

    content: Sequence[Inline]
    certainty: str = ""


@record
class Signed:
    """The sender's name at the end: `closer/signed`."""

    content: Sequence[Inline]
    certainty: str = ""


@record
class Subdivision:
    """What a heading inside a document begins: `div` of the type `section`."""

    head: Sequence[Inline]
    blocks: Sequence[Block]


Block = Paragraph | Stage | ListBlock | Turn | Dateline | Signed | Table | Subdivision | Floating


@record
class Person:
    """One who takes part: `person`. Empty strings stand for what the text does not say."""

    identifier: str
    name: str
    role: str
    note: str


@record
class Division:
    """One document of the text: `div`.

    `ending` are the notes at its end that the text does not refer to, and where the notes there
    are printed, if not in the order of their numbers; `persons` are those that no division before
    this one has.
    """

    kind: str  # document, scene or session; "" without a heading
    n: str
    identifier: str
    leading: Sequence[Floating]
    head: Sequence[Inline] | None
    blocks: Sequence[Block]
    ending: Sequence[Floating]
    persons: Sequence[Person]
    provenance: Provenance | None
    head_certainty: str = ""


@record
class Document:
    """A whole text. `odd_characters` are those that XML cannot hold and the text has."""

    name: str
    divisions: Sequence[Division]
    odd_characters: Sequence[str]
    diagnostics: Sequence[Diagnostic]
    form: str = "plain text"  # what the text was taken from
