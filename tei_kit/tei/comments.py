"""Comments of a file as notes of the TEI that was made of it.

Comments are no part of the text: they add to the TEI only notes that no exporter prints as text. A
note stands behind the words that its comment is on; who wrote it is in the header.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tei_kit.record import record
from tei_kit.source.comments import Comment, Words, offset_behind
from tei_kit.source.source import ANY_FORBIDDEN, Source
from tei_kit.tei.fidelity import COMMENT, Kind, Piece, TextWalk, is_comment, squeeze, text_of
from tei_kit.tei.printed import UNPRINTED
from tei_kit.xml.names import TEI, XML_ID

MARGIN = "margin"  # where programs for texts show comments
COMMENTER = "commenter"  # how identifiers of those who commented begin
RESPONSIBILITY = "commented on the text"
# Elements in which no note can stand.
WITHOUT_NOTES = frozenset({f"{TEI}pc", f"{TEI}g"})
# Pieces of the text behind which a note can stand, in the element or after it.
_SHOWN = frozenset({Kind.TEXT, Kind.MARK, Kind.CHARACTER})


@record
class Placed:
    """A comment with its number, and the number of visible characters of the text before it."""

    comment: Comment
    number: int
    before: int


@record
class Share:
    """The comments of a part of a text, and the visible characters up to the end of the part."""

    comments: Sequence[Placed]
    end: int


def placed(source: Source) -> list[Placed]:
    """The comments of a source at their places in its text."""
    found: list[Placed] = []
    before = at = 0
    for number, comment in enumerate(source.comments, 1):
        before += len("".join(source.text[at : comment.at].split()))
        at = comment.at
        found.append(Placed(comment, number, before))
    return found


def add(tree: etree._ElementTree, comments: Sequence[Placed]) -> None:
    """Add comments to the TEI that was just made of their text; the tree is changed."""
    text = tree.find(f"{TEI}text")
    if text is None or not comments:
        return
    taken = {str(value) for value in tree.xpath("//@xml:id")}  # type: ignore[union-attr]
    people = _people(tree, [each.comment for each in comments], taken)
    places = _Places(text)
    for each in comments:
        identifier = _free(f"{COMMENT}{each.number}", taken)
        taken.add(identifier)
        places.put(each.before, _note(each.comment, identifier, people))
    places.write()
    _count(tree, text)


def share(comments: Sequence[Placed], before: int, tree: etree._ElementTree) -> Share:
    """The comments that belong to the TEI of a part of a text; `before` is the number of visible
    characters before the part.
    """
    end = before + len(squeeze(text_of(tree)))
    here = [
        Placed(each.comment, each.number, each.before - before)
        for each in comments
        if (each.before > before or not before) and each.before <= end
    ]
    return Share(here, end)


def missing(tree: etree._ElementTree, source: Source) -> int:
    """The number of comments of a source that the TEI lacks."""
    there = Counter(
        "".join("".join(map(str, note.itertext())).split())
        for note in tree.iter(f"{TEI}note")
        if is_comment(note)
    )
    said = Counter(
        "".join(_storable("".join(w.text for part in comment.paragraphs for w in part)).split())
        for comment in source.comments
    )
    return (said - there).total()


class _Places:
    """The visible characters of the text of a TEI document, and the notes to put behind them."""

    def __init__(self, text: etree._Element) -> None:
        self._pieces: list[Piece] = []
        self._ends: list[int] = []  # the visible characters up to the end of each piece
        count = 0
        for piece in TextWalk.over(text):
            length = len("".join(piece.text.split()))
            if not length:
                continue
            count += length
            self._pieces.append(piece)
            self._ends.append(count)
        self._notes: dict[tuple[int, int], list[etree._Element]] = {}

    def put(self, before: int, note: etree._Element) -> None:
        """Put a note behind the visible characters whose number is `before`."""
        at = min(bisect_left(self._ends, max(before, 1)), len(self._ends) - 1)
        while at and self._pieces[at].kind not in _SHOWN:
            at -= 1
            before = self._ends[at]
        while self._pieces[at].kind not in _SHOWN and at < len(self._pieces) - 1:
            at += 1
        first = self._ends[at - 1] if at else 0
        self._notes.setdefault((at, max(before, 1) - first), []).append(note)

    def write(self) -> None:
        """Put the notes into the tree, from the last to the first, so that places stay right."""
        for at, visible in sorted(self._notes, reverse=True):
            piece, notes = self._pieces[at], self._notes[at, visible]
            element = piece.element
            assert element is not None
            around = element.getparent() if piece.tail else element
            if piece.kind is not Kind.TEXT:
                _put_after(element, notes)
            elif around is not None and around.tag in WITHOUT_NOTES:
                _put_after(around, notes)
            else:
                _put_within(element, piece, visible, notes)


def _put_within(
    element: etree._Element, piece: Piece, visible: int, notes: Sequence[etree._Element]
) -> None:
    """Put notes behind visible characters of the text of an element, or of the text after it."""
    offset = offset_behind(piece.text, visible)
    parent: etree._Element | None
    if piece.tail:
        text, parent = element.tail or "", element.getparent()
        assert parent is not None
        element.tail = text[:offset]
        index = parent.index(element) + 1
    else:
        text, parent, index = element.text or "", element, 0
        element.text = text[:offset]
    notes[-1].tail = text[offset:]
    for number, note in enumerate(notes):
        parent.insert(index + number, note)


def _put_after(element: etree._Element, notes: Sequence[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    while parent.tag in WITHOUT_NOTES:
        element, parent = parent, parent.getparent()
        assert parent is not None
    notes[-1].tail, element.tail = element.tail, None
    index = parent.index(element) + 1
    for number, note in enumerate(notes):
        parent.insert(index + number, note)


def _note(comment: Comment, identifier: str, people: Mapping[str, str]) -> etree._Element:
    note = etree.Element(f"{TEI}note")
    note.attrib.update({"type": COMMENT, "place": MARGIN, "rend": UNPRINTED, XML_ID: identifier})
    if comment.author in people:
        note.set("resp", f"#{people[comment.author]}")
    if comment.when:
        etree.SubElement(note, f"{TEI}date", {"when": comment.when})
    if len(comment.paragraphs) == 1:
        _write(note, comment.paragraphs[0])
    else:
        for paragraph in comment.paragraphs:
            _write(etree.SubElement(note, f"{TEI}p"), paragraph)
    return note


def _write(parent: etree._Element, words: Sequence[Words]) -> None:
    """Write words into an element, behind its present content."""
    for part in words:
        around = parent
        if part.target:
            around = etree.SubElement(around, f"{TEI}ref", {"target": part.target})
        if part.rend:
            around = etree.SubElement(around, f"{TEI}hi", {"rend": part.rend})
        _append(around, _storable(part.text))


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _storable(text: str) -> str:
    return ANY_FORBIDDEN.sub("\ufffd", text)


def _people(
    tree: etree._ElementTree, comments: Sequence[Comment], taken: set[str]
) -> dict[str, str]:
    """The identifiers of those who commented, by their names, which are written to the header."""
    title = tree.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}titleStmt")
    if title is None:
        return {}
    people: dict[str, str] = {}
    for name in dict.fromkeys(comment.author for comment in comments if comment.author):
        people[name] = identifier = _free(f"{COMMENTER}{len(people) + 1}", taken)
        taken.add(identifier)
        title.append(_statement(identifier, name, title.text or ""))
        title[-1].tail, title[-2].tail = title[-2].tail, title.text
    return people


def _statement(identifier: str, name: str, line: str) -> etree._Element:
    """Who commented, for the header; `line` ends a line and indents the next one."""
    statement = etree.Element(f"{TEI}respStmt", {XML_ID: identifier})
    said = etree.SubElement(statement, f"{TEI}resp")
    named = etree.SubElement(statement, f"{TEI}name")
    said.text, named.text = RESPONSIBILITY, _storable(name)
    statement.text = said.tail = f"{line}  "
    named.tail = line
    return statement


def _free(wanted: str, taken: set[str]) -> str:
    return next(name for name in _names(wanted) if name not in taken)


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}_{number}"
        number += 1


def _count(tree: etree._ElementTree, text: etree._Element) -> None:
    """Count the elements that were added to the text in `tagsDecl`."""
    names = Counter(
        str(each.tag).removeprefix(TEI)
        for note in text.iter(f"{TEI}note")
        if is_comment(note)
        for each in note.iter()
    )
    space = tree.find(f"{TEI}teiHeader/{TEI}encodingDesc/{TEI}tagsDecl/{TEI}namespace")
    if space is None:
        return
    usages = {each.get("gi", ""): each for each in space}
    for name, number in names.items():
        if name in usages:
            usages[name].set("occurs", str(int(usages[name].get("occurs", "0")) + number))
        else:
            usage = etree.SubElement(space, f"{TEI}tagUsage", gi=name, occurs=str(number))
            usages[name] = usage
    space[:] = sorted(space, key=lambda each: each.get("gi", ""))
