"""HTML: a saved page of a documentary edition, read as its reader sees it.

The text of the page is its `main`, or the element that takes its place. Navigation, forms and
hidden elements are left out (`boilerplate`), and a diagnostic counts them. `notes` and `page_marks`
find notes and pages; all other elements have the meaning of the HTML Living Standard.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers import flow_to_source
from tei_kit.readers.flow import (
    BULLET,
    LINE_BREAK,
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
from tei_kit.readers.html import counting, page_marks, shown, word_lists
from tei_kit.readers.html import notes as html_notes
from tei_kit.readers.html.boilerplate import boilerplate
from tei_kit.readers.html.elements import BLOCKS, HEADINGS, LINE, NO_TEXT, length, parse
from tei_kit.readers.links import target_of
from tei_kit.readers.list_markers import html_marker
from tei_kit.readers.reader import Reader
from tei_kit.source import source
from tei_kit.source.source import Source

# <meta charset="utf-8">, <meta http-equiv="Content-Type" content="text/html; charset=latin1">
META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
META_WITHIN = 4096  # bytes
# The standard reads these names as the encoding that pages so named are really in.
REALLY = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
# "fr", "pt-BR", "zh-Hant-TW" (BCP 47)
LANGUAGE = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8}){0,4}")
# Elements whose language is the text's.
WHOLE = frozenset({"html", "body", "main", "article"})
# Elements that Word writes as items of lists.
WORD_ITEMS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "div"})
# The outer and inner marks of quotations, by languages; “these” and ‘these’ for all others.
QUOTATION_MARKS = {
    "cs": "„“‚‘",
    "da": "“”‘’",
    "de": "„“‚‘",
    "es": "«»“”",
    "fr": "«»«»",
    "it": "«»“”",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ru": "«»„“",
}
# How the text of an element is printed, by the element's name, style or class.
OF_ELEMENT = {
    "b": "bold",
    "cite": "italic",
    "del": "strikethrough",
    "dfn": "italic",
    "em": "italic",
    "i": "italic",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "strong": "bold",
    "sub": "subscript",
    "sup": "superscript",
    "u": "underline",
    "var": "italic",
}
OF_STYLE = {
    re.compile(r"font-style\s*:\s*(?:italic|oblique)"): "italic",
    re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"): "bold",
    re.compile(r"text-decoration[^;]*:[^;]*\bunderline"): "underline",
    re.compile(r"text-decoration[^;]*:[^;]*\bline-through"): "strikethrough",
    re.compile(r"font-variant[^;]*:[^;]*\bsmall-caps"): "smallcaps",
    re.compile(r"vertical-align\s*:\s*super"): "superscript",
    re.compile(r"vertical-align\s*:\s*sub\b"): "subscript",
}
# class="italic", "tei-smallcaps", "small-caps"
OF_CLASS = re.compile(
    r"(?:^|\s)(?:tei-)?(italic|bold|underline|strikethrough|small-?caps|superscript|subscript)s?"
    r"(?=\s|$)",
    re.IGNORECASE,
)


def read_html(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read a page. Its encoding is the given one, else by its mark, its `meta`, or UTF-8.

    Raises SourceError: the bytes are in another encoding, the page has no text, or elements are
    nested too deeply to be read safely (TK124).
    """
    return read_html_text(source.decode_text(data, name, encoding or _stated(data)), name)


def read_html_text(text: str, name: str) -> Source:
    """Read a page that is decoded already. Raises SourceError."""
    return flow_to_source.write(flow_of(parse(text, name), name), name, "HTML")


def _stated(data: bytes) -> str | None:
    """The encoding that a page states of itself, unless a byte order mark says better."""
    if source.has_byte_order_mark(data):
        return None
    match = META_CHARSET.search(data, 0, META_WITHIN)
    if match is None:
        return None
    stated = match[1].decode("ascii", "replace").lower()
    return "utf-8" if stated.startswith("utf-16") else REALLY.get(stated, stated)


def flow_of(page: HtmlElement, name: str) -> Flow:
    """The flow of a page."""
    notes = html_notes.find(page)
    shown.say(page, notes.parts | notes.holders)
    main = _main(page)
    language = _language_of_page(page, main)
    walker = _PageText(
        notes, language, is_page=main.tag == "body", is_stated=main.get(LINE) is not None
    )
    walker.whole = length(main)
    walker.unquoted = _unquoted(main)
    blocks = walker.read([main])
    if main.tag != "body":
        body = page.find("body")
        around = 0 if body is None else length(body) - length(main)
        walker.left_out.update({"outside of the text": max(0, around - _outside(notes, main))})
    found = {key: _note(walker, body) for key, body in notes.bodies.items()}
    title = next((" ".join(e.text_content().split()) for e in page.iter("title")), "")
    tally = counting.count(main, notes, walker.skipped, walker.transparent)
    return Flow(blocks, found, list(_left_out(walker, name)), language, title, tally)


