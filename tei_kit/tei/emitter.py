"""Document to TEI P5: one function for each kind of thing that a document holds."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_kit.document.model import (
    Aside,
    Block,
    Cell,
    CrossReference,
    Date,
    Dateline,
    Division,
    Document,
    Emphasis,
    Floating,
    FormWork,
    Hyphen,
    Inline,
    InnerParagraph,
    Item,
    LineBreak,
    ListBlock,
    Note,
    NoteGoesOn,
    NotesHere,
    PageBreak,
    Paragraph,
    PersonName,
    Place,
    Signed,
    Stage,
    Subdivision,
    Table,
    Turn,
)
from tei_kit.tei import header
from tei_kit.tei.markup import Markup
from tei_kit.tei.printed import UNPRINTED, page_rend, word

TEI = "http://www.tei-c.org/ns/1.0"
# @type of the parts that headings inside a document begin, and @role of what heads a table.
SECTION = "section"
LABEL = "label"
# What the source itself has out of sequence is marked, and no rule of sequence applies to it.
DOUBTFUL = "low"
NO = "no"  # @break of what stands inside a word
# How deep a `div` of the body stands.
DIVISION_DEPTH = 3

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def emit(document: Document, settings: header.Settings | None = None) -> etree._ElementTree:
    """Make the complete TEI of a document: the header, and a `div` for each division.

    Follows the conventions of the project's ODD. The result is valid by construction.
    """
    settings = settings or header.Settings()
    text = Markup(document.odd_characters, depth=1)
    text.open("text")
    text.open("body")
    for division in document.divisions:
        write_division(text, division)
    text.close("body")
    text.close("text")
    markup = Markup(document.odd_characters)
    open_tei(markup, settings)
    header.write(markup, header.outline(document), settings, text.occurrences)
    markup.append(text)
    markup.close("TEI")
    return etree.ElementTree(etree.fromstring(markup.to_bytes().lstrip(), PARSER))


def open_tei(markup: Markup, settings: header.Settings) -> None:
    """Write the start tag of the root element."""
    markup.open("TEI", xmlns=TEI, xml_lang=settings.language)


def write_division(markup: Markup, division: Division) -> None:
    """Write the `div` of one division."""
    markup.open("div", type=division.kind, n=division.n, xml_id=division.identifier)
    for page in division.leading:
        _block(markup, page)
    if division.head is not None:
        markup.line("head", cert=division.head_certainty)
        inline(markup, division.head)
        markup.end("head")
    for block in division.blocks:
        _block(markup, block)
    for part in division.ending:
        _block(markup, part)
    markup.close("div")


def _block(markup: Markup, block: Block) -> None:
    match block:
        case Paragraph():
            _line(markup, "p", block.content)
        case Turn():
            _turn(markup, block)
        case PageBreak() | FormWork() | NotesHere() | LineBreak() | Note():
            markup.new_line()
            _floating(markup, block)
        case ListBlock():
            _list(markup, block)
        case Stage():
            _line(markup, "stage", block.content, block.certainty)
        case Dateline():
            _wrapped(markup, "opener", "dateline", block.content, block.certainty)
        case Signed():
            _wrapped(markup, "closer", "signed", block.content, block.certainty)
        case Table():
            markup.open("table")
            _rows(markup, block)
        case Subdivision():
            _subdivision(markup, block)


def _line(markup: Markup, name: str, content: Sequence[Inline], cert: str = "") -> None:
    if cert:
        markup.line(name, cert=cert)
    else:
        markup.line(name)  # as most are: to leave out what is empty takes time
    inline(markup, content)
    markup.end(name)


def _wrapped(markup: Markup, outer: str, name: str, content: Sequence[Inline], cert: str) -> None:
    markup.open(outer)
    _line(markup, name, content, cert)
    markup.close(outer)


def _turn(markup: Markup, turn: Turn) -> None:
    markup.open("sp", who=f"#{turn.who}" if turn.who else "", cert=turn.certainty)
    _line(markup, "speaker", turn.speaker)
    for block in turn.blocks:
        _block(markup, block)
    markup.close("sp")


def _subdivision(markup: Markup, part: Subdivision) -> None:
    markup.open("div", type=SECTION)
    _line(markup, "head", part.head)
    for block in part.blocks:
        _block(markup, block)
    markup.close("div")


def _rows(markup: Markup, table: Table) -> None:
    """The rows and the end of a table whose start tag is written."""
    for row in table.rows:
        markup.open("row", role=LABEL if row.is_label else "")
        for cell in row.cells:
            _cell(markup, cell)
        markup.close("row")
    markup.close("table")


def _cell(markup: Markup, cell: Cell) -> None:
    markup.line(
        "cell",
        role=LABEL if cell.is_label else "",
        rows=str(cell.rows) if cell.rows > 1 else "",
        cols=str(cell.columns) if cell.columns > 1 else "",
    )
    inline(markup, cell.content)
    markup.end("cell")


def _list(markup: Markup, block: ListBlock) -> None:
    markup.open("list", type=block.kind, rend=block.rend, cert=block.certainty)
    _entries(markup, block)


def _entries(markup: Markup, block: ListBlock) -> None:
    for head in block.heads:
        _line(markup, "head", head)
    for entry in block.entries:
        if isinstance(entry, Item):
            _item(markup, entry)
        else:
            _block(markup, entry)
    markup.close("list")


def _item(markup: Markup, item: Item) -> None:
    cert = "" if item.in_sequence else DOUBTFUL
    markup.line("item", n=item.n, rend=item.marker, cert=cert)
    inline(markup, item.content)
    for nested in item.lists:
        markup.open_in_text("list", type=nested.kind, rend=nested.rend)
        _entries(markup, nested)
    markup.end("item")


def inline(markup: Markup, content: Sequence[Inline]) -> None:
    """Write text with the inline things in it."""
    for part in content:
        match part:
            case str():
                markup.text(part)
            case PageBreak():
                _page(markup, part)
            case Note():
                _note(markup, part)
            case Date():
                _enclosed(markup, "date", part.content, when=part.when, cert=part.certainty)
            case CrossReference(target=""):
                inline(markup, part.content)
            case CrossReference():
                target = f"#{part.target}"
                _enclosed(markup, "ref", part.content, target=target, cert=part.certainty)
            case Aside():
                _enclosed(markup, "stage", part.content, cert=part.certainty)
            case Place():
                _enclosed(markup, "placeName", part.content)
            case PersonName():
                _person_name(markup, part)
            case Emphasis():
                _enclosed(markup, "hi", part.content, rend=part.rend)
            case InnerParagraph():
                _enclosed(markup, "p", part.content)
            case Table():
                markup.open_in_text("table")
                _rows(markup, part)
            case Hyphen():
                _enclosed(markup, "pc", (part.printed,), force="weak")
                markup.empty("lb", **{"break": "no"})
            case NoteGoesOn():
                markup.empty("milestone", unit="rest")
            case FormWork() | NotesHere() | LineBreak():
                _floating(markup, part)


def _person_name(markup: Markup, name: PersonName) -> None:
    element, kind = ("persName", "") if name.is_named else ("rs", "person")
    ref = f"#{name.identifier}" if name.identifier else ""
    _enclosed(markup, element, name.content, type=kind, ref=ref, cert=name.certainty)


def _enclosed(markup: Markup, name: str, content: Sequence[Inline], **attributes: str) -> None:
    markup.start(name, **attributes)
    inline(markup, content)
    markup.end(name)


def _floating(markup: Markup, part: Floating) -> None:
    """What may stand inside text and between blocks."""
    match part:
        case PageBreak():
            _page(markup, part)
        case Note():
            _note(markup, part)
        case FormWork():
            _enclosed(markup, "fw", part.content, type=part.kind, place=part.place)
        case NotesHere():
            corresp = " ".join(f"#{identifier}" for identifier in part.identifiers)
            markup.empty("milestone", unit="notes", corresp=corresp)
        case LineBreak():
            markup.empty("lb", n=part.n, **{"break": NO if part.is_in_word else ""})


def _page(markup: Markup, page: PageBreak) -> None:
    cert = "" if page.in_sequence else DOUBTFUL
    rend = page_rend(page.marker) if page.is_printed else UNPRINTED
    in_word = {"break": NO} if page.is_in_word else {}
    markup.empty("pb", n=page.n, xml_id=page.identifier, rend=rend, cert=cert, **in_word)


def _note(markup: Markup, note: Note) -> None:
    _enclosed(
        markup,
        "note",
        note.content,
        n=note.n,
        xml_id=note.identifier,
        place=note.place,
        rend=_note_rend(note),
        type="source" if note.is_source else "",
        anchored="" if note.is_anchored else "false",
        cert=note.certainty if note.in_sequence else DOUBTFUL,
    )


def _note_rend(note: Note) -> str:
    """The marks of a note, in the text, before its own text and after it; "" for the usual ones."""
    usual_mark = not note.is_anchored or note.mark == note.n
    if note.n and usual_mark and note.label == f"{note.n}." and not note.sign:
        return ""
    signs = (note.mark, note.label, note.sign) if note.sign else (note.mark, note.label)
    return " ".join(map(word, signs))
