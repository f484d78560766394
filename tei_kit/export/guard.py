"""The guard of exports: what a TEI document says is counted by a walk of its own, and then looked
for in the file that was made of it. What is missing is told (TK712).
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.export.formats import Format
from tei_kit.export.html.links import external
from tei_kit.export.tei_tree import is_other_reading
from tei_kit.xml.names import TEI

SHOWN = 12  # characters that a diagnostic quotes
# Elements whose text is about the text.
NO_TEXT = frozenset(
    f"{TEI}{name}" for name in ("teiHeader", "standOff", "facsimile", "sourceDoc", "xenoData")
)
BLANK = " \t\r\n\f\v\xa0\u2028\ufeff"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)


@dataclass(slots=True)
class Tally:
    """What the texts of a document say: their characters, cells, and addresses."""

    text: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    cells: int = 0


def count(tree: etree._ElementTree) -> Tally:
    """What the texts of a document say. Of several readings of a place one is counted."""
    tally = Tally()
    pending = [tree.getroot()]
    while pending:
        element = pending.pop()
        if _is_said(element):
            tally.text.append(element.text or "")
            tally.cells += element.tag == f"{TEI}cell"
            target = external(element.get("target") or "")
            if element.tag == f"{TEI}ref" and target and _text(element).strip():
                tally.links.add(target)
            pending.extend(element)
        tally.text.append(element.tail or "")
    return tally


def _is_said(element: etree._Element) -> bool:
    is_text = isinstance(element.tag, str) and element.tag not in NO_TEXT
    return is_text and not is_other_reading(element)


def differences(tree: etree._ElementTree, made: bytes, target: str, name: str) -> list[Diagnostic]:
    """A warning about what a file lacks of what its TEI says, if it lacks something.

    `target` is the format, one of ours that holds whole texts; every other format is not looked at.
    """
    if target not in (Format.HTML, Format.MD, Format.TXT, Format.TEI_SIMPLE):
        return []
    tally = count(tree)
    found = _read(made, target)
    parts = [*_characters(tally, found), *_others(tally, found, target)]
    if not parts:
        return []
    return [diagnose("TK712", Place(name), format=target, parts=", ".join(parts))]


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


@dataclass(slots=True)
class _Made:
    """What a file says: its text, its addresses, and how many cells it has, where it has such."""

    text: str
    characters: Counter[str]
    links: set[str] | None = None
    cells: int | None = None


def _read(made: bytes, target: str) -> _Made:
    if target == Format.HTML:
        page = etree.fromstring(made, etree.HTMLParser(encoding="utf-8", huge_tree=True))
        links = {a.get("href", "") for a in page.iter("a")}
        cells = sum(1 for _ in page.iter("td", "th"))
        etree.strip_elements(page, "script", "style", "title", with_tail=False)
        mains = list(page.iter("main"))  # around it stand the words of the program
        text = _text(mains[0] if mains else page)
        return _Made(text, Counter(text), links, cells)
    if target == Format.TEI_SIMPLE:
        tree = etree.fromstring(made, PARSER)
        links = {external(e.get("target", "")) for e in tree.iter(f"{TEI}ref")}
        text = _text(tree)
        return _Made(text, Counter(text), links, sum(1 for _ in tree.iter(f"{TEI}cell")))
    text = made.decode("utf-8")
    # In Markdown a character may be an entity, and an entity may be escaped and be text.
    plain = Counter(text)
    return _Made(text, plain | Counter(html.unescape(text)) if target == Format.MD else plain)


def _characters(tally: Tally, found: _Made) -> Iterator[str]:
    said = Counter("".join(tally.text))
    for blank in BLANK:
        del said[blank]
    said.subtract(found.characters)
    lost = +said
    if lost:
        quoted = "".join(list(lost)[:SHOWN])
        total = sum(lost.values())
        yield f"{total} character{'' if total == 1 else 's'} (“{quoted}”)"


def _others(tally: Tally, found: _Made, target: str) -> Sequence[str]:
    told: list[str] = []
    if target == Format.MD:
        gone = sorted(link for link in tally.links if link not in found.text)
    elif found.links is not None:
        gone = sorted(tally.links - found.links)
    else:
        gone = []  # text says where links lead only in its own words
    if gone:
        told.append(f"{len(gone)} address{'' if len(gone) == 1 else 'es'} of links ({gone[0]})")
    if found.cells is not None and found.cells < tally.cells:
        told.append(f"{tally.cells - found.cells} cells")
    return told