def _main(page: HtmlElement) -> HtmlElement:
    """The element that holds the text of a page."""
    mains = [e for e in page.iter("main") if length(e)]
    mains = mains or [e for e in page.xpath("//*[@role='main']") if length(e)]
    articles = [] if mains else [e for e in page.iter("article") if length(e)]
    if mains:
        return mains[0]
    if len(articles) == 1:
        return articles[0]
    body = page.find("body")
    return page if body is None else body


def _unquoted(main: HtmlElement) -> Set[HtmlElement]:
    """The block quotations of a page that are no quotations: where they hold most of the text, they
    only indent it."""
    found = list(main.iter("blockquote"))
    outer = [each for each in found if not any(a.tag == "blockquote" for a in each.iterancestors())]
    is_layout = bool(found) and 2 * sum(map(length, outer)) > length(main)
    return frozenset(found if is_layout else ())


def _outside(notes: html_notes.Notes, main: HtmlElement) -> int:
    """How many characters of notes stand outside of the main text; they are read all the same."""
    parts = [part for body in notes.bodies.values() for part in body.parts]
    return sum(length(part) for part in parts if main not in part.iterancestors())


def _left_out(walker: _PageText, name: str) -> Iterator[Diagnostic]:
    parts = {what: count for what, count in walker.left_out.items() if count}
    if parts:
        told = ", ".join(f"{what} {count}" for what, count in sorted(parts.items()))
        count = sum(parts.values())
        yield diagnose("TK121", Place(name), count=count, parts=told)
    if walker.lost_links:
        place = Place(name, walker.first_lost_link)
        yield diagnose("TK134", place, count=walker.lost_links)
    if walker.pictures:
        texts = ", ".join(f"“{text}”" for text in walker.descriptions)
        place, variant = Place(name, walker.first_picture), "described" if texts else None
        yield diagnose("TK128", place, variant, count=walker.pictures, texts=texts)


def _note(walker: _PageText, body: html_notes.Body) -> Note:
    """The note of a body, without its number and the link back."""
    blocks = walker.read(body.parts, is_note=True)
    paragraphs = [runs for block in blocks for runs in paragraphs_of(block)]
    if paragraphs and not body.is_numbered:
        paragraphs[0] = _without_label(paragraphs[0], body.label)
    line = next((block.line for block in blocks if block.line), 0)
    return Note(body.label, paragraphs, line)


def _without_label(runs: Runs, label: str) -> Runs:
    """The beginning of a note without its number: `See` of `[3] See`, `3. See`, `3See`."""
    pattern = re.compile(rf"\s*[\[(]?{re.escape(label)}[\])]?(?![0-9])[.:)]?\s*")
    match = pattern.match(text_of(runs))
    rest = match.end() if match else 0
    result: list[Run] = []
    for run in runs:
        cut = min(rest, len(run.text))
        rest -= cut
        if run.note or run.page or len(run.text) > cut:
            result.append(replace(run, text=run.text[cut:]))
    return result


@dataclass(slots=True)
class _List:
    """A list that is open: how its items count, and at which item it is."""

    element: HtmlElement
    number: int
    begins: bool = True


@dataclass(slots=True)
class _OpenItem:
    """An item that is open; `at` is its index among the blocks once it has text."""

    depth: int
    marker: str
    begins: bool
    line: int
    at: int = -1


@dataclass(slots=True)
class _Room:
    """The target of blocks: the page, or a cell. A heading or an item in a cell is a paragraph."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    items: list[_OpenItem] = field(default_factory=list)
    heading: int = 0
    line: int = 0
    cell: HtmlElement | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of words, beside how they are printed; see `Run`."""

    target: str = ""
    language: str = ""
    is_quoted: bool = False

    def run(self, text: str, rend: str = "") -> Run:
        """Words of which this is said."""
        return Run(text, rend, "", "", self.target, self.language, self.is_quoted)


