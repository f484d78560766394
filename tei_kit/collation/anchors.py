"""Anchors: stretches of tokens that two texts have in common, in the same order.

This is the way of "patience" diffs: a run of tokens that each text has just once is the same run in
both, and the longest chain of such runs is kept that has the same order in both. Long runs come
first, since a chain of common words could lead astray; the gaps between them are searched with
shorter runs. Each step takes time that grows with the length of the texts alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tei_kit.record import record

# Lengths of the runs that are looked for, in turn; single words until no more are found.
LENGTHS = (12, 6, 3, 2)
ROUNDS = 8
# In a gap of more than SHORT tokens, common single words are chance if their share is below SHARE.
SHORT = 8
SHARE = 0.2


@record
class Run:
    """The `length` tokens from `a` on in one text are the same as those from `b` on in the other
    text."""

    a: int
    b: int
    length: int


@record
class Gap:
    """Stretches of two texts, `a_start` to `a_end` and `b_start` to `b_end`, between runs."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def is_open(self) -> bool:
        """Whether there is something on both sides."""
        return self.a_start < self.a_end and self.b_start < self.b_end


def common_runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """The runs that two texts have in common, in their order."""
    whole = Gap(0, len(a), 0, len(b))
    found = _ends(a, b, whole)
    for length in LENGTHS:
        found, _ = _round(a, b, found, whole, length)
    for _ in range(ROUNDS):
        found, more = _round(a, b, found, whole, 1)
        if not more:
            break
    return found


def gaps(runs: Iterable[Run], whole: Gap) -> list[Gap]:
    """The gaps between runs, before the first and after the last; some are empty."""
    between = []
    a, b = whole.a_start, whole.b_start
    for run in runs:
        between.append(Gap(a, run.a, b, run.b))
        a, b = run.a + run.length, run.b + run.length
    between.append(Gap(a, whole.a_end, b, whole.b_end))
    return between


def _round(
    a: Sequence[str], b: Sequence[str], runs: list[Run], whole: Gap, length: int
) -> tuple[list[Run], bool]:
    """The runs with those that are found in the gaps between them, and whether there are any."""
    result: list[Run] = []
    more = False
    between = gaps(runs, whole)
    for at, gap in enumerate(between):
        if gap.is_open:
            for run in _runs_in(a, b, gap, length):
                _append(result, run)
                more = True
        if at < len(runs):
            _append(result, runs[at])
    return result, more


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, or lengthen the last one that it continues."""
    if runs:
        last = runs[-1]
        if last.a + last.length == run.a and last.b + last.length == run.b:
            runs[-1] = Run(last.a, last.b, last.length + run.length)
            return
    runs.append(run)


def _ends(a: Sequence[str], b: Sequence[str], gap: Gap) -> list[Run]:
    """The runs with which two texts begin and end."""
    before = _forward(a, b, gap.a_start, gap.b_start, gap)
    rest = Gap(gap.a_start + before, gap.a_end, gap.b_start + before, gap.b_end)
    after = _backward(a, b, gap.a_end, gap.b_end, rest)
    runs: list[Run] = []
    if before:
        runs.append(Run(gap.a_start, gap.b_start, before))
    if after:
        _append(runs, Run(gap.a_end - after, gap.b_end - after, after))
    return runs


def _runs_in(a: Sequence[str], b: Sequence[str], gap: Gap, length: int) -> list[Run]:
    """The chain of runs of a length that occur once on each side of a gap."""
    if min(gap.a_end - gap.a_start, gap.b_end - gap.b_start) < length:
        return []
    once_a = _once(a, gap.a_start, gap.a_end, length)
    once_b = _once(b, gap.b_start, gap.b_end, length)
    pairs = [
        (i, once_b[gram]) for gram, i in once_a.items() if i >= 0 and once_b.get(gram, -1) >= 0
    ]
    chain = _longest_chain(pairs)
    shorter = min(gap.a_end - gap.a_start, gap.b_end - gap.b_start)
    if length == 1 and shorter > SHORT and len(chain) < SHARE * shorter:
        return []
    runs: list[Run] = []
    left = gap
    for i, j in chain:
        if i < left.a_start or j < left.b_start:
            continue
        back = _backward(a, b, i, j, left)
        i, j = i - back, j - back
        size = _forward(a, b, i, j, left)
        _append(runs, Run(i, j, size))
        left = Gap(i + size, gap.a_end, j + size, gap.b_end)
    return runs


def _once(words: Sequence[str], start: int, end: int, length: int) -> dict[object, int]:
    """The index of the first token of each run of a length that occurs once; -1 for other runs."""
    found: dict[object, int] = {}
    if length == 1:
        for at in range(start, end):
            found[words[at]] = -1 if words[at] in found else at
        return found
    shifted = (words[start + k : end] for k in range(length))
    for at, gram in enumerate(zip(*shifted, strict=False), start):
        found[gram] = -1 if gram in found else at
    return found


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, which are in the order of their first members, whose second
    members go up."""
    tops: list[int] = []  # the smallest second member that a chain of each length ends with
    ends: list[int] = []  # the pair that it belongs to
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(tops, j)
        before.append(ends[place - 1] if place else -1)
        if place == len(tops):
            tops.append(j)
            ends.append(at)
        else:
            tops[place], ends[place] = j, at
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _forward(a: Sequence[str], b: Sequence[str], i: int, j: int, gap: Gap) -> int:
    size, most = 0, min(gap.a_end - i, gap.b_end - j)
    while size < most and a[i + size] == b[j + size]:
        size += 1
    return size


def _backward(a: Sequence[str], b: Sequence[str], i: int, j: int, gap: Gap) -> int:
    size, most = 0, min(i - gap.a_start, j - gap.b_start)
    while size < most and a[i - size - 1] == b[j - size - 1]:
        size += 1
    return size
