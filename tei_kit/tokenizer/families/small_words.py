"""Small words of all languages that stand inside names and labels."""

from __future__ import annotations

from functools import cache

from tei_kit.settings import language as languages


@cache
def articles() -> frozenset[str]:
    """The, der, le …"""
    return frozenset(languages.of_any("articles"))


@cache
def conjunctions() -> frozenset[str]:
    """And, und, et …"""
    return frozenset(languages.of_any("conjunctions"))