class _PageText:
    """Goes through elements, without recursion, and collects blocks."""

    def __init__(
        self, notes: html_notes.Notes, language: str, *, is_page: bool, is_stated: bool
    ) -> None:
        self.notes = notes
        self.language = language
        self.is_page = is_page
        self.is_stated = is_stated
        self.is_note = False
        self.left_out: Counter[str] = Counter()
        self.pictures = self.first_picture = 0
        self.rooms = [_Room()]
        self.rend: list[frozenset[str]] = [frozenset()]
        self.word_items: set[HtmlElement] = set()  # paragraphs that are open as items
        self.word_list = ""
        self.skipped: set[HtmlElement] = set()
        self.said = [_Said()]
        self.whole = 0  # characters of the text
        self.descriptions: list[str] = []  # of pictures
        self.unquoted: Set[HtmlElement] = frozenset()
        self.quotation = 0  # how many quotations there are so far
        self.quotations = [0]  # the numbers of those that are open
        self.lost_links = self.first_lost_link = 0
        self.tables: list[list[Row]] = []
        self.transparent: set[HtmlElement] = set()
        self.preformatted = 0
        self.lines: list[int] = []

    def read(self, elements: Sequence[HtmlElement], *, is_note: bool = False) -> list[Block]:
        """The blocks of some elements."""
        self.rooms = [_Room()]
        self.is_note = is_note
        for element in elements:
            pending = [(element, False)]
            while pending:
                part, is_done = pending.pop()
                if is_done:
                    self.end(part)
                elif part in elements or self.is_read(part):
                    self.start(part, is_root=part is element)
                    pending.append((part, True))
                    self.text(part.text, part)
                    pending.extend((child, False) for child in reversed(part))
                    continue
                if part is not element:
                    self.text(part.tail, part)
            self.flush()
        return self.rooms[0].blocks

    @property
    def room(self) -> _Room:
        return self.rooms[-1]

    # Elements that are read.

    def is_read(self, element: HtmlElement) -> bool:
        """Whether the walker enters an element; for any other element its stand-in is added.

        Elements that are not entered are noted, but for those that no page shows.
        """
        is_read = self.enters(element)
        if not is_read:
            self.skipped.add(element)
        return is_read

    def enters(self, element: HtmlElement) -> bool:
        """The same, without the note."""
        tag = element.tag
        if not isinstance(tag, str) or tag in NO_TEXT:
            return False
        key = self.notes.references.get(element)
        if key is not None:
            self.add(Run(element.text_content(), note=key), element)
            return False
        if element in self.notes.parts or element in self.notes.back_links:
            return False
        if element in self.notes.titles:
            self.left_out["heading of the notes"] += length(element)
            return False
        page = page_marks.page_of(element)
        if page is not None:
            self.add(Run(page.shown, page=page.number), element)
            return not page.is_whole
        if tag == "img":
            self.picture(element)
            return False
        if word_lists.is_marker(element):
            return False
        what = self.left_out_as(element)
        if what:
            self.left_out[what] += length(element)
            return False
        return True

    def picture(self, element: HtmlElement) -> None:
        """Count a picture, with the text that stands for it."""
        self.pictures += 1
        self.first_picture = self.first_picture or self.line_of(element)
        text = " ".join((element.get("alt") or "").split())
        if text and text not in self.descriptions:
            self.descriptions.append(text)

    def left_out_as(self, element: HtmlElement) -> str:
        """The name of an element that is left out; "" for an element with text, or with a note."""
        if self.is_note or self.holds_note(element):
            return ""
        return boilerplate(element, self.whole, in_whole_page=self.is_page)

    def holds_note(self, element: HtmlElement) -> bool:
        """Whether a note of the text is kept in an element."""
        return element in self.notes.holders

    # Elements.

    def start(self, element: HtmlElement, *, is_root: bool) -> None:
        tag = element.tag
        self.rend.append(self.rend[-1] | _rend(element))
        self.said.append(self.said_of(element))
        self.lines.append(self.line_of(element))
        if tag == "q":
            self.add(self.said[-1].run(_quotation_marks(element)[0]), element)
        if tag == "br":
            self.room.runs.append(Run(LINE_BREAK))
        if tag not in BLOCKS or (is_root and self.is_note):
            return
        self.flush()
        room = self.room
        if tag in HEADINGS and not room.items and room.cell is None:
            room.heading = HEADINGS[tag]
        elif tag in ("ul", "ol", "menu", "dir"):
            self.open_list(element)
        elif tag == "li":
            self.open_item(element)
        elif tag in WORD_ITEMS and not room.items:
            self.open_word_item(element)
        elif tag == "blockquote" and element not in self.unquoted:
            self.quotation += 1
            self.quotations.append(self.quotation)
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "table":
            self.open_table(element)
        elif tag == "tr" and self.tables and not self.in_transparent(element):
            self.tables[-1].append(Row([], _heads_columns(element)))
        elif tag in ("td", "th") and self.tables and not self.in_transparent(element):
            if not self.tables[-1]:
                self.tables[-1].append(Row([]))
            self.rooms.append(_Room(cell=element))

    def end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
            room = self.room
            if tag in HEADINGS:
                room.heading = 0
            elif tag in ("ul", "ol", "menu", "dir"):
                if room.lists and room.lists[-1].element is element:
                    room.lists.pop()
            elif tag == "li" and room.items:
                self.close_item()
            elif element in self.word_items:
                self.word_items.remove(element)
                self.close_item()
            elif tag == "blockquote" and element not in self.unquoted:
                self.quotations.pop()
            elif tag == "pre":
                self.preformatted -= 1
            elif tag in ("td", "th") and room.cell is element:
                self.close_cell(element)
            elif tag == "table" and element not in self.transparent and self.tables:
                rows = [row for row in self.tables.pop() if row.cells]
                room.blocks.append(Table(rows, self.line_of(element)))
        self.rend.pop()
        if tag == "q":
            self.add(self.said[-1].run(_quotation_marks(element)[1]), element)
        self.said.pop()
        self.lines.pop()

    def said_of(self, element: HtmlElement) -> _Said:
        """What an element says of the words in it, beside what those around it say."""
        said = self.said[-1]
        if element.tag not in ("a", "q") and not element.keys():
            return said
        if element.tag == "a" and element.get("href") is not None:
            target = target_of(element.get("href"))
            is_back = self.is_note and (element.get("href") or "").startswith("#")
            if not target and not is_back and element.text_content().strip():
                self.lost_links += 1
                self.first_lost_link = self.first_lost_link or self.line_of(element)
            said = replace(said, target=target)
        language = _language(element)
        if language and element.tag not in WHOLE:
            said = replace(said, language="" if language == self.language else language)
        return replace(said, is_quoted=True) if element.tag == "q" else said

    def text(self, text: str | None, element: HtmlElement) -> None:
        if not text:
            return
        if self.preformatted:
            text = text.replace("\r\n", "\n").replace("\n", LINE_BREAK)
        self.add(self.said[-1].run(text, rendition(self.rend[-1])), element)

    def add(self, run: Run, element: HtmlElement) -> None:
        room = self.room
        if not room.line and (run.note or run.page or run.text.strip()):
            is_mark = run.note or run.page or not self.lines
            room.line = self.line_of(element) if is_mark else self.lines[-1]
        room.runs.append(run)

    def flush(self) -> None:
        """The collected text becomes a heading, a paragraph, or a paragraph of an item."""
        room = self.room
        runs, room.runs, line, room.line = room.runs, [], room.line, 0
        if not line:
            return
        if room.heading:
            room.blocks.append(Heading(room.heading, runs, line))
            return
        item = room.items[-1] if room.items else None
        if item is None and self.preformatted and room.cell is None:
            lines = lines_of(Paragraph(runs, line), counts=not self.is_stated)
            room.blocks.append(Preformatted([*lines], line))
        elif item is None:
            room.blocks.append(Paragraph(runs, line, self.quotations[-1]))
        elif item.at < 0:
            self.begin_item(item, [runs])
        elif item.at == len(room.blocks) - 1:
            begun = room.blocks[-1]
            assert isinstance(begun, Item)
            paragraphs = [*begun.paragraphs, runs]
            room.blocks[-1] = Item(begun.depth, begun.marker, paragraphs, begun.line, begun.begins)
        else:
            room.blocks.append(Paragraph(runs, line))

    # Lists.

    def open_list(self, element: HtmlElement) -> None:
        room = self.room
        if room.items and room.items[-1].at < 0:
            self.begin_item(room.items[-1], [])
        start = element.get("start", "")
        number = int(start) if re.fullmatch(r"-?[0-9]{1,6}", start) else 1
        if element.tag == "ol" and element.get("reversed") is not None and not start:
            number = sum(1 for child in element if child.tag == "li")
        room.lists.append(_List(element, number))

    def open_item(self, element: HtmlElement) -> None:
        room = self.room
        of = room.lists[-1] if room.lists else None
        line = self.line_of(element)
        if of is None:
            room.items.append(_OpenItem(len(room.items), BULLET, True, line))
            return
        value = element.get("value", "")
        if re.fullmatch(r"-?[0-9]{1,6}", value):
            of.number = int(value)
        mark = (
            html_marker(of.element.get("type", "1"), of.number)
            if of.element.tag == "ol"
            else BULLET
        )
        room.items.append(_OpenItem(len(room.lists) - 1, mark, of.begins, line))
        of.begins = False
        of.number += -1 if of.element.get("reversed") is not None else 1

    def open_word_item(self, element: HtmlElement) -> None:
        """Open an item where a paragraph is one of a list that Word wrote."""
        item = word_lists.item_of(element)
        if item is None:
            return
        blocks = self.room.blocks
        goes_on = bool(blocks) and isinstance(blocks[-1], Item) and self.word_list == item.list
        self.word_list = self.word_list if item.depth and blocks else item.list
        self.word_items.add(element)
        opened = _OpenItem(item.depth, item.marker, not goes_on, self.line_of(element))
        self.room.items.append(opened)

    def begin_item(self, item: _OpenItem, paragraphs: list[Runs]) -> None:
        room = self.room
        item.at = len(room.blocks)
        room.blocks.append(
            Item(item.depth, item.marker, paragraphs, item.line, item.begins and not item.depth)
        )

    def close_item(self) -> None:
        item = self.room.items[-1]
        if item.at < 0:
            self.begin_item(item, [])
        self.room.items.pop()

    # Tables.

    def open_table(self, element: HtmlElement) -> None:
        if _is_layout(element):
            self.transparent.add(element)
        else:
            self.tables.append([])

    def in_transparent(self, element: HtmlElement) -> bool:
        table = next(element.iterancestors("table"), None)
        return table is None or table in self.transparent

    def close_cell(self, element: HtmlElement) -> None:
        room = self.rooms.pop()
        content: list[Paragraph | Table] = []
        for block in room.blocks:
            if isinstance(block, Table):
                content.append(block)
            else:
                content += [Paragraph(runs) for runs in paragraphs_of(block)]
        rows, columns = _span(element, "rowspan"), _span(element, "colspan")
        row = self.tables[-1][-1]
        is_label = element.tag == "th" and not row.is_label
        cell = Cell(content, rows, columns, is_label)
        self.tables[-1][-1] = Row([*row.cells, cell], row.is_label)

    def line_of(self, element: HtmlElement) -> int:
        """The line of the file where an element begins, as far as it is known."""
        stated = element.get(LINE, "")
        if stated.isdecimal():
            return int(stated)
        return self.lines[-1] if self.is_stated and self.lines else element.sourceline or 1


