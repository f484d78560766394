"""Document: the content of a text, as plain data without behaviour.

The names are TEI's where TEI has a name. `content` is text with inline elements in it, in order;
`certainty` is a value of @cert; "" when it was not asked for; or the value of @resp, a pointer to
the persons who decided (`#decisions`). `decided` is such a pointer, or "".
"""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.diagnostics import Diagnostic, counted
from tei_kit.record import brief, record
from tei_kit.tokenizer.provenance import Provenance


@record
class PageBreak:
    """A page begins here: `pb`. `in_sequence` is false when its number does not follow.

    `marker` is the form in the source, where that is not `[Page 652]`; `is_printed` is false for a
    break without a marker.
    """

    n: str
    identifier: str
    in_sequence: bool = True
    marker: str = ""
    is_printed: bool = True
    is_in_word: bool = False
    decided: str = ""


@record
class LineBreak:
    """A line begins here, in a text whose lines mean something: `lb`. `n` is its number, where
    it has one."""

    n: str = ""
    is_in_word: bool = False


@record
class Hyphen:
    """The hyphen that divides a word at the end of a line: `pc`, with `lb` after it."""

    printed: str


@record
class FormWork:
    """A running head, a page number at the foot and their like: `fw`."""

    kind: str
    place: str
    content: Sequence[Inline]
    decided: str = ""


@record
class Figure:
    """The place of a picture or of printed music in the source: `figure`.

    The words of the text there are its `head`, or only a description where no caption stands there.
    """

    content: Sequence[Inline]
    decided: str = ""


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

    def standing(self, in_sequence: bool, mark: str, certainty: str) -> Note:
        """The note as it stands in the text; `replace` takes three times as long."""
        return Note(
            self.n,
            self.identifier,
            self.content,
            self.is_source,
            self.is_anchored,
            in_sequence,
            certainty,
            self.place,
            mark,
            self.label,
            self.sign,
        )


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
    certainty: str = ""  # a pointer to the person who decided, else ""


@record
class CrossReference:
    """A reference to a document or to one of its notes: `ref`.

    `target` is an identifier, or "" for a target that the text does not have.
    """

    content: Sequence[Inline]
    target: str
    certainty: str = ""


@record
class Aside:
    """An action that is not speech: `stage`, inside a paragraph. `kind` is its @type, or ""."""

    content: Sequence[Inline]
    certainty: str = ""
    kind: str = ""


@record
class PersonName:
    """A participant in a list: `persName`, or `rs` for a participant without a name.

    Outside a list the `identifier` is "", and `part` says whether the person `sent` or `received`
    the letter, where that is known.
    """

    content: Sequence[Inline]
    identifier: str
    is_named: bool
    certainty: str = ""
    part: str = ""


@record
class Time:
    """A time stamp: `time`. `value` is ISO 8601, a time of day or a duration, or "".

    `moment` is the identifier of its point of the timeline, or "".
    """

    content: Sequence[Inline]
    value: str
    moment: str = ""


@record
class CastPart:
    """A part of an item of a cast. `element` is `role`, `roleDesc` or `actor`."""

    content: Sequence[Inline]
    element: str


@record
class Passage:
    """Text with inline elements in it that has no element of its own."""

    content: Sequence[Inline]


@record
class Emphasis:
    """Words that are printed in another way than the text around them: `hi`. `rend` says how."""

    content: Sequence[Inline]
    rend: str


@record
class Link:
    """Words that lead to an address, which the format states: `ref`."""

    content: Sequence[Inline]
    target: str


@record
class Quoted:
    """A quotation inside a paragraph: `q`."""

    content: Sequence[Inline]


@record
class Foreign:
    """Words in another language: `foreign`. `language` is its tag."""

    content: Sequence[Inline]
    language: str


@record
class InnerParagraph:
    """One of several paragraphs of a note, an item or a cell: `p` inside it."""

    content: Sequence[Inline]


@record
class Cell:
    """One cell: `cell`, which spans some `rows` and `columns`; a label heads others."""

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


Floating = PageBreak | FormWork | Figure | NotesHere | LineBreak | Note
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
    | Time
    | CastPart
    | Passage
    | Emphasis
    | Foreign
    | Link
    | Quoted
    | InnerParagraph
    | Table
)

UNREAD = (PageBreak, FormWork, Figure, NotesHere, LineBreak, Note, Hyphen, NoteGoesOn, Table)


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
    decided: str = ""


@record
class Stage:
    """An action that stands alone: `stage`. `kind` is its @type, or ""."""

    content: Sequence[Inline]
    certainty: str = ""
    kind: str = ""


@record
class Line:
    """One line of verse: `l`. `part` is I, M or F where several speakers share it."""

    content: Sequence[Inline]
    part: str = ""
    n: str = ""
    decided: str = ""


@record
class LineGroup:
    """Lines that stand together: `lg`."""

    entries: Sequence[Line | Stage | Floating]


@record
class Quote:
    """A quotation set off: `quote`, of text or of blocks."""

    content: Sequence[Inline]
    blocks: Sequence[Block] = ()


