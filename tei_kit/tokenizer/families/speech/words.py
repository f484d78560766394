"""Words: what the labels and directions of all the languages we know are made of.

A debate may be in several languages and its labels in another than its speeches. So labels are
read with the words of all languages; only the words that name a matter are those of the text's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from tei_kit.record import record
from tei_kit.settings import language as languages
from tei_kit.settings.language import Language


@cache
def articles() -> frozenset[str]:
    """The, der, le …"""
    return frozenset(languages.of_any("articles"))


@cache
def small() -> frozenset[str]:
    """Small words inside names and functions."""
    keys = ("particles", "conjunctions", "offices_of", "prepositions")
    return frozenset(word for key in keys for word in languages.of_any(key))


@cache
def offices_of() -> frozenset[str]:
    """Words between a function and its field."""
    return frozenset(languages.of_any("offices_of"))


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations in names, without their last stop."""
    return frozenset(languages.of_any("abbreviations"))


@record
class Forms:
    """Words in lower case, and beginnings of words, after which any letters may follow."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def among(self, said: Sequence[str]) -> set[str]:
        """Those of some words in lower case, perhaps with hyphens inside them, that are these.

        The words are in their order: those with one beginning stand together.
        """
        found = set(self.whole.intersection(said))
        for beginning in self.beginnings:
            at = bisect_left(said, beginning)
            while at < len(said) and said[at].startswith(beginning):
                if "-" not in said[at]:
                    found.add(said[at])
                at += 1
        return found


class Words:
    """The words of some languages. What is matched is a single word in lower case, or a whole text.

    Each expression is compiled when it is first asked for: those of all languages are long.
    """

    def __init__(self, every: Sequence[Language]) -> None:
        self._every = every
        self.titles = frozenset(w for each in every for w in each.titles)
        self.women = frozenset(w for each in every for w in each.women)
        self.groups = frozenset(w for each in every for w in each.groups)
        self.told = frozenset(w for each in every for w in each.told)

    @cached_property
    def functions(self) -> re.Pattern[str]:
        return _whole(w for each in self._every for w in each.functions)

    @cached_property
    def chair(self) -> re.Pattern[str]:
        return _whole(w for each in self._every for w in each.chair)

    @cached_property
    def interview(self) -> re.Pattern[str]:
        return _whole(w for each in self._every for w in each.interview)

    @cached_property
    def reactions(self) -> re.Pattern[str]:
        return _anywhere(w for each in self._every for w in each.reactions)

    @cached_property
    def sitting(self) -> re.Pattern[str]:
        return _anywhere(w for each in self._every for w in each.sitting)

    @cached_property
    def sitting_acts(self) -> re.Pattern[str]:
        return _anywhere(w for each in self._every for w in each.sitting_acts)

    @cached_property
    def told_reactions(self) -> Forms:
        return _forms(w for each in self._every for w in each.reactions)

    @cached_property
    def oaths(self) -> Forms:
        return _forms(w for each in self._every for w in each.oaths)


@cache
def months() -> frozenset[str]:
    """The names of months in all languages, in lower case and without a stop."""
    return frozenset(
        month.casefold().rstrip(".")
        for code in languages.codes()
        for month in languages.load(code).months
    )


@cache
def known() -> Words:
    """The words of all languages."""
    return Words([languages.load(code) for code in languages.codes()])


@cache
def matters(language: Language) -> frozenset[str]:
    """The words of a language, and of English, that name a matter before a colon."""
    return frozenset((*language.not_speakers, *languages.load("en").not_speakers))


def _form(word: str) -> str:
    """A word as a regular expression; a hyphen at either end stands for any letters."""
    before = r"[^\W\d_]*" if word.startswith("-") else ""
    after = r"[^\W\d_]*" if word.endswith("-") else ""
    return before + re.escape(word.strip("-")) + after


def _forms(words: Iterable[str]) -> Forms:
    whole: set[str] = set()
    beginnings: set[str] = set()
    for word in words:
        (beginnings if word.endswith("-") else whole).add(word.strip("-").casefold())
    return Forms(frozenset(whole), tuple(beginnings))


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(dict.fromkeys(map(_form, words))))


def _anywhere(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words in a text in any case."""
    forms = "|".join(dict.fromkeys(map(_form, words)))
    return re.compile(rf"(?<![^\W\d_])(?:{forms})(?![^\W\d_])", re.IGNORECASE)
