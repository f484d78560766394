"""Blocks: adjoining lines that belong together. Their shapes decide, never their meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum, auto
from functools import cache

from tei_kit.conventions import BULLETS, REND_OF_SIGN
from tei_kit.record import members, record, replace
from tei_kit.settings.profile import Profile
from tei_kit.source.hints import BLOCKS, Hint, HintKind
from tei_kit.source.source import Source

# The marker of a numbered item that may as well number a note: "3.".
SIMPLE_NUMBER = re.compile(r"(?P<n>[0-9]{1,6})\.")


class Shape(StrEnum):
    """The shapes of blocks. They are strings, because Python caches the hashes of strings."""

    PAGE = auto()  # a page marker alone on its line
    ITEM = auto()  # a line that begins with a bullet
    NUMBERED = auto()  # an indented line that begins with a number and a stop
    TEXT = auto()  # anything else
    HEADING = auto()  # a heading that the format states
    QUOTE = auto()  # a quotation set off that the format states
    TABLE = auto()  # a table that the format states
    NOTE = auto()  # a note that the layout step found, wherever it stands
    FORM_WORK = auto()  # a running head or the like


S = members(Shape)

# Hints of the format about whole blocks.
OF_HINT = {
    HintKind.HEADING: S.HEADING,
    HintKind.QUOTE: S.QUOTE,
    HintKind.TABLE: S.TABLE,
}


@record
class Block:
    """Adjoining lines that belong together: `text[start:end]`, trimmed of white space."""

    shape: Shape
    start: int
    end: int
    indent: int = 0
    body: int = 0  # the index of the text after a bullet or a number
    number: str = ""  # of a PAGE or a NUMBERED block
    hint: Hint | None = None  # the statement of the format about the block

    @property
    def is_note(self) -> bool:
        """Whether the format says that the block is a note."""
        return self.shape is S.NUMBERED and (
            self.hint is not None and self.hint.kind is HintKind.NOTE
        )


def page_marker(profile: Profile) -> str:
    """A regular expression, without groups, for the page markers of a profile."""
    before, _, after = profile.page_marker.partition("{n}")
    return f"{re.escape(before)}[0-9A-Za-z]+{re.escape(after)}"


def page_number(marker: str, profile: Profile) -> str:
    """The number in a page marker: `652` of `[Page 652]`."""
    before, _, after = profile.page_marker.partition("{n}")
    return marker[len(before) : len(marker) - len(after)]


@cache
def _line(profile: Profile) -> re.Pattern[str]:
    """A line that is not blank. The last group names its beginning: `indent` for plain text."""
    bullets = re.escape("".join(BULLETS))
    return re.compile(
        rf"""
        ^(?P<indent>[^\S\n]*)
        (?:
          (?P<page>{page_marker(profile)})(?=[^\S\n]*$)   # [Page 652]
        | (?P<item>[{bullets}][^\S\n]*)                        # • First, we are
        | (?P<number>(?<=[^\S\n])(?P<n>[0-9]{{1,6}})\.[^\S\n]+)(?=\S)   #   3. See Document 34.
        | (?=\S)
        )
        [^\n]*
        """,
        re.VERBOSE | re.MULTILINE,
    )


def blocks_of(source: Source, profile: Profile) -> list[Block]:
    """The blocks of a text, in order. Every character but white space is in a block."""
    found: list[Block] = []
    at = 0
    text = source.text
    for hint in source.hints:
        if hint.kind not in BLOCKS or hint.start < at:
            continue
        has_text = not text[hint.start : hint.end].isspace() and hint.end > hint.start
        has_text = has_text or (hint.kind is HintKind.PAGE_BLOCK and hint.end == hint.start)
        if has_text:
            if not text[at : hint.start].isspace():
                found += _read_blocks(text, at, hint.start, profile)
            found.append(_hinted(hint, text))
            at = hint.end
    return found + _read_blocks(source.text, at, len(source.text), profile)


def _hinted(hint: Hint, text: str) -> Block:
    """The block of a hint. A simple number makes an item a NUMBERED line, as in plain text."""
    start, end = hint.start, hint.end
    if hint.kind is HintKind.ITEM:
        body = min(end, start + len(hint.value))
        while body < end and text[body].isspace():
            body += 1
        number = SIMPLE_NUMBER.fullmatch(hint.value)
        indent = 2 * (hint.depth + 1)
        if number and not hint.depth:
            return Block(S.NUMBERED, start, end, indent, body, number["n"], hint)
        return Block(S.ITEM, start, end, indent, body, "", hint)
    if hint.kind is HintKind.TEXT:
        return Block(S.TEXT, start, end, 0, start)
    if hint.kind is HintKind.FORM_WORK_BLOCK:
        return Block(S.FORM_WORK, start, end, 0, start, hint.value, hint)
    if hint.kind is HintKind.NOTE and hint.label:
        return Block(S.NOTE, start, end, 2, start + hint.label, hint.value, hint)
    if hint.kind is HintKind.NOTE:
        body = min(end, start + len(hint.value) + 1)
        while body < end and text[body].isspace():
            body += 1
        return Block(S.NUMBERED, start, end, 2, body, hint.value, hint)
    if hint.kind is HintKind.PAGE_BLOCK:
        return Block(S.PAGE, start, end, 0, start, hint.value, hint)
    return Block(OF_HINT[hint.kind], start, end, 0, start, "", hint)


def bullet(item: Block, text: str) -> str:
    """The bullet of an item; "" for an item that begins with another sign or a counter."""
    mark = text[item.start]
    return mark if mark in REND_OF_SIGN else ""


def marker(item: Block) -> str:
    """The marker of an item as its hint states it; "" for an item without a hint."""
    return item.hint.value if item.hint and item.hint.kind is HintKind.ITEM else ""


def as_items(found: Sequence[Block]) -> list[Block]:
    """The blocks; numbered lines that the format states as items become items, not notes."""
    return [
        replace(block, shape=S.ITEM, number="")
        if block.shape is S.NUMBERED and block.hint and not block.is_note
        else block
        for block in found
    ]


def _read_blocks(text: str, begin: int, finish: int, profile: Profile) -> list[Block]:
    """The blocks of a stretch of text without hints of its format."""
    found: list[Block] = []
    ends: list[int] = []  # the ends of the blocks, with the lines that go on with them
    previous_end = -2
    for match in _line(profile).finditer(text, begin, finish):
        start, end = match.span()
        trimmed = start + len(match[0].rstrip()) if text[end - 1].isspace() else end
        block = _block(match, trimmed, profile)
        if start == previous_end + 1 and found and _continues(found[-1], block):
            ends[-1] = block.end
        else:
            found.append(block)
            ends.append(block.end)
        previous_end = end
    return [
        block if block.end == last else replace(block, end=last)
        for block, last in zip(found, ends, strict=True)
    ]


def _block(match: re.Match[str], end: int, profile: Profile) -> Block:
    """The block of a line; `end` is its end without white space."""
    start = match.end(1)
    indent = start - match.start()
    kind = match.lastgroup
    if kind == "indent":
        return Block(S.TEXT, start, end, indent, start)
    if kind == "page":
        return Block(S.PAGE, start, end, indent, start, page_number(match["page"], profile))
    if kind == "item":
        return Block(S.ITEM, start, end, indent, min(match.end("item"), end))
    return Block(S.NUMBERED, start, end, indent, match.end("number"), match["n"])


def _continues(block: Block, line: Block) -> bool:
    """Whether a line right below a block goes on with it, as wrapped text does."""
    if block.shape is S.TEXT:
        return line.shape is S.TEXT or (line.shape is S.PAGE and not line.indent)
    return block.shape is not S.PAGE and line.shape is S.TEXT and line.indent > 0