@record
class Item:
    """One item of a list: `item`, with the lists nested in it.

    `marker` is the form of the number in the source, where that is not `n` and a stop;
    `in_sequence` is false when the number does not follow the number before.
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
    """The words of one speaker, until the next speaker: `sp`.

    `who` are the identifiers of the speakers, with spaces between them, or "" if that is unsure.
    `moment` is the identifier of the point of the timeline at which it begins, or "".
    """

    who: str
    speaker: Sequence[Inline]
    blocks: Sequence[Spoken]
    certainty: str = ""
    moment: str = ""


Spoken = Paragraph | ListBlock | Table | Line | LineGroup | Quote | Stage | Floating


@record
class Dateline:
    """Place and date of a letter or document: `dateline`."""

    content: Sequence[Inline]
    certainty: str = ""


@record
class Salute:
    """A greeting, or the words before the signature: `salute`."""

    content: Sequence[Inline]
    certainty: str = ""
    is_close: bool = False


@record
class Signed:
    """The sender's name at the end: `signed`."""

    content: Sequence[Inline]
    certainty: str = ""


@record
class Address:
    """An address of the sender or the recipient, in lines: `address`."""

    lines: Sequence[Sequence[Inline]]


LetterPart = Dateline | Salute | Signed | Address


@record
class Opener:
    """The parts before the text of a letter or document: `opener`."""

    parts: Sequence[LetterPart | Floating]


@record
class Closer:
    """The parts after the text of a letter or document: `closer`."""

    parts: Sequence[LetterPart | Floating]


@record
class Postscript:
    """The postscript, after the signature: `postscript`."""

    blocks: Sequence[Block]


@record
class Trailer:
    """Words that end a text, such as THE END: `trailer`."""

    content: Sequence[Inline]
    certainty: str = ""


@record
class Epigraph:
    """A quotation before the text: `epigraph`."""

    blocks: Sequence[Block]


@record
class InnerText:
    """A text with a beginning and an end of its own between other blocks: `floatingText`."""

    blocks: Sequence[Block]


@record
class CastItem:
    """One item of a cast: `castItem`. `persons` are the identifiers of its persons."""

    content: Sequence[Inline]
    persons: Sequence[str]


@record
class CastGroup:
    """Some items of a cast: `castGroup`. A description among them is meant for all."""

    heads: Sequence[Sequence[Inline]]
    entries: Sequence[CastItem | CastGroup | CastPart | Floating]


@record
class CastList:
    """The persons of a play: `castList`."""

    heads: Sequence[Sequence[Inline]]
    entries: Sequence[CastItem | CastGroup | CastPart | Floating]


@record
class TitlePart:
    """A part of a title page. `kind` is main, sub, author or imprint."""

    content: Sequence[Inline]
    kind: str


@record
class TitlePage:
    """A title page: `titlePage`."""

    parts: Sequence[TitlePart | Floating]


@record
class Subdivision:
    """A part that a heading inside a document begins: `div`. `kind` is its @type.

    A part without a heading separates blocks that TEI does not allow to stand together.
    """

    heads: Sequence[Sequence[Inline]]
    blocks: Sequence[Block]
    kind: str = "section"
    n: str = ""
    identifier: str = ""
    decided: str = ""  # about its first heading


Block = (
    Paragraph
    | Stage
    | ListBlock
    | Turn
    | Line
    | LineGroup
    | Quote
    | LetterPart
    | Opener
    | Closer
    | Postscript
    | Trailer
    | Epigraph
    | InnerText
    | CastList
    | TitlePage
    | TitlePart
    | Table
    | Subdivision
    | Floating
)


@record
class Letter:
    """The sender and recipient of a letter, its place and date, as far as it states them:
    `correspDesc`.
    """

    division: str  # its identifier
    sender: str = ""
    recipient: str = ""
    place: str = ""
    date: Date | None = None


@record
class Person:
    """A participant: `person`. Empty strings stand for facts that the text does not state."""

    identifier: str
    name: str
    role: str
    note: str


@record
class Moment:
    """A point of a timeline: `when`.

    It is a time of day (`absolute`), or so many seconds (`interval`) after another point (`since`).
    The point at which others begin to count has neither.
    """

    identifier: str
    absolute: str = ""
    interval: str = ""
    since: str = ""


@record
class Division:
    """One document of the text: `div`, or the whole `body` of a play.

    `ending` are the notes at its end that the text does not refer to, and the places where the
    notes there are printed, if not in the order of their numbers; `persons` are those that no
    earlier division has.
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
    more_heads: Sequence[Sequence[Inline]] = ()
    front: Sequence[Block] = ()  # the blocks before the body of the text
    letters: Sequence[Letter] = ()
    moments: Sequence[Moment] = ()  # the points of its timeline
    is_body: bool = False  # the whole text, whose parts stand in `body` without a `div`


@record
class Decider:
    """Somebody who decided about the text: `respStmt`."""

    identifier: str
    name: str


@record
class Decisions:
    """The decisions of people that a text was made with: their file, and their number."""

    name: str
    number: int
    deciders: Sequence[Decider] = ()


@record
class Document:
    """A whole text. `odd_characters` are the characters of the text that XML cannot hold."""

    name: str
    divisions: Sequence[Division]
    odd_characters: Sequence[str]
    diagnostics: Sequence[Diagnostic]
    form: str = "plain text"  # the format that the text was taken from
    decisions: Decisions | None = None
    title: str = ""  # the title of the whole text that the format states

    def __repr__(self) -> str:
        return brief(self, self.name, counted(len(self.divisions), "division"))
