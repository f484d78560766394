"""Counted: lines whose first numbers or letters count up, as those of items do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from tei_kit.layout.lines import Line
from tei_kit.layout.pages import number_of

# "(a) without any duty", "2. the north beach", "iii) the floods".
COUNTER = re.compile(
    r"(?P<open>\(?)(?P<n>[0-9]{1,2}|[ivx]{1,5}|[a-z])(?P<close>[).])(?=[ \t\u00a0]+\S)"
)
# The fewest items of a list after a colon, and of a list without a colon above it.
FEWEST, FEWEST_UNANNOUNCED = 2, 3
# The words after the number of a speech: "1. Gent. How now?".
SPEECH = re.compile(r"[ \t\u00a0]+[^\W\d_]\w*[.:]\s")
SPEECHES = 0.5  # from this share of such items on, a run is speeches
# A line of whole sentences: "We did not know it."
SENTENCE = re.compile(r"\s*[^\W\d_a-zß-öø-ÿ].*[.!?][\"”’')]*")
SENTENCES = 0.5  # from this share of such items on, a run is paragraphs
KINDS = ("digits", "letters", "roman")


@dataclass(slots=True)
class _Run:
    """Items that count up so far: their kind, frame, lines and markers."""

    kind: str
    frame: str
    items: list[int] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> tuple[str, str, int]:
        """The counter that goes on with the items: its frame, its kind, and its number."""
        return self.frame, self.kind, len(self.items) + 1


def find(text: str, lines: Sequence[Line], is_text: Sequence[bool]) -> Mapping[int, str]:
    """The lines that begin an item, by their indexes, with the marker of each: `1.`, `(a)`.

    The text has blank lines between paragraphs; the items count up on lines without blank lines
    between them. A list has three items or more that are not sentences, or two or more after a
    colon. Numbered paragraphs are not items: editors leave them paragraphs.
    """
    found: dict[int, str] = {}
    for run in _runs(text, lines, is_text):
        if _is_list(text, lines, run):
            found.update(zip(run.items, run.marks, strict=True))
    return found


def _runs(text: str, lines: Sequence[Line], is_text: Sequence[bool]) -> Iterator[_Run]:
    """The runs of lines that count up, without a blank line inside. A run may hold another run.

    A line that may go on with several runs goes on with the run that began last.
    """
    opened: list[_Run] = []
    waiting: dict[tuple[str, str, int], list[int]] = {}  # heaps of indexes in `opened`, negative
    for at, line in enumerate(lines):
        if line.blanks or not is_text[at]:
            yield from opened
            opened, waiting = [], {}
        counter = COUNTER.match(text, line.start, line.end) if is_text[at] else None
        if counter is None:
            continue
        frame = counter["open"] + counter["close"]
        values = [(frame, kind, value_of(counter["n"], kind)) for kind in KINDS]
        heaps = [waiting[value] for value in values if waiting.get(value)]
        if heaps:
            index = -heappop(min(heaps))
            opened[index].items.append(at)
            opened[index].marks.append(counter[0])
            heappush(waiting.setdefault(opened[index].wanted, []), -index)
            continue
        for _, kind, value in values:
            if value == 1:
                opened.append(_Run(kind, frame, [at], [counter[0]]))
                heappush(waiting.setdefault(opened[-1].wanted, []), 1 - len(opened))
    yield from opened


def _is_list(text: str, lines: Sequence[Line], run: _Run) -> bool:
    first = run.items[0]
    is_announced = first > 0 and text[lines[first - 1].end - 1] in ":："
    if len(run.items) < (FEWEST if is_announced else FEWEST_UNANNOUNCED):
        return False
    starts = [lines[at].start + len(mark) for at, mark in zip(run.items, run.marks, strict=True)]
    sentences = sum(
        SENTENCE.fullmatch(text, start, lines[at].end) is not None
        for start, at in zip(starts, run.items, strict=True)
    )
    if not is_announced and sentences >= SENTENCES * len(run.items):
        return False  # paragraphs with numbers, one a line
    said = sum(SPEECH.match(text, start) is not None for start in starts)
    return said < SPEECHES * len(run.items)


def value_of(printed: str, kind: str) -> int:
    """The number of a printed counter of this kind; 0 for a counter of another kind."""
    if kind == "digits":
        return int(printed) if printed.isdecimal() else 0
    if kind == "letters":
        return ord(printed) - ord("a") + 1 if len(printed) == 1 and printed.isalpha() else 0
    return 0 if printed.isdecimal() else number_of(printed)
