"""A TEI tree as all exports see it: its documents, persons, turns and running text.

It reads the TEI of others, too: turns as `sp` or `u`, with or without @who and xml:id, volumes of
many documents, texts without turns, `teiCorpus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import EXAMPLES, TEI, XINCLUDE, XML_ID

# The reference of a character that XML cannot hold: #U0007.
CODEPOINT = re.compile(r"\#U(?P<hexadecimal>[0-9A-F]{4})", re.VERBOSE)


def tei_names(words: str) -> frozenset[str]:
    """The names of some TEI elements, as tags of lxml."""
    return frozenset(TEI + word for word in words.split())


TURNS = tei_names("sp u")
PERSONS = tei_names("person personGrp org role")
OUTER_DIVISIONS = tei_names("div div1")
PARTS_OF_PLAYS = frozenset({"act", "scene", "prologue", "epilogue", "induction", "interlude"})
DIVISIONS = OUTER_DIVISIONS | tei_names("div2 div3 div4 div5 div6 div7")
# Elements whose notes are a list of notes.
PARKING = tei_names("back body front noteGrp")
# Elements that say something of the text, such as the terms under which an index has it.
ANNOTATIONS = tei_names("certainty index interp interpGrp precision respons wit witDetail")
# Elements outside the running text: remarks about it, lines that repeat on each page.
SKIPPED = tei_names("teiHeader standOff facsimile sourceDoc fw figDesc") | ANNOTATIONS
# An editor's readings of a choice: they are taken before the readings of the source.
EDITED = tei_names("corr expan reg")
# Elements that hold several readings of one place.
SEVERAL = tei_names("app choice subst")
READINGS = tei_names("lem rdg")
# After these elements the text goes on in a new line.
BLOCKS = tei_names(
    "ab addrLine argument bibl biblFull biblStruct byline castItem closer dateline div docAuthor "
    "docDate docImprint eg entry entryFree figure head item l lg list opener p postscript quote "
    "re row salute sense signed sp speaker stage superEntry table titlePart trailer u"
) | {f"{EXAMPLES}egXML"}
SPACES = tei_names("cb cell label milestone")
# Elements that hold other elements and no text. Each of those is a word or more, and the white
# space between them is often left out.
DATA = tei_names(
    "address analytic biblFull biblStruct castItem cit docImprint docTitle editionStmt entry event "
    "form gramGrp hom imprint listBibl monogr name org orgName persName person place placeName "
    "publicationStmt re respStmt sense series seriesStmt superEntry titlePage titleStmt xr"
)
# Elements that may be a part of a word.
IN_WORDS = tei_names("add am c del ex g hi lb note pb seg supplied unclear")
# Elements between turns or inside them whose words nobody says (Guidelines, 7.2.5 and 8.3).
NOT_SAID = tei_names("camera incident kinesic move pause shift sound stage tech view vocal writing")


def read(path: Path) -> etree._ElementTree:
    """A TEI file, with the files that it includes (XInclude 1.1).

    Raises TeiKitError: the file cannot be read as XML (TK101, TK501), or an inclusion cannot be
    made (TK544).
    """
    tree = xmlfile.parse(path)
    if next(tree.iter(f"{XINCLUDE}include"), None) is not None:
        from tei_kit.xml import xinclude  # few files include others

        xinclude.resolve(tree)
    return tree


def check_root(tree: etree._ElementTree, file: str) -> etree._Element:
    """The root element. Raises TeiKitError (TK701) when it is not TEI, teiCorpus or text."""
    root = tree.getroot()
    if root.tag not in (f"{TEI}TEI", f"{TEI}teiCorpus", f"{TEI}text"):
        raise TeiKitError(diagnose("TK701", Place(file, xmlfile.line_of(root)), root=root.tag))
    return root


def title_of(root: etree._Element) -> str:
    """The title in the header, "" for a header without a title."""
    title = root.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}titleStmt/{TEI}title")
    return "" if title is None else plain(title)


def document_elements(root: etree._Element) -> list[etree._Element]:
    """The elements that are the documents of a file, in order.

    Volumes mark them with type="document"; elsewhere they are the outermost divisions; a text
    without divisions, and a play whose acts stand in its body, is one document.
    """
    found: list[etree._Element] = []
    texts = [root] if root.tag == f"{TEI}text" else outermost_texts(root)
    for text in texts:
        divisions = [d for d in text.iter(*OUTER_DIVISIONS) if d.get("type") == "document"]
        divisions = _outermost(divisions or [*text.iter(*OUTER_DIVISIONS)])
        is_play = any(division.get("type") in PARTS_OF_PLAYS for division in divisions)
        found += [text] if is_play else divisions or [text]
    return found


def outermost_texts(root: etree._Element) -> list[etree._Element]:
    """The texts of a file, without those that stand in another."""
    return _outermost([*root.iter(f"{TEI}text")])


def _outermost(elements: Sequence[etree._Element]) -> list[etree._Element]:
    """Of some elements, those that lie in no other of them."""
    among = set(elements)
    return [each for each in elements if not any(a in among for a in each.iterancestors())]


def name_documents(documents: Sequence[etree._Element]) -> dict[etree._Element, str]:
    """The name of each document in the tables: its xml:id, its number, or its position.

    A name that another document has already gets _2, _3 and so on.
    """
    names: dict[etree._Element, str] = {}
    taken: set[str] = set()
    for position, each in enumerate(documents, 1):
        wanted = each.get(XML_ID) or each.get("n") or str(position)
        others = (f"{wanted}_{number}" for number in count(2))
        names[each] = next(name for name in chain([wanted], others) if name not in taken)
        taken.add(names[each])
    return names


def identifiers(root: etree._Element) -> set[str]:
    """All xml:ids of a document."""
    return {str(value) for value in root.xpath("//@xml:id")}  # type: ignore[union-attr]


def people(root: etree._Element) -> Iterator[etree._Element]:
    """The persons of the header, of standOff, of back matter and of cast lists."""
    yield from (each for each in root.iter(*PERSONS) if each.get(XML_ID))


def name_of_person(person: etree._Element) -> str:
    """The name of a person, else the occupation, else the text of the element."""
    for name in ("persName", "name", "orgName", "occupation", "role"):
        found = person.find(f"{TEI}{name}")
        if found is not None and plain(found):
            return plain(found)
    return plain(person) if person.tag == f"{TEI}role" else person.get(XML_ID, "")


def plain(element: etree._Element) -> str:
    """The text of an element on one line, without its notes."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag != f"{TEI}note" and not is_left_out(child):
            yield from _pieces(child)
            if child.tag in BLOCKS or child.tag in SPACES or is_apart(child) or breaks(child):
                yield " "
        yield child.tail or ""


