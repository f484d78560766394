"""Fidelity: the text of a TEI document read back, and compared with its source.

The structure of the encoding is written out again as text of the source: page markers from `pb`,
bullets from list/@rend, note numbers from `note`, and the notes themselves where a `milestone` of
the unit `notes` names them; else, where their place is `inline`, where they stand; else at the end
of their division.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from lxml import etree

from tei_kit.conventions import NUMBERED_LIST, PAGE_MARKER, SIGN_OF_REND
from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.record import record
from tei_kit.source.source import Source
from tei_kit.tei.printed import UNPRINTED, page_marker, sign
from tei_kit.xml.names import TEI, XML_ID
from tei_kit.xml.tree import parse

# After these the text goes on in a new paragraph.
PARAGRAPHS = frozenset(
    f"{TEI}{name}"
    for name in (
        "ab",
        "addrLine",
        "castItem",
        "dateline",
        "docAuthor",
        "docImprint",
        "fw",
        "head",
        "l",
        "p",
        "quote",
        "roleDesc",
        "salute",
        "signed",
        "stage",
        "titlePart",
        "trailer",
    )
)
# After these elements within text, white space has to keep the words apart.
ENDINGS = {f"{TEI}p": "\n", f"{TEI}cell": "\t", f"{TEI}row": "\n", f"{TEI}table": "\n"}
PLACES = frozenset({"bottom", "end", "inline", "margin"})
INLINE = "inline"
# Ends a stretch of a note that is printed in several places: no text has a lone surrogate.
STRETCH_END = "\udfff"
SHOWN = 40  # characters of either side of a difference


def text_of(document: etree._ElementTree | str | PathLike[str]) -> str:
    """The text of a TEI document, a tree or the path of a file, in the layout of its source.

    Two texts that differ only in white space are the same text. Of elements that the project does
    not write, the text is read. Raises TeiKitError when the file cannot be read as XML (TK101,
    TK501).
    """
    root = (parse(Path(document)) if isinstance(document, str | PathLike) else document).getroot()
    text = next(root.iter(f"{TEI}text"), None)
    whole = root if text is None else text
    reader = _TextWalk(_notes_printed_apart(whole))
    reader.element(whole)
    reader.end_of_division()
    return "".join(reader.parts).strip() + "\n"


class _TextWalk:
    """Walks a tree once and collects its text; notes wait for the end of their division."""

    def __init__(self, apart: Mapping[str, etree._Element]) -> None:
        self.parts: list[str] = []
        self.notes: list[etree._Element] = []
        self.apart = apart  # notes that milestones name, by their identifiers
        self.rests: dict[str, list[str]] = {}  # the parts of those notes that are not printed yet
        self.depth = 0  # of lists
        self.divisions = 0  # that are open

    def element(self, element: etree._Element) -> None:
        """The text of an element and of its descendants."""
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
        rend = element.get("rend")
        if rend == UNPRINTED:
            return
        marker = page_marker(rend) if rend else PAGE_MARKER.format(n=element.get("n", ""))
        self.parts.append(f"{marker}\n\n" if between else marker)

    def line_break(self, element: etree._Element) -> None:
        self.parts.append("\n")

    def note(self, element: etree._Element) -> None:
        if element.get("place") not in PLACES or element.get("n", element.get("rend")) is None:
            self.element(element)
            return
        if element.get("anchored") != "false":
            self.parts.append(_signs(element).mark)
        if element.get(XML_ID) in self.apart:
            return
        if element.get("place") == INLINE:
            self.print_note(element, " ")
        else:
            self.notes.append(element)

    def print_note(self, note: etree._Element, before: str) -> None:
        """The text of a note, with the signs that are printed before and after it."""
        signs = _signs(note)
        self.parts.append(f"{before}{signs.label} ")
        self.element(note)
        self.parts.append(signs.after)

    def milestone(self, element: etree._Element) -> None:
        if element.get("unit") == "rest":
            self.parts.append(STRETCH_END)
        if element.get("unit") != "notes":
            return
        for pointer in element.get("corresp", "").split():
            name = pointer.removeprefix("#")
            note = self.apart.get(name)
            if note is None:
                continue
            if name not in self.rests:
                self.rests[name] = self.stretches(note)
            rest = self.rests[name]
            self.parts.append(f"\n{rest.pop(0) if rest else ''}\n")

    def stretches(self, note: etree._Element) -> list[str]:
        """The text of a note in the stretches that are printed by themselves."""
        outside, self.parts = self.parts, []
        self.print_note(note, "")
        whole, self.parts = "".join(self.parts), outside
        return whole.split(STRETCH_END)

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
        self.divisions += 1
        self.element(element)
        self.divisions -= 1
        if not self.divisions:  # the notes of its parts stand at the end of it
            self.end_of_division()

    def front(self, element: etree._Element) -> None:
        """The front, whose notes are printed with those of the first division."""
        self.divisions += 1
        self.element(element)
        self.divisions -= 1

    def end_of_division(self) -> None:
        """The block of notes, in the order of their numbers."""
        waiting, self.notes = self.notes, []
        waiting.sort(key=_number)
        for note in waiting:
            self.print_note(note, "  ")
            self.parts.append("\n")
        self.parts.append("\n")


@record
class _Signs:
    """The marks of a note that are printed in the text, before the note's text and after it."""

    mark: str
    label: str
    after: str = ""


def _signs(note: etree._Element) -> _Signs:
    rend, n = note.get("rend"), note.get("n", "")
    if rend is None:
        return _Signs(n, f"{n}.")
    words = [sign(word) for word in rend.split()]
    return _Signs(*[*words, "", ""][:3])


def _notes_printed_apart(text: etree._Element) -> dict[str, etree._Element]:
    """The notes that milestones name, by their identifiers."""
    named = {
        pointer.removeprefix("#")
        for milestone in text.iter(f"{TEI}milestone")
        if milestone.get("unit") == "notes"
        for pointer in milestone.get("corresp", "").split()
    }
    if not named:
        return {}
    notes = {note.get(XML_ID, ""): note for note in text.iter(f"{TEI}note")}
    return {name: notes[name] for name in named & notes.keys()}


def _number(note: etree._Element) -> int:
    n = note.get("n", "")
    return int(n) if n.isdecimal() else 0


# Elements whose white space is indentation.
CONTAINERS = frozenset(
    f"{TEI}{name}"
    for name in (
        "TEI",
        "address",
        "body",
        "castGroup",
        "castList",
        "closer",
        "div",
        "docTitle",
        "epigraph",
        "floatingText",
        "front",
        "lg",
        "list",
        "opener",
        "postscript",
        "row",
        "sp",
        "table",
        "text",
        "titlePage",
    )
)
_READERS = {
    f"{TEI}{name}": reader
    for name, reader in {
        "div": _TextWalk.division,
        "front": _TextWalk.front,
        "g": _TextWalk.character,
        "item": _TextWalk.item,
        "lb": _TextWalk.line_break,
        "list": _TextWalk.list,
        "milestone": _TextWalk.milestone,
        "note": _TextWalk.note,
        "pb": _TextWalk.page,
        "speaker": _TextWalk.speaker,
    }.items()
}


def squeeze(text: str) -> str:
    """A text without its white space."""
    # Blanks and line ends are most of it: without them few pieces are left to be joined.
    return "".join(text.replace(" ", "").replace("\n", "").split())


def differences(source: Source, tree: etree._ElementTree) -> list[Diagnostic]:
    """A diagnostic at the first place where the tree's text differs from the source's; an empty
    list for equal texts.

    The text of a source that is a view is that of its file.
    """
    source = source.file or source
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
