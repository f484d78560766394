"""Stream: a text as its characters without white space, cut into tokens.

White space never counts: two texts are the same when their characters are. A difference begins and
ends at the edges of tokens, which are words, numbers and single signs.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tei_kit.collation.typography import DIVIDING_HYPHEN, Typography, fold

# Words, numbers, dashes in a row, any other sign; a script without blanks is cut at each character:
# `Memorandum`, `1971`, `³`, `--`, `(`, `会`
TOKEN = re.compile(
    r"""
    [\u3040-\u30ff\u3400-\u9fff]
    | (?: [^\W\d_\xb2\xb3\xb9\u2070-\u209c] [\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]* )+
    | [\d\xb2\xb3\xb9\u2070-\u209c]+
    | [-‐‑‒–—―−]+
    | \S
    """,
    re.VERBOSE,
)

# A stretch without white space: `Memorandum1`
NO_SPACE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """The characters of a text without white space, and where each stands in the text.

    `starts` are the tokens' beginnings in `text`, and its length at last; `words` the tokens.
    """

    text: str
    origins: Sequence[int]
    starts: Sequence[int]
    words: Sequence[str]

    def token_at(self, at: int) -> int:
        """The number of the token that a character belongs to."""
        return bisect_right(self.starts, at) - 1

    def is_start(self, at: int) -> bool:
        """Whether a token begins at a place, or the text ends there."""
        found = bisect_left(self.starts, at)
        return found < len(self.starts) and self.starts[found] == at

    def origin(self, at: int) -> int:
        """The offset of a character in the text with its white space; at the end of the stream,
        the place after the last character."""
        if at < len(self.origins):
            return self.origins[at]
        return self.origins[-1] + 1 if self.origins else 0


def stream_of(text: str, ignored: frozenset[Typography] = frozenset()) -> Stream:
    """The stream of a text; ignored kinds of typography have one form each in it."""
    return joined([text], ignored)


def joined(texts: Sequence[str], ignored: frozenset[Typography] = frozenset()) -> Stream:
    """The stream of several texts that follow each other; no token belongs to two of them.

    Places count through all of them.
    """
    words: list[str] = []
    origins = array("q")
    base = 0
    for text in texts:
        if ignored:
            _add_folded(words, origins, text, base, ignored)
        else:
            words += TOKEN.findall(text)
            for match in NO_SPACE.finditer(text):
                origins.extend(range(base + match.start(), base + match.end()))
        base += len(text)
    starts = [0, *accumulate(map(len, words))]
    return Stream("".join(words), origins, starts, words)


def _add_folded(
    words: list[str], origins: array[int], text: str, base: int, ignored: frozenset[Typography]
) -> None:
    """Add the tokens of a text and the places of their characters; ignored signs are left out."""
    left_out = _left_out(text, ignored)
    for match in TOKEN.finditer(text):
        first, last = match.span()
        word = "" if first in left_out else fold(match[0], ignored)
        if not word:
            continue
        words.append(word)
        origins.extend(_spread(base + first, base + last, len(word)))


def _left_out(text: str, ignored: frozenset[Typography]) -> frozenset[int]:
    """The offsets of the hyphens that are ignored."""
    if Typography.HYPHENS not in ignored:
        return frozenset()
    return frozenset(match.start() for match in DIVIDING_HYPHEN.finditer(text))


def _spread(first: int, last: int, number: int) -> Iterator[int]:
    """Places for the characters that a fold made of others."""
    length = last - first
    if length == number:
        return iter(range(first, last))
    return (first + min(each * length // number, length - 1) for each in range(number))
