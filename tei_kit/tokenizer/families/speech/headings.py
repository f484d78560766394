"""Headings: the lines of a debate that name the matter of the speeches below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.tokenizer.reading import Depths, Style

# Characters of a heading: of any, of a heading in capitals, and of a heading that is not centred.
LONGEST = 260
LONGEST_CAPITAL = 800
LONGEST_PLAIN = 100
DEEP = 8  # a centred line is indented by at least this many columns
ENDS = "?!;,:—–-…\"”’'"
DEEPEST = 6
LETTERS = re.compile(r"[^\W\d_]+")
BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*\Z")
SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]\s+[^\W\d_]")


@record
class Line:
    """A block of text that may be a heading: its words, and facts about the blocks around it."""

    words: str
    indent: int
    after_colon: bool  # the paragraph before ends with a colon
    before_turn: bool  # a label follows, or another heading
    before_text: bool  # anything follows
    before_stage: bool  # something in brackets follows
    follows_end: bool  # the paragraph before ends as sentences do, or no paragraph stands before
    is_label: bool  # the line begins with a title before a name


def is_heading(line: Line) -> bool:
    """Whether a line is a heading: in capitals, centred, or like a title before a turn."""
    words = line.words
    if not words or not line.before_text or len(words) > LONGEST_CAPITAL:
        return False
    letters = LETTERS.findall(words)
    if not letters or words[0].islower() or words[0] in "([-–—":
        return False
    if is_capital(words) and words[-1] not in ",;":
        return words[-1] != ":" or line.before_turn
    if len(words) > LONGEST:
        return False
    bare = BRACKETS.sub("", words).rstrip()
    if not bare or bare[-1] in ENDS or line.after_colon:
        return False
    if line.indent >= DEEP:
        return bare[-1] != "." or not SENTENCE.search(bare)
    if len(words) > LONGEST_PLAIN or bare[-1] == "." or line.before_stage or line.is_label:
        return False
    if not line.follows_end or SENTENCE.search(bare):
        return False
    return line.before_turn or all(word[0].isupper() for word in letters if len(word) > 3)


def is_capital(words: str) -> bool:
    """Whether nearly all letters of some words are capitals."""
    if any(map(str.islower, words[:20])) and sum(map(str.islower, words[:40])) > 6:
        return False
    letters = [c for c in words if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(letters) >= 4 and upper >= 0.9 * len(letters)


class Levels:
    """Gives headings their depth: each style (capitals, centred) keeps the depth it first had.

    `before` are the depths of the headings before the text.
    """

    def __init__(self, before: Depths) -> None:
        self._depths = {(s.is_capital, s.is_centred): s.depth for s in before.styles}
        self._last = before.last  # the depth of the heading before
        self._base = before.base

    def so_far(self) -> Depths:
        """The depths of the headings so far."""
        styles = tuple(Style(*style, depth) for style, depth in self._depths.items())
        return Depths(styles, self._last, self._base)

    def front(self) -> int:
        """The depth of a heading above the sitting: one more than that of the heading before."""
        self._base += 1
        self._last = self._base
        return self._base

    def depth(self, words: str, indent: int, *, follows_heading: bool) -> int:
        """The depth of a heading; a heading right after another is inside it."""
        style = (is_capital(words), indent >= DEEP)
        depth = self._depths.get(style, 0)
        if follows_heading and depth <= self._last:
            depth = self._last + 1
            if depth > self._base + 1:
                self._depths.setdefault(style, depth)
        elif not depth:
            depth = self._base + 1
        self._depths.setdefault(style, depth)
        self._last = min(depth, self._base + DEEPEST)
        return self._last


def indents(starts: Sequence[int], text: str) -> list[int]:
    """The indents, in columns, of the lines whose words begin at `starts`; 0 inside a line."""
    found: list[int] = []
    for start in starts:
        begin = text.rfind("\n", 0, start) + 1
        found.append(len(text[begin:start].expandtabs(8)) if not text[begin:start].strip() else 0)
    return found
