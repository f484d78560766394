"""Units of a text that can be named one by one: turns, paragraphs and lines.

An identifier is that of the document (or of the note) and the place of the unit in it: `d207.p3`.
So it depends on nothing outside the document, and is the name by which `refsDecl` cites the unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from lxml import etree

from tei_kit.record import record
from tei_kit.xml.names import TEI, XML_ID

FRONT_NAME, BODY_NAME = "front", "body"


@record
class Unit:
    """A sort of units: the name of the way to cite, the unit, its element, and its path.

    `match` is an XPath from the document on, which leaves out units in notes.
    """

    name: str
    unit: str
    element: str
    match: str

    @property
    def use(self) -> str:
        """An XPath for the name of a unit in its document: `p3`."""
        return f"concat('{self.element}', position())"


UNITS = (
    Unit("turns", "turn", "sp", "descendant::sp"),
    Unit("paragraphs", "paragraph", "p", "descendant::p[not(ancestor::note)]"),
    Unit("lines", "line", "l", "descendant::l"),
)
_TAGS = {f"{TEI}{unit.element}": unit.element for unit in UNITS}
_NOTE = f"{TEI}note"


def identify(tree: etree._ElementTree) -> None:
    """Give each turn, paragraph and line of a TEI document an identifier.

    The tree is changed in place, since it was just made and is nobody else's.
    """
    text = tree.find(f"{TEI}text")
    if text is None:
        return
    front = text.find(f"{TEI}front")
    if front is not None:
        _identify([front], FRONT_NAME)
    counted: Counter[str] = Counter()
    for division in text.iterfind(f"{TEI}body/{TEI}div"):
        if XML_ID not in division.attrib:  # an act of a play that is the whole text
            kind = division.get("type", "part")
            counted[kind] += 1
            division.set(XML_ID, f"{kind}{counted[kind]}")
        _identify([division], division.get(XML_ID, ""))
    before = [each for each in text.iterfind(f"{TEI}body/*") if each.tag != f"{TEI}div"]
    _identify(before, BODY_NAME)


def _identify(parts: Sequence[etree._Element], name: str) -> None:
    count: Counter[str] = Counter()
    for element in chain.from_iterable(part.iter(*_TAGS) for part in parts):
        note = next(element.iterancestors(_NOTE), None)
        owner = name if note is None else note.get(XML_ID, "")
        key = f"{owner}.{_TAGS[str(element.tag)]}"
        count[key] += 1
        if owner:
            element.set(XML_ID, f"{key}{count[key]}")
