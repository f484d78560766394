"""Alignment: which characters of two texts are the same, and between them the hunks that differ.

Tokens are aligned first (`anchors`); what is left between the runs they have in common is aligned
by characters, so that `to day` and `today` are the same and `Conversation1` is `Conversation` and
one character more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tei_kit.collation.anchors import Gap, common_runs, gaps
from tei_kit.collation.stream import Stream
from tei_kit.record import record

# The largest gap that is aligned by its characters: a table of so many cells.
MOST_CELLS = 250_000
# The largest gap that is aligned by its tokens.
MOST_TOKENS = 3_000
# How far a stretch is moved over words that repeat, in characters; a longer one is not looked into.
FARTHEST = 240
LONGEST = 2_000
BRACKETS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
CLOSING = frozenset(BRACKETS.values())
OPENING = "([{“„«‘"
# The end of a sentence, or of what ends like one: `said.`, `said.”`
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")


@record
class Hunk:
    """Characters `a_start` to `a_end` of one stream and `b_start` to `b_end` of the other differ.

    What stands between two hunks is the same on both sides. One side may be empty.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def size(self) -> int:
        """How many characters differ, on both sides together."""
        return self.a_end - self.a_start + self.b_end - self.b_start


def align(a: Stream, b: Stream) -> list[Hunk]:
    """The hunks by which two streams differ, in their order; each begins and ends where a token
    does on both sides."""
    if a.text == b.text:
        return []
    hunks: list[Hunk] = []
    runs = common_runs(a.words, b.words)
    for gap in gaps(runs, Gap(0, len(a.words), 0, len(b.words))):
        for hunk in _hunks_in(a, b, gap):
            _append(hunks, hunk)
    return hunks


def _append(hunks: list[Hunk], hunk: Hunk) -> None:
    """Add a hunk, or lengthen the last one that it touches."""
    if hunks and hunks[-1].a_end == hunk.a_start and hunks[-1].b_end == hunk.b_start:
        last = hunks[-1]
        hunks[-1] = Hunk(last.a_start, hunk.a_end, last.b_start, hunk.b_end)
    else:
        hunks.append(hunk)


def _hunks_in(a: Stream, b: Stream, gap: Gap) -> Iterator[Hunk]:
    """The hunks of a gap, which counts tokens."""
    whole = _characters(a, b, gap)
    if _same(a, b, whole):
        return
    rows, columns = whole.a_end - whole.a_start, whole.b_end - whole.b_start
    if not rows or not columns:
        yield whole
    elif rows * columns <= MOST_CELLS:
        yield from _cut(a, b, whole)
    elif max(gap.a_end - gap.a_start, gap.b_end - gap.b_start) <= MOST_TOKENS:
        matcher = SequenceMatcher(
            None, a.words[gap.a_start : gap.a_end], b.words[gap.b_start : gap.b_end], autojunk=False
        )
        for kind, i, i_end, j, j_end in matcher.get_opcodes():
            if kind == "equal":
                continue
            part = Gap(gap.a_start + i, gap.a_start + i_end, gap.b_start + j, gap.b_start + j_end)
            piece = _characters(a, b, part)
            if _same(a, b, piece):
                continue
            size = (piece.a_end - piece.a_start) * (piece.b_end - piece.b_start)
            if 0 < size <= MOST_CELLS:
                yield from _cut(a, b, piece)
            else:
                yield piece
    else:
        yield whole


def _characters(a: Stream, b: Stream, gap: Gap) -> Hunk:
    return Hunk(
        a.starts[gap.a_start], a.starts[gap.a_end], b.starts[gap.b_start], b.starts[gap.b_end]
    )


def _same(a: Stream, b: Stream, hunk: Hunk) -> bool:
    return a.text[hunk.a_start : hunk.a_end] == b.text[hunk.b_start : hunk.b_end]


