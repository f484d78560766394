"""Fields of a DOCX file: finds the text that is their result, and the fields that are links.

A field consists of `begin`, instructions, `separate`, its result and `end`, each in a run of its
own. It may span paragraphs and contain fields (ECMA-376, part 1, 17.16).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tei_kit.readers.docx import equations
from tei_kit.readers.docx.styles import W, value

# HYPERLINK "https://example.org" \\l "part2" \\o "Look there"
HYPERLINK = re.compile(r"\s*HYPERLINK(?=[\s\"\\])", re.IGNORECASE)
# A switch with its argument, or the address: "https://example.org", https://example.org
ARGUMENT = re.compile(
    r"(?:\\(?P<switch>[A-Za-z*@#!])\s*)?(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\\\"]+))"
)
# SYMBOL 945 \\u, SYMBOL 0x3B1
SYMBOL = re.compile(
    r"\s*SYMBOL\s+(?:0x(?P<hex>[0-9a-f]{2,6})|(?P<decimal>[0-9]{2,7}))", re.IGNORECASE
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class _Field:
    """An open field. `link` is the address that its result links to, once the result has begun.

    `chosen` is the selected entry of a drop-down list, which has no result.
    """

    chosen: str = ""
    instruction: str = ""
    is_result: bool = False
    link: str = ""


class Fields:
    """The open fields at the current place of the text."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shows_text(self) -> bool:
        """Whether the current text is shown, not an instruction of a field."""
        return all(field.is_result for field in self._open)

    @property
    def link(self) -> str:
        """The address that the current result links to, or ""; `#part2` is a place in the file."""
        return next((field.link for field in reversed(self._open) if field.link), "")

    def mark(self, element: etree._Element) -> str:
        """Read a mark of a field: begin, separate or end.

        At the end of a field without a result, gives the text that the field shows; else "".
        """
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._open.append(_Field(_chosen(element)))
        elif kind == "separate" and self._open:
            field = self._open[-1]
            field.is_result, field.link = True, address(field.instruction)
        elif kind == "end" and self._open:
            field = self._open.pop()
            if not field.is_result:
                return field.chosen or _computed(field.instruction)
        return ""

    def instruct(self, text: str) -> None:
        """Add text to the instruction of the current field."""
        if self._open and not self._open[-1].is_result:
            self._open[-1].instruction += text


def _chosen(begin: etree._Element) -> str:
    """The selected entry of a drop-down list, by default the first; "" without a list."""
    entries = [value(each) for each in begin.iter(f"{W}listEntry")]
    stated = next((value(each) for each in begin.iter(f"{W}result", f"{W}default")), "0")
    at = int(stated) if stated.isdecimal() else 0
    return entries[at] if at < len(entries) else ""


def _computed(instruction: str) -> str:
    """The text of a SYMBOL or EQ field, which its instruction states; "" for other fields."""
    symbol = SYMBOL.match(instruction)
    if symbol is None:
        return equations.text_of(instruction)
    number = int(symbol["hex"], 16) if symbol["hex"] else int(symbol["decimal"])
    is_character = 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if is_character else ""


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
    """The address of a `w:hyperlink` or a `w:fldSimple`, or "".

    `related` are the addresses of its part, by identifier.
    """
    if element.tag == f"{W}fldSimple":
        return address(value(element, "instr"))
    return _joined(related.get(element.get(RELATION, ""), ""), value(element, "anchor"))


def _joined(target: str, place: str) -> str:
    return f"{target}#{place}" if place else target
