"""Text: the words of a TEI document, in the layout of its source; for a corpus, the texts of all
its documents.

The text of our own TEI is that of its source. In the TEI of others, one of several readings is
taken. A note without a place in print gets a number in brackets, and stands at the end of its
division.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from lxml import etree

from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.tei_tree import (
    DIVISIONS,
    check_root,
    is_apart,
    is_not_printed,
    is_parked,
    tei_names,
)
from tei_kit.tei.fidelity import Kind, Piece, TextWalk, is_comment, is_printed_note
from tei_kit.xml.names import EXAMPLES, TEI
from tei_kit.xml.tree import name_of

# More than one blank line, also with spaces in it, which our layout does not need.
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
# Elements that stand on lines of their own, also inside text.
ON_LINES = tei_names("castItem castList head headItem headLabel l lg p sp table")
_SPACE = Piece(" ", Kind.SPACE)
_LINE = Piece("\n", Kind.SPACE)


def to_text(tree: etree._ElementTree) -> bytes:
    """The text of a TEI document, in UTF-8. Raises TeiKitError (TK701) when it is not TEI."""
    root = check_root(tree, name_of(tree))
    wholes = [*root.iter(f"{TEI}TEI")] or ([] if root.tag == f"{TEI}teiCorpus" else [root])
    texts = [next(whole.iter(f"{TEI}text"), whole) for whole in wholes]
    return "\n".join(map(_text_of, texts)).encode("utf-8")


def _text_of(text: etree._Element) -> str:
    whole = "".join([piece.text for piece in _Walk.over(text)])
    return BLANK_LINES.sub("\n\n", whole).strip() + "\n"


class _Walk(TextWalk):
    """A walk over TEI that anybody wrote."""

    paragraphs = (
        TextWalk.paragraphs
        | tei_names("argument bibl biblFull biblStruct byline docDate eg entry entryFree figDesc")
        | tei_names("figure label note re sense superEntry u")
        | {f"{EXAMPLES}egXML"}
    )
    containers = (
        TextWalk.containers
        | DIVISIONS
        | tei_names("argument back entry group listBibl noteGrp spGrp superEntry teiCorpus")
    )
    readers: ClassVar[Mapping[str, str]] = {
        **TextWalk.readers,
        f"{TEI}gap": "gap",
        **dict.fromkeys(DIVISIONS, "division"),
    }

    def __init__(self, text: etree._Element) -> None:
        super().__init__(text)
        self._given = {note.get("n", "") for note in text.iter(f"{TEI}note")}
        self._count = 0  # of the notes without a number
        self._numbers: dict[etree._Element, str] = {}  # of the notes of others
        self._waiting: list[etree._Element] = []

    def child(self, element: etree._Element) -> None:
        """The text of an element, apart from the words around it where it is a word by itself."""
        if is_not_printed(element):
            return
        if element.tag in ON_LINES:
            self._end_line()
        super().child(element)
        if element.tag in ON_LINES:
            self._end_line()
        if is_apart(element) and self.parts and not self.parts[-1].text[-1:].isspace():
            self.parts.append(_SPACE)

    def _end_line(self) -> None:
        """End the line, if something stands in it."""
        if self.parts and not self.parts[-1].text[-1:].isspace():
            self.parts.append(_LINE)

    def note(self, element: etree._Element) -> None:
        """A note, which waits for the end of its division unless it stands in a list of notes."""
        if is_printed_note(element) or is_comment(element):
            super().note(element)
        elif element.get("type") == "speaker":
            self.speaker(element)
        elif is_parked(element):
            n = element.get("n", "")
            self.printed(f"{n}. " if n else "", Kind.LABEL, element)
            self.element(element)
        else:
            number = self._numbers[element] = element.get("n") or self._free_number()
            self.printed(f"[{number}]", Kind.MARK, element)
            self._waiting.append(element)

    def _free_number(self) -> str:
        self._count += 1
        while str(self._count) in self._given:
            self._count += 1
        return str(self._count)

    def gap(self, element: etree._Element) -> None:
        """A gap, and its description."""
        self.printed("[", Kind.MARK, element)
        first = len(self.parts)
        self.element(element)
        if all(not piece.text.strip() for piece in self.parts[first:]):
            del self.parts[first:]
            self.printed("…", Kind.MARK, element)
        self.printed("]", Kind.MARK, element)

    def line_break(self, element: etree._Element) -> None:
        """A line break; a word that is divided without a hyphen is whole."""
        hyphen = element.getprevious()
        if element.get("break") != "no" or (hyphen is not None and hyphen.tag == f"{TEI}pc"):
            super().line_break(element)

    def end_of_division(self) -> None:
        """The notes of the division."""
        super().end_of_division()
        while self._waiting:  # a note may have others
            note = self._waiting.pop(0)
            self.parts.append(_LINE)
            self.printed(f"[{self._numbers[note]}] ", Kind.LABEL, note)
            self.element(note)
            self.parts.append(_LINE)


def _export_document(tree: etree._ElementTree, _options: ExportOptions) -> bytes:
    return to_text(tree)


EXPORTER = Exporter(".txt", _export_document, name="txt")
