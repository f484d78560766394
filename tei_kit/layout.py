"""Layout: lines to blocks, blocks to divisions. Looks at shapes only, never at what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache

from tei_kit.profile import Profile
from tei_kit.source import Source

# The marks that make an item wherever they begin a line, and what a list of them is called in
# list/@rend. "*" and "-" are not here: in plain text they begin other things as often.
BULLETS = {"•": "bulleted", "◦": "circled", "▪": "squared", "‣": "triangled"}


class Shape(Enum):
    """What a block looks like."""

    PAGE = auto()  # a page marker alone on its line
    ITEM = auto()  # a line that begins with a bullet
    NUMBERED = auto()  # an indented line that begins with a number and a stop
    TEXT = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Block:
    """Adjoining lines that belong together: `text[start:end]`, trimmed of white space."""

    shape: Shape
    start: int
    end: int
    indent: int = 0
    body: int = 0  # where the text after a bullet or a number begins
    number: str = ""  # of a PAGE or a NUMBERED block


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one document: its heading, what follows, and the notes at its end."""

    number: str = ""
    head: Block | None = None
    leading: Sequence[Block] = ()  # page markers before the heading
    body: Sequence[Block] = ()
    notes: Sequence[Block] = ()  # NUMBERED, with page markers between them
    blocks: Sequence[Block] = field(default=(), repr=False)

    @property
    def start(self) -> int:
        """The offset of the section's first character."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """The offset after the section's last character."""
        return self.blocks[-1].end


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
    """A line that is not blank, by what it begins with."""
    bullets = re.escape("".join(BULLETS))
    return re.compile(
        rf"""
        ^(?P<indent>[^\S\n]*)
        (?:
          (?P<page>{page_marker(profile)})(?=[^\S\n]*$)   # [Page 652]
        | (?P<item>[{bullets}])[^\S\n]*                        # • First, we are
        | (?P<number>(?<=[^\S\n])[0-9]{{1,6}})\.[^\S\n]+(?=\S)            #   3. See Document 34.
        | (?=\S)
        )
        (?P<body>)[^\n]*
        """,
        re.VERBOSE | re.MULTILINE,
    )


@cache
def _head(profile: Profile) -> re.Pattern[str]:
    """The beginning of a numbered heading: `207. `, `No. 14 `."""
    forms = (re.escape(form).replace(r"\{n\}", "([0-9]{1,6})") for form in profile.heads)
    return re.compile(rf"(?:{'|'.join(forms)})[^\S\n]*(?=\S)")


@cache
def _head_words(profile: Profile) -> re.Pattern[str]:
    """The words that a heading without evidence of its own begins with: `Telegram From …`."""
    words = "|".join(re.escape(word) for word in profile.head_words)
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)


def blocks(source: Source, profile: Profile) -> list[Block]:
    """The blocks of a text, in order. Every character that is not white space is in one."""
    text = source.text
    found: list[Block] = []
    previous_end = -2
    for match in _line(profile).finditer(text):
        start, end = match.end("indent"), match.end()
        block = _block(match, start, start + len(text[start:end].rstrip()), profile)
        adjoining = match.start() == previous_end + 1
        previous_end = end
        if adjoining and found and _continues(found[-1], block):
            found[-1] = replace(found[-1], end=block.end)
        else:
            found.append(block)
    return found


def _block(match: re.Match[str], start: int, end: int, profile: Profile) -> Block:
    indent, kind = start - match.start(), match.lastgroup
    if match["page"]:
        return Block(Shape.PAGE, start, end, indent, start, page_number(match["page"], profile))
    body = min(match.start("body"), end)
    if match["item"]:
        return Block(Shape.ITEM, start, end, indent, body)
    if match["number"]:
        return Block(Shape.NUMBERED, start, end, indent, body, match["number"])
    assert kind == "body"
    return Block(Shape.TEXT, start, end, indent, start)


def _continues(block: Block, line: Block) -> bool:
    """Whether a line without a blank one before it goes on with the block: wrapped text does."""
    if block.shape is Shape.TEXT:
        return line.shape is Shape.TEXT or (line.shape is Shape.PAGE and not line.indent)
    return block.shape is not Shape.PAGE and line.shape is Shape.TEXT and line.indent > 0


