"""Words in and around names, in all languages with known words: articles, conjunctions, titles."""

from __future__ import annotations

from functools import cache

from tei_kit.settings import language as languages
from tei_kit.tokenizer.families.small_words import articles as articles
from tei_kit.tokenizer.families.small_words import conjunctions as conjunctions

# Titles before names that end in a stop, as editions in any language abbreviate them.
ABBREVIATED_TITLES = frozenset(languages.of_any("short_titles"))
# Those titles, and titles that a label may have where the cast has none.
TITLES = ABBREVIATED_TITLES.union(languages.of_any("label_titles"))


@cache
def definite() -> frozenset[str]:
    """The definite articles, which may begin a heading: the, der, le …"""
    return _all("definite_articles")


@cache
def ordinals() -> frozenset[str]:
    """The ordinals, without words that are also articles: first, second, erster …"""
    return _all("ordinals") - articles()


@cache
def pairs() -> frozenset[str]:
    """The labels of two persons on the stage: both, beide …"""
    return _all("pairs")


@cache
def everybody() -> frozenset[str]:
    """The labels of all persons on the stage, and of two: all, both, omnes, tous deux …"""
    return _all("all_speakers") | pairs()


@cache
def small() -> frozenset[str]:
    """The words in small letters that may stand inside a name: of, von, the, and …"""
    return _all("small_words") | articles() | conjunctions()


def _all(key: str) -> frozenset[str]:
    return frozenset(languages.of_any(key))
