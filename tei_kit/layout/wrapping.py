"""Are lines wrapped, at which width, and are words divided at their ends?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from tei_kit.layout import answer
from tei_kit.layout.answer import Answer
from tei_kit.layout.lines import Line
from tei_kit.record import record

# A line of more columns was not wrapped, neither by a person nor by a program.
WIDEST = 130
# The share of lines that may be longer than the width: single long lines.
LONGEST = 0.03
# The least share of neighbouring lines where the first word of the second did not fit in the first.
WRAPPED = 0.15
LEAST_LONG = 2
LEAST_WRAPPED = 2
# With this share of full lines that end a sentence, no line goes on in the next line: the text is
# a talk or a log, whose lines are as long as their words.
ENDED = 0.95
SENTENCE_ENDS = frozenset(".!?…)]”»。！？）」』؟۔")
WORD = re.compile(r"\S+")
WORDS = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
# These two turn signs into spaces, in UTF-8: dashes, quotation marks and bullets, from U+2011 to
# U+2027, and the signs of ASCII but the hyphen.
SIGNS = re.compile(rb"\xe2\x80[\x91-\xa7]")
TO_PARTS = bytes(n if n >= 128 or chr(n).isalpha() or n == ord("-") else 32 for n in range(256))
HYPHENS = "-‐¬\u00ad"
ENDS_WITH_HYPHEN = re.compile(rf"(?P<left>[^\W\d_]+)[{HYPHENS}]\Z")
BEGINS_WITH_WORD = re.compile(r"[^\W\d_]+")


class Wrapping:
    """The wrapping of the lines of a text.

    `width` is the column at which lines end, 0 where they are not wrapped. `is_full[i]` says that
    the line of index i ends because the first word of the next line did not fit.
    """

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        width: int | None = None,
        divided: bool | None = None,
    ) -> None:
        self._text = text
        self._lines = lines
        self._divided = divided
        self.width = width_of(text, lines).column if width is None else width

    @cached_property
    def is_full(self) -> list[bool]:
        """For each line, whether the first word of the line after it did not fit into it."""
        if not self.width:
            return [False] * len(self._lines)
        text, width = self._text, self.width
        full = [_is_full(text, a, b, width) for a, b in pairwise(self._lines)]
        return [*full, False]

    @cached_property
    def _over_ends(self) -> list[tuple[str, str]]:
        """The words, or parts of words, on either side of each hyphen at a line end."""
        text, lines = self._text, self._lines
        ends = [at for at, line in enumerate(lines[:-1]) if text[line.end - 1] in HYPHENS]
        found = (_parts(text, lines[at], lines[at + 1]) for at in ends)
        return [parts for parts in found if parts is not None]

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of the text, without those that stand only beside a hyphen at a line end."""
        counts = words_of(self._text)
        for left, right in self._over_ends:
            counts[right] -= 1
            counts[left] -= 1
        return frozenset(word for word, count in counts.items() if count > 0)

    @cached_property
    def are_divided(self) -> bool:
        """Whether words are divided at the ends of lines, by the answer `division`."""
        return self.division.value == "words"

    @cached_property
    def division(self) -> Answer:
        """Whether words are divided at the ends of lines: none, or words."""
        if self._divided is not None:
            return answer.given("words" if self._divided else "none")
        if not self.width or not self._over_ends:
            return Answer("none")
        divided = whole = 0
        vocabulary = self._vocabulary
        for left, right in self._over_ends:
            if f"{left}-{right}" in vocabulary:
                whole += 1
            elif left + right in vocabulary or right not in vocabulary or left not in vocabulary:
                divided += 1
            else:
                whole += 1
        share = divided / (divided + whole)
        if divided > whole:
            return answer.of_shares("words", share, "none")
        return answer.of_shares("none", 1 - share, "words")

    def divides(self, at: int) -> bool | None:
        """Whether the hyphen at the end of a line divides a word, and is not part of the word.

        `at` is the index of the line. None when the line does not end with a hyphen in a word. A
        word that stands with its hyphen elsewhere in the text keeps it, and so does a name.
        """
        if at + 1 >= len(self._lines):
            return None
        return self.divides_between(self._lines[at], self._lines[at + 1])

    def divides_between(self, above: Line, below: Line) -> bool | None:
        """The answer of `divides` for two lines between which other lines may stand."""
        parts = _parts(self._text, above, below)
        if parts is None:
            return None
        left, right = parts
        if self._divided is False:
            return False
        if self._text[above.end - 1] in "¬\u00ad":
            return True
        words = self._vocabulary
        if f"{left}-{right}" in words or right[0].isupper():
            return False
        if left + right in words:
            return True
        return self.are_divided


def words_of(text: str) -> Counter[str]:
    """The words of a text, with the hyphens inside them, and the count of each."""
    spaced = SIGNS.sub(b" ", text.encode(errors="surrogatepass")).translate(TO_PARTS)
    counts = Counter(spaced.decode(errors="surrogatepass").split())
    once: list[str] = []  # most of those with a sign stand once, and are read together
    for each in [each for each in counts if not each.isalpha()]:
        count = counts.pop(each)
        if count == 1:
            once.append(each)
        else:
            for word in WORDS.findall(each):
                counts[word] += count
    counts.update(WORDS.findall(" ".join(once)))
    return counts


def _parts(text: str, above: Line, below: Line) -> tuple[str, str] | None:
    """The parts of a word on either side of a line end, None when no word goes over it."""
    if text[above.end - 1] not in HYPHENS or above.end - above.start < 2:
        return None
    left = ENDS_WITH_HYPHEN.search(text, max(above.start, above.end - 40), above.end)
    right = BEGINS_WITH_WORD.match(text, below.start, below.end)
    if left is None or right is None:
        return None
    return left["left"], right[0]


def _is_full(text: str, above: Line, below: Line, width: int) -> bool:
    """Whether the first word of a line would not have fitted into the line above."""
    room = width - above.width - 1
    if below.end - below.start <= room:
        return False
    return room < 0 or text.find(" ", below.start, below.start + room + 1) < 0


@record
class Width:
    """The column at which lines are wrapped, or 0, and the answer with its certainty."""

    column: int
    answer: Answer


NOT_WRAPPED = Width(0, Answer("none"))


def width_of(text: str, lines: Sequence[Line]) -> Width:
    """The width at which lines are wrapped."""
    long = sum(line.width > WIDEST for line in lines)
    if long > LONGEST * len(lines) and long >= LEAST_LONG:
        return NOT_WRAPPED
    inner = sorted(a.width for a, b in pairwise(lines) if not b.blanks and not b.feed)
    if len(inner) < LEAST_WRAPPED:
        return NOT_WRAPPED
    width = inner[min(len(inner) - 1, int(len(inner) * (1 - LONGEST)))]
    if width > WIDEST:
        return NOT_WRAPPED
    pairs = [
        a.end if _is_full(text, a, b, width) else 0
        for a, b in pairwise(lines)
        if not b.blanks and not b.feed
    ]
    ends = [end for end in pairs if end]
    full = len(ends)
    share = min(1.0, full / len(pairs) / (2 * WRAPPED))  # one half at the threshold
    if full < LEAST_WRAPPED or full < WRAPPED * len(pairs):
        return Width(0, answer.of_shares("none", 1 - share, str(width)))
    if sum(text[end - 1] in SENTENCE_ENDS for end in ends) >= ENDED * full:
        return NOT_WRAPPED
    return Width(width, answer.of_shares(str(width), share, "none"))
