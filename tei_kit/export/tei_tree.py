"""A TEI tree as all exports see it: its documents, persons, turns and running text.

It reads the TEI of others, too: turns as `sp` or `u`, with or without @who and xml:id, volumes of
many documents, texts without turns, `teiCorpus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count

from lxml import etree

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import TEI, XML_ID

# The reference of a character that XML cannot hold: #U0007.
CODEPOINT = re.compile(r"\#U(?P<hexadecimal>[0-9A-F]{4})", re.VERBOSE)


def tei_names(words: str) -> frozenset[str]:
    """The names of some TEI elements, as tags of lxml."""
    return frozenset(TEI + word for word in words.split())


TURNS = tei_names("sp u")
PERSONS = tei_names("person personGrp org role")
DIVISIONS = tei_names("div div1")
# Elements outside the running text: remarks about it, lines that repeat on each page, other
# readings.
SKIPPED = tei_names("teiHeader standOff facsimile sourceDoc fw rdg figDesc")
# In a choice of such a pair the second reading, the editor's, is taken.
EDITED = (("sic", "corr"), ("orig", "reg"), ("abbr", "expan"))
# After these elements the text goes on in a new line.
BLOCKS = tei_names(
    "ab argument bibl byline closer dateline div head item l lg list opener p postscript quote row "
    "salute signed sp speaker stage table titlePart trailer u"
)
SPACES = tei_names("lb cb cell label milestone")


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
    without divisions is one document.
    """
    found: list[etree._Element] = []
    texts = [root] if root.tag == f"{TEI}text" else _outermost_texts(root)
    for text in texts:
        divisions = [d for d in text.iter(*DIVISIONS) if d.get("type") == "document"]
        divisions = divisions or [*text.iter(*DIVISIONS)]
        found += _outermost(divisions) or [text]
    return found


def _outermost_texts(root: etree._Element) -> list[etree._Element]:
    return _outermost([*root.iter(f"{TEI}text")])


def _outermost(elements: Sequence[etree._Element]) -> list[etree._Element]:
    """The elements that do not lie in another of them."""
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
        if isinstance(child.tag, str) and child.tag != f"{TEI}note" and child.tag not in SKIPPED:
            yield from _pieces(child)
            if child.tag in BLOCKS or child.tag in SPACES:
                yield " "
        yield child.tail or ""


def character(element: etree._Element) -> str:
    """The character that an empty `g` stands for; "" for a `g` with text, or of an unknown
    character.
    """
    found = CODEPOINT.fullmatch(element.get("ref", ""))
    return chr(int(found["hexadecimal"], 16)) if found and not element.text else ""


def is_second_choice(element: etree._Element) -> bool:
    """Whether a reading in a `choice` stands beside a better reading, which is taken instead."""
    parent = element.getparent()
    if parent is None or parent.tag != f"{TEI}choice":
        return False
    names = {str(child.tag).removeprefix(TEI) for child in parent}
    name = str(element.tag).removeprefix(TEI)
    return any(name == first and second in names for first, second in EDITED)


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