def _cut(a: Stream, b: Stream, hunk: Hunk) -> Iterator[Hunk]:
    """A hunk without the tokens that are the same on both sides."""
    i, j = hunk.a_start, hunk.b_start
    first = a.text[i : hunk.a_end]
    second = b.text[j : hunk.b_end]
    last = [0, 0]
    x = y = 0
    for step in (*path(first, second), None):
        if a.is_start(i + x) and b.is_start(j + y) and [x, y] != last:
            if first[last[0] : x] != second[last[1] : y]:
                yield Hunk(i + last[0], i + x, j + last[1], j + y)
            last = [x, y]
        if step is None:
            break
        x, y = x + (step != _B), y + (step != _A)


def settled(a: Stream, b: Stream, hunks: Sequence[Hunk]) -> list[Hunk]:
    """The hunks, of which those of one side stand where a reader would say that they are.

    Where words repeat, the alignment leaves open which of them are the ones that the other side
    lacks: a stretch that begins with a word, ends with a sentence, and closes the brackets that it
    opens is taken.
    """
    result: list[Hunk] = []
    for at, hunk in enumerate(hunks):
        before = result[-1] if result else Hunk(0, 0, 0, 0)
        if at + 1 < len(hunks):
            after = hunks[at + 1]
        else:
            after = Hunk(len(a.text), len(a.text), len(b.text), len(b.text))
        shift = 0
        least, most = before.a_end - hunk.a_start, after.a_start - hunk.a_end
        if hunk.b_start == hunk.b_end:
            shift = _shift(a, hunk.a_start, hunk.a_end, least, most)
        elif hunk.a_start == hunk.a_end:
            shift = _shift(b, hunk.b_start, hunk.b_end, least, most)
        if shift:
            hunk = Hunk(
                hunk.a_start + shift, hunk.a_end + shift, hunk.b_start + shift, hunk.b_end + shift
            )
        result.append(hunk)
    return result


def _shift(stream: Stream, start: int, end: int, least: int, most: int) -> int:
    """How far a stretch is best moved, from `least`, which is negative, to `most` characters."""
    text, length = stream.text, end - start
    best, best_score = 0, _score(stream, start, end)
    for direction, limit in ((-1, max(least, -FARTHEST)), (1, min(most, FARTHEST))):
        for shift in range(direction, limit + direction, direction):
            low, high = start + min(shift, 0), start + max(shift, 0)
            if text[low:high] != text[low + length : high + length]:
                break
            if not (stream.is_start(start + shift) and stream.is_start(end + shift)):
                continue
            score = _score(stream, start + shift, end + shift)
            if score > best_score:
                best, best_score = shift, score
    return best


def _score(stream: Stream, start: int, end: int) -> int:
    balanced = end - start > LONGEST or _closes_what_it_opens(stream.text[start:end])
    begins = stream.text[start].isalnum() or stream.text[start] in OPENING
    ends = SENTENCE_END.search(stream.text, max(end - 4, start), end) is not None
    return 4 * balanced + 2 * begins + ends


def _closes_what_it_opens(text: str) -> bool:
    expected: list[str] = []
    for character in text:
        if character in BRACKETS:
            expected.append(BRACKETS[character])
        elif character in CLOSING and (not expected or expected.pop() != character):
            return False
    return not expected


_BOTH, _A, _B = 0, 1, 2


def path(first: str, second: str) -> list[int]:
    """The steps from the beginning to the end of two texts that pass the most characters together:
    0 passes a character of both, which is the same, 1 one of the first, 2 one of the second.

    It takes time and memory as the product of their lengths.
    """
    rows, columns = len(first), len(second)
    lengths = [0] * (columns + 1)
    choices: list[bytearray] = []
    for i in range(rows - 1, -1, -1):
        character = first[i]
        row = bytearray(columns)
        diagonal = right = 0
        for j in range(columns - 1, -1, -1):
            below = lengths[j]
            if character == second[j]:
                best = diagonal + 1
            elif below >= right:
                best, row[j] = below, _A
            else:
                best, row[j] = right, _B
            diagonal = below
            lengths[j] = right = best
        choices.append(row)
    choices.reverse()
    steps = []
    i = j = 0
    while i < rows and j < columns:
        step = choices[i][j]
        steps.append(step)
        i, j = i + (step != _B), j + (step != _A)
    return [*steps, *[_A] * (rows - i), *[_B] * (columns - j)]
