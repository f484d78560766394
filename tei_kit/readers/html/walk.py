"""The walk through the elements of a page: it adds each to the blocks, or leaves it out and counts
it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from tei_kit.readers.flow import (
    LINE_BREAK,
    Block,
    Heading,
    Paragraph,
    Preformatted,
    Row,
    Run,
    Table,
    lines_of,
    rendition,
)
from tei_kit.readers.html import page_marks, word_lists
from tei_kit.readers.html.boilerplate import boilerplate
from tei_kit.readers.html.elements import (
    BLOCKS,
    HEADINGS,
    LINE,
    NO_TEXT,
    OBJECTS,
    UNTOLD,
    address_of,
    length,
)
from tei_kit.readers.html.languages import language_of, quotation_marks
from tei_kit.readers.html.notes import Notes
from tei_kit.readers.html.pictures import described, is_picture
from tei_kit.readers.html.printing import rend_of
from tei_kit.readers.html.rooms import Room
from tei_kit.readers.html.tables import heads_columns, is_layout, span_of
from tei_kit.readers.links import target_of

# Elements whose language is that of the whole text.
WHOLE = frozenset({"html", "body", "main", "article"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
# Elements that Word writes for items of lists.
WORD_ITEMS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "div"})


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts about a page that are known before the walk.

    `language` is the language of the page, `whole` the number of characters in its text. `is_page`
    says that the text is the whole body, `is_stated` that elements state their lines (as those made
    from Markdown do). `unquoted` are block quotations that only indent.
    """

    notes: Notes
    language: str
    whole: int
    is_page: bool
    is_stated: bool
    unquoted: Set[HtmlElement]


@dataclass(slots=True)
class LeftOut:
    """Counts of the parts of a page that are left out: characters by the name of the part,
    pictures, and links that lead nowhere.

    `first_picture` and `first_link` are lines of the file; `descriptions` are those of pictures.
    """

    characters: Counter[str] = field(default_factory=Counter)
    pictures: int = 0
    first_picture: int = 0
    descriptions: list[str] = field(default_factory=list)
    links: int = 0
    first_link: int = 0

    def picture(self, element: HtmlElement, line: int) -> None:
        """Count a picture or another object, and keep its description."""
        self.pictures += 1
        self.first_picture = self.first_picture or line
        text = described(element)
        if text and text not in self.descriptions:
            self.descriptions.append(text)

    def link(self, line: int) -> None:
        """Count a link whose address leads nowhere."""
        self.links += 1
        self.first_link = self.first_link or line


@dataclass(frozen=True, slots=True)
class _Said:
    """The properties of words besides their print; see `Run`."""

    target: str = ""
    language: str = ""
    is_quoted: bool = False

    def run(self, text: str, rend: str = "") -> Run:
        """A run with these properties."""
        return Run(text, rend, "", "", self.target, self.language, self.is_quoted)


@dataclass(frozen=True, slots=True)
class _Open:
    """The state inside an open element: the print and the other properties of its words, and the
    line on which it begins."""

    rend: frozenset[str] = frozenset()
    said: _Said = _Said()
    line: int = 0


def _is_blank(run: Run) -> bool:
    """Whether a run is only white space."""
    return not (run.note or run.page or run.text.strip())


