"""DOCX: the text of a Word file as it is printed, with its notes, lists and tables.

`package` finds the parts; this module reads the text that is shown, and its numbers (ECMA-376,
part 1, section 17). The line in a diagnostic is the number of the paragraph in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers import flow_to_source
from tei_kit.readers.docx import comments, counting, formulas, symbols
from tei_kit.readers.docx.comments import Comments
from tei_kit.readers.docx.fields import RELATION, Fields, address_of
from tei_kit.readers.docx.formulas import M
from tei_kit.readers.docx.note_labels import NoteLabels, has_own_mark
from tei_kit.readers.docx.package import DOCX, not_docx, not_readable, open_package
from tei_kit.readers.docx.pages import pages_in
from tei_kit.readers.docx.parts import PLACES, Parts
from tei_kit.readers.docx.quoting import author_of, plain, short
from tei_kit.readers.docx.styles import Lists, Styles, W, value
from tei_kit.readers.docx.tables import WRAPPERS, columns_of, find, merged
from tei_kit.readers.flow import (
    LINE_BREAK,
    NEW_PAGE,
    Block,
    Cell,
    Flow,
    Heading,
    Item,
    Note,
    Paragraph,
    Preformatted,
    Row,
    Run,
    Runs,
    Table,
    lines_of,
    paragraphs_of,
    rendition,
    text_of,
)
from tei_kit.readers.links import target_of
from tei_kit.readers.reader import Reader
from tei_kit.source.source import Source

MARKUP_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{MARKUP_COMPATIBILITY}AlternateContent"
FALLBACK = f"{MARKUP_COMPATIBILITY}Fallback"
TEXT_BOX = f"{W}txbxContent"
# Elements that hold runs and may be links.
LINKS = frozenset({f"{W}hyperlink", f"{W}fldSimple"})
SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": LINE_BREAK,
    f"{W}cr": LINE_BREAK,
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
OBJECTS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
FORMULAS = frozenset({f"{M}oMath", f"{M}oMathPara"})
# Elements that stand for another file; Word prints its contents in their place.
OTHER_FILES = frozenset({f"{W}altChunk", f"{W}subDoc"})
# Elements that describe an object, and the attributes with the description, the best first.
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
DESCRIBED = (f"{_DRAWING}docPr", f"{_VML}shape", f"{_VML}imagedata")
DESCRIPTIONS = ("descr", "alt", "title", "{urn:schemas-microsoft-com:office:office}title")
DEEPEST = 100  # levels of nested elements that are read


def read_docx(data: bytes, name: str, _encoding: str | None = None) -> Source:
    """Read a DOCX file. `_encoding` is ignored, for the XML states its encoding.

    Raises SourceError: the file is not DOCX or is damaged (TK122), is an old Word file (TK123), is
    not safe to read (TK124), or has no text (TK104).
    """
    package = open_package(data, name)
    try:
        body = package.xml(package.main).find(f"{W}body")
        parts = Parts(package)
    except etree.XMLSyntaxError as error:
        raise not_readable(name, error) from error
    if body is None:
        raise not_docx(name, "it has no document")
    flow = replace(_WordText(parts, name).flow(body), title=package.title())
    return flow_to_source.write(flow, name, "DOCX")


class _WordText:
    """Walks through the body and the notes, and collects the blocks that they show."""

    def __init__(self, parts: Parts, name: str) -> None:
        self.parts = parts
        self.name = name
        self.styles = Styles(parts.styles)
        self.lists = Lists(parts.numbering)
        self.paragraph = 0
        self.pictures = self.first_picture = self.hidden = 0
        self.found: list[Diagnostic] = []
        self.comments = Comments()
        self.fields = Fields()
        self.links: list[str] = []  # the addresses of the open links
        self.related = parts.links(parts.main)  # the addresses of the current part
        self.lost_links = self.first_lost_link = 0
        self.last_link = ""
        self.descriptions: list[str] = []  # the descriptions of pictures
        self.before: Runs = ()  # runs that a deleted paragraph mark joins to the next paragraph
        self.quotation = 0
        self.is_after_quotation = False
        self.labels = NoteLabels(parts.settings)
        self.last_list = ""

    def flow(self, body: etree._Element) -> Flow:
        blocks = list(self.blocks(body, 0))
        self.comments.leave()
        notes = dict(self.notes())
        counter = counting.Counter(self.styles)
        counter.count(body, self.parts.links(self.parts.main))
        for key, note in self.bodies():
            counter.count(note, self.parts.note_links[key.partition(" ")[0]])
        counter.tally.notes = len(notes)
        part = self.parts.comments
        self.found += self.comments.told(part, self.name)
        remarks = comments.remarks(part, self.styles, self.parts.comment_links)
        if self.pictures:
            place = Place(self.name, self.first_picture)
            texts = ", ".join(f"“{text}”" for text in self.descriptions)
            variant = "described" if texts else None
            self.found.append(
                diagnose("TK128", place, variant, count=self.pictures, texts=short(texts))
            )
        for missing in self.parts.missing:
            self.found.append(diagnose("TK136", Place(self.name), part=missing))
        if self.lost_links:
            place = Place(self.name, self.first_lost_link)
            self.found.append(diagnose("TK134", place, count=self.lost_links))
        around = sum(len("".join(plain(part).split())) for part in self.parts.around)
        if around:
            self.found.append(diagnose("TK130", Place(self.name), count=around))
        if self.hidden:
            place = Place(self.name)
            parts = f"hidden {self.hidden}"
            self.found.append(diagnose("TK121", place, count=self.hidden, parts=parts))
        return Flow(blocks, notes, self.found, remarks=dict(remarks), tally=counter.tally)

    # Blocks.

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """The blocks in an element; paragraphs of one item are joined, and so are typed lines."""
        last: Item | Preformatted | None = None
        for block in self.each_block(parent, depth):
            if isinstance(block, Preformatted) and isinstance(last, Preformatted):
                last = replace(last, lines=[*last.lines, *block.lines])
                continue
            if isinstance(block, Item) and not block.marker:  # it continues the item before
                if isinstance(last, Item):
                    last = replace(last, paragraphs=[*last.paragraphs, *block.paragraphs])
                    continue
                block = Paragraph(block.paragraphs[0], block.line)
            if last is not None:
                yield last
            last = block if isinstance(block, Item | Preformatted) else None
            if last is None:
                yield block
        if last is not None:
            yield last

    def each_block(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self.block(element, depth)
            elif element.tag == f"{W}tbl" and depth < DEEPEST:
                self.last_list = ""
                yield from self.table(element, depth)
            elif element.tag in WRAPPERS or element.tag in (f"{W}ins", f"{W}moveTo"):
                yield from self.each_block(element, depth + 1)
            elif element.tag == ALTERNATIVES:
                yield from self.each_block(_chosen(element), depth + 1)
            elif element.tag in FORMULAS:
                yield Paragraph([Run(r.text, r.rend) for r in formulas.runs(element)])
            elif element.tag in OTHER_FILES:
                self.count_object(self.parts.address(element.get(RELATION, "")))

    def block(self, element: etree._Element, depth: int) -> Iterator[Block]:
        self.paragraph += 1
        line = self.paragraph
        runs = [*self.before, *self.comments.beside(self.runs(element, depth))]
        self.before = ()
        if self.styles.is_mark_deleted(element) and element.getnext() is not None:
            self.before = runs
            return
        if self.styles.begins_page(element):
            runs = [Run("", page=NEW_PAGE), *runs]
        boxes = list(element.iter(TEXT_BOX)) if depth < DEEPEST else []
        level = self.styles.level(element)
        numbering = self.styles.numbering(element)
        marker = self.lists.marker(numbering) if numbering else ""
        if level is not None:
            label = [Run(f"{marker} ")] if marker else []
            if text_of(runs).strip() or any(run.page for run in runs):
                yield Heading(level, [*label, *runs], line)
        elif numbering is not None:
            begins = numbering.level == 0 and numbering.number != self.last_list
            if marker and not numbering.level:  # a list inside an item may be another list in Word
                self.last_list = numbering.number
            yield Item(numbering.level, marker, [runs], line, begins)
        elif self.styles.is_preformatted(element):
            yield Preformatted([*lines_of(Paragraph(runs, line), counts=False)], line)
        else:
            has_text = bool(text_of(runs).strip())
            if has_text:
                self.last_list = ""
            is_quoted = has_text and self.styles.is_quotation(element)
            self.quotation += is_quoted and not self.is_after_quotation
            self.is_after_quotation = is_quoted
            yield Paragraph(runs, line, self.quotation if is_quoted else 0)
        for box in boxes:
            if not any(a.tag in (FALLBACK, TEXT_BOX) for a in _up_to(box, element)):
                yield from self.blocks(box, depth + 1)

    def table(self, element: etree._Element, depth: int) -> Iterator[Block]:
        rows = [list(find(row, f"{W}tc")) for row in find(element, f"{W}tr")]
        if all(len(row) < 2 for row in rows):  # the table is only a frame around text
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell, depth + 1)
            return
        line = self.paragraph + 1
        made: list[Row] = []
        for each, cells in zip(find(element, f"{W}tr"), rows, strict=True):
            properties = each.find(f"{W}trPr")
            is_label = properties is not None and properties.find(f"{W}tblHeader") is not None
            made.append(Row(list(self.cells(cells, depth)), is_label))
        yield Table(merged(made, rows), line)

    def cells(self, cells: Sequence[etree._Element], depth: int) -> Iterator[Cell]:
        for cell in cells:
            content: list[Paragraph | Table] = []
            for block in self.blocks(cell, depth + 1):
                if isinstance(block, Table):
                    content.append(block)
                else:
                    content += [Paragraph(runs) for runs in paragraphs_of(block)]
            yield Cell(content, 1, columns_of(cell))

    # Inline.

    def runs(self, parent: etree._Element, depth: int) -> Iterator[Run]:
        """The runs of a paragraph, or of an element in it that holds runs."""
        pages = pages_in(parent)
        skip: set[etree._Element] = set()
        for element in parent:
            tag = element.tag
            if element in skip:
                continue
            if element in pages:
                mark = pages[element]
                skip.update(mark.parts)
                yield Run(mark.shown, page=mark.number)
            elif tag == f"{W}r":
                yield from self.run(element)
            elif tag in (f"{W}ins", f"{W}moveTo"):
                yield from self.inserted(element, depth)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.deleted(element)
            elif tag == f"{W}commentRangeStart":
                self.comments.begin(value(element, "id"), self.paragraph)
            elif tag == f"{W}commentRangeEnd":
                yield from self.comments.end(value(element, "id"))
            elif tag in OTHER_FILES:
                self.count_object(self.parts.address(element.get(RELATION, "")))
            elif tag in FORMULAS:
                for run in formulas.runs(element):
                    yield from self.shown(run.text, run.rend)
            elif tag == ALTERNATIVES:
                yield from self.runs(_chosen(element), depth + 1)
            elif tag in LINKS and depth < DEEPEST:
                self.links.append(address_of(element, self.related))
                yield from self.runs(element, depth + 1)
                self.links.pop()
            elif tag in WRAPPERS and depth < DEEPEST:
                yield from self.runs(element, depth + 1)

    def shown(self, text: str, rend: str) -> Iterator[Run]:
        """A run with text, unless a field hides it; the text is added to the open comments."""
        if not self.fields.shows_text:
            return
        self.comments.gather(text)
        yield Run(text, rend, target=self.target())

    def target(self) -> str:
        """The target of the current link, "" without a link or for an address that leads nowhere.

        Addresses that lead nowhere are counted.
        """
        stated = next(filter(None, reversed(self.links)), "") or self.fields.link
        if not stated:
            self.last_link = ""
            return ""
        target = target_of(stated)
        if not target and stated != self.last_link:
            self.lost_links += 1
            self.first_lost_link = self.first_lost_link or self.paragraph
        self.last_link = stated
        return target

    def run(self, run: etree._Element) -> Iterator[Run]:
        if self.styles.is_hidden(run):
            self.hidden += len("".join(plain(run).split()))
            return
        yield from self.parts_of_run(run, run, rendition(self.styles.emphasis(run)))

    def parts_of_run(self, run: etree._Element, parts: etree._Element, rend: str) -> Iterator[Run]:
        """The contents of a run, or of an alternative in it."""
        font = self.styles.symbol_font(run)
        for part in parts:
            tag = part.tag
            if tag == f"{W}t":
                text = part.text or ""
                yield from self.shown(symbols.in_font(text, font) if font else text, rend)
            elif tag == f"{W}br" and value(part, "type") == "page":
                yield Run("", page=NEW_PAGE)
            elif tag in SIGNS:
                yield from self.shown(SIGNS[tag], rend)
            elif tag == f"{W}fldChar":
                yield from self.shown(self.fields.mark(part), rend)
            elif tag == f"{W}instrText":
                self.fields.instruct(part.text or "")
            elif tag == f"{W}commentReference":
                yield from self.comments.end(value(part, "id"))
            elif tag == f"{W}sym":
                yield from self.shown(self.symbol(part), rend)
            elif tag == ALTERNATIVES:
                chosen = _chosen(part)
                if next(chosen.iter(TEXT_BOX), None) is None and _has_runs(chosen):
                    yield from self.parts_of_run(run, chosen, rend)
                else:
                    self.object(part)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                key = self.labels.refer(part, run, self.paragraph)
                yield Run(self.labels.labels[key], note=key)
                if has_own_mark(part):
                    return
            elif tag == f"{W}ruby":
                for inner in (*part.iter(f"{W}rubyBase"), *part.iter(f"{W}rt")):
                    is_over = inner.tag == f"{W}rt"  # the reading of the words, printed over them
                    for each in inner.iter(f"{W}r"):
                        found = self.run(each)
                        yield from (
                            (replace(r, rend="superscript") for r in found) if is_over else found
                        )
            elif tag in OBJECTS:
                for art in part.iter(counting.WORD_ART):
                    yield from self.shown(art.get("string", ""), rend)
                self.object(part)

    def symbol(self, element: etree._Element) -> str:
        """The character that a symbol looks like; an unknown symbol stays, with a TK135."""
        font, code = value(element, "font"), value(element, "char")
        try:
            position = int(code, 16)
            known = symbols.character(font, position)
        except (ValueError, OverflowError):
            return ""
        if not known:
            self.tell("TK135", f"U+{position:04X}", font=font)
        return known or chr(position)

    def object(self, element: etree._Element) -> None:
        """Count a picture; a text box is no picture, for `block` reads it."""
        if next(element.iter(TEXT_BOX, counting.WORD_ART), None) is not None:
            return
        said = [
            words
            for part in element.iter(*DESCRIBED)
            if (words := next(filter(None, map(part.get, DESCRIPTIONS)), None))
        ]
        self.count_object(*said)

    def count_object(self, *descriptions: str) -> None:
        """Count a picture or another object that is left out, and keep its descriptions."""
        self.pictures += 1
        self.first_picture = self.first_picture or max(1, self.paragraph)
        for words in descriptions:
            text = " ".join(words.split())
            if text and text not in self.descriptions:
                self.descriptions.append(text)

    def inserted(self, element: etree._Element, depth: int) -> Iterator[Run]:
        runs = list(self.runs(element, depth + 1))
        text = text_of(runs)
        if text.strip():
            self.tell("TK126", text, author=author_of(element))
        yield from runs

    def deleted(self, element: etree._Element) -> None:
        if element.tag == f"{W}moveFrom":  # the moved text stands in another place too
            return
        text = "".join(t.text or "" for t in element.iter(f"{W}delText", f"{W}t"))
        if text.strip():
            self.tell("TK125", text, author=author_of(element))

    def tell(self, code: str, text: str, **details: str) -> None:
        place = Place(self.name, max(1, self.paragraph))
        self.found.append(diagnose(code, place, text=short(text), **details))

    # Notes.

    def notes(self) -> Iterator[tuple[str, Note]]:
        """The keys and the notes: first the notes that the text refers to, then the others."""
        bodies = dict(self.bodies())
        read: set[str] = set()
        labels, lines = self.labels.labels, self.labels.lines
        while waiting := [key for key in labels if key in bodies and key not in read]:
            for key in waiting:  # a note may refer to others
                read.add(key)
                yield key, self.note(bodies[key], labels[key], lines[key])
        for number, key in enumerate([k for k in bodies if k not in read], len(read) + 1):
            yield key, self.note(bodies[key], str(number), 1)

    def bodies(self) -> Iterator[tuple[str, etree._Element]]:
        for kind, part in (("footnote", self.parts.footnotes), ("endnote", self.parts.endnotes)):
            for body in () if part is None else part.iter(f"{W}{kind}"):
                if value(body, "type") in ("", "normal"):
                    yield f"{kind} {value(body, 'id')}", body

    def note(self, body: etree._Element, label: str, line: int) -> Note:
        before, self.paragraph = self.paragraph, line
        kind = body.tag.removeprefix(W)
        self.related = self.parts.note_links[kind]
        paragraphs: list[Runs] = []
        for block in self.blocks(body, 1):
            paragraphs += paragraphs_of(block)
        self.comments.leave()
        self.paragraph = before
        self.related = self.parts.links(self.parts.main)
        return Note(label, paragraphs, line, PLACES[kind])


def _up_to(element: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    """The ancestors of an element, up to the ancestor `last`, which is not included."""
    for ancestor in element.iterancestors():
        if ancestor is last:
            return
        yield ancestor


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The alternative that is read: the first that has text, else the last.

    A choice has contents that older programs do not know, such as an emoji; the fallback has
    contents that every program knows.
    """
    found = [part for part in alternatives if isinstance(part.tag, str)]
    with_text = (part for part in found if next(part.iter(f"{W}t", f"{W}sym"), None) is not None)
    return next(with_text, found[-1] if found else alternatives)


def _has_runs(element: etree._Element) -> bool:
    """Whether an element of a run has text."""
    return next(element.iter(f"{W}t", f"{W}sym", f"{W}tab", f"{W}br"), None) is not None


READER = Reader(DOCX, read_docx)
