"""Alignment: the characters that two texts share, and between them the hunks that differ.

The runs of tokens that both have in common come first (`anchors`). Between them the tokens are
aligned one by one: similar tokens answer to each other, and `to day` answers to `today`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

from tei_kit.collation.anchors import Gap, common_runs, gaps
from tei_kit.collation.stream import Stream
from tei_kit.record import record

# The largest gap whose tokens are aligned one by one: a table of so many cells.
MOST_CELLS = 40_000
# The largest gap that is searched for common tokens.
MOST_TOKENS = 3_000
# The most characters by which a stretch is moved over words that repeat.
FARTHEST = 240
LONGEST = 2_000
BRACKETS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
CLOSING = frozenset(BRACKETS.values())
OPENING = "([{“„«‘"
# Words that end as a sentence does: `said.`, `said.”`
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")


@record
class Hunk:
    """Characters `a_start` to `a_end` of one stream and `b_start` to `b_end` of the other differ.

    The text between two hunks is the same on both sides. One side of a hunk may be empty.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def size(self) -> int:
        """The number of characters that differ, on both sides together."""
        return self.a_end - self.a_start + self.b_end - self.b_start


def align(a: Stream, b: Stream) -> list[Hunk]:
    """The hunks by which two streams differ, in their order; each begins and ends where a token
    does on both sides."""
    if a.text == b.text:
        return []
    hunks: list[Hunk] = []
    runs = common_runs(a.words, b.words)
    for gap in gaps(runs, Gap(0, len(a.words), 0, len(b.words))):
        hunks += _hunks_in(a, b, gap)
    return hunks


def _hunks_in(a: Stream, b: Stream, gap: Gap) -> Iterator[Hunk]:
    """The hunks of a gap, which counts tokens."""
    whole = _characters(a, b, gap)
    if _same(a, b, whole):
        return
    tokens = (gap.a_end - gap.a_start) * (gap.b_end - gap.b_start)
    if not tokens:
        yield whole
    elif tokens <= MOST_CELLS:
        yield from _cut(a, b, gap)
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
            if 0 < (i_end - i) * (j_end - j) <= MOST_CELLS:
                yield from _cut(a, b, part)
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


def _cut(a: Stream, b: Stream, gap: Gap) -> Iterator[Hunk]:
    """The hunks of a gap whose tokens are aligned one by one."""
    first, second = a.words[gap.a_start : gap.a_end], b.words[gap.b_start : gap.b_end]
    i = j = 0
    for kind, group in groupby(_token_steps(first, second), key=_kind):
        steps = list(group)
        after_i, after_j = i + sum(step.a for step in steps), j + sum(step.b for step in steps)
        if kind is not _Kind.SAME:
            yield _characters(a, b, _part(gap, i, after_i, j, after_j))
        i, j = after_i, after_j


def _part(gap: Gap, i: int, i_end: int, j: int, j_end: int) -> Gap:
    return Gap(gap.a_start + i, gap.a_start + i_end, gap.b_start + j, gap.b_start + j_end)


@record
class _Step:
    """Tokens of both texts that answer to each other, and whether they are the same."""

    a: int
    b: int
    same: bool


class _Kind(Enum):
    """The differences between characters that stand beside each other in a hunk."""

    SAME = 0
    ALIKE = 1
    DIVIDED = 2
    OTHER = 3


def _kind(step: _Step) -> _Kind:
    if step.same:
        return _Kind.SAME
    if step in _DIVIDED:
        return _Kind.DIVIDED
    return _Kind.ALIKE if step is _OTHER else _Kind.OTHER


_LOST, _ADDED = _Step(1, 0, False), _Step(0, 1, False)
# A word that a sign divides in the other text: `Secretary` and `Secre`, `-`, `tary`
_DIVIDED = (_Step(3, 1, False), _Step(1, 3, False))
_EQUAL, _OTHER = _Step(1, 1, True), _Step(1, 1, False)
# One token that is two or three of the other text: `today` and `to day`
_JOINED = (_Step(1, 2, True), _Step(2, 1, True), _Step(1, 3, True), _Step(3, 1, True))


def _token_steps(a: Sequence[str], b: Sequence[str]) -> list[_Step]:
    """The steps through two texts by which most characters agree; where several ways agree in as
    many, the way in which the characters agree early."""
    rows, columns = len(a), len(b)
    scores = [[0] * (columns + 1) for _ in range(rows + 1)]
    steps: list[list[_Step]] = [[_ADDED] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        row, below = scores[i], scores[i + 1]
        word = a[i]
        row[columns] = below[columns]
        steps[i][columns] = _LOST
        for j in range(columns - 1, -1, -1):
            other = b[j]
            if word == other:
                best, step = below[j + 1] + len(word) + 1, _EQUAL
            else:
                likeness = _likeness(word, other)
                best, step = (below[j + 1] + likeness, _OTHER) if likeness else (-1, _OTHER)
                for joined in _JOINED:
                    if (
                        i + joined.a <= rows
                        and j + joined.b <= columns
                        and "".join(a[i : i + joined.a]) == "".join(b[j : j + joined.b])
                    ):
                        score = scores[i + joined.a][j + joined.b] + max(len(word), len(other)) + 1
                        if score > best:
                            best, step = score, joined
                for divided, parts, whole in (
                    (_DIVIDED[0], a[i : i + 3], other),
                    (_DIVIDED[1], b[j : j + 3], word),
                ):
                    if len(parts) == 3 and parts[0] + parts[2] == whole and not parts[1].isalpha():
                        score = scores[i + divided.a][j + divided.b] + len(whole)
                        if score > best:
                            best, step = score, divided
            if below[j] > best:
                best, step = below[j], _LOST
            if row[j + 1] > best:
                best, step = row[j + 1], _ADDED
            row[j], steps[i][j] = best, step
    found = []
    i = j = 0
    while i < rows or j < columns:
        step = steps[i][j]
        found.append(step)
        i, j = i + step.a, j + step.b
    return found


def _likeness(word: str, other: str) -> int:
    """The number of characters that two words have in common at their beginning and end; 0 for
    fewer than half of them."""
    shorter, longer = sorted((len(word), len(other)))
    same = 0
    while same < shorter and word[same] == other[same]:
        same += 1
    end = 0
    while end < shorter - same and word[-1 - end] == other[-1 - end]:
        end += 1
    return same + end if 2 * (same + end) >= longer else 0


def settled(a: Stream, b: Stream, hunks: Sequence[Hunk]) -> list[Hunk]:
    """The hunks; those with text on one side only stand where a reader would see them.

    Where words repeat, several stretches could be the text that the other side lacks. The stretch
    is taken that begins with a word, ends with a sentence, and closes the brackets that it opens.
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
    """The best move of a stretch in characters, from `least` (not above 0) to `most`."""
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