class PageWalk:
    """Walks through elements, without recursion, and collects blocks.

    `left_out` counts the parts that are left out. `skipped` are the elements that the walk did not
    enter, `layout` the tables that only arrange things on the page.
    """

    def __init__(self, facts: PageFacts) -> None:
        self.left_out = LeftOut()
        self.skipped: set[HtmlElement] = set()
        self.layout: set[HtmlElement] = set()
        self._facts = facts
        self._notes = facts.notes
        self._in_note = False
        self._rooms = [Room()]
        self._open = [_Open()]
        self._word_items: set[HtmlElement] = set()  # open paragraphs that are items of Word
        self._quotation = 0  # the number of quotations so far
        self._quotations = [0]  # the numbers of the open quotations
        self._tables: list[list[Row]] = []
        self._preformatted = 0

    def read(self, elements: Sequence[HtmlElement], *, is_note: bool = False) -> list[Block]:
        """The blocks of some elements: of the whole text, or, with `is_note`, of a note."""
        self._rooms = [Room()]
        self._in_note = is_note
        for element in elements:
            pending = [(element, False)]
            while pending:
                part, is_done = pending.pop()
                if is_done:
                    self._end(part)
                elif part in elements or self._is_read(part):
                    self._start(part, is_root=part is element)
                    pending.append((part, True))
                    self._text(part.text, part)
                    pending.extend((child, False) for child in reversed(part))
                    continue
                if part is not element:
                    self._text(part.tail, part)
            self._flush()
        return self._rooms[0].blocks

    @property
    def _room(self) -> Room:
        return self._rooms[-1]

    # Elements that are read.

    def _is_read(self, element: HtmlElement) -> bool:
        """Whether the walk enters an element; elements that it does not enter go into `skipped`."""
        is_read = self._enters(element)
        if not is_read:
            self.skipped.add(element)
        return is_read

    def _enters(self, element: HtmlElement) -> bool:
        """Whether the walk enters an element; else adds a run for it, or counts it as left out."""
        tag = element.tag
        if not isinstance(tag, str):
            return False
        if tag in NO_TEXT:
            self._without_text(element, tag)
            return False
        key = self._notes.references.get(element)
        if key is not None:
            self._add(Run(element.text_content(), note=key), element)
            return False
        if element in self._notes.parts or element in self._notes.back_links:
            return False
        if element in self._notes.titles:
            self.left_out.characters["heading of the notes"] += length(element)
            return False
        page = page_marks.page_of(element)
        if page is not None:
            self._page(page, element)
            return not page.is_whole
        if tag == "img":
            self.left_out.picture(element, self._line_of(element))
            return False
        if tag == "svg" and is_picture(element):
            self.left_out.picture(element, self._line_of(element))
        if word_lists.is_marker(element):
            return False
        what = self._left_out_as(element)
        if what:
            self.left_out.characters[what] += length(element)
            return False
        return True

    def _without_text(self, element: HtmlElement, tag: str) -> None:
        """Count an element whose text is not part of the text, if people may miss it."""
        if tag in OBJECTS and is_picture(element):
            self.left_out.picture(element, self._line_of(element))
        elif tag == "map":
            for area in element.iter("area"):
                if target_of(area.get("href")):
                    self.left_out.picture(area, self._line_of(area))
        elif tag in UNTOLD and not self._in_note:
            self.left_out.characters[UNTOLD[tag]] += length(element)

    def _page(self, page: page_marks.PageMark, element: HtmlElement) -> None:
        """Add the beginning of a page; two marks of one page without text between them are one."""
        runs = self._room.runs
        last = next((at for at in reversed(range(len(runs))) if not _is_blank(runs[at])), None)
        if last is None or runs[last].page != page.number:
            self._add(Run(page.shown, page=page.number), element)
        elif not runs[last].text:
            runs[last] = Run(page.shown, page=page.number)

    def _left_out_as(self, element: HtmlElement) -> str:
        """The name for an element that is left out, "" for an element of the text or of a note."""
        if self._in_note or element in self._notes.holders:
            return ""
        return boilerplate(element, self._facts.whole, in_whole_page=self._facts.is_page)

    # Elements.

    def _start(self, element: HtmlElement, *, is_root: bool) -> None:
        tag = element.tag
        rend = self._open[-1].rend | rend_of(element)
        said, line = self._said_of(element), self._line_of(element)
        self._open.append(_Open(rend, said, line))
        if tag == "q":
            self._add(said.run(quotation_marks(element)[0]), element)
        if tag == "br":
            self._room.runs.append(Run(LINE_BREAK))
        if tag not in BLOCKS or (is_root and self._in_note):
            return
        self._flush()
        room = self._room
        if tag in HEADINGS and not room.items and room.cell is None:
            room.heading = HEADINGS[tag]
        elif tag in LISTS:
            room.open_list(element)
        elif tag == "li":
            room.open_item(element, line)
        elif tag in WORD_ITEMS and not room.items:
            item = word_lists.item_of(element)
            if item is not None:
                self._word_items.add(element)
                room.open_word_item(item, line)
        elif tag == "blockquote" and element not in self._facts.unquoted:
            self._quotation += 1
            self._quotations.append(self._quotation)
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "table" and is_layout(element):
            self.layout.add(element)
        elif tag == "table":
            self._tables.append([])
        elif tag == "tr" and self._is_in_table(element):
            self._tables[-1].append(Row([], heads_columns(element)))
        elif tag in CELLS and self._is_in_table(element):
            if not self._tables[-1]:
                self._tables[-1].append(Row([]))
            self._rooms.append(Room(cell=element))

    def _end(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS:
            self._flush()
            self._end_block(element)
        if element.tag == "q":
            self._add(self._open[-1].said.run(quotation_marks(element)[1]), element)
        self._open.pop()

    def _end_block(self, element: HtmlElement) -> None:
        tag = element.tag
        room = self._room
        if tag in HEADINGS:
            room.heading = 0
        elif tag in LISTS:
            room.close_list(element)
        elif tag == "li" and room.items:
            room.close_item()
        elif element in self._word_items:
            self._word_items.remove(element)
            room.close_item()
        elif tag == "blockquote" and element not in self._facts.unquoted:
            self._quotations.pop()
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in CELLS and room.cell is element:
            self._close_cell(element)
        elif tag == "table" and element not in self.layout and self._tables:
            rows = [row for row in self._tables.pop() if row.cells]
            room.blocks.append(Table(rows, self._line_of(element)))

    def _said_of(self, element: HtmlElement) -> _Said:
        """The properties of the words in an element, with those from the elements around it."""
        said = self._open[-1].said
        if element.tag not in ("a", "q") and not element.keys():
            return said
        address = address_of(element) if element.tag == "a" else None
        if address is not None:
            target = target_of(address)
            is_back = self._in_note and address.startswith("#")
            if not target and not is_back and element.text_content().strip():
                self.left_out.link(self._line_of(element))
            said = replace(said, target=target)
        language = language_of(element)
        if language and element.tag not in WHOLE:
            said = replace(said, language="" if language == self._facts.language else language)
        return replace(said, is_quoted=True) if element.tag == "q" else said

    # Words.

    def _text(self, text: str | None, element: HtmlElement) -> None:
        if not text:
            return
        if self._preformatted:
            text = text.replace("\r\n", "\n").replace("\n", LINE_BREAK)
        opened = self._open[-1]
        self._add(opened.said.run(text, rendition(opened.rend)), element)

    def _add(self, run: Run, element: HtmlElement) -> None:
        room = self._room
        if not room.line and (run.note or run.page or run.text.strip()):
            is_mark = run.note or run.page
            room.line = (not is_mark and self._open[-1].line) or self._line_of(element)
        room.runs.append(run)

    def _flush(self) -> None:
        """Make a block of the collected runs: a heading, a paragraph, typed lines, or a paragraph
        of an item."""
        room = self._room
        runs, room.runs, line, room.line = room.runs, [], room.line, 0
        if not line:
            return
        if room.heading:
            room.blocks.append(Heading(room.heading, runs, line))
        elif room.items:
            room.add_to_item(runs, line)
        elif self._preformatted and room.cell is None:
            lines = lines_of(Paragraph(runs, line), counts=not self._facts.is_stated)
            room.blocks.append(Preformatted([*lines], line))
        else:
            room.blocks.append(Paragraph(runs, line, self._quotations[-1]))

    # Tables.

    def _is_in_table(self, element: HtmlElement) -> bool:
        """Whether a row or a cell is in a real table, not a layout table."""
        table = next(element.iterancestors("table"), None)
        return bool(self._tables) and table is not None and table not in self.layout

    def _close_cell(self, element: HtmlElement) -> None:
        room = self._rooms.pop()
        row = self._tables[-1][-1]
        is_label = element.tag == "th" and not row.is_label
        rows, columns = span_of(element, "rowspan"), span_of(element, "colspan")
        cell = room.as_cell(rows, columns, is_label=is_label)
        self._tables[-1][-1] = Row([*row.cells, cell], row.is_label)

    def _line_of(self, element: HtmlElement) -> int:
        """The line of the file on which an element begins, or the nearest known line around it."""
        stated = element.get(LINE, "")
        if stated.isdecimal():
            return int(stated)
        around = self._open[-1].line
        return around if self._facts.is_stated and around else element.sourceline or 1
