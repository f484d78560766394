"""Cuts: the blocks of a text, divided where labels and directions stand inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import record, replace
from tei_kit.source.hints import HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.speech import candidates, stamps
from tei_kit.tokenizer.families.speech.brackets import BRACKETS, OPENING
from tei_kit.tokenizer.families.speech.groups import Place
from tei_kit.tokenizer.families.speech.labels import EXAMINER, Label, Separator

SENTENCE_ENDS = frozenset(".!?…:;—–-\"”»“’')]*。！？）」』؟۔।")
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
# Signs that end a label only if speech follows on the same line.
ON_THE_LINE = frozenset({Separator.STOP, Separator.DASH})
# Signs that end a label only if speech follows in the same block.
NEVER_ALONE = frozenset({Separator.STOP, Separator.DASH, Separator.GAP})
# Numbers of paragraphs: "48. The PRESIDENT: I call upon", "Q3. Ada Hale (Eastmoor) (Lab):",
# "[4.] Q. Mr. President"; or a time: "14.03 Ministeri Vale: Arvoisa puhemies!".
NUMBER = re.compile(
    r"(?:(?:Q[ ]?)?[0-9]{1,4}[.)]|(?P<set>\[[0-9]{1,3}\.?\])|(?P<time>[0-2]?[0-9]\.[0-5][0-9]))\s+"
    r"(?=[^\W\d_])"
)
# Captions have a mark where another person begins to speak: ">> Mayor Hale: Good evening."
TURN = re.compile(r">{2,3}\s*(?=\w)")
# Blocks that may stand between a label and its speech.
BETWEEN = frozenset({Shape.PAGE, Shape.FORM_WORK, Shape.NOTE})
ITEMS = frozenset({Shape.ITEM, Shape.NUMBERED})
SPACE = re.compile(r"\s*")


@record
class Cut:
    """The divided blocks, and the time stamps that stand before labels or alone."""

    blocks: Sequence[Block]
    stamps: Mapping[int, int]  # the end of each stamp, by its beginning


def margins_of(source: Source) -> dict[int, int]:
    """The line numbers in margins: the end of each in the view, by its beginning."""
    return {
        hint.start: hint.end
        for hint in source.hints
        if hint.kind is HintKind.FORM_WORK and hint.value == LINE_NUMBER
    }


def places(
    text: str, blocks: Sequence[Block], margins: Mapping[int, int] | None = None
) -> list[Place]:
    """The places where labels may stand: the beginnings of blocks and of lines inside them.

    `margins` are the line numbers that `margins_of` found.
    """
    found: list[Place] = []
    for index, block in enumerate(blocks):
        if block.shape is Shape.HEADING:
            label = _heading_label(text, block)
            if label:
                under = _under(blocks, index)
                found.append(Place(block.start, block.end, block.end, [label], False, *under))
            continue
        if block.shape is not Shape.TEXT:
            continue
        lists = index + 1 < len(blocks) and blocks[index + 1].shape in ITEMS
        starts = _line_starts(text, block, margins or {})
        opened, counted = 0, block.start  # brackets that are open where a line begins
        for start in starts:
            end = _line_end(text, start, block.end)
            begin = stamps.after(text, start, block.end)
            opened += text.count("(", counted, start) - text.count(")", counted, start)
            counted = start
            if opened > 0:
                continue
            if begin < block.end and (not found or found[-1].start != begin):
                # A label may continue on the next line, so the whole block is read.
                labels_there = _labels(text, begin, block.end)
                if begin > start:
                    labels_there = [replace(label, is_led=True) for label in labels_there]
                under = _under(blocks, index)
                found.append(Place(begin, end, block.end, labels_there, lists, *under))
    return found


def is_examiner(words: str) -> bool:
    """Whether a line names the person who asks the next questions: `BY MR. HALE:`."""
    return len(words) < 80 and words.startswith(EXAMINING) and EXAMINER.fullmatch(words) is not None


def joined(source: Source, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, after blocks that belong together are joined.

    The parts of a text in brackets belong together, and so do lines in capitals of one heading.
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
        elif (_is_open(text, last) and _closes(text, block)) or (
            _is_capital(text, last) and _is_capital(text, block) and _adjoin(source, last, block)
        ):
            result[at:] = [replace(last, end=block.end)]
        else:
            result.append(block)
    return result


def _is_capital(text: str, block: Block) -> bool:
    return block.end - block.start <= LONGEST_HEADING and text[block.start : block.end].isupper()


def _adjoin(source: Source, above: Block, below: Block) -> bool:
    """Whether two blocks stand on adjoining lines of the file, the second is indented, and neither
    ends like a label or a sentence.
    """
    file = source.file or source
    between = file.text[source.original(above.end - 1) + 1 : source.original(below.start)]
    if between.count("\n") != 1 or len(between) > 100:
        return False
    first, second = source.text[above.end - 1], source.text[below.end - 1]
    return first not in ":.!?" and second not in ":!?" and _margin(file, source, below) > 0


def _margin(file: Source, source: Source, block: Block) -> int:
    """The indent of a block in the file."""
    start = source.original(block.start)
    return start - (file.text.rfind("\n", 0, start) + 1)


def _closes(text: str, block: Block) -> bool:
    return 0 <= text.find(")", block.start, block.end) - block.start < LONGEST_BRACKET


def _is_open(text: str, block: Block) -> bool:
    """Whether the last bracket of a block is not closed in it."""
    opened = text.rfind("(", block.start, block.end)
    return opened >= max(block.start, block.end - LONGEST_BRACKET) and (
        text.find(")", opened, block.end) < 0
    )


def cut(
    text: str,
    blocks: Sequence[Block],
    spoken: Mapping[int, Label],
    margins: Mapping[int, int],
    *,
    is_wrapped: bool,
) -> Cut:
    """Divide blocks before the lines that begin with labels or are directions.

    `spoken` are the labels by their beginnings, `margins` the line numbers of `margins_of`. Where
    lines are not wrapped, each line of a block with a label is a paragraph.
    """
    cutter = _Cutter(text, spoken, margins, is_wrapped=is_wrapped)
    for block in blocks:
        cutter.cut(block)
    return Cut(cutter.blocks, cutter.stamps)


class _Cutter:
    """Divides the blocks of one text."""

    def __init__(
        self,
        text: str,
        spoken: Mapping[int, Label],
        margins: Mapping[int, int],
        *,
        is_wrapped: bool,
    ) -> None:
        self._text = text
        self._spoken = spoken
        self._margins = margins
        self._number_of = {end: start for start, end in margins.items()}
        self._is_wrapped = is_wrapped
        self.blocks: list[Block] = []
        self.stamps: dict[int, int] = {}

    def cut(self, block: Block) -> None:
        """Add a block, or its parts with the time stamps and line numbers between them."""
        if block.shape is Shape.HEADING and block.start in self._spoken:
            self.blocks.append(replace(block, shape=Shape.TEXT, hint=None))
            return
        if block.shape is not Shape.TEXT:
            self.blocks.append(block)
            return
        for start, end in self._pieces(block):
            if self._margins.get(start) == end:
                number = replace(
                    block, shape=Shape.FORM_WORK, start=start, end=end, number=LINE_NUMBER
                )
                self.blocks.append(number)
                continue
            begin = stamps.after(self._text, start, end)
            is_alone = begin == end or _is_bracketed(self._text[begin:end])
            if begin > start and (is_alone or begin in self._spoken):
                stamp_end = start + len(self._text[start:begin].rstrip())
                self.stamps[start] = stamp_end
                self.blocks.append(replace(block, start=start, end=stamp_end, body=start))
                start = begin
            if (start, end) == (block.start, block.end) and block.body == start:
                self.blocks.append(block)
            elif start < end:
                self.blocks.append(replace(block, start=start, end=end, body=start))

    def _pieces(self, block: Block) -> list[tuple[int, int]]:
        """The parts of a block, with the line numbers between them, as places in the text."""
        text = self._text
        starts = _line_starts(text, block, self._margins)
        if len(starts) == 1:
            return [(block.start, block.end)]
        begins = [stamps.after(text, start, block.end) for start in starts]
        ends = [*starts[1:], block.end]
        covered = 0  # the end of the last label; lines before it do not begin a part
        has_label = False
        cuts = [starts[0]]
        for at, start in enumerate(starts):
            if start < covered:
                continue
            if at:
                above = text[starts[at - 1] : text.find("\n", starts[at - 1], start)].rstrip()
                line = text[start : ends[at]].rstrip()
                under = self._spoken.get(begins[at - 1])
                is_under = under is not None and not text[under.end : start].strip()
                if begins[at] in self._spoken:
                    is_cut = not self._is_wrapped or above[-1:] in SENTENCE_ENDS
                    is_cut = is_cut or begins[at] > start
                else:
                    is_cut = self._begins_paragraph(above, line, is_under, has_label)
                if is_cut:
                    cuts.append(start)
            label = self._spoken.get(begins[at])
            if label:
                has_label = True
                covered = label.end
        return self._with_numbers(cuts, block.end)

    def _begins_paragraph(self, above: str, line: str, is_under: bool, has_label: bool) -> bool:
        """Whether a line without a label begins a paragraph inside a block."""
        if is_examiner(line) or is_examiner(above) or _is_bracketed(line):
            return True
        if has_label and _is_bracketed(above):
            return True
        # The line under a label alone on its line continues the paragraph, and so does a line that
        # begins in lower case.
        goes_on = is_under or line[:1].islower()
        return has_label and not self._is_wrapped and not goes_on

    def _with_numbers(self, cuts: Sequence[int], last: int) -> list[tuple[int, int]]:
        """The parts between cuts; a line number before a cut becomes a part of its own."""
        text = self._text
        found: list[tuple[int, int]] = []
        for start, end in zip(cuts, [*cuts[1:], last], strict=True):
            if found:
                before, number_end = found[-1]
                number = self._number_of.get(number_end, -1)
                if number > before:
                    found[-1] = (before, before + len(text[before:number].rstrip()))
                    found.append((number, number_end))
            found.append((start, start + len(text[start:end].rstrip())))
        return found


def _line_end(text: str, start: int, block_end: int) -> int:
    """The end of a line, including the lines below that continue it in lower case."""
    at = text.find("\n", start, block_end)
    while at >= 0 and text[at + 1 : at + 2].islower():
        at = text.find("\n", at + 1, block_end)
    return at if at >= 0 else block_end


def _heading_label(text: str, block: Block) -> Label | None:
    """The label that a heading of the format is (`### Interviewer`); None for other headings."""
    for label in candidates.read(text, block.start, block.end):
        if label.end == block.end and label.separator in (Separator.LINE, Separator.COLON):
            return replace(label, separator=Separator.ALONE)
    return None


def _under(blocks: Sequence[Block], index: int) -> tuple[int, int]:
    """The beginning and the end of the block below another, if it is text; otherwise 0 and 0."""
    for at in range(index + 1, len(blocks)):
        block = blocks[at]
        if block.shape is Shape.TEXT:
            return block.start, block.end
        if block.shape not in BETWEEN:
            break
    return 0, 0


def _labels(text: str, start: int, end: int) -> Sequence[Label]:
    """The candidates for the label of `text[start:end]`, after a number, a time or a mark.

    A stop after a name that stands alone is not taken: the name is a signature.
    """
    found: list[Label] = []
    mark = TURN.match(text, start, end)
    number = None if mark else NUMBER.match(text, start, end)
    before = mark or number
    for label in candidates.read(text, before.end() if before else start, end):
        if number and label.separator is Separator.QUESTION and number[0][0].isdigit():
            label = replace(label, number=label.number or number[0])
        if number and not _is_person(label, is_timed=bool(number["time"] or number["set"])):
            continue
        if before:
            label = replace(label, start=start, is_led=True)
        if label.separator is Separator.LINE and label.end == end:
            label = replace(label, separator=Separator.ALONE)
        if label.separator in ON_THE_LINE and text[label.end : label.end + 1] in ("", "\n"):
            continue
        if label.end < end or label.separator not in NEVER_ALONE:
            found.append(label)
    return found


def _is_person(label: Label, *, is_timed: bool) -> bool:
    """Whether a label after a number shows a person by its form, and does not begin an item.

    "President: He presides" may be an item. After a time or a number in brackets, a first name and
    a surname are enough.
    """
    if label.separator is Separator.QUESTION:
        return is_timed or bool(label.number)  # "[4.] Q. Mr. President, do you", "4. Q. Where"
    if is_timed:
        return label.separator is Separator.COLON and (label.is_strong or len(label.name) > 1)
    is_named = bool(label.titles) or bool(label.brackets) or label.head.split()[-1].isupper()
    return label.separator is Separator.COLON and label.is_strong and is_named


def _line_starts(text: str, block: Block, margins: Mapping[int, int]) -> list[int]:
    """The beginnings of the lines of a block, after line numbers in the margin."""
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


def _is_bracketed(line: str) -> bool:
    """Whether a line consists of brackets only, with stops or colons between them."""
    if line[:1] not in OPENING:
        return False
    match = BRACKETS.match(line)
    while match and match.end() < len(line):
        rest = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip(" .:"))
        if rest >= len(line):
            return True
        match = BRACKETS.match(line, rest)
    return match is not None