def _language(element: HtmlElement) -> str:
    """The tag of the language that an element states for itself, in the usual case, or ""."""
    stated = (element.get("lang") or element.get("xml:lang") or "").strip()
    match = LANGUAGE.fullmatch(stated)
    return match["code"].lower() + stated[len(match["code"]) :] if match else ""


def _language_of_page(page: HtmlElement, main: HtmlElement) -> str:
    """The language that the page, or the element with its text, states."""
    stated = (_language(element) for element in (main, *main.iterancestors(), page))
    return next(filter(None, stated), "")


def _quotation_marks(element: HtmlElement) -> str:
    """The marks that a browser puts around a quotation (HTML Living Standard, 15.3.8)."""
    language = next(filter(None, map(_language, (element, *element.iterancestors()))), "")
    depth = sum(1 for above in element.iterancestors("q"))
    return QUOTATION_MARKS.get(language.partition("-")[0], "“”‘’")[2 * (depth % 2) :][:2]


def _rend(element: HtmlElement) -> frozenset[str]:
    """How an element prints its text."""
    words = set()
    if element.tag in OF_ELEMENT:
        words.add(OF_ELEMENT[element.tag])
    if element.tag in BLOCKS:  # the style of a whole block does not set words off
        return frozenset(words)
    style = element.get("style")
    if style:
        words.update(word for pattern, word in OF_STYLE.items() if pattern.search(style))
    classes = element.get("class")
    if classes:
        words.update(m[1].lower().replace("-", "") for m in OF_CLASS.finditer(classes))
    return frozenset(words)


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only puts things in their places: it holds headings, or single cells."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iter(*HEADINGS), None) is not None:
        return True
    rows = list(table.iter("tr"))
    return all(sum(child.tag in ("td", "th") for child in row) < 2 for row in rows)


def _heads_columns(row: HtmlElement) -> bool:
    parent = row.getparent()
    cells = [child.tag for child in row if child.tag in ("td", "th")]
    in_head = parent is not None and parent.tag == "thead"
    return bool(cells) and (in_head or all(tag == "th" for tag in cells))


def _span(element: HtmlElement, name: str) -> int:
    value = element.get(name, "")
    return int(value) if re.fullmatch(r"[1-9][0-9]{0,2}", value) else 1


READER = Reader("HTML", read_html, read_html_text)
