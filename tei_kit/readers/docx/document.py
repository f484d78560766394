"""DOCX: the text of a Word file as it is printed, with its notes, lists and tables.

`package` finds the parts; this module reads which text is shown and how it is numbered (ECMA-376,
part 1, section 17). Lines in diagnostics are paragraphs, counted from the beginning of the
document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers import flow_to_source
from tei_kit.readers.docx import counting, formulas, symbols
from tei_kit.readers.docx.fields import Fields, address_of
from tei_kit.readers.docx.formulas import M
from tei_kit.readers.docx.package import DOCX, Package, not_docx, not_readable, open_package
from tei_kit.readers.docx.styles import Lists, Styles, W, value
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
from tei_kit.readers.html.page_marks import page_of_bookmark
from tei_kit.readers.links import target_of
from tei_kit.readers.list_markers import counted
from tei_kit.readers.reader import Reader
from tei_kit.source.source import Source

MARKUP_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{MARKUP_COMPATIBILITY}AlternateContent"
FALLBACK = f"{MARKUP_COMPATIBILITY}Fallback"
TEXT_BOX = f"{W}txbxContent"
# Elements that hold runs and may lead somewhere.
LINKS = frozenset({f"{W}hyperlink", f"{W}fldSimple"})
# Elements that hold runs and say nothing about the text of the runs.
WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "bdo",
        "customXml",
        "dir",
        "fldSimple",
        "hyperlink",
        "sdt",
        "sdtContent",
        "smartTag",
    )
)
SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": LINE_BREAK,
    f"{W}cr": LINE_BREAK,
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
OBJECTS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
# Where Word prints notes, in the words of @place.
PLACES = {"footnote": "bottom", "endnote": "end"}
DRAWING_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
SHOWN = 60  # characters that a diagnostic quotes
SOMEBODY = "somebody"
DEEPEST = 100  # how deep elements in elements are read


def read_docx(data: bytes, name: str, _encoding: str | None = None) -> Source:
    """Read a DOCX file, whose XML says itself which encoding it has.

    Raises SourceError: the file is not DOCX, or damaged (TK122), an old Word file (TK123), not
    safe to read (TK124), or has no text (TK104).
    """
    package = open_package(data, name)
    try:
        body = package.xml(package.main).find(f"{W}body")
        parts = _Parts(package)
    except etree.XMLSyntaxError as error:
        raise not_readable(name, error) from error
    if body is None:
        raise not_docx(name, "it has no document")
    flow = replace(_WordText(parts, name).flow(body), title=package.title())
    return flow_to_source.write(flow, name, "DOCX")


class _Parts:
    """The parts of a package beside the document, as XML; None for a part that the package does not
    have.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self.styles = self.part("styles")
        self.numbering = self.part("numbering")
        self.footnotes = self.part("footnotes")
        self.endnotes = self.part("endnotes")
        self.comments = self.part("comments")
        self.settings = self.part("settings")
        self.main = package.main
        self.missing = package.missing
        self.note_links = {
            kind: self.links(next(iter(package.related(package.main, f"{kind}s")), ""))
            for kind in PLACES
        }
        self.around = [*self.parts("header"), *self.parts("footer")]

    def parts(self, kind: str) -> list[etree._Element]:
        package = self._package
        return [package.xml(name) for name in package.related(package.main, kind)]

    def links(self, part: str) -> Mapping[str, str]:
        """The addresses outside of the package that a part refers to, by their identifiers."""
        related = self._package.relationships(part) if part else ()
        return {each.identifier: each.address for each in related if each.is_external}

    def part(self, kind: str) -> etree._Element | None:
        return next(iter(self.parts(kind)), None)


@dataclass(slots=True)
class _Comment:
    """A comment: where it began, and the words that it is about."""

    line: int
    words: list[str] = field(default_factory=list)
    length: int = 0  # of the words


