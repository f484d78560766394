"""Runs: the candidates that stand together as blocks of notes at the ends of pages or texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tei_kit.layout.lines import Line
from tei_kit.layout.notes.alignment import aligned, aligned_bare
from tei_kit.layout.notes.facts import (
    Candidate,
    Facts,
    Mark,
    may_begin,
    paragraph_end,
    text_between,
)
from tei_kit.layout.notes.numbers import number_of, runs

# The least share of the notes of a block that the text refers to.
EXPLAINED_IN_BLOCK = 0.6
# The cost up to which digits are hardly a number of the text.
SURE_COST = 0.75
# References to a run of notes are looked for at most this many lines above it.
FARTHEST = 2000
# After this many runs in a row without references, further runs are not tried: they count something
# else, such as the times of a tape ("00 01 02").
MOST_TRIED = 60


def in_blocks(facts: Facts, candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates that stand in blocks of notes at the end of a page, or of the text.

    On each page the block begins after a blank line, a heading or a rule; its numbers go up by
    one, and no other paragraph follows on the page.
    """
    found: list[list[Candidate]] = []
    ends = sorted(facts.page_ends)
    headed = facts.headed
    at = 0
    under = [candidate for candidate in candidates if headed <= candidate.line]
    candidates = [candidate for candidate in candidates if candidate.line < headed]
    while at < len(candidates):
        page = bisect_left(ends, candidates[at].line)
        last = ends[page] if page < len(ends) else len(facts.lines) - 1
        end = at
        while end < len(candidates) and candidates[end].line <= last:
            end += 1
        block = _block_on_page(facts, candidates[at:end], last)
        if block:
            found.append(block)
        at = end
    return found + [[under[i] for i in run] for run in runs(under)]


def _block_on_page(facts: Facts, candidates: Sequence[Candidate], last: int) -> list[Candidate]:
    """The block of notes that ends with the line `last`; [] when no block ends there."""
    if not candidates:
        return []
    lines = {candidate.line for candidate in candidates}
    at = last  # the first line of the last paragraph that is not a candidate
    while at > candidates[0].line and (
        at in lines or not facts.is_text[at] or not facts.lines[at].blanks
    ):
        at -= 1
    i = 0
    while i < len(candidates):
        first = candidates[i]
        i += 1
        if first.line < at or not may_begin(facts, first.line):
            continue
        block = [first]
        for j in range(i, len(candidates)):
            candidate = candidates[j]
            if number_of(candidate.n) == number_of(block[-1].n) + 1:
                block.append(candidate)
            elif facts.lines[candidate.line].blanks:  # another paragraph
                if len(block) == j - i + 1:
                    i = j  # the rest of this run ends there as well
                break
        else:
            return block
    return []


def referred_runs(candidates: Sequence[Candidate], marks: Sequence[Mark]) -> list[Candidate]:
    """The candidates of the runs that have references to most of their notes."""
    referred = {reference.note for reference in aligned(candidates, marks)}
    return [
        candidates[i]
        for run in runs(candidates)
        if sum(i in referred for i in run) >= EXPLAINED_IN_BLOCK * len(run)
        for i in run
    ]


def better_of(
    facts: Facts, blocks: list[list[Candidate]], more: list[list[Candidate]]
) -> list[list[Candidate]]:
    """The blocks; or, if these have at least two more references, the larger set `more`.

    With one more reference, a numbered paragraph could take the reference of the first note.
    """
    if len(more) == len(blocks):
        return blocks
    least = len(aligned_bare(facts, blocks)) + 2
    return more if len(aligned_bare(facts, more)) >= least else blocks


def or_last(facts: Facts, blocks: list[list[Candidate]]) -> list[list[Candidate]]:
    """The blocks; or only the last block, if that leaves fewer notes without a reference.

    The last paragraph of a page may have a number.
    """
    if len(blocks) < 2:
        return blocks
    count = sum(map(len, blocks))
    missing = count - len(aligned_bare(facts, blocks))
    last = blocks[-1:]
    missing_last = len(last[0]) - len(aligned_bare(facts, last))
    return last if missing_last < missing and len(last[0]) * 2 >= count - missing else blocks


def with_free_runs(
    facts: Facts, blocks: Sequence[list[Candidate]], candidates: Sequence[Candidate]
) -> list[list[Candidate]]:
    """The blocks, and the runs elsewhere that surely have references, such as those after a letter.

    Such a run begins with 1 and has only its notes inside; it stands apart from the text. After
    MOST_TRIED runs without sure references, no further runs are tried until the next block.
    """
    taken = {candidate.line for block in blocks for candidate in block}
    runs: list[list[Candidate]] = []
    run: list[Candidate] = []
    for candidate in candidates:
        if candidate.line in taken:
            continue
        value = number_of(candidate.n)
        if run and value == number_of(run[-1].n) + 1 and _adjoin(facts, run[-1], candidate):
            run.append(candidate)
        elif value <= 1 and may_begin(facts, candidate.line):
            run = [candidate]
            runs.append(run)
        else:
            run = []
    found = sorted([*blocks, *runs], key=_first_line)
    sure: list[list[Candidate]] = []
    begin = tried = 0
    for block in found:
        is_taken = block[0].line in taken
        if not is_taken and tried >= MOST_TRIED:
            continue
        lines = text_between(facts, max(begin, block[0].line - FARTHEST), block[0].line)
        if is_taken or _is_sure(facts, lines, block):
            sure.append(block)
            begin = block[-1].line + 1
            tried = 0
        else:
            tried += 1
    return sure


def _first_line(block: Sequence[Candidate]) -> int:
    return block[0].line


def _adjoin(facts: Facts, a: Candidate, b: Candidate) -> bool:
    """Whether the paragraph of one note ends right above the other note."""
    return paragraph_end(facts, a.line) == b.line - 1


def _is_sure(facts: Facts, lines: Sequence[Line], block: Sequence[Candidate]) -> bool:
    """Whether some lines refer to most notes of a block by digits that are surely references."""
    if not all(candidate.n.isdecimal() for candidate in block):
        return False
    found = facts.align_bare(lines, [candidate.n for candidate in block], False)
    sure = sum(reference.cost <= SURE_COST for reference in found)
    return sure >= EXPLAINED_IN_BLOCK * len(block)
