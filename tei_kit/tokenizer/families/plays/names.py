"""Words of names in all languages we have words for: articles, particles, conjunctions, titles."""

from __future__ import annotations

from functools import cache

from tei_kit.settings import language as languages

# Titles before names that end in a stop, as editions in any language abbreviate them.
_ABBREVIATED = """mr mrs ms m mme mlle messrs dr st ste sr sra srta mad lady lord sir col capt gen
lt lieut maj sen serg sergt prof rev hon hr fr frl d dn da q mm ld l"""
# Titles that a label may have and the cast not.
_SPELT_OUT = """miss mister madame mademoiselle monsieur herr frau fraulein king queen prince
princess don dona senor senora doctor captain"""
ABBREVIATED_TITLES = frozenset(_ABBREVIATED.split())
TITLES = ABBREVIATED_TITLES.union(_SPELT_OUT.split())


@cache
def articles() -> frozenset[str]:
    """The, der, le …"""
    return _all("articles")


@cache
def conjunctions() -> frozenset[str]:
    """And, und, et …"""
    return _all("conjunctions")


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
    known = [languages.load(code) for code in languages.codes()]
    return frozenset(word for each in known for word in getattr(each, key))
