"""Alignment: pairs of marks and notes with equal numbers, in the order of both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set

from tei_kit.layout.notes.facts import Candidate, Facts, FoundReference, Mark, text_between
from tei_kit.layout.notes.numbers import runs
from tei_kit.record import record

# Only this many marks before a note that have its number are tried as its reference.
MOST_ALIKE = 100


def aligned(
    candidates: Sequence[Candidate], marks: Sequence[Mark], numbering: str = ""
) -> list[FoundReference]:
    """The references of one kind, aligned with the notes: equal numbers, both in order.

    A note's own label is not a reference. With several blocks of notes a reference belongs to the
    next block, if that explains nearly as many notes, or if the given `numbering` is by page or by
    section. With the numbering "text" it may belong to any later block.
    """
    labels = {candidate.start for candidate in candidates}
    numbers = {candidate.n for candidate in candidates}
    found = [each for mark in marks if mark.start not in labels for each in _signs(mark, numbers)]
    if not found:
        return []
    free = _longest(found, candidates, None)
    blocks = [candidates[run[0]].start for run in runs(candidates)]
    if len(blocks) < 2 or numbering == "text":
        return free
    scoped = _longest(found, candidates, blocks)
    return scoped if numbering or len(scoped) >= 0.9 * len(free) else free


def _signs(mark: Mark, numbers: Set[str]) -> Sequence[Mark]:
    """The mark; or, if only its single signs are numbers of notes, a mark for each sign."""
    n = mark.n
    if n in numbers:
        return (mark,)
    if len(n) > 1 and mark.end - mark.start == len(n) and all(sign in numbers for sign in n):
        return [
            Mark(mark.start + i, mark.start + i + 1, sign, mark.cost) for i, sign in enumerate(n)
        ]
    return ()


def _longest(
    found: Sequence[Mark],
    candidates: Sequence[Candidate],
    blocks: Sequence[int] | None,
) -> list[FoundReference]:
    """The longest series of pairs of reference and note in which both go forward.

    Hunt and Szymanski's algorithm (1977) goes through the pairs of equal numbers, for each note
    the last reference first, and places each on the stack whose top it lowers. `blocks` are
    the starts of blocks of notes: a reference must stand after the start of the block before that
    of its note.
    """
    by_number: dict[str, list[int]] = {}
    for i, mark in enumerate(found):
        by_number.setdefault(mark.n, []).append(i)

    def start_of(i: int) -> int:
        return found[i].start

    tops: list[int] = []
    chains: list[_Pair] = []
    for note, candidate in enumerate(candidates):
        least = -1
        if blocks is not None:
            at = bisect_right(blocks, candidate.start) - 1
            least = blocks[at - 1] if at > 0 else -1
        alike = by_number.get(candidate.n, ())
        end = bisect_left(alike, candidate.start, key=start_of)
        for i in reversed(alike[max(0, end - MOST_ALIKE) : end]):
            if found[i].start <= least:
                break
            at = bisect_left(tops, i)
            pair = _Pair(i, note, chains[at - 1] if at else None)
            if at == len(tops):
                tops.append(i)
                chains.append(pair)
            else:
                tops[at] = i
                chains[at] = pair
    result: list[FoundReference] = []
    last = chains[-1] if chains else None
    while last is not None:
        mark = found[last.reference]
        result.append(FoundReference(mark.start, mark.end, last.note, mark.cost))
        last = last.before
    return result[::-1]


@record
class _Pair:
    reference: int
    note: int
    before: _Pair | None


def aligned_bare(facts: Facts, blocks: Sequence[Sequence[Candidate]]) -> list[FoundReference]:
    """The bare digits that refer to notes; each block looks back to the block before it."""
    result: list[FoundReference] = []
    begin = count = 0
    for number, block in enumerate(blocks):
        first = block[0]
        lines = text_between(facts, begin, first.line)
        if all(candidate.n.isdecimal() for candidate in block):
            found = facts.align_bare(lines, [c.n for c in block], number == 0)
            result += [FoundReference(r.start, r.end, count + r.note, r.cost) for r in found]
        begin = block[-1].line + 1
        count += len(block)
    return result
