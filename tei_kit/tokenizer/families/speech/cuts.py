"""Cuts: the blocks of a text, taken apart where labels and directions stand on lines inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import record
from tei_kit.source.hints import HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.speech import labels
from tei_kit.tokenizer.families.speech.brackets import BRACKETS
from tei_kit.tokenizer.families.speech.labels import EXAMINER, Label, Separator
from tei_kit.tokenizer.families.speech.shapes import Place

# "[00:00:28:53]", "(10:04)", "14:05:12" before a label or alone.
STAMP = re.compile(
    r"""
    [\[(<]? (?P<time> [0-9]{1,3} (?: :[0-9]{2} ){1,3} (?: [.,;][0-9]{1,3} )? )
    (?: \s* (?: --> | [-–—] ) \s* [0-9]{1,3} (?: :[0-9]{2} ){1,3} (?: [.,;][0-9]{1,3} )? )?
    [\])>]? (?=\s|\Z)
    """,
    re.VERBOSE,
)
SENTENCE_ENDS = frozenset(".!?…:;—–-\"”»“’')]*。！？")
LONGEST_BRACKET = 200
LONGEST_HEADING = 200
LINE_NUMBER = "lineNum left"
EXAMINING = (
    "BY ",
    "By ",
    "EXAM",
    "Exam",
    "CROSS",
    "Cross",
    "DIRECT",
    "Direct",
    "RE",
    "Re",
    "QUEST",
)
# What ends a label only where something is said after it in the same paragraph.
ON_THE_LINE = frozenset({Separator.STOP, Separator.DASH})
NEVER_ALONE = frozenset({Separator.STOP, Separator.DASH, Separator.LINE, Separator.GAP})
SPACE = re.compile(r"\s*")


@record
class Cut:
    """The blocks after they were taken apart, and the time stamps that stand before labels."""

    blocks: Sequence[Block]
    stamps: Mapping[int, int]  # where a stamp begins, and where it ends


def margins_of(source: Source) -> dict[int, int]:
    """The line numbers in margins: where each begins, and where it ends."""
    return {
        hint.start: hint.end
        for hint in source.hints
        if hint.kind is HintKind.FORM_WORK and hint.value == LINE_NUMBER
    }


def places(
    text: str, blocks: Sequence[Block], margins: Mapping[int, int] | None = None
) -> list[Place]:
    """The places where labels may stand: the beginnings of blocks and of lines inside them."""
    found: list[Place] = []
    for block in blocks:
        if block.shape is not Shape.TEXT:
            continue
        starts = _line_starts(text, block, margins or {})
        for at, start in enumerate(starts):
            end = text.find("\n", start, block.end) if at + 1 < len(starts) else block.end
            begin = after_stamp(text, start, block.end)
            if at and text.count("(", block.start, start) > text.count(")", block.start, start):
                continue  # inside brackets
            if begin < block.end:
                # A label may go over line ends, so it is read to the end of its block.
                found.append(Place(begin, end, block.end, _labels(text, begin, block.end)))
    return found


def is_examiner(words: str) -> bool:
    """Whether a line says who asks from here on: `BY MR. HALE:`."""
    return len(words) < 80 and words.startswith(EXAMINING) and EXAMINER.fullmatch(words) is not None


def joined(source: Source, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with those made one that belong together.

    Those are the parts of what stands in brackets, and headings in capitals on adjoining lines.
    """
    text = source.text
    result: list[Block] = []
    for block in blocks:
        at = len(result) - 1
        while at >= 0 and result[at].shape is Shape.FORM_WORK and result[at].number == LINE_NUMBER:
            at -= 1
        last = result[at] if at >= 0 else None
        if last is None or not last.shape is block.shape is Shape.TEXT:
            result.append(block)
        elif (
            _is_open(text, last)
            and (0 <= text.find(")", block.start, block.end) - block.start < LONGEST_BRACKET)
        ) or (
            _is_capital(text, last) and _is_capital(text, block) and _adjoin(source, last, block)
        ):
            result[at:] = [replace(last, end=block.end)]
        else:
            result.append(block)
    return result


def _is_capital(text: str, block: Block) -> bool:
    return block.end - block.start <= LONGEST_HEADING and text[block.start : block.end].isupper()


def _adjoin(source: Source, above: Block, below: Block) -> bool:
    """Whether two blocks stand on adjoining lines of the file, neither being a label."""
    file = source.file or source
    between = file.text[source.original(above.end - 1) + 1 : source.original(below.start)]
    if between.count("\n") != 1 or len(between) > 100:
        return False
    first, second = source.text[above.end - 1], source.text[below.end - 1]
    return first not in ":.!?" and second not in ":!?" and _margin(file, source, below) > 0


def _margin(file: Source, source: Source, block: Block) -> int:
    """How far a block is indented in the file."""
    start = source.original(block.start)
    return start - (file.text.rfind("\n", 0, start) + 1)


def _is_open(text: str, block: Block) -> bool:
    """Whether the last bracket of a block is not closed in it."""
    opened = text.rfind("(", block.start, block.end)
    return opened >= max(block.start, block.end - LONGEST_BRACKET) and (
        text.find(")", opened, block.end) < 0
    )


