"""Sections: from blocks to documents, by shapes of blocks, numbers and the words of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from tei_kit.layout.blocks import Block, Shape, as_items, blocks_of
from tei_kit.record import field, members, record, replace
from tei_kit.settings.language import Phrases
from tei_kit.settings.profile import Profile
from tei_kit.source.hints import PART, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Certainty

S = members(Shape)
# The shapes of notes, with which documents end.
NOTES = frozenset({S.NUMBERED, S.NOTE})

# The most characters of a heading whose only sign is a number at its beginning.
LONGEST = 400


@record
class Section:
    """The blocks of one document: its heading, its body, and the notes at its end."""

    number: str = ""
    head: Block | None = None
    is_part: bool = False  # whether the heading only stands above documents
    certainty: Certainty = Certainty.HIGH  # of the heading
    leading: Sequence[Block] = ()  # page markers before the heading
    title: Block | None = None  # the title that the format states above the heading
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


@cache
def _head(profile: Profile) -> re.Pattern[str]:
    """The beginning of a numbered heading: `207. `, `No. 14 `."""
    forms = (re.escape(form).replace(r"\{n\}", "([0-9]{1,6})") for form in profile.heads)
    return re.compile(rf"(?:{'|'.join(forms) or '(?!)'})[^\S\n]*(?=\S)")


@cache
def _head_words(profile: Profile) -> Phrases:
    """The words that a heading without evidence of its own begins with: `Telegram From …`."""
    return Phrases.of(profile.head_words)


def begins_as_heading(line: str, profile: Profile) -> bool:
    """Whether a line begins with words that headings of documents begin with."""
    return bool(_head_words(profile).ends(line))


def sections(source: Source, profile: Profile) -> list[Section]:
    """The documents of a text. Raises nothing: a text without headings is one section.

    A section ends after its notes, or before the next heading. Indented numbered lines are notes
    when the document ends after them; otherwise they are a list.
    """
    found = blocks_of(source, profile)
    title = _title(found, source.text, profile)
    if title is not None:
        below = _divided(found[1:], _headings(found[1:], source.text, profile))
        above = below[0]
        return [replace(above, title=title, blocks=[title, *above.blocks]), *below[1:]]
    if any(hint.kind is HintKind.HEADING for hint in source.hints):
        headings = _stated_headings(found, source.text, profile)
    else:
        headings = _headings(found, source.text, profile)
    if any(block.is_note for block in found):
        # Without headings, all notes that the format states belong to one document.
        first = _skip_pages(found, 0)
        headings = {at: h for at, h in headings.items() if found[at].hint or at == first}
    return _divided(found, headings)


def _title(found: Sequence[Block], text: str, profile: Profile) -> Block | None:
    """The only heading that the format states, if a typed heading stands right below it.

    A word processor puts the title of the file there; the document begins below.
    """
    stated = [block for block in found if block.shape is S.HEADING]
    if len(stated) != 1 or found[0] is not stated[0] or len(found) < 2:
        return None
    return found[0] if 0 in candidates(found[1:], text, profile).sure else None


def _divided(found: Sequence[Block], headings: dict[int, Heading]) -> list[Section]:
    """The sections into which the headings divide the blocks."""
    result: list[Section] = []
    begin = 0
    while begin < len(found):
        section = section_at(found, begin, headings)
        result.append(section)
        begin += len(section.blocks)
    return result


@record
class Heading:
    """The number of a heading, "" for a heading without a number, and how sure the heading is."""

    number: str
    certainty: Certainty


def _stated_headings(found: Sequence[Block], text: str, profile: Profile) -> dict[int, Heading]:
    """The headings of documents that the format states, by the index of their block."""
    head = _head(profile)
    result: dict[int, Heading] = {}
    for at, block in enumerate(found):
        if block.shape is S.HEADING and block.hint and not block.hint.depth:
            match = head.match(text, block.start, block.end)
            number = match[match.lastindex or 0] if match else ""
            result[at] = Heading(number, Certainty.HIGH)
    return result


@record
class Candidates:
    """Candidates for headings: their numbers ("" for no number), by the index of their block.

    `sure` candidates are headings; `possible` candidates are headings when their number fits
    between others.
    """

    sure: dict[int, str]
    possible: dict[int, str]

    def headings(self) -> dict[int, Heading]:
        """The headings, by the index of their block, in order."""
        return _in_order(self.sure, self.possible)


def _headings(found: Sequence[Block], text: str, profile: Profile) -> dict[int, Heading]:
    """The headings, by the index of their block."""
    return candidates(found, text, profile).headings()


def candidates(found: Sequence[Block], text: str, profile: Profile) -> Candidates:
    """The candidates for headings, by the index of the block.

    At the beginning of a text or after notes, a line that begins as headings do is a heading.
    Elsewhere numbered paragraphs look the same as headings, so the number must lie between those of
    the headings before and after.
    """
    words, head = _head_words(profile), _head(profile)
    sure: dict[int, str] = {}
    possible: dict[int, str] = {}
    before: Shape | None = None  # of the last block that is not a page marker
    for at, block in enumerate(found):
        previous = before
        if block.shape is not S.PAGE:
            before = block.shape
        if block.shape is not S.TEXT or block.indent:
            continue
        match = head.match(text, block.start, block.end)
        is_likely = previous is None or previous in NOTES or profile.heads_anywhere
        if match is None and not is_likely:
            continue
        numbered = match is not None
        line = text[block.start : block.end]
        titled = bool(words.ends(line, match.end() - block.start if match else 0))
        whole = "\n" not in line and not line.endswith((".", ":", ";", ","))
        number = match[match.lastindex or 0] if match else ""
        if profile.heads_anywhere and titled and "\n" not in line:
            sure[at] = number
        elif previous is None or previous in NOTES:
            if numbered and (titled or (previous is None and len(line) <= LONGEST)):
                sure[at] = number
            elif previous in NOTES and _notes_go_on(found, at):
                continue  # notes stand below the paragraphs that refer to them
            elif numbered or (titled and whole and at + 1 < len(found)):
                possible[at] = number
        elif numbered and titled and whole:
            possible[at] = number
    return Candidates(sure, possible)


def _notes_go_on(found: Sequence[Block], at: int) -> bool:
    """Whether the first note below a block has the number after that of the last note above.

    Then the document goes on, because each document counts its notes from 1.
    """
    numbers = (
        next((b.number for b in part if b.shape in NOTES and b.number), "")
        for part in (reversed(found[:at]), found[at:])
    )
    above, below = numbers
    return above.isdecimal() and below.isdecimal() and int(below) == int(above) + 1


def _in_order(sure: dict[int, str], possible: dict[int, str]) -> dict[int, Heading]:
    """The sure headings, and the possible headings whose number fits between them."""
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
        if found[end].shape is S.NUMBERED:
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
    while at < len(found) and found[at].shape is S.PAGE:
        at += 1
    return at


def _skip_pages_back(found: Sequence[Block], at: int, least: int) -> int:
    """The last block before `at`, and after `least`, that is not a page marker; else `least`."""
    at -= 1
    while at > least and found[at].shape is S.PAGE:
        at -= 1
    return at


def _note_run(found: Sequence[Block], at: int) -> int:
    """The index after the run of numbered lines that begins at `at`, with page markers inside it.

    Page markers after the last line belong to the run when they are indented, or when no other
    block follows.
    """
    end = at
    while end < len(found):
        if found[end].shape is S.NUMBERED:
            if found[end].is_note != found[at].is_note:
                break
            end += 1
            continue
        after_pages = _skip_pages(found, end)
        inside = after_pages == len(found) or found[after_pages].shape is S.NUMBERED
        if after_pages == end or not (inside or found[end].indent):
            break
        end = after_pages
    return end


def _counts_up(found: Sequence[Block]) -> bool:
    """Whether the numbers of a run rise, as those of notes do."""
    numbers = [int(block.number) for block in found if block.shape is S.NUMBERED]
    return all(a < b for a, b in pairwise(numbers))
