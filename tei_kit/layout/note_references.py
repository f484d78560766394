"""References to notes among the digits of a text: an alignment, not a pattern.

The block of notes says which numbers exist and in which order; a reference is printed as bare
digits, often glued to the word before (`PRG 104` is `10` and note 4). Every run of digits that
ends like a note's number is a candidate with a cost; the increasing sequence of candidates that
covers the notes at least cost is the answer, found by dynamic programming.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from tei_kit.certainty import Certainty
from tei_kit.layout.blocks import Block, page_marker
from tei_kit.record import record, replace
from tei_kit.settings.profile import Profile
from tei_kit.source.signs import matching

PAGE = "page"  # the group of a page marker


DIGITS = "0123456789"


@cache
def _digits(profile: Profile) -> re.Pattern[str]:
    """A run of digits, or a page marker (which may hold some)."""
    return re.compile(f"{page_marker(profile)}(?P<{PAGE}>)|[0-9]+")


def _first_signs(profile: Profile) -> str:
    """The characters with which a run of digits or a page marker begins."""
    return profile.page_marker[0] + DIGITS


# The cost of taking digits for a reference, by the character before them.
GLUED_TO_LETTER = 0.0  # Conversation1
GLUED_TO_CAPITALS = 1.5  # NATO1 — but also M1, CA6, F5
AFTER_PUNCTUATION = 0.25  # Administration.2
AFTER_MARK_AND_DIGIT = 3.0  # 1.3 million
AFTER_SENTENCE_AND_DIGIT = 0.75  # in 1954.3 The; May 1957,4 the
AFTER_DASH = 3.0  # goods—8 percent
SPLIT_NUMBER = 2.0  # 104: 10 and note 4
SPLIT_AFTER_DATE = 0.5  # 19711, May 265: no year, no day
SPLIT_YEAR_OR_DAY = 3.0  # on September 1810: 18 and note 10, or the year
SPLIT_DAY = 5.0  # December 12: 12, and seldom 1 and note 2
AFTER_SPACE = 6.5  # footnote 2, May 3: never a reference
AFTER_SIGN = 8.0  # $5, CA-5, 1/2, (3
OUTSIDE_HEADING = 3.0  # for the note that says where the document is kept
# … by the character after them,
BEFORE_DIGIT_MARK = 4.0  # 8.5, 3,200, 10:30
BEFORE_CAPITAL = 3.0  # on May 17,1Lloyd — but also 5A
BEFORE_SIGN = 4.0  # 5-point, 5/6, 5%
# … and the cost of leaving a note without a reference.
UNREFERRED = 6.5
# Up to these costs a reference is certain, and likely.
SURE = 0.75
LIKELY = 2.0

YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
SENTENCE = re.compile(r"\s+[A-Z“\[(—]")
# "Conversation1 " — but not "Embtel345", "MIG21" or "page3a".
GLUED = re.compile(r"[a-z]{3}[1-9][0-9]?")
WORD_END = re.compile(r"[\s.,;:)]|\Z")
NEAR = 3
CLOSING = frozenset(".,;:!?)]}”’\"'»…*")
SIGNS = frozenset("-–/%°")


@record
class Digits:
    """The runs of digits in a block, and the page markers, whose last group is `page`."""

    block: Block
    runs: Sequence[re.Match[str]]


@record
class Reference:
    """The digits `text[start:end]` refer to the note of the index `note` in the block.

    `cost` tells how sure the reference is: 0 is certain, `UNREFERRED` is no evidence.
    """

    start: int
    end: int
    note: int
    cost: float


@record
class _Step:
    """The cheapest way to place some of the notes so far, with the last reference at `end`."""

    end: int
    cost: float
    last: Reference | None
    before: _Step | None


def certainty(reference: Reference) -> Certainty:
    """The certainty of a reference, by its cost."""
    if reference.cost <= SURE:
        return Certainty.HIGH
    return Certainty.MEDIUM if reference.cost <= LIKELY else Certainty.LOW


def digits(text: str, blocks: Sequence[Block], profile: Profile) -> list[Digits]:
    """The blocks that hold digits or page markers, with these, but without numbers before blocks.

    The whole text is searched at once, because a search in each block takes twice as long.
    """
    if not blocks:
        return []
    start, end = blocks[0].start, blocks[-1].end
    runs = list(matching(_digits(profile), text, _first_signs(profile), start, end))
    found: list[Digits] = []
    at, count = 0, len(runs)
    for block in blocks:
        while at < count and runs[at].start() < block.body:
            at += 1
        first = at
        while at < count and runs[at].start() < block.end:
            at += 1
        if at > first:
            found.append(Digits(block, runs[first:at]))
    return found


def without(taken: Sequence[tuple[int, int]], found: Sequence[Digits]) -> Sequence[Digits]:
    """The runs of digits without those inside taken stretches, which are in order."""
    if not taken:
        return found
    starts = [start for start, _ in taken]

    def is_free(run: re.Match[str]) -> bool:
        at = bisect_right(starts, run.start()) - 1
        return at < 0 or taken[at][1] <= run.start()

    return [Digits(each.block, list(filter(is_free, each.runs))) for each in found]


def align(
    text: str,
    found: Sequence[Digits],
    numbers: Sequence[str],
    profile: Profile,
    source_ends: int | None = None,
) -> list[Reference]:
    """Find which of the digits in a text refer to the notes of the given numbers.

    The numbers rise and are in the order of the notes; the result is in the order of the text,
    with at most one reference a note. A note for which no candidate is good enough is left out.
    `source_ends` is the end of the heading when the first note says where the document is kept:
    such a note belongs to the heading.
    """
    if not numbers:
        return []
    candidates = _candidates(text, found, numbers, profile)
    if source_ends is not None:
        candidates[0] = [_of_source(c, text, source_ends) for c in candidates[0]]
    steps = [_Step(-1, 0.0, None, None)]
    ends = [-1]
    for of_note in candidates:
        # The last candidate comes first: so none can follow another candidate for the same note.
        for candidate in reversed(of_note):
            _place(steps, ends, candidate)
    references: list[Reference] = []
    step: _Step | None = steps[-1]
    while step is not None and step.last is not None:
        references.append(step.last)
        step = step.before
    return references[::-1]


def unresolved(
    text: str, found: Sequence[Digits], references: Sequence[Reference], count: int
) -> list[re.Match[str]]:
    """The digits that look like a reference, but refer to none of the `count` notes.

    Only clear cases are given: one or two digits glued to a word, with a number that the notes
    reach or nearly reach.
    """
    placed = {reference.end for reference in references}
    return [
        run
        for of_block in found
        for run in of_block.runs
        if text[run.start() - 1].islower()
        and run.end() not in placed
        and GLUED.fullmatch(text, max(0, run.start() - 3), run.end())
        and int(run[0]) <= count + NEAR
        and WORD_END.match(text, run.end(), of_block.block.end)
    ]


def _of_source(candidate: Reference, text: str, head_end: int) -> Reference:
    """A candidate for the source note; it costs much outside the heading, nothing at its end."""
    if candidate.end > head_end:
        return replace(candidate, cost=candidate.cost + OUTSIDE_HEADING)
    at_end = text[candidate.end : head_end].strip(" 0123456789]")
    return candidate if at_end else replace(candidate, cost=0.0)


def _place(steps: list[_Step], ends: list[int], candidate: Reference) -> None:
    """Add the step that goes on with a candidate, if no step that ends as early is as cheap.

    The steps, whose ends are `ends`, are kept by rising end and falling cost: a step that ends
    later and costs as much as another can never become the best. The costs count from that of
    leaving all notes out, so each note that a step places makes it cheaper.
    """
    before = steps[bisect_right(ends, candidate.start) - 1]
    cost = before.cost + candidate.cost - UNREFERRED
    at = bisect_right(ends, candidate.end)
    if steps[at - 1].cost <= cost:
        return
    beaten = at
    while beaten < len(steps) and steps[beaten].cost >= cost:
        beaten += 1
    start = at - 1 if ends[at - 1] == candidate.end else at
    steps[start:beaten] = [_Step(candidate.end, cost, candidate, before)]
    ends[start:beaten] = [candidate.end]


def _candidates(
    text: str, of_blocks: Sequence[Digits], numbers: Sequence[str], profile: Profile
) -> list[list[Reference]]:
    """For each note, the digits that may refer to it, in the order of the text."""
    wanted = {number: index for index, number in enumerate(numbers)}
    longest = max(map(len, wanted))
    found: list[list[Reference]] = [[] for _ in numbers]
    for of_block in of_blocks:
        block = of_block.block
        for run in of_block.runs:
            if run.lastgroup == PAGE or run.start() == block.body:
                continue
            digits, end = run[0], run.end()
            for length in range(1, min(longest, len(digits)) + 1):
                index = wanted.get(digits[-length:])
                if index is None:
                    continue
                cost = _cost(text, end - length, run, block, profile)
                if cost < UNREFERRED:
                    found[index].append(Reference(end - length, end, index, cost))
                before = _pair(numbers, index, digits, length)
                if before:
                    start = end - length - before
                    cost = _cost(text, start, run, block, profile)
                    found[index - 1].append(Reference(start, end - length, index - 1, cost))
    return found


def _pair(numbers: Sequence[str], index: int, run: str, length: int) -> int:
    """The length of the number before, if a run ends with two numbers (`1703Z12`); else 0."""
    previous = numbers[index - 1] if index else ""
    return len(previous) if previous and run[:-length].endswith(previous) else 0


def _cost(text: str, start: int, match: re.Match[str], block: Block, profile: Profile) -> float:
    """The cost of taking the end of a run of digits, from `start` on, for a reference."""
    if start > match.start():
        before = _cost_of_split(text, start, match, profile)
    else:
        before = _cost_before(text, start, match.end(), block)
    return before + _cost_after(text, match)


def _cost_of_split(text: str, start: int, match: re.Match[str], profile: Profile) -> float:
    """The cost of dividing a run of digits; years are not divided, but end before a note."""
    run, rest = match[0], text[match.start() : start]
    if YEAR.fullmatch(rest):
        return SPLIT_AFTER_DATE
    word = text[max(0, match.start() - 12) : match.start()].split()[-1:]
    if word and word[0] in profile.dates_months and len(rest) <= 2:
        if YEAR.fullmatch(run):
            return SPLIT_YEAR_OR_DAY
        return SPLIT_AFTER_DATE if int(rest) <= 31 < int(run[:4]) else SPLIT_DAY
    return AFTER_SIGN if YEAR.fullmatch(run) else SPLIT_NUMBER


def _cost_before(text: str, start: int, end: int, block: Block) -> float:
    least = block.body
    before = text[start - 1]
    if before.isalpha():
        word = start - 1
        while word > least and text[word - 1].isalpha():
            word -= 1
        return GLUED_TO_CAPITALS if text[word:start].isupper() else GLUED_TO_LETTER
    if before == "—":
        return AFTER_DASH
    if before in CLOSING:
        if start - 2 < least or before not in ".,:" or not text[start - 2].isdigit():
            return AFTER_PUNCTUATION
        sentence = end == block.end or SENTENCE.match(text, end) is not None
        no_number = before == "," and end - start != 3
        return AFTER_SENTENCE_AND_DIGIT if sentence or no_number else AFTER_MARK_AND_DIGIT
    return AFTER_SPACE if before.isspace() else AFTER_SIGN


def _cost_after(text: str, match: re.Match[str]) -> float:
    after = text[match.end() : match.end() + 1]
    if not after or after.isspace():
        return 0.0
    if after.isalnum():
        return BEFORE_CAPITAL if after.isupper() else AFTER_SIGN  # 1st, 5th, 3d
    if after in SIGNS:
        return BEFORE_SIGN
    following = text[match.end() + 1 : match.end() + 2]
    return BEFORE_DIGIT_MARK if after in ".,:" and following.isdigit() else 0.0