def after_stamp(text: str, start: int, end: int) -> int:
    """Where the text begins after the time stamp that stands at `start`, if one does."""
    match = STAMP.match(text, start, end)
    if match is None:
        return start
    space = SPACE.match(text, match.end(), end)
    return space.end() if space else match.end()


def cut(
    text: str,
    blocks: Sequence[Block],
    spoken: Mapping[int, Label],
    margins: Mapping[int, int],
    *,
    is_wrapped: bool,
) -> Cut:
    """Take blocks apart at the lines that begin with labels, or are directions.

    Where lines are not wrapped, each line of a block with a label is a paragraph.
    """
    result: list[Block] = []
    stamps: dict[int, int] = {}
    for block in blocks:
        if block.shape is not Shape.TEXT:
            result.append(block)
            continue
        for start, end in _pieces(text, block, spoken, margins, is_wrapped=is_wrapped):
            if margins.get(start) == end:
                result.append(
                    replace(block, shape=Shape.FORM_WORK, start=start, end=end, number=LINE_NUMBER)
                )
                continue
            begin = after_stamp(text, start, end)
            if begin > start and (begin == end or begin in spoken):
                stamps[start] = start + len(text[start:begin].rstrip())
                result.append(replace(block, start=start, end=stamps[start], body=start))
                if begin < end:
                    result.append(replace(block, start=begin, end=end, body=begin))
            else:
                result.append(replace(block, start=start, end=end, body=start))
    return Cut(result, stamps)


def _labels(text: str, start: int, end: int) -> Sequence[Label]:
    """What may be the label of a stretch. A stop after a name alone is that of a signature."""
    found: list[Label] = []
    for label in labels.read(text, start, end):
        if label.separator in ON_THE_LINE and text[label.end : label.end + 1] in ("", "\n"):
            continue
        if label.end < end or label.separator not in NEVER_ALONE:
            found.append(label)
    return found


def _line_starts(text: str, block: Block, margins: Mapping[int, int]) -> list[int]:
    """Where the lines of a block begin, after their numbers."""
    starts = [block.start]
    at = text.find("\n", block.start, block.end)
    while at >= 0:
        space = SPACE.match(text, at, block.end)
        start = space.end() if space else at + 1
        if start in margins:
            space = SPACE.match(text, margins[start], block.end)
            start = space.end() if space else margins[start]
        if start < block.end:
            starts.append(start)
        at = text.find("\n", start, block.end)
    return starts


def _pieces(
    text: str,
    block: Block,
    spoken: Mapping[int, Label],
    margins: Mapping[int, int],
    *,
    is_wrapped: bool,
) -> list[tuple[int, int]]:
    """The stretches that a block is made of, with the line numbers between them."""
    starts = _line_starts(text, block, margins)
    if len(starts) == 1:
        return [(block.start, block.end)]
    begins = [after_stamp(text, start, block.end) for start in starts]
    # A line inside a label is no beginning.
    covered = 0
    has_label = False
    cuts = [starts[0]]
    for at, start in enumerate(starts):
        label = spoken.get(begins[at])
        if at and start >= covered:
            if _is_cut(text, starts, begins, at, spoken, is_wrapped, has_label, block.end):
                cuts.append(start)
        if label and start >= covered:
            has_label = True
            covered = label.end
    found: list[tuple[int, int]] = []
    by_end = {end: start for start, end in margins.items()} if margins else {}
    for start, end in zip(cuts, [*cuts[1:], block.end], strict=True):
        if found and by_end:
            number_end = found[-1][1]
            number = by_end.get(number_end, -1)
            if number > found[-1][0]:
                before = found[-1][0]
                found[-1] = (before, before + len(text[before:number].rstrip()))
                found.append((number, number_end))
        found.append((start, start + len(text[start:end].rstrip())))
    return found


def _is_cut(
    text: str,
    starts: Sequence[int],
    begins: Sequence[int],
    at: int,
    spoken: Mapping[int, Label],
    is_wrapped: bool,
    has_label: bool,
    end: int,
) -> bool:
    """Whether a paragraph begins with the line of index `at` of a block."""
    before = text[starts[at - 1] : text.find("\n", starts[at - 1], starts[at])].rstrip()
    if begins[at] in spoken:
        return not is_wrapped or before[-1:] in SENTENCE_ENDS or begins[at] > starts[at]
    line_end = starts[at + 1] if at + 1 < len(starts) else end
    line = text[starts[at] : line_end].rstrip()
    if is_examiner(line) or is_examiner(before):
        return True
    if _is_bracketed(line) or (_is_bracketed(before) and has_label):
        return True
    previous = spoken.get(begins[at - 1])
    if previous and previous.end >= starts[at] - 1 - (starts[at] - previous.end):
        if not text[previous.end : starts[at]].strip():
            return False  # what is said begins under its label
    return has_label and not is_wrapped


def _is_bracketed(line: str) -> bool:
    """Whether a line is in brackets from its beginning to its end."""
    if line[:1] not in "([（【":
        return False
    match = BRACKETS.match(line)
    while match and match.end() < len(line):
        rest = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip(" .:"))
        if rest >= len(line):
            return True
        match = BRACKETS.match(line, rest)
    return match is not None
