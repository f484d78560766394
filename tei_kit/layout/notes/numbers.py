"""Numbers: the labels of notes as numbers, and the runs in which they go up by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tei_kit.layout.notes.facts import Candidate


@lru_cache(maxsize=4096)
def number_of(n: str) -> int:
    """The value of a label, for comparison: its digits, or the sum of its character codes."""
    if n.isdecimal():
        return int(n)
    digits = "".join(c for c in n if c.isdecimal())
    return int(digits) if digits else sum(map(ord, n))


def rising(candidates: Sequence[Candidate], among: Sequence[int]) -> list[int]:
    """The longest series of candidates, of those in `among`, whose numbers go up: their indexes."""
    tops: list[int] = []  # for each length, the least last number of a series
    ends: list[int] = []  # the index of its candidate
    before: list[int] = []  # for each candidate, the candidate before it in its series, or -1
    for i, index in enumerate(among):
        n = number_of(candidates[index].n)
        at = bisect_left(tops, n)
        before.append(ends[at - 1] if at else -1)
        tops[at : at + 1] = [n]
        ends[at : at + 1] = [i]
    chain: list[int] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        chain.append(among[last])
        last = before[last]
    return chain[::-1]


def follows(a: Candidate, b: Candidate) -> bool:
    """Whether the number of `b` is that of `a`, or one or two more."""
    x, y = number_of(a.n), number_of(b.n)
    return y in (x, x + 1, x + 2)


def runs(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """The indexes of candidates whose numbers go up by one, one run after the other."""
    run: list[int] = []
    for i, candidate in enumerate(candidates):
        if run and number_of(candidate.n) == number_of(candidates[run[-1]].n) + 1:
            run.append(i)
        else:
            if run:
                yield run
            run = [i]
    if run:
        yield run