class _WordText:
    """Goes through the body and the notes, and collects the blocks that they show."""

    def __init__(self, parts: _Parts, name: str) -> None:
        self.parts = parts
        self.name = name
        self.styles = Styles(parts.styles)
        self.lists = Lists(parts.numbering)
        self.paragraph = 0
        self.pictures = self.first_picture = self.hidden = 0
        self.found: list[Diagnostic] = []
        self.comments: dict[str, _Comment] = {}
        self.gathering: dict[str, _Comment] = {}  # those that are open and need more words
        self.fields = Fields()
        self.links: list[str] = []  # the addresses of the links that are open
        self.related = parts.links(parts.main)  # the addresses of the part that is read
        self.lost_links = self.first_lost_link = 0
        self.last_link = ""
        self.descriptions: list[str] = []  # of pictures
        self.before: Runs = ()  # what a deleted paragraph mark joins to the next paragraph
        self.quotation = 0
        self.is_after_quotation = False
        self.labels: dict[str, str] = {}  # the notes that are referred to, by their keys
        self.lines: dict[str, int] = {}  # the places of references to notes
        self.last_list = ""

    def flow(self, body: etree._Element) -> Flow:
        blocks = list(self.blocks(body, 0))
        notes = dict(self.notes())
        counter = counting.Counter(self.styles)
        counter.count(body, self.parts.links(self.parts.main))
        for key, note in self.bodies():
            counter.count(note, self.parts.note_links[key.partition(" ")[0]])
        counter.tally.notes = len(notes)
        self.tell_comments()
        if self.pictures:
            place = Place(self.name, self.first_picture)
            texts = ", ".join(f"“{text}”" for text in self.descriptions)
            variant = "described" if texts else None
            self.found.append(
                diagnose("TK128", place, variant, count=self.pictures, texts=_short(texts))
            )
        for part in self.parts.missing:
            self.found.append(diagnose("TK136", Place(self.name), part=part))
        if self.lost_links:
            place = Place(self.name, self.first_lost_link)
            self.found.append(diagnose("TK134", place, count=self.lost_links))
        around = sum(len("".join(_plain(part).split())) for part in self.parts.around)
        if around:
            self.found.append(diagnose("TK130", Place(self.name), count=around))
        if self.hidden:
            place = Place(self.name)
            parts = f"hidden {self.hidden}"
            self.found.append(diagnose("TK121", place, count=self.hidden, parts=parts))
        return Flow(blocks, notes, self.found, tally=counter.tally)

    # Blocks.

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """The blocks in an element, with the paragraphs of an item, and typed lines, together."""
        last: Item | Preformatted | None = None
        for block in self.each_block(parent, depth):
            if isinstance(block, Preformatted) and isinstance(last, Preformatted):
                last = replace(last, lines=[*last.lines, *block.lines])
                continue
            if isinstance(block, Item) and not block.marker:  # it goes on with the item before
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
            elif element.tag == f"{W}sectPr":
                continue

    def block(self, element: etree._Element, depth: int) -> Iterator[Block]:
        self.paragraph += 1
        line = self.paragraph
        runs = [*self.before, *self.runs(element, depth)]
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
        rows = [list(_find(row, f"{W}tc")) for row in _find(element, f"{W}tr")]
        if all(len(row) < 2 for row in rows):  # a frame around text
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell, depth + 1)
            return
        line = self.paragraph + 1
        made: list[Row] = []
        for each, cells in zip(_find(element, f"{W}tr"), rows, strict=True):
            properties = each.find(f"{W}trPr")
            is_label = properties is not None and properties.find(f"{W}tblHeader") is not None
            made.append(Row(list(self.cells(cells, depth)), is_label))
        yield Table(_merged(made, rows), line)

    def cells(self, cells: Sequence[etree._Element], depth: int) -> Iterator[Cell]:
        for cell in cells:
            content: list[Paragraph | Table] = []
            for block in self.blocks(cell, depth + 1):
                if isinstance(block, Table):
                    content.append(block)
                else:
                    content += [Paragraph(runs) for runs in paragraphs_of(block)]
            yield Cell(content, 1, _columns(cell))

    # Inline.

    def runs(self, parent: etree._Element, depth: int) -> Iterator[Run]:
        """The runs of a paragraph, or of an element in it that holds runs."""
        pages = _pages(parent)
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
                self.begin_comment(value(element, "id"))
            elif tag == f"{W}commentRangeEnd":
                self.end_comment(value(element, "id"))
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
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
        """Add text that is shown; the comments that are open are about it."""
        if not self.fields.shows_text:
            return
        for identifier, comment in [*self.gathering.items()]:
            comment.words.append(text)
            comment.length += len(text)
            if comment.length >= SHOWN:
                del self.gathering[identifier]
        yield Run(text, rend, target=self.target())

    def target(self) -> str:
        """The address that the text at hand leads to, "" for none; links that are lost count."""
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
            self.hidden += len("".join(_plain(run).split()))
            return
        yield from self.parts_of_run(run, run, rendition(self.styles.emphasis(run)))

    def parts_of_run(self, run: etree._Element, parts: etree._Element, rend: str) -> Iterator[Run]:
        """What stands in a run, or in an alternative of it."""
        font = self.styles.symbol_font(run)
        for part in parts:
            tag = part.tag
            if tag == f"{W}t":
                text = part.text or ""
                yield from self.shown(symbols.in_font(text, font) if font else text, rend)
            elif tag == f"{W}br" and value(part, "type") == "page":
                yield Run("", page=NEW_PAGE)
            elif tag in SIGNS:
                yield Run(SIGNS[tag], rend, target=self.links[-1] if self.links else "")
            elif tag == f"{W}fldChar":
                self.fields.mark(value(part, "fldCharType"))
            elif tag == f"{W}instrText":
                self.fields.instruct(part.text or "")
            elif tag == f"{W}sym":
                yield from self.shown(self.symbol(part), rend)
            elif tag == ALTERNATIVES:
                chosen = _chosen(part)
                if next(chosen.iter(TEXT_BOX), None) is None and _has_runs(chosen):
                    yield from self.parts_of_run(run, chosen, rend)
                else:
                    self.object(part)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield self.reference(part, run)
                if value(part, "customMarkFollows") not in ("", *("0", "false", "off")):
                    return
            elif tag == f"{W}ruby":
                for inner in (*part.iter(f"{W}rubyBase"), *part.iter(f"{W}rt")):
                    is_over = inner.tag == f"{W}rt"  # how the words are read, printed over them
                    for each in inner.iter(f"{W}r"):
                        found = self.run(each)
                        yield from (
                            (replace(r, rend="superscript") for r in found) if is_over else found
                        )
            elif tag in OBJECTS:
                self.object(part)

    def symbol(self, element: etree._Element) -> str:
        """The character that a symbol looks like; one that is not known is told and kept."""
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
        """Count a picture; a text box is read with its paragraph."""
        if next(element.iter(TEXT_BOX), None) is None:
            self.pictures += 1
            self.first_picture = self.first_picture or self.paragraph
            for properties in element.iter(DRAWING_PROPERTIES):
                text = " ".join(properties.get("descr", "").split())
                if text and text not in self.descriptions:
                    self.descriptions.append(text)

    def inserted(self, element: etree._Element, depth: int) -> Iterator[Run]:
        runs = list(self.runs(element, depth + 1))
        text = text_of(runs)
        if text.strip():
            self.tell("TK126", text, author=_author(element))
        yield from runs

    def deleted(self, element: etree._Element) -> None:
        if element.tag == f"{W}moveFrom":  # text that was moved stands elsewhere
            return
        text = "".join(t.text or "" for t in element.iter(f"{W}delText", f"{W}t"))
        if text.strip():
            self.tell("TK125", text, author=_author(element))

    def tell(self, code: str, text: str, **details: str) -> None:
        place = Place(self.name, max(1, self.paragraph))
        self.found.append(diagnose(code, place, text=_short(text), **details))

    # Comments.

    def begin_comment(self, identifier: str) -> None:
        self.comments[identifier] = self.gathering[identifier] = _Comment(self.paragraph)

    def end_comment(self, identifier: str) -> None:
        self.gathering.pop(identifier, None)

    def tell_comments(self) -> None:
        """Tell of each comment, since comments are left out of the text."""
        comments = () if self.parts.comments is None else self.parts.comments.iter(f"{W}comment")
        for comment in comments:
            about = self.comments.get(value(comment, "id"), _Comment(0))
            line = about.line or 1
            anchor = _short("".join(about.words)) or "the text"
            place = Place(self.name, line)
            details = {"author": _author(comment), "anchor": anchor}
            text = _short(" ".join(_plain(comment).split()))
            self.found.append(diagnose("TK127", place, text=text, **details))

    # Notes.

    def reference(self, part: etree._Element, run: etree._Element) -> Run:
        """The reference to a note, which is numbered when it is first referred to."""
        kind = "footnote" if part.tag == f"{W}footnoteReference" else "endnote"
        key = f"{kind} {value(part, 'id')}"
        if key not in self.labels:
            number = sum(1 for other in self.labels if other.startswith(kind)) + 1
            label = counted(self.start(kind) + number - 1, self.number_format(kind))
            if value(part, "customMarkFollows") not in ("", "0", "false", "off"):
                label = "".join(t.text or "" for t in run.iter(f"{W}t")).strip() or label
            self.labels[key] = label
            self.lines[key] = self.paragraph
        return Run(self.labels[key], note=key)

    def _setting(self, kind: str, name: str) -> str:
        settings = self.parts.settings
        properties = None if settings is None else settings.find(f"{W}{kind}Pr")
        return value(None if properties is None else properties.find(f"{W}{name}"))

    def start(self, kind: str) -> int:
        """The number of the first note of a kind."""
        start = self._setting(kind, "numStart")
        return int(start) if start.isdecimal() else 1

    def number_format(self, kind: str) -> str:
        """How notes of a kind are numbered."""
        return self._setting(kind, "numFmt") or ("decimal" if kind == "footnote" else "lowerRoman")

    def notes(self) -> Iterator[tuple[str, Note]]:
        """The notes that the text refers to, and after them the other notes."""
        bodies = dict(self.bodies())
        read: set[str] = set()
        while waiting := [key for key in self.labels if key in bodies and key not in read]:
            for key in waiting:  # a note may refer to others
                read.add(key)
                yield key, self.note(bodies[key], self.labels[key], self.lines[key])
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
        self.paragraph = before
        self.related = self.parts.links(self.parts.main)
        return Note(label, paragraphs, line, PLACES[kind])


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that a bookmark names, and the elements that show its number."""

    number: str
    shown: str
    parts: Sequence[etree._Element]


def _pages(parent: etree._Element) -> Mapping[etree._Element, _Page]:
    """The bookmarks among the children of an element that name pages."""
    found: dict[etree._Element, _Page] = {}
    for start in parent.iterchildren(f"{W}bookmarkStart"):
        parts: list[etree._Element] = []
        for after in start.itersiblings():
            is_end = after.tag == f"{W}bookmarkEnd" and value(after, "id") == value(start, "id")
            if is_end or len(parts) > 20:
                break
            parts.append(after)
        shown = "".join(t.text or "" for part in parts for t in part.iter(f"{W}t"))
        number = page_of_bookmark(value(start, "name"), shown)
        if number:
            found[start] = _Page(number, shown, parts if shown.strip() else ())
    return found


def _find(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of a tag, also those inside elements that only hold others."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS or child.tag == f"{W}ins":
            yield from _find(child, tag)


def _columns(cell: etree._Element) -> int:
    properties = cell.find(f"{W}tcPr")
    span = value(None if properties is None else properties.find(f"{W}gridSpan"))
    return int(span) if span.isdecimal() and 0 < int(span) < 1000 else 1


def _merge(cell: etree._Element) -> str:
    """How a cell is part of a taller one: `restart` begins it, `continue` goes on with it."""
    properties = cell.find(f"{W}tcPr")
    merge = None if properties is None else properties.find(f"{W}vMerge")
    return "" if merge is None else value(merge) or "continue"


def _merged(rows: Sequence[Row], elements: Sequence[Sequence[etree._Element]]) -> list[Row]:
    """Rows whose cells go on with those above, as fewer cells that span rows."""
    grid: dict[int, list[int]] = {}  # by column: the row and the index of the cell that began there
    kept: list[list[Cell]] = []
    for at, (row, cells) in enumerate(zip(rows, elements, strict=True)):
        kept.append([])
        column = 0
        for cell, element in zip(row.cells, cells, strict=True):
            merge = _merge(element)
            if merge == "continue" and column in grid:
                above, index = grid[column]
                first = kept[above][index]
                content = [*first.content, *(p for p in cell.content if _has_text(p))]
                kept[above][index] = replace(first, rows=first.rows + 1, content=content)
            else:
                grid.pop(column, None)
                if merge == "restart":
                    grid[column] = [at, len(kept[at])]
                kept[at].append(cell)
            column += cell.columns
    return [replace(row, cells=cells) for row, cells in zip(rows, kept, strict=True) if cells]


def _has_text(part: Paragraph | Table) -> bool:
    return isinstance(part, Table) or bool(text_of(part.runs).strip())


def _up_to(element: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    """The ancestors of an element below another."""
    for ancestor in element.iterancestors():
        if ancestor is last:
            return
        yield ancestor


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The alternative that is read: the first that has text, else the last.

    What older programs do not know is a choice, such as an emoji; the fallback is written in what
    all know.
    """
    found = [part for part in alternatives if isinstance(part.tag, str)]
    with_text = (part for part in found if next(part.iter(f"{W}t", f"{W}sym"), None) is not None)
    return next(with_text, found[-1] if found else alternatives)


def _has_runs(element: etree._Element) -> bool:
    """Whether text stands in an element of a run."""
    return next(element.iter(f"{W}t", f"{W}sym", f"{W}tab", f"{W}br"), None) is not None


def _plain(element: etree._Element) -> str:
    """All text in an element."""
    return " ".join(t.text or "" for t in element.iter(f"{W}t"))


def _author(element: etree._Element) -> str:
    return value(element, "author") or SOMEBODY


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


READER = Reader(DOCX, read_docx)
