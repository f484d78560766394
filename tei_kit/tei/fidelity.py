"""Fidelity: the text of a TEI document read back, and compared with its source.

What the encoding turned into structure is written out again as the source had it: page markers
from `pb`, bullets from list/@rend, note numbers from `note`, and the notes themselves at the end
of their division.
"""

from __future__ import annotations

from lxml import etree

from tei_kit.conventions import NUMBERED_LIST, PAGE_MARKER, SIGN_OF_REND
from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.source.source import Source

TEI = "{http://www.tei-c.org/ns/1.0}"
# After these the text goes on in a new paragraph.
PARAGRAPHS = frozenset(
    f"{TEI}{name}"
    for name in ("ab", "dateline", "head", "l", "p", "salute", "signed", "stage", "trailer")
)
# After these, where they stand within text, something has to keep the words apart.
ENDINGS = {f"{TEI}p": "\n", f"{TEI}cell": "\t", f"{TEI}row": "\n", f"{TEI}table": "\n"}
SHOWN = 40  # characters of either side of a difference


def text_of(tree: etree._ElementTree) -> str:
    """The text of a TEI document in the layout of its source.

    Two texts that differ only in white space are the same text. Elements that the project does
    not write are read through.
    """
    root = tree.getroot()
    text = next(root.iter(f"{TEI}text"), None)
    reader = _Reader()
    reader.element(root if text is None else text)
    reader.end_of_division()
    return "".join(reader.parts).strip() + "\n"


class _Reader:
    """Walks a tree once and collects its text; notes wait for the end of their division."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.notes: list[etree._Element] = []
        self.depth = 0

    def element(self, element: etree._Element) -> None:
        """The text of an element and of all that it holds."""
        holds_text = element.tag not in CONTAINERS
        parts = self.parts
        if element.text and holds_text:
            parts.append(element.text)
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                reader = _READERS.get(tag)
                if reader is None:
                    self.element(child)
                else:
                    reader(self, child)
                if tag in PARAGRAPHS and not holds_text:
                    parts.append("\n\n")
                elif tag in ENDINGS:
                    parts.append(ENDINGS[tag])
            if child.tail and holds_text:
                parts.append(child.tail)

    def page(self, element: etree._Element) -> None:
        parent = element.getparent()
        between = parent is not None and parent.tag in CONTAINERS
        marker = element.get("rend") or PAGE_MARKER.format(n=element.get("n", ""))
        self.parts.append(f"{marker}\n\n" if between else marker)

    def note(self, element: etree._Element) -> None:
        if element.get("place") != "end" or element.get("n") is None:
            self.element(element)
            return
        if element.get("anchored") != "false":
            self.parts.append(element.get("n", ""))
        self.notes.append(element)

    def character(self, element: etree._Element) -> None:
        ref = element.get("ref", "")
        if ref.startswith("#U") and len(ref) == 6:
            self.parts.append(chr(int(ref[2:], 16)))
        else:
            self.element(element)

    def list(self, element: etree._Element) -> None:
        if self.depth:
            self.parts.append("\n")
        self.depth += 1
        self.element(element)
        self.depth -= 1
        if not self.depth:
            self.parts.append("\n")

    def item(self, element: etree._Element) -> None:
        parent = element.getparent()
        rend = "" if parent is None else parent.get("rend", "")
        bullet = SIGN_OF_REND.get(rend)
        if rend == NUMBERED_LIST and element.get("n"):
            bullet = element.get("rend") or f"{element.get('n')}."
        self.parts.append("  " * self.depth + (f"{bullet} " if bullet else ""))
        self.element(element)
        if self.parts[-1] != "\n":
            self.parts.append("\n")

    def speaker(self, element: etree._Element) -> None:
        self.element(element)
        self.parts.append(" ")

    def division(self, element: etree._Element) -> None:
        self.element(element)
        if element.get("type") != "section":  # whose notes stand at the end of its document
            self.end_of_division()

    def end_of_division(self) -> None:
        """The block of notes, in the order of their numbers."""
        waiting, self.notes = self.notes, []
        waiting.sort(key=_number)
        for note in waiting:
            self.parts.append(f"  {note.get('n')}. ")
            self.element(note)
            self.parts.append("\n")
        self.parts.append("\n")


def _number(note: etree._Element) -> int:
    n = note.get("n", "")
    return int(n) if n.isdecimal() else 0


# Elements whose white space is indentation.
CONTAINERS = frozenset(
    f"{TEI}{name}"
    for name in (
        "TEI",
        "body",
        "closer",
        "div",
        "list",
        "opener",
        "row",
        "sp",
        "table",
        "text",
    )
)
_READERS = {
    f"{TEI}{name}": reader
    for name, reader in {
        "div": _Reader.division,
        "g": _Reader.character,
        "item": _Reader.item,
        "list": _Reader.list,
        "note": _Reader.note,
        "pb": _Reader.page,
        "speaker": _Reader.speaker,
    }.items()
}


def squeeze(text: str) -> str:
    """A text without its white space."""
    # Blanks and line ends are most of it: without them few pieces are left to be joined.
    return "".join(text.replace(" ", "").replace("\n", "").split())


def differences(source: Source, tree: etree._ElementTree) -> list[Diagnostic]:
    """One diagnostic at the first place where the tree's text is not the source's, or none."""
    expected, found = squeeze(source.text), squeeze(text_of(tree))
    if expected == found:
        return []
    pairs = enumerate(zip(expected, found, strict=False))
    same = next((i for i, (a, b) in pairs if a != b), min(len(expected), len(found)))
    details = {"source": expected[same : same + SHOWN], "tei": found[same : same + SHOWN]}
    return [diagnose("TK401", source.place(_offset(source.text, same)), **details)]


def _offset(text: str, count: int) -> int:
    """The offset of the character that has `count` others, without white space, before it."""
    seen = 0
    for offset, character in enumerate(text):
        if not character.isspace():
            if seen == count:
                return offset
            seen += 1
    return len(text) - 1
