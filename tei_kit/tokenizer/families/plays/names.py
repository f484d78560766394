"""Words of names in all languages we have words for: articles, particles, conjunctions, titles."""

from __future__ import annotations

from functools import cache

from tei_kit.settings import language as languages
from tei_kit.tokenizer.families.small_words import articles as articles
from tei_kit.tokenizer.families.small_words import conjunctions as conjunctions

# Titles before names that end in a stop, as editions in any language abbreviate them.
ABBREVIATED_TITLES = frozenset(languages.of_any("short_titles"))
# These, and titles that a label may have and the cast not.
TITLES = ABBREVIATED_TITLES.union(languages.of_any("label_titles"))


@cache
def definite() -> frozenset[str]:
    """The, der, le …, which may begin a heading."""
    return _all("definite_articles")


@cache
def ordinals() -> frozenset[str]:
    """First, second, erster …"""
    return _all("ordinals") - articles()


@cache
def pairs() -> frozenset[str]:
    """Both, beide …"""
    return _all("pairs")


@cache
def everybody() -> frozenset[str]:
    """All, both, omnes, tous deux …"""
    return _all("all_speakers") | pairs()


@cache
def small() -> frozenset[str]:
    """Words in small letters that may stand inside a name."""
    return _all("small_words") | articles() | conjunctions()


def _all(key: str) -> frozenset[str]:
    return frozenset(languages.of_any(key))
