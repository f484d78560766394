"""Reading TEI back: one walk through a tree fills all the tables of `rows`.

Elements that say nothing about the layout are read through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei_kit.export.tables.rows import (
    Contents,
    DateRow,
    DocumentRow,
    NoteRow,
    PageRow,
    PersonRow,
    RefRow,
    TurnRow,
)
from tei_kit.export.tei_tree import (
    BLOCKS,
    NOT_SAID,
    OUTER_DIVISIONS,
    SPACES,
    TURNS,
    breaks,
    character,
    check_root,
    document_elements,
    identifiers,
    is_apart,
    is_left_out,
    is_part_of_turn,
    label_of,
    name_documents,
    name_of_person,
    people,
    plain,
    title_of,
)
from tei_kit.tei.fidelity import is_comment
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import TEI, XML_ID

# A word to count: white space around it, and a letter or a digit in it; not a lone dash.
LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(slots=True)
class _Open:
    """An element whose text is being collected. A barrier keeps the text out of the elements around
    it.
    """

    element: etree._Element
    is_barrier: bool = False
    parts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # of a turn: its text without directions
    notes: list[str] = field(default_factory=list)
    page: str = ""
    document: str = ""
    number: int = 0
    label: str = ""


@dataclass(slots=True)
class _Page:
    """A page that is being read."""

    element: etree._Element | None
    document: str
    said_before: int
    turns: int = 0
    parts: list[str] = field(default_factory=list)


def read_contents(tree: etree._ElementTree, file: str = "") -> Contents:
    """All the tables of a TEI document. `file` is its name in them, by default that of the tree.

    Raises TeiKitError (TK701) when the root element is not TEI's.
    """
    file = file or xmlfile.name_of(tree)
    root = check_root(tree, file)
    walk = _RowCollector(root, file)
    walk.run(root)
    return Contents(
        file=file,
        title=title_of(root),
        documents=walk.documents,
        turns=walk.turns,
        notes=walk.notes,
        persons=_persons(root, file, walk.turns),
        pages=walk.pages,
        refs=walk.refs,
        dates=walk.dates,
    )


def count_words(text: str) -> int:
    """The number of words of a text: stretches without white space, with a letter or a digit."""
    return sum(1 for word in text.split() if LETTER_OR_DIGIT.search(word))


def _lines(parts: Sequence[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _RowCollector:
    """Goes through the tree once, without recursion, and fills the tables."""

    def __init__(self, root: etree._Element, file: str) -> None:
        self.file = file
        self.documents: list[DocumentRow] = []
        self.turns: list[TurnRow] = []
        self.notes: list[NoteRow] = []
        self.pages: list[PageRow] = []
        self.refs: list[RefRow] = []
        self.dates: list[DateRow] = []
        self._names = name_documents(document_elements(root))
        self._people = {each.get(XML_ID, ""): name_of_person(each) for each in people(root)}
        self._known = identifiers(root)
        self._open: list[_Open] = []
        self._page = _Page(None, "", 0)
        self._document = ""
        self._turn = 0  # the number of the last turn
        self._said = 0  # words of the turns of this document that are complete
        self._counted = 0  # pages, while a document is open

    def run(self, root: etree._Element) -> None:
        """Walk through a whole tree."""
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start":
                if is_left_out(element):
                    events.skip_subtree()
                else:
                    self._start(element)
            else:
                if event == "end":
                    self._end(element)
                if element is not root:
                    self._text(element.tail)
        self._end_page()

    def _text(self, text: str | None, *, is_break: bool = False) -> None:
        if not text:
            return
        text = text if is_break else text.replace("\n", " ")
        is_said = True
        for collector in reversed(self._open):
            collector.parts.append(text)
            if collector.element.tag in NOT_SAID:
                is_said = False
            elif is_said and collector.element.tag in TURNS:
                collector.said.append(text)
            if collector.is_barrier:
                return
        self._page.parts.append(text)

    def _start(self, element: etree._Element) -> None:
        name = str(element.tag).removeprefix(TEI)
        if name == "TEI":
            self._end_page()
        if element in self._names:
            self._document = self._names[element]
            self._turn = self._said = self._counted = 0
            self._collect(element)
        if element.tag in TURNS:
            self._turn += 1
            self._page.turns += 1
            opened = self._collect(element)
            opened.number = self._turn
            label = label_of(element)
            opened.label = "" if label is None else plain(label)
        elif name == "pb":
            self._end_page()
            self._counted += 1
            self._page = _Page(element, self._document, self._said + self._being_said())
        elif name in ("note", "speaker"):
            self._collect(element, is_barrier=True)
        elif name in ("date", "ref", "ptr") or element.tag in NOT_SAID:
            self._collect(element)
        self._text(element.text)
        if name == "g":
            self._text(character(element), is_break=True)
        elif element.tag in SPACES or breaks(element):
            self._text(" ")

    def _collect(self, element: etree._Element, *, is_barrier: bool = False) -> _Open:
        page = "" if self._page.element is None else self._page.element.get("n", "")
        opened = _Open(element, is_barrier, page=page, document=self._document)
        self._open.append(opened)
        return opened

    def _being_said(self) -> int:
        """The words of the turn that is open."""
        turns = (each for each in self._open if each.element.tag in TURNS)
        return sum(count_words("".join(turn.said)) for turn in turns)

    def _end(self, element: etree._Element) -> None:
        while self._open and self._open[-1].element is element:
            done = self._open.pop()
            if element in self._names and element.tag not in TURNS:
                self._end_document(done)
            else:
                self._done(done)
        if element.tag in BLOCKS or is_part_of_turn(element):
            self._text("\n", is_break=True)
        elif element.tag in SPACES or is_apart(element):
            self._text(" ")

    def _done(self, done: _Open) -> None:
        """Make the row of an element that is complete."""
        make = _ENDS.get(str(done.element.tag).removeprefix(TEI))
        if make is not None:
            make(self, done, _lines(done.parts))
        elif done.element.tag in NOT_SAID:  # the words before and after it are two words
            self._text(" ")

    def _end_turn(self, done: _Open, text: str) -> None:
        who = [pointer.removeprefix("#") for pointer in done.element.get("who", "").split()]
        names = [self._people[each] for each in who if each in self._people]
        words = count_words("".join(done.said))
        self._said += words
        self.turns.append(
            TurnRow(
                file=self.file,
                document=done.document,
                page=done.page,
                n=done.number,
                id=done.element.get(XML_ID, ""),
                who=" ".join(who),
                speaker=done.label,
                name=", ".join(names),
                text=text,
                words=words,
                notes=tuple(done.notes),
            )
        )

    def _innermost_turn(self) -> _Open | None:
        turns = (each for each in reversed(self._open) if each.element.tag in TURNS)
        return next(turns, None)

    def _end_note(self, done: _Open, text: str) -> None:
        if done.element.get("type") == "speaker":  # the label of a u
            return
        turn = self._innermost_turn()
        n = done.element.get("n", "")
        if turn is not None:
            before = sum(1 for note in self.notes if note.document == done.document)
            turn.notes.append(n or done.element.get(XML_ID) or str(before + 1))
        self.notes.append(
            NoteRow(
                file=self.file,
                document=done.document,
                page=done.page,
                turn=0 if turn is None else turn.number,
                n=n,
                id=done.element.get(XML_ID, ""),
                type=done.element.get("type", ""),
                place=done.element.get("place", ""),
                anchored=done.element.get("anchored") != "false",
                text=text,
                words=count_words(text),
            )
        )

    def _note_around(self) -> str:
        notes = (each.element for each in reversed(self._open) if each.element.tag == f"{TEI}note")
        note = next(notes, None)
        return "" if note is None else note.get(XML_ID, "") or note.get("n", "")

    def _end_ref(self, done: _Open, text: str) -> None:
        target = done.element.get("target", "")
        row = RefRow(
            file=self.file,
            document=done.document,
            page=done.page,
            note=self._note_around(),
            text=" ".join(text.split()),
            target=target,
            resolved=target.startswith("#") and target[1:] in self._known,
        )
        self.refs.append(row)

    def _end_date(self, done: _Open, text: str) -> None:
        around = done.element.getparent()
        if around is not None and is_comment(around):  # when the comment was written
            return
        get = done.element.get
        row = DateRow(
            file=self.file,
            document=done.document,
            page=done.page,
            note=self._note_around(),
            text=" ".join(text.split()),
            when=get("when", ""),
            start=get("from", "") or get("notBefore", ""),
            end=get("to", "") or get("notAfter", ""),
        )
        self.dates.append(row)

    def _end_document(self, done: _Open) -> None:
        element = done.element
        head = element.find(f"{TEI}head")
        notes = [note for note in self.notes if note.document == done.document]
        self.documents.append(
            DocumentRow(
                file=self.file,
                document=done.document,
                n=element.get("n", ""),
                title="" if head is None else plain(head),
                date=_date_of(element),
                pages=self._counted,
                turns=self._turn,
                words=count_words("".join(done.parts)),
                notes=len(notes),
            )
        )
        self._document = ""

    def _end_page(self) -> None:
        page, self._page = self._page, _Page(None, "", 0)
        if page.element is None:
            return
        self.pages.append(
            PageRow(
                file=self.file,
                document=page.document,
                n=page.element.get("n", ""),
                id=page.element.get(XML_ID, ""),
                turns=page.turns,
                words=count_words("".join(page.parts)),
                said_before=page.said_before,
            )
        )


_ENDS = {
    "sp": _RowCollector._end_turn,
    "u": _RowCollector._end_turn,
    "note": _RowCollector._end_note,
    "ref": _RowCollector._end_ref,
    "ptr": _RowCollector._end_ref,
    "date": _RowCollector._end_date,
}


def _date_of(document: etree._Element) -> str:
    """The date of a document: of its dateline, else of the only document's creation."""
    for dateline in document.iter(f"{TEI}dateline", f"{TEI}opener"):
        for date in dateline.iter(f"{TEI}date"):
            if date.get("when"):
                return date.get("when", "")
    text = next(document.iterancestors(f"{TEI}text"), None)
    whole = document.getroottree().getroot() if text is None else text.getparent()
    created = None if whole is None else whole.find(f"{TEI}teiHeader//{TEI}creation/{TEI}date")
    several = 0 if text is None else sum(1 for _ in text.iter(*OUTER_DIVISIONS))
    return "" if created is None or several > 1 else created.get("when", "")


def _persons(root: etree._Element, file: str, turns: Sequence[TurnRow]) -> list[PersonRow]:
    said: dict[str, int] = {}
    spoken: dict[str, int] = {}
    for turn in turns:
        for who in turn.who.split():
            spoken[who] = spoken.get(who, 0) + 1
            said[who] = said.get(who, 0) + turn.words
    return [_person(each, file, spoken, said) for each in people(root)]


def _person(
    person: etree._Element, file: str, spoken: Mapping[str, int], said: Mapping[str, int]
) -> PersonRow:
    identifier = person.get(XML_ID, "")
    list_of = person.getparent()
    corresp = "" if list_of is None else list_of.get("corresp", "")
    role, note = person.find(f"{TEI}occupation"), person.find(f"{TEI}note")
    return PersonRow(
        file=file,
        document=corresp.removeprefix("#"),
        id=identifier,
        name=name_of_person(person),
        role="" if role is None else plain(role),
        note="" if note is None else plain(note),
        turns=spoken.get(identifier, 0),
        words=said.get(identifier, 0),
    )