def character(element: etree._Element) -> str:
    """The character that an empty `g` stands for; "" for a `g` with text, or of an unknown
    character.
    """
    found = CODEPOINT.fullmatch(element.get("ref", ""))
    return chr(int(found["hexadecimal"], 16)) if found and not element.text else ""


def is_left_out(element: etree._Element) -> bool:
    """Whether the reading text goes on without an element: a remark, or another reading."""
    return element.tag in SKIPPED or is_other_reading(element)


def is_not_printed(element: etree._Element) -> bool:
    """Whether no source prints an element where it stands: it is a statement about the text, or
    another reading.
    """
    return element.tag in ANNOTATIONS or is_other_reading(element)


def is_other_reading(element: etree._Element) -> bool:
    """Whether another reading of the same place is taken: the editor's of a `choice`, the lemma of
    an `app` or else its first reading, what was added in a `subst`.
    """
    parent = element.getparent()
    if parent is not None and parent.tag == f"{TEI}rdgGrp":
        return element is not _taken(parent.getparent())
    if parent is None or parent.tag not in SEVERAL:
        return False
    if parent.tag == f"{TEI}app":
        return element.tag in READINGS and element is not _taken(parent)
    names = {str(child.tag).removeprefix(TEI) for child in parent}
    name = str(element.tag).removeprefix(TEI)
    if parent.tag == f"{TEI}subst":
        return name == "del" and "add" in names
    return parent.tag == f"{TEI}choice" and element is not _chosen(parent)


def _chosen(choice: etree._Element) -> etree._Element | None:
    """The reading of a `choice` that is taken: the first of an editor, else the first."""
    readings = (*choice.iterchildren(*EDITED), *choice.iterchildren("{*}*"))
    return readings[0] if readings else None


def _taken(app: etree._Element | None) -> etree._Element | None:
    """The reading of an `app` that is taken."""
    if app is None:
        return None
    lemma = app.find(f"{TEI}lem")
    return next(app.iter(f"{TEI}rdg"), None) if lemma is None else lemma


def is_apart(element: etree._Element) -> bool:
    """Whether white space belongs behind an element, which is a word or more by itself."""
    parent, after = element.getparent(), element.getnext()
    if parent is None or parent.tag not in DATA or element.tag in IN_WORDS or after is None:
        return False
    if not element.tail and after.tag not in IN_WORDS:
        return True
    texts = (parent.text, *(child.tail for child in parent))
    return not any(text and not text.isspace() for text in texts)


def breaks(element: etree._Element) -> bool:
    """Whether an element ends a line of the source, and no word goes on behind it."""
    return element.tag == f"{TEI}lb" and element.get("break") != "no"


def is_weak_hyphen(element: etree._Element) -> bool:
    """Whether a hyphen stands at the end of a line and is no part of the word."""
    after = element.getnext()
    is_weak = element.tag == f"{TEI}pc" and element.get("force") == "weak"
    return is_weak and after is not None and after.get("break") == "no"


def is_parked(note: etree._Element) -> bool:
    """Whether a note stands in a section of notes, and its references point to it."""
    parent = note.getparent()
    return parent is not None and (parent.tag in DIVISIONS or parent.tag in PARKING)


def said_of(comment: etree._Element) -> str:
    """Who wrote a comment, and on which day: `Comment by Ada, 2024-05-01`."""
    author = ""
    identifier = comment.get("resp", "").removeprefix("#")
    whole = next(comment.iterancestors(f"{TEI}TEI"), None) if identifier else None
    if whole is not None:
        for statement in whole.iterfind(f"{TEI}teiHeader/{TEI}fileDesc//{TEI}respStmt"):
            if statement.get(XML_ID) == identifier:
                author = " ".join((statement.findtext(f"{TEI}name") or "").split())
    date = comment.find(f"{TEI}date")
    day = "" if date is None else date.get("when", "").partition("T")[0]
    return f"Comment{f' by {author}' if author else ''}{f', {day}' if day else ''}"


def is_part_of_turn(element: etree._Element) -> bool:
    """Whether a seg is a paragraph of speech: one of the parts of a u."""
    parent = element.getparent()
    return element.tag == f"{TEI}seg" and parent is not None and parent.tag == f"{TEI}u"


def label_of(turn: etree._Element) -> etree._Element | None:
    """The label of a turn: its speaker, or the note before it that parliaments write for one."""
    speaker = turn.find(f"{TEI}speaker")
    before = turn.getprevious()
    if speaker is None and before is not None and before.tag == f"{TEI}note":
        return before if before.get("type") == "speaker" else None
    return speaker
