"""Units of a text that can be named one by one: turns, paragraphs and lines.

An identifier is that of the document (or of the note) and the place of the unit in it: `d207.p3`.
So it depends on nothing outside the document, and is the name by which `refsDecl` cites the unit.
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from tei_kit.record import record
from tei_kit.xml.names import TEI, XML_ID

FRONT_NAME = "front"


@record
class Unit:
    """A sort of units: the way to cite by it, the unit, its element, and where they are.

    `match` is an XPath from the document on, which leaves out what stands in notes.
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
        _identify(front, FRONT_NAME)
    for division in text.iterfind(f"{TEI}body/{TEI}div"):
        name = division.get(XML_ID)
        if name:
            _identify(division, name)


def _identify(part: etree._Element, name: str) -> None:
    count: Counter[str] = Counter()
    for element in part.iter(*_TAGS):
        note = next(element.iterancestors(_NOTE), None)
        owner = name if note is None else note.get(XML_ID, "")
        key = f"{owner}.{_TAGS[str(element.tag)]}"
        count[key] += 1
        if owner:
            element.set(XML_ID, f"{key}{count[key]}")
