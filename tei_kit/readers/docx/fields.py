"""Fields of a DOCX file: which text is their result, and which of them are links.

A field is `begin`, instructions, `separate`, its result, `end`, each in a run of its own, over
paragraphs, and with fields inside it (ECMA-376, part 1, 17.16).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tei_kit.readers.docx.styles import W, value

# HYPERLINK "https://example.org" \\l "part2" \\o "Look there"
HYPERLINK = re.compile(r"\s*HYPERLINK(?=[\s\"\\])", re.IGNORECASE)
# A switch with what it switches on, or the address: "https://example.org", https://example.org
ARGUMENT = re.compile(
    r"(?:\\(?P<switch>[A-Za-z*@#!])\s*)?(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\\\"]+))"
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class _Field:
    """A field that is open; `link` is the address of its result once its result has begun."""

    instruction: str = ""
    is_result: bool = False
    link: str = ""


class Fields:
    """The fields that are open at a place of the text."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shows_text(self) -> bool:
        """Whether text at hand is shown, and is no instruction."""
        return all(field.is_result for field in self._open)

    @property
    def link(self) -> str:
        """The address that the result at hand leads to, or ""; `#part2` is a place of the file."""
        return next((field.link for field in reversed(self._open) if field.link), "")

    def mark(self, kind: str) -> None:
        """Read a mark of a field: begin, separate or end."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            field = self._open[-1]
            field.is_result, field.link = True, address(field.instruction)
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Read some of the instruction of the field at hand."""
        if self._open and not self._open[-1].is_result:
            self._open[-1].instruction += text


def address(instruction: str) -> str:
    """The address of a field that is a link, "" for every other field."""
    match = HYPERLINK.match(instruction)
    if match is None:
        return ""
    target = place = ""
    for argument in ARGUMENT.finditer(instruction, match.end()):
        words = argument["quoted"] if argument["bare"] is None else argument["bare"]
        if argument["switch"] is None:
            target = target or words
        elif argument["switch"].lower() == "l":
            place = words
    return _joined(target, place)


def address_of(element: etree._Element, related: Mapping[str, str]) -> str:
    """The address of a `w:hyperlink` or a `w:fldSimple`; `related` are those of its part."""
    if element.tag == f"{W}fldSimple":
        return address(value(element, "instr"))
    return _joined(related.get(element.get(RELATION, ""), ""), value(element, "anchor"))


def _joined(target: str, place: str) -> str:
    return f"{target}#{place}" if place else target
