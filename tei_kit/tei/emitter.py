"""Document to TEI P5: one function for each kind of thing that a document holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from lxml import etree

from tei_kit.document.model import (
    Address,
    Aside,
    Block,
    CastGroup,
    CastItem,
    CastList,
    CastPart,
    Cell,
    Closer,
    CrossReference,
    Date,
    Dateline,
    Division,
    Document,
    Emphasis,
    Epigraph,
    Figure,
    Floating,
    Foreign,
    FormWork,
    Hyphen,
    Inline,
    InnerParagraph,
    InnerText,
    Item,
    Line,
    LineBreak,
    LineGroup,
    Link,
    ListBlock,
    Moment,
    Note,
    NoteGoesOn,
    NotesHere,
    Opener,
    PageBreak,
    Paragraph,
    Passage,
    PersonName,
    Place,
    Postscript,
    Quote,
    Quoted,
    Salute,
    Signed,
    Stage,
    Subdivision,
    Table,
    Time,
    TitlePage,
    TitlePart,
    Trailer,
    Turn,
    plain,
)
from tei_kit.settings.options import UNDETERMINED, Options
from tei_kit.tei import header
from tei_kit.tei.markup import Markup
from tei_kit.tei.printed import UNPRINTED, page_rend, word
from tei_kit.xml.names import TEI_NAMESPACE

TEI = TEI_NAMESPACE  # for those who import it from here
LABEL = "label"  # @role of cells and rows that head a table
# The parts of a title page that are not parts of the title.
OF_TITLE_PAGE = {"author": "docAuthor", "imprint": "docImprint"}
# Numbers that are out of sequence in the source are marked, and no rule of sequence applies to
# them.
DOUBTFUL = "low"
BEFORE_CAPTION = ":.–—-"  # after the word for a figure
NO = "no"  # @break of elements inside a word
# How deep a `div` of the body stands.
DIVISION_DEPTH = 3
FRONT_DEPTH = 2

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@cache
def _time_of_day() -> re.Pattern[str]:
    """A time of day as XML Schema has it: `14:05:00`."""
    return re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?")


@cache
def _duration() -> re.Pattern[str]:
    """A duration as XML Schema has it: `PT12M33S`."""
    return re.compile(r"-?PT(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?")


def emit(document: Document, options: Options | None = None) -> etree._ElementTree:
    """Make the complete TEI of a document: the header, and a `div` for each division.

    Follows the conventions of the project's ODD. The result is valid by construction.
    """
    options = options or Options()
    text = Markup(document.odd_characters, depth=1)
    text.open("text")
    for division in document.divisions:
        write_front(text, division)
    text.open("body")
    for division in document.divisions:
        write_division(text, division)
    text.close("body")
    text.close("text")
    markup = Markup(document.odd_characters)
    open_tei(markup, options)
    header.write(markup, header.outline(document), options, text.occurrences)
    markup.append(text)
    markup.close("TEI")
    tree = etree.ElementTree(etree.fromstring(markup.to_bytes().lstrip(), PARSER))
    add_on_request(tree, document.name, options)
    return tree


def add_on_request(tree: etree._ElementTree, name: str, options: Options) -> None:
    """Add what the options ask for to TEI that was just made: identifiers, images of pages.

    `name` is that of the source. The tree is changed in place.
    """
    if options.ids:
        from tei_kit.tei import units  # few ask for identifiers

        units.identify(tree)
    if options.metadata.has_images:
        from tei_kit.tei import facsimile  # few editions have images

        facsimile.illustrate(tree, name, options.metadata)


def open_tei(markup: Markup, options: Options) -> None:
    """Write the start tag of the root element."""
    markup.open("TEI", xmlns=TEI_NAMESPACE, xml_lang=options.language or UNDETERMINED)


def write_division(markup: Markup, division: Division) -> None:
    """Write the `div` of one division; a play that is the whole text has none of its own."""
    if division.is_body:
        for block in (*division.leading, *division.blocks, *division.ending):
            _block(markup, block)
        return
    markup.open("div", type=division.kind, n=division.n, xml_id=division.identifier)
    _timeline(markup, division.moments)
    for page in division.leading:
        _block(markup, page)
    if division.head is not None:
        markup.line("head", cert=division.head_certainty)
        inline(markup, division.head)
        markup.end("head")
    for head in division.more_heads:
        _line(markup, "head", head)
    for block in division.blocks:
        _block(markup, block)
    for part in division.ending:
        _block(markup, part)
    markup.close("div")


def _timeline(markup: Markup, moments: Sequence[Moment]) -> None:
    """Write the points of time to which time stamps and turns point (Guidelines, 17.4)."""
    if not moments:
        return
    counted = {"unit": "s", "origin": f"#{moments[0].identifier}"} if moments[-1].since else {}
    markup.open("timeline", **counted)
    for moment in moments:
        markup.new_line()
        markup.empty(
            "when",
            xml_id=moment.identifier,
            absolute=moment.absolute,
            interval=moment.interval,
            since=_pointers(moment.since),
        )
    markup.close("timeline")


def write_front(markup: Markup, division: Division) -> None:
    """Write the `front` that a division of the text begins with, if it does."""
    if division.front:
        _container(markup, "front", division.front)


def _block(markup: Markup, block: Block) -> None:
    match block:
        case Paragraph():
            _line(markup, "p", block.content, block.decided)
        case Turn():
            _turn(markup, block)
        case PageBreak() | FormWork() | Figure() | NotesHere() | LineBreak() | Note():
            markup.new_line()
            _floating(markup, block)
        case ListBlock():
            _list(markup, block)
        case Stage():
            _stage(markup, block)
        case Table():
            markup.open("table")
            _rows(markup, block)
        case Subdivision():
            _subdivision(markup, block)
        case Line() | LineGroup() | Quote():
            _verse_or_quote(markup, block)
        case CastList():
            _cast(markup, block)
        case TitlePage():
            _title_page(markup, block)
        case _:
            _edge(markup, block)


def _container(markup: Markup, name: str, blocks: Sequence[Block]) -> None:
    markup.open(name)
    for block in blocks:
        _block(markup, block)
    markup.close(name)


def _stage(markup: Markup, stage: Stage) -> None:
    markup.line("stage", type=stage.kind, cert=stage.certainty)
    inline(markup, stage.content)
    markup.end("stage")


def _verse_or_quote(markup: Markup, block: Line | LineGroup | Quote) -> None:
    match block:
        case Line():
            markup.line("l", n=block.n, part=block.part, cert=block.decided)
            inline(markup, block.content)
            markup.end("l")
        case LineGroup():
            _container(markup, "lg", block.entries)
        case Quote(blocks=()):
            _line(markup, "quote", block.content)
        case Quote():
            _container(markup, "quote", block.blocks)


def _edge(markup: Markup, block: Block) -> None:
    """The parts before and after the text of a letter, and a letter inside another text."""
    match block:
        case Opener():
            _container(markup, "opener", block.parts)
        case Closer():
            _container(markup, "closer", block.parts)
        case Dateline():
            _line(markup, "dateline", block.content, block.certainty)
        case Salute():
            _line(markup, "salute", block.content, block.certainty)
        case Signed():
            _line(markup, "signed", block.content, block.certainty)
        case Address():
            markup.open("address")
            for line in block.lines:
                _line(markup, "addrLine", line)
            markup.close("address")
        case Postscript():
            _container(markup, "postscript", block.blocks)
        case Trailer():
            _line(markup, "trailer", block.content, block.certainty)
        case Epigraph():
            _container(markup, "epigraph", block.blocks)
        case InnerText():
            markup.open("floatingText")
            _container(markup, "body", block.blocks)
            markup.close("floatingText")
        case _:
            raise TypeError(f"{type(block).__name__} has no place among blocks")


def _cast(markup: Markup, cast: CastList | CastGroup) -> None:
    name = "castList" if isinstance(cast, CastList) else "castGroup"
    markup.open(name)
    for head in cast.heads:
        _line(markup, "head", head)
    for entry in cast.entries:
        match entry:
            case CastItem():
                persons = " ".join(f"#{person}" for person in entry.persons)
                markup.line("castItem", corresp=persons)
                inline(markup, entry.content)
                markup.end("castItem")
            case CastPart():
                _line(markup, entry.element, entry.content)
            case CastGroup():
                _cast(markup, entry)
            case _:
                _block(markup, entry)
    markup.close(name)


def _title_page(markup: Markup, page: TitlePage) -> None:
    """A title page, with the parts of the title that follow each other in one `docTitle`."""
    markup.open("titlePage")
    in_title = False
    for part in page.parts:
        is_title = isinstance(part, TitlePart) and part.kind not in OF_TITLE_PAGE
        if in_title and isinstance(part, TitlePart) and not is_title:
            markup.close("docTitle")
            in_title = False
        if is_title and not in_title:
            markup.open("docTitle")
            in_title = True
        if not isinstance(part, TitlePart):
            _block(markup, part)
        elif is_title:
            markup.line("titlePart", type=part.kind)
            inline(markup, part.content)
            markup.end("titlePart")
        else:
            _line(markup, OF_TITLE_PAGE[part.kind], part.content)
    if in_title:
        markup.close("docTitle")
    markup.close("titlePage")


def _line(markup: Markup, name: str, content: Sequence[Inline], cert: str = "") -> None:
    if cert:
        markup.line(name, cert=cert)
    elif len(content) == 1 and isinstance(content[0], str):  # the usual case
        markup.leaf(name, content[0])
        return
    else:
        markup.line(name)
    inline(markup, content)
    markup.end(name)


def _turn(markup: Markup, turn: Turn) -> None:
    who, synch = _pointers(turn.who), _pointers(turn.moment)
    markup.open("sp", who=who, synch=synch, cert=turn.certainty)
    _line(markup, "speaker", turn.speaker)
    for block in turn.blocks:
        _block(markup, block)
    markup.close("sp")


def _pointers(identifiers: str) -> str:
    if " " in identifiers:
        return " ".join([f"#{each}" for each in identifiers.split()])
    return f"#{identifiers}" if identifiers else ""


def _subdivision(markup: Markup, part: Subdivision) -> None:
    markup.open("div", type=part.kind, n=part.n, xml_id=part.identifier)
    for at, head in enumerate(part.heads):
        _line(markup, "head", head, "" if at else part.decided)
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
    """Write text with the inline elements in it."""
    for part in content:
        match part:
            case str():
                markup.text(part)
            case PageBreak():
                _page(markup, part)
            case Note():
                _note(markup, part)
            case Date():
                _enclosed(markup, "date", part.content, **header.when_of(part), cert=part.certainty)
            case CrossReference(target=""):
                inline(markup, part.content)
            case CrossReference():
                target = f"#{part.target}"
                _enclosed(markup, "ref", part.content, target=target, cert=part.certainty)
            case Aside():
                _enclosed(markup, "stage", part.content, type=part.kind, cert=part.certainty)
            case Place():
                _enclosed(markup, "placeName", part.content, cert=part.certainty)
            case PersonName():
                _person_name(markup, part)
            case Emphasis():
                _enclosed(markup, "hi", part.content, rend=part.rend)
            case Link():
                _enclosed(markup, "ref", part.content, target=part.target)
            case Quoted():
                _enclosed(markup, "q", part.content)
            case Foreign():
                _enclosed(markup, "foreign", part.content, xml_lang=part.language)
            case InnerParagraph():
                _enclosed(markup, "p", part.content)
            case Table():
                markup.open_in_text("table")
                _rows(markup, part)
            case CastPart():
                _enclosed(markup, part.element, part.content)
            case Passage():
                inline(markup, part.content)
            case Time():
                _enclosed(markup, "time", part.content, **_time(part))
            case Hyphen():
                _enclosed(markup, "pc", (part.printed,), force="weak")
                markup.empty("lb", **{"break": "no"})
            case NoteGoesOn():
                markup.empty("milestone", unit="rest")
            case FormWork() | Figure() | NotesHere() | LineBreak():
                _floating(markup, part)


def _time(time: Time) -> dict[str, str]:
    where = {"synch": _pointers(time.moment)}
    if _time_of_day().fullmatch(time.value):
        return {"when": time.value, **where}
    return {"dur": time.value, **where} if _duration().fullmatch(time.value) else {}


def _person_name(markup: Markup, name: PersonName) -> None:
    element, kind = ("persName", "") if name.is_named else ("rs", "person")
    ref = f"#{name.identifier}" if name.identifier else ""
    _enclosed(markup, element, name.content, type=kind, ref=ref, cert=name.certainty)


def _enclosed(markup: Markup, name: str, content: Sequence[Inline], **attributes: str) -> None:
    markup.start(name, **attributes)
    inline(markup, content)
    markup.end(name)


def _name_of_caption(figure: Figure) -> str:
    """`head` for a caption, `figDesc` for words that only name the figure: "[Music]"."""
    said = plain(figure.content).rstrip(" ].")
    if figure.decided and not said.startswith("["):
        return "head"
    return "head" if any(sign in said for sign in BEFORE_CAPTION) else "figDesc"


def _floating(markup: Markup, part: Floating) -> None:
    """Elements that may stand inside text and between blocks."""
    match part:
        case PageBreak():
            _page(markup, part)
        case Note():
            _note(markup, part)
        case FormWork():
            where = {"type": part.kind, "place": part.place}
            _enclosed(markup, "fw", part.content, cert=part.decided, **where)
        case Figure():
            markup.start("figure", cert=part.decided)
            _enclosed(markup, _name_of_caption(part), part.content)
            markup.end("figure")
        case NotesHere():
            corresp = " ".join(f"#{identifier}" for identifier in part.identifiers)
            markup.empty("milestone", unit="notes", corresp=corresp)
        case LineBreak():
            markup.empty("lb", n=part.n, **{"break": NO if part.is_in_word else ""})


def _page(markup: Markup, page: PageBreak) -> None:
    cert = page.decided if page.in_sequence else DOUBTFUL
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
