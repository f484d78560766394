"""Fidelity: the text of a TEI document read back, and compared with its source.

The structure of the encoding is written out again as text of the source: page markers from `pb`,
bullets from list/@rend, note numbers from `note`. A note is printed where a `milestone` of the unit
`notes` names it. Without a milestone, a note of the place `inline` is printed where it stands, and
any other note at the end of its division.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from os import PathLike
from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from tei_kit.conventions import NUMBERED_LIST, PAGE_MARKER, SIGN_OF_REND
from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.record import members, record
from tei_kit.source.source import Source
from tei_kit.tei.printed import UNPRINTED, page_marker, sign
from tei_kit.xml.names import TEI, XML_ID

if TYPE_CHECKING:
    from tei_kit.xml.tree import Treed

# After these elements the text goes on in a new paragraph.
PARAGRAPHS = frozenset(
    f"{TEI}{name}"
    for name in (
        "ab",
        "addrLine",
        "castItem",
        "dateline",
        "docAuthor",
        "docImprint",
        "figDesc",
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
        "figure",
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
# After these elements within text, white space has to keep the words apart.
ENDINGS = {f"{TEI}p": "\n", f"{TEI}cell": "\t", f"{TEI}row": "\n", f"{TEI}table": "\n"}
PLACES = frozenset({"bottom", "end", "inline", "margin"})
INLINE = "inline"
COMMENT = "comment"  # @type of a note that holds a comment
ASCII_SPACE = bytes(code for code in range(128) if chr(code).isspace())
SHOWN = 40  # characters of either side of a difference


class Kind(StrEnum):
    """The kinds of pieces of the text that is read back."""

    TEXT = "text"  # of an element, or after it
    SPACE = "white space"
    PAGE = "page marker"
    MARK = "mark of a note"
    LABEL = "label of a note"  # printed before its text, or after its text
    SIGN = "sign of an item"
    CHARACTER = "character"  # of a `g`
    STRETCH_END = "end of a stretch"  # of a note that is printed in several places
    # pieces that only the collation with a source looks at
    LINE = "line number"
    RUNNING = "running head"
    BREAK = "division of a word"
    GAP = "gap"
    CHOICE = "choice"
    CHOICE_END = "end of a choice"


K = members(Kind)


@record
class Piece:
    """A piece of the text read back: the text of an element, of its tail, or what the element
    stands for."""

    text: str
    kind: Kind
    element: etree._Element | None = None
    tail: bool = False  # whether the text stands after the element
    note: etree._Element | None = None  # the note whose text or label it belongs to


def text_of(document: etree._ElementTree | str | PathLike[str] | Treed) -> str:
    """The text of a TEI document, a tree, a Conversion or the path of a file, in the layout of its
    source.

    Two texts that differ only in white space are the same text. Of elements that the project does
    not write, the text is read. Raises TeiKitError when the file cannot be read as XML (TK101,
    TK501).
    """
    from tei_kit.xml import tree  # a conversion has the tree

    return _text_of(tree.opened(tree.given(document)))


def _text_of(tree: etree._ElementTree) -> str:
    """The text of a tree; see `text_of`."""
    root = tree.getroot()
    text = next(root.iter(f"{TEI}text"), None)
    pieces = TextWalk.over(root if text is None else text)
    return "".join([piece.text for piece in pieces]).strip() + "\n"


_LINE = Piece("\n", K.SPACE)
_PARAGRAPH = Piece("\n\n", K.SPACE)
_BLANK = Piece(" ", K.SPACE)
_STRETCH_END = Piece("", K.STRETCH_END)
_ENDINGS = {tag: Piece(text, K.SPACE) for tag, text in ENDINGS.items()}


class TextWalk:
    """Walks a tree once and collects its text; notes wait for the end of their division."""

    # After `paragraphs` the text goes on in a new paragraph; `containers` hold no text themselves.
    paragraphs: ClassVar[frozenset[str]] = PARAGRAPHS
    containers: ClassVar[frozenset[str]] = CONTAINERS

    # The methods that read elements that are more than their text.
    readers: ClassVar[Mapping[str, str]] = {
        f"{TEI}{name}": method
        for name, method in {
            "div": "division",
            "front": "front",
            "g": "character",
            "item": "item",
            "lb": "line_break",
            "list": "list",
            "milestone": "milestone",
            "note": "note",
            "pb": "page",
            "speaker": "speaker",
        }.items()
    }

    def __init__(self, text: etree._Element) -> None:
        self.parts: list[Piece] = []
        self.notes: list[etree._Element] = []
        self.apart = notes_printed_apart(text)  # notes that milestones name, by their identifiers
        self.rests: dict[str, list[list[Piece]]] = {}  # their stretches to be printed
        self.note_at_hand: etree._Element | None = None
        self.depth = 0  # of lists
        self.divisions = 0  # that are open

    @classmethod
    def over(cls, text: etree._Element) -> list[Piece]:
        """The pieces of the text of an element, in the order in which they are printed."""
        walk = cls(text)
        walk.element(text)
        walk.end_of_division()
        return walk.parts

    def element(self, element: etree._Element) -> None:
        """The text of an element and of its descendants."""
        paragraphs = self.paragraphs
        holds_text = element.tag not in self.containers
        parts, note = self.parts, self.note_at_hand
        text = element.text
        if text and (holds_text or not text.isspace()):
            parts.append(Piece(text, K.TEXT, element, False, note))
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                self.child(child)
                if tag in paragraphs and not holds_text:
                    parts.append(_PARAGRAPH)
                elif tag in ENDINGS:
                    parts.append(_ENDINGS[tag])
            text = child.tail
            if text and (holds_text or not text.isspace()):
                parts.append(Piece(text, K.TEXT, child, True, note))

    def child(self, element: etree._Element) -> None:
        """The text of an element, as elements of its name are read."""
        name = self.readers.get(element.tag)
        if name is None:
            self.element(element)
        else:
            read: Callable[[etree._Element], None] = getattr(self, name)
            read(element)

    def printed(self, text: str, kind: Kind, element: etree._Element) -> None:
        """Text that an element stands for."""
        self.parts.append(Piece(text, kind, element, False, self.note_at_hand))

    def page(self, element: etree._Element) -> None:
        parent = element.getparent()
        between = parent is not None and parent.tag in self.containers
        rend = element.get("rend")
        if rend == UNPRINTED:
            return
        marker = page_marker(rend) if rend else PAGE_MARKER.format(n=element.get("n", ""))
        self.printed(marker, K.PAGE, element)
        if between:
            self.parts.append(_PARAGRAPH)

    def line_break(self, element: etree._Element) -> None:
        self.parts.append(_LINE)

    def note(self, element: etree._Element) -> None:
        if is_comment(element):
            return
        if not is_printed_note(element):
            self.element(element)
            return
        if element.get("anchored") != "false":
            self.printed(_signs(element).mark, K.MARK, element)
        if element.get(XML_ID) in self.apart:
            return
        if element.get("place") == INLINE:
            self.print_note(element, _BLANK)
        else:
            self.notes.append(element)

    def print_note(self, note: etree._Element, before: Piece | None) -> None:
        """The text of a note, with the signs that are printed before and after it."""
        outside, self.note_at_hand = self.note_at_hand, note
        signs = _signs(note)
        if before is not None:
            self.parts.append(before)
        self.printed(f"{signs.label} ", K.LABEL, note)
        self.element(note)
        if signs.after:
            self.printed(signs.after, K.LABEL, note)
        self.note_at_hand = outside

    def milestone(self, element: etree._Element) -> None:
        if element.get("unit") == "rest":
            self.parts.append(_STRETCH_END)
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
            self.parts += [_LINE, *(rest.pop(0) if rest else ()), _LINE]

    def stretches(self, note: etree._Element) -> list[list[Piece]]:
        """The text of a note in the stretches that are printed by themselves."""
        outside, self.parts = self.parts, []
        self.print_note(note, None)
        whole, self.parts = self.parts, outside
        stretches: list[list[Piece]] = [[]]
        for piece in whole:
            if piece.kind is K.STRETCH_END:
                stretches.append([])
            else:
                stretches[-1].append(piece)
        return stretches

    def character(self, element: etree._Element) -> None:
        ref = element.get("ref", "")
        if ref.startswith("#U") and len(ref) == 6:
            self.printed(chr(int(ref[2:], 16)), K.CHARACTER, element)
        else:
            self.element(element)

    def list(self, element: etree._Element) -> None:
        if self.depth:
            self.parts.append(_LINE)
        self.depth += 1
        self.element(element)
        self.depth -= 1
        if not self.depth:
            self.parts.append(_LINE)

    def item(self, element: etree._Element) -> None:
        parent = element.getparent()
        rend = "" if parent is None else parent.get("rend", "")
        bullet = SIGN_OF_REND.get(rend)
        if rend == NUMBERED_LIST and element.get("n"):
            bullet = element.get("rend") or f"{element.get('n')}."
        indent = "  " * self.depth
        self.printed(f"{indent}{bullet} " if bullet else indent, K.SIGN, element)
        self.element(element)
        if self.parts[-1].text != "\n":
            self.parts.append(_LINE)

    def speaker(self, element: etree._Element) -> None:
        self.element(element)
        self.parts.append(_BLANK)

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
            self.print_note(note, Piece("  ", K.SPACE))
            self.parts.append(_LINE)
        self.parts.append(_LINE)


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


def is_comment(note: etree._Element) -> bool:
    """Whether a note is a comment on the text, which the source does not print, in our own TEI."""
    return note.get("type") == COMMENT and note.get("rend") == UNPRINTED


def is_printed_note(note: etree._Element) -> bool:
    """Whether a note has a mark and a place where it is printed, as those of our own TEI do."""
    return note.get("place") in PLACES and note.get("n", note.get("rend")) is not None


def notes_printed_apart(text: etree._Element) -> dict[str, etree._Element]:
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


def squeeze(text: str) -> str:
    """A text without its white space."""
    # Most white space is blanks and line ends: without them few pieces are left to be joined.
    return "".join(text.replace(" ", "").replace("\n", "").split())


def _is_same(a: str, b: str) -> bool:
    """Whether two texts differ in nothing but white space of ASCII. Bytes tell that at once."""
    first, second = (text.encode(errors="surrogatepass") for text in (a, b))
    return first.translate(None, ASCII_SPACE) == second.translate(None, ASCII_SPACE)


def differences(source: Source, tree: etree._ElementTree) -> list[Diagnostic]:
    """A diagnostic at the first place where the tree's text differs from the source's; an empty
    list for equal texts.

    The text of a source that is a view is that of its file.
    """
    source = source.file or source
    read_back = _text_of(tree)
    if _is_same(source.text, read_back):
        return []
    expected, found = squeeze(source.text), squeeze(read_back)
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
