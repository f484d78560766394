"""First words: a cheap test of every row of a play for headings and ends."""

from __future__ import annotations

from functools import cache, lru_cache

from tei_kit.tokenizer.families.plays import names
from tei_kit.tokenizer.families.plays.cast_headings import cast_beginnings
from tei_kit.tokenizer.families.plays.division_words import division_words, of_all
from tei_kit.tokenizer.families.plays.endings import end_words, ends_of_plays
from tei_kit.tokenizer.families.plays.headings import glued_kind
from tei_kit.tokenizer.families.plays.numbers import count_of
from tei_kit.tokenizer.families.plays.spelling import FIRST, MARKS, WORD, folded


@cache
def _first_words() -> frozenset[str]:
    """The first words of headings of acts and casts, and of rows that say that a play ends."""
    words = division_words()
    ends = (said.partition(" ")[0] for said in ends_of_plays())
    divisions = (words.part, words.act, words.scene, words.named, words.numbers)
    return frozenset().union(
        *divisions, cast_beginnings(), end_words(), ends, names.articles(), of_all("film_places")
    )


def may_begin(text: str) -> bool:
    """Whether a row can be a heading, or say that a play ends, by its first word.

    The test is cheap, and made for every row. Each row that `heading_of`, `begins_cast` or
    `is_end` accepts passes it.
    """
    if "--" in text:
        return True
    match = WORD.search(text)
    if match is not None and _may_be_first(match[0]):
        return True
    before = text[: match.end() + 1] if match is not None and match.end() < FIRST else text
    if before.isascii():
        return False  # later characters cannot change the first word
    match = WORD.search(folded(text.strip(MARKS + " ")[:FIRST]))
    return match is not None and _may_be_first(match[0])


@lru_cache(maxsize=8192)
def _may_be_first(word: str) -> bool:
    word = folded(word)
    if len(word) == 1 or word in _first_words() or count_of(word.rstrip("abcd")) > 0:
        return True
    return glued_kind(word) != ""
