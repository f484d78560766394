"""Numbers: labels of notes as numbers, and the runs in which they go up by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from tei_kit.layout.notes.facts import Candidate


@lru_cache(maxsize=4096)
def number_of(n: str) -> int:
    if n.isdecimal():
        return int(n)
    digits = "".join(c for c in n if c.isdecimal())
    return int(digits) if digits else sum(map(ord, n))


def follows(a: Candidate, b: Candidate) -> bool:
    """Whether the number of a note is the one after another's."""
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
