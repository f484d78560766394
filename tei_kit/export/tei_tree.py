"""A TEI tree as all exports see it: its documents, persons, turns, and what is running text.

It takes what others encode too: turns as `sp` or `u`, with or without @who and xml:id, volumes
of many documents, texts without turns, `teiCorpus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count

from lxml import etree

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import TEI, XML_ID

# What a character that XML cannot hold refers to: #U0007.
CODEPOINT = re.compile(r"\#U(?P<hexadecimal>[0-9A-F]{4})", re.VERBOSE)


def tei_names(words: str) -> frozenset[str]:
    """The names of some TEI elements, as tags of lxml."""
    return frozenset(TEI + word for word in words.split())


TURNS = tei_names("sp u")
PERSONS = tei_names("person personGrp org role")
DIVISIONS = tei_names("div div1")
# Not part of the running text: what is about it, what repeats on each page, the other readings.
SKIPPED = tei_names("teiHeader standOff facsimile sourceDoc fw rdg figDesc")
# Of these pairs in a choice the second is read, as the editor's.
EDITED = (("sic", "corr"), ("orig", "reg"), ("abbr", "expan"))
# After these the text goes on in a new line.
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
    """The title in the header, "" where there is none."""
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
    """Those that no other of them holds."""
    among = set(elements)
    return [each for each in elements if not any(a in among for a in each.iterancestors())]


def name_documents(documents: Sequence[etree._Element]) -> dict[etree._Element, str]:
    """What each document is called in the tables: its xml:id, its number, or its position.

    A name that another has already ends in _2, _3 and so on.
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
    """What a person is called: by name, else by occupation, else as the element says."""
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
    """The character that an empty `g` stands for, "" where it says so itself or nobody does."""
    found = CODEPOINT.fullmatch(element.get("ref", ""))
    return chr(int(found["hexadecimal"], 16)) if found and not element.text else ""


def is_second_choice(element: etree._Element) -> bool:
    """Whether a reading in a `choice` has a better one beside it, which is read instead."""
    parent = element.getparent()
    if parent is None or parent.tag != f"{TEI}choice":
        return False
    names = {str(child.tag).removeprefix(TEI) for child in parent}
    name = str(element.tag).removeprefix(TEI)
    return any(name == first and second in names for first, second in EDITED)


def is_part_of_turn(element: etree._Element) -> bool:
    """Whether a seg is a paragraph of what is said: one of the parts of a u."""
    parent = element.getparent()
    return element.tag == f"{TEI}seg" and parent is not None and parent.tag == f"{TEI}u"


def label_of(turn: etree._Element) -> etree._Element | None:
    """The label of a turn: its speaker, or the note before it that parliaments write for one."""
    speaker = turn.find(f"{TEI}speaker")
    before = turn.getprevious()
    if speaker is None and before is not None and before.tag == f"{TEI}note":
        return before if before.get("type") == "speaker" else None
    return speaker
