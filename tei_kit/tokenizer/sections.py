"""Layout: lines to blocks, blocks to divisions. Looks at shapes only, never at what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from tei_kit.conventions import BULLETS, REND_OF_SIGN
from tei_kit.record import record
from tei_kit.settings.profile import Profile, alternatives
from tei_kit.source.hints import BLOCKS, PART, Hint, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Certainty

# The marker of a numbered item that may as well number a note: "3.".
SIMPLE_NUMBER = re.compile(r"(?P<n>[0-9]{1,6})\.")


class Shape(Enum):
    """What a block looks like."""

    PAGE = auto()  # a page marker alone on its line
    ITEM = auto()  # a line that begins with a bullet
    NUMBERED = auto()  # an indented line that begins with a number and a stop
    TEXT = auto()  # anything else
    HEADING = auto()  # a heading, where the format says so
    TABLE = auto()  # a table, where the format says so


@record
class Block:
    """Adjoining lines that belong together: `text[start:end]`, trimmed of white space."""

    shape: Shape
    start: int
    end: int
    indent: int = 0
    body: int = 0  # where the text after a bullet or a number begins
    number: str = ""  # of a PAGE or a NUMBERED block
    hint: Hint | None = None  # what the format says of the block

    @property
    def is_note(self) -> bool:
        """Whether the format says that the block is a note."""
        return self.hint is not None and self.hint.kind is HintKind.NOTE


@record
class Section:
    """The blocks of one document: its heading, what follows, and the notes at its end."""

    number: str = ""
    head: Block | None = None
    is_part: bool = False  # of a heading above documents
    certainty: Certainty = Certainty.HIGH  # of the heading
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
    """A line that is not blank. The last group says what it begins with: `indent` for nothing."""
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


@cache
def _head(profile: Profile) -> re.Pattern[str]:
    """The beginning of a numbered heading: `207. `, `No. 14 `."""
    forms = (re.escape(form).replace(r"\{n\}", "([0-9]{1,6})") for form in profile.heads)
    return re.compile(rf"(?:{'|'.join(forms) or '(?!)'})[^\S\n]*(?=\S)")


@cache
def _head_words(profile: Profile) -> re.Pattern[str]:
    """The words that a heading without evidence of its own begins with: `Telegram From …`."""
    words = alternatives(profile.head_words)
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)


def begins_as_heading(line: str, profile: Profile) -> bool:
    """Whether a line begins with words that headings of documents begin with."""
    return _head_words(profile).match(line) is not None


def blocks(source: Source, profile: Profile) -> list[Block]:
    """The blocks of a text, in order. Every character that is not white space is in one."""
    found: list[Block] = []
    at = 0
    for hint in source.hints:
        has_text = not source.text[hint.start : hint.end].isspace() and hint.end > hint.start
        if hint.kind in BLOCKS and hint.start >= at and has_text:
            found += _read_blocks(source.text, at, hint.start, profile)
            found.append(_hinted(hint, source.text))
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
            return Block(Shape.NUMBERED, start, end, indent, body, number["n"], hint)
        return Block(Shape.ITEM, start, end, indent, body, "", hint)
    if hint.kind is HintKind.NOTE:
        body = min(end, start + len(hint.value) + 1)
        while body < end and text[body].isspace():
            body += 1
        return Block(Shape.NUMBERED, start, end, 2, body, hint.value, hint)
    if hint.kind is HintKind.PAGE_BLOCK:
        return Block(Shape.PAGE, start, end, 0, start, hint.value, hint)
    shape = Shape.HEADING if hint.kind is HintKind.HEADING else Shape.TABLE
    return Block(shape, start, end, 0, start, "", hint)


def bullet(item: Block, text: str) -> str:
    """The bullet of an item, "" where the format says that it has a marker that counts."""
    mark = text[item.start]
    return mark if mark in REND_OF_SIGN else ""


def marker(item: Block) -> str:
    """The marker of an item as the format has it; "" for an item of plain text."""
    return item.hint.value if item.hint and item.hint.kind is HintKind.ITEM else ""


def as_items(found: Sequence[Block]) -> list[Block]:
    """The blocks, with the numbered items of lists, which are no notes after all, as items."""
    return [
        replace(block, shape=Shape.ITEM, number="")
        if block.shape is Shape.NUMBERED and block.hint and not block.is_note
        else block
        for block in found
    ]


def _read_blocks(text: str, begin: int, finish: int, profile: Profile) -> list[Block]:
    """The blocks of a stretch of text of which the format says nothing."""
    found: list[Block] = []
    previous_end = -2
    for match in _line(profile).finditer(text, begin, finish):
        start, end = match.span()
        trimmed = start + len(match[0].rstrip()) if text[end - 1].isspace() else end
        block = _block(match, trimmed, profile)
        if start == previous_end + 1 and found and _continues(found[-1], block):
            found[-1] = replace(found[-1], end=block.end)
        else:
            found.append(block)
        previous_end = end
    return found


def _block(match: re.Match[str], end: int, profile: Profile) -> Block:
    """The block of a line that ends, without white space, at `end`."""
    start = match.end(1)
    indent = start - match.start()
    kind = match.lastgroup
    if kind == "indent":
        return Block(Shape.TEXT, start, end, indent, start)
    if kind == "page":
        return Block(Shape.PAGE, start, end, indent, start, page_number(match["page"], profile))
    if kind == "item":
        return Block(Shape.ITEM, start, end, indent, min(match.end("item"), end))
    return Block(Shape.NUMBERED, start, end, indent, match.end("number"), match["n"])


def _continues(block: Block, line: Block) -> bool:
    """Whether a line without a blank one before it goes on with the block: wrapped text does."""
    if block.shape is Shape.TEXT:
        return line.shape is Shape.TEXT or (line.shape is Shape.PAGE and not line.indent)
    return block.shape is not Shape.PAGE and line.shape is Shape.TEXT and line.indent > 0


def sections(source: Source, profile: Profile) -> list[Section]:
    """The documents of a text. Raises nothing: a text without headings is one section.

    A section ends with its block of notes, or where the next heading stands. Whether indented
    numbered lines are notes is decided by what follows them: notes end a document, a list does
    not.
    """
    found = blocks(source, profile)
    if any(hint.kind is HintKind.HEADING for hint in source.hints):
        headings = _stated_headings(found, source.text, profile)
    else:
        headings = _headings(found, source.text, profile)
    if any(block.is_note for block in found):
        # Without headings to say where documents begin, notes that the format knows are of one.
        first = _skip_pages(found, 0)
        headings = {at: h for at, h in headings.items() if found[at].hint or at == first}
    result: list[Section] = []
    begin = 0
    while begin < len(found):
        section = section_at(found, begin, headings)
        result.append(section)
        begin += len(section.blocks)
    return result


@record
class Heading:
    """The number of a heading, "" for none, and how sure it is that it is one."""

    number: str
    certainty: Certainty


def _stated_headings(found: Sequence[Block], text: str, profile: Profile) -> dict[int, Heading]:
    """The headings of documents that the format states, by the index of their block."""
    head = _head(profile)
    result: dict[int, Heading] = {}
    for at, block in enumerate(found):
        if block.shape is Shape.HEADING and block.hint and not block.hint.depth:
            match = head.match(text, block.start, block.end)
            number = match[match.lastindex or 0] if match else ""
            result[at] = Heading(number, Certainty.HIGH)
    return result


@record
class Candidates:
    """What looks like headings: their numbers, "" for none, by where they stand.

    Those of `sure` are headings; those of `possible` are when their number fits between others.
    """

    sure: dict[int, str]
    possible: dict[int, str]

    def headings(self) -> dict[int, Heading]:
        """The headings, by where they stand."""
        return _in_order(self.sure, self.possible)


def _headings(found: Sequence[Block], text: str, profile: Profile) -> dict[int, Heading]:
    """The headings, by the index of their block."""
    return candidates(found, text, profile).headings()


def candidates(found: Sequence[Block], text: str, profile: Profile) -> Candidates:
    """What looks like headings, by the index of the block.

    At the beginning of a text or after notes, a line that begins as headings do is one. Elsewhere
    numbered paragraphs look the same: there the number must lie between those of the headings
    before and after.
    """
    words, head = _head_words(profile), _head(profile)
    sure: dict[int, str] = {}
    possible: dict[int, str] = {}
    before: Shape | None = None  # of the last block that is no page marker
    for at, block in enumerate(found):
        previous = before
        if block.shape is not Shape.PAGE:
            before = block.shape
        if block.shape is not Shape.TEXT or block.indent:
            continue
        match = head.match(text, block.start, block.end)
        is_likely = previous is None or previous is Shape.NUMBERED or profile.heads_anywhere
        if match is None and not is_likely:
            continue
        numbered = match is not None
        titled = words.match(text, match.end() if match else block.start, block.end) is not None
        line = text[block.start : block.end]
        whole = "\n" not in line and not line.endswith((".", ":", ";", ","))
        number = match[match.lastindex or 0] if match else ""
        if profile.heads_anywhere and titled and "\n" not in line:
            sure[at] = number
        elif previous is None or previous is Shape.NUMBERED:
            if numbered and (titled or previous is None):
                sure[at] = number
            elif numbered or (titled and whole and at + 1 < len(found)):
                possible[at] = number
        elif numbered and titled and whole:
            possible[at] = number
    return Candidates(sure, possible)


def _in_order(sure: dict[int, str], possible: dict[int, str]) -> dict[int, Heading]:
    """The sure headings and those of the possible ones whose number fits between them."""
    result: dict[int, Heading] = {}
    last = -1
    following = sorted(sure, reverse=True)
    for at in sorted({*sure, *possible}):
        if at in sure:
            result[at] = Heading(sure[at], Certainty.HIGH)
            last = int(sure[at] or last)
            continue
        while following and following[-1] < at:
            following.pop()
        upper = int(sure[following[-1]] or 0) if following else None
        number = possible[at]
        if not number:
            result[at] = Heading(number, Certainty.MEDIUM)
        elif int(number) > last and (upper is None or upper <= last or int(number) < upper):
            result[at] = Heading(number, Certainty.MEDIUM)
            last = int(number)
    return result


def section_at(found: Sequence[Block], begin: int, headings: dict[int, Heading]) -> Section:
    """The section that begins with the block of index `begin`; the headings are by index."""
    first = _skip_pages(found, begin)
    heading = headings.get(first)
    at = first if heading is None else first + 1
    notes = end = at
    while end < len(found):
        if found[end].shape is Shape.NUMBERED:
            after = _note_run(found, end)
            following = _skip_pages(found, after)
            ends = following == len(found) or following in headings
            if ends and (found[end].is_note or _counts_up(found[end:after])):
                notes, end = end, after
                break
            end = after
        elif end in headings:
            end = notes = _skip_pages_back(found, end, at - 1) + 1
            break
        else:
            end += 1
    else:
        notes = end
    head = found[first] if heading else None
    is_part = bool(head and head.hint and head.hint.value == PART)
    return Section(
        number=heading.number if heading and not is_part else "",
        head=head,
        is_part=is_part,
        certainty=heading.certainty if heading else Certainty.HIGH,
        leading=found[begin:first] if heading else (),
        body=as_items(found[at if heading else begin : notes]),
        notes=found[notes:end],
        blocks=found[begin:end],
    )


def _skip_pages(found: Sequence[Block], at: int) -> int:
    while at < len(found) and found[at].shape is Shape.PAGE:
        at += 1
    return at


def _skip_pages_back(found: Sequence[Block], at: int, least: int) -> int:
    """The last block before `at`, and after `least`, that is not a page marker; else `least`."""
    at -= 1
    while at > least and found[at].shape is Shape.PAGE:
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
            if found[end].is_note != found[at].is_note:
                break
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
    return all(a < b for a, b in pairwise(numbers))
