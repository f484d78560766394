"""Fields of a DOCX file: which text is their result, and which of them are links.

A field is `begin`, instructions, `separate`, its result, `end`, each in a run of its own, over
paragraphs, and with fields inside it (ECMA-376, part 1, 17.16).
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
# A switch with what it switches on, or the address: "https://example.org", https://example.org
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
    """A field that is open; `link` is the address of its result once its result has begun.

    `chosen` is the entry of a list to choose from, which has no result.
    """

    chosen: str = ""
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

    def mark(self, element: etree._Element) -> str:
        """Read a mark of a field: begin, separate or end.

        Returns the text that a field without a result shows all the same, at its end; else "".
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
        """Read some of the instruction of the field at hand."""
        if self._open and not self._open[-1].is_result:
            self._open[-1].instruction += text


def _chosen(begin: etree._Element) -> str:
    """The entry of a form's list that is chosen, the first unless it says otherwise."""
    entries = [value(each) for each in begin.iter(f"{W}listEntry")]
    stated = next((value(each) for each in begin.iter(f"{W}result", f"{W}default")), "0")
    at = int(stated) if stated.isdecimal() else 0
    return entries[at] if at < len(entries) else ""


def _computed(instruction: str) -> str:
    """The text of a field that shows what its instruction says."""
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
    """The address of a `w:hyperlink` or a `w:fldSimple`; `related` are those of its part."""
    if element.tag == f"{W}fldSimple":
        return address(value(element, "instr"))
    return _joined(related.get(element.get(RELATION, ""), ""), value(element, "anchor"))


def _joined(target: str, place: str) -> str:
    return f"{target}#{place}" if place else target