def sections(source: Source, profile: Profile) -> list[Section]:
    """The documents of a text. Raises nothing: a text without headings is one section.

    A section ends with its block of notes, or where a numbered heading that goes on from its
    own number begins. Whether indented numbered lines are notes is decided by what follows them:
    notes end a document, a list does not.
    """
    found = blocks(source, profile)
    result: list[Section] = []
    begin = 0
    while begin < len(found):
        section = _section(found, begin, source.text, profile)
        result.append(section)
        begin += len(section.blocks)
    return result


def _section(found: Sequence[Block], begin: int, text: str, profile: Profile) -> Section:
    first = _skip_pages(found, begin)
    number = _heading(found, first, text, profile)
    at = first if number is None else first + 1
    notes = end = at
    while end < len(found):
        block = found[end]
        if block.shape is Shape.NUMBERED:
            after = _note_run(found, end)
            if _counts_up(found[end:after]) and _starts_document(
                found, after, text, number, profile
            ):
                notes, end = end, after
                break
            end = after
        elif (
            block.shape is Shape.TEXT
            and number is not None
            and _next_heading(block, text, number, profile)
        ):
            end = _before_pages(found, end, at)
            break
        else:
            end += 1
    if end <= notes or found[notes].shape is not Shape.NUMBERED:
        notes = end
    return Section(
        number=number or "",
        head=None if number is None else found[first],
        leading=() if number is None else found[begin:first],
        body=found[begin if number is None else at : notes],
        notes=found[notes:end],
        blocks=found[begin:end],
    )


def _skip_pages(found: Sequence[Block], at: int) -> int:
    while at < len(found) and found[at].shape is Shape.PAGE:
        at += 1
    return at


def _before_pages(found: Sequence[Block], at: int, least: int) -> int:
    """Page markers right before a heading belong to the heading's document."""
    while at > least and found[at - 1].shape is Shape.PAGE:
        at -= 1
    return at


def _note_run(found: Sequence[Block], at: int) -> int:
    """The end of the run of numbered lines, with the page markers inside it, that begins here.

    Page markers after the last line belong to it when they are indented as it is, or when
    nothing else follows.
    """
    end = at
    while end < len(found):
        if found[end].shape is Shape.NUMBERED:
            end += 1
            continue
        after_pages = _skip_pages(found, end)
        inside = after_pages == len(found) or found[after_pages].shape is Shape.NUMBERED
        if after_pages == end or not (inside or found[end].indent):
            break
        end = after_pages
    return end


def _counts_up(found: Sequence[Block]) -> bool:
    """Whether the numbered lines of a run rise: notes do."""
    numbers = [int(block.number) for block in found if block.shape is Shape.NUMBERED]
    return all(a < b for a, b in zip(numbers, numbers[1:], strict=False))


def _starts_document(
    found: Sequence[Block], at: int, text: str, number: str | None, profile: Profile
) -> bool:
    """Whether a document with a higher number, or the end of the text, stands here."""
    at = _skip_pages(found, at)
    following = _heading(found, at, text, profile)
    if following is None:
        return at == len(found)
    return not (following and number) or int(following) > int(number)


def _heading(found: Sequence[Block], at: int, text: str, profile: Profile) -> str | None:
    """The number of the heading that stands here ("" when it has none), or None."""
    if at >= len(found) or found[at].shape is not Shape.TEXT or found[at].indent:
        return None
    block = found[at]
    match = _head(profile).match(text, block.start, block.end)
    if match:
        return match[match.lastindex or 0]
    line = text[block.start : block.end]
    titled = _head_words(profile).match(line) and not line.endswith((".", ":", ";", ","))
    return "" if titled and "\n" not in line and at + 1 < len(found) else None


def _next_heading(block: Block, text: str, number: str, profile: Profile) -> bool:
    """Whether a paragraph after other paragraphs is the next document's heading.

    Numbered paragraphs look the same, so it must go on from the document's own number and begin
    as headings do.
    """
    match = None if block.indent else _head(profile).match(text, block.start, block.end)
    if match is None or not number:
        return False
    goes_on = int(match[match.lastindex or 0]) > int(number)
    return goes_on and _head_words(profile).match(text, match.end(), block.end) is not None
