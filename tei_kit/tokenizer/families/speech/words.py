"""Words: what the labels and directions of all the languages we know are made of.

A debate may be in several languages and its labels in another than its speeches. So labels are
read with the words of all languages; only the words that name a matter are those of the text's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from tei_kit.settings import language as languages
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.speech.forms import Forms, forms_of


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
def conjunctions() -> frozenset[str]:
    """And, und, et …"""
    return frozenset(languages.of_any("conjunctions"))


@cache
def offices_of() -> frozenset[str]:
    """Words between a function and its field."""
    return frozenset(languages.of_any("offices_of"))


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations in names, without their last stop."""
    return frozenset(languages.of_any("abbreviations"))


class Words:
    """The words of some languages; forms are made when they are first asked for."""

    def __init__(self, every: Sequence[Language]) -> None:
        self._every = every
        self.titles = frozenset(w for each in every for w in each.titles)
        self.women = frozenset(w for each in every for w in each.women)
        self.groups = frozenset(w for each in every for w in each.groups)
        self.told = frozenset(w for each in every for w in each.told)

    @cached_property
    def functions(self) -> Forms:
        return forms_of(w for each in self._every for w in each.functions)

    @cached_property
    def chair(self) -> Forms:
        return forms_of(w for each in self._every for w in each.chair)

    @cached_property
    def interview(self) -> Forms:
        return forms_of(w for each in self._every for w in each.interview)

    @cached_property
    def reactions(self) -> Forms:
        return forms_of(w for each in self._every for w in each.reactions)

    @cached_property
    def sitting(self) -> Forms:
        return forms_of(w for each in self._every for w in each.sitting)

    @cached_property
    def sitting_acts(self) -> Forms:
        return forms_of(w for each in self._every for w in each.sitting_acts)

    @cached_property
    def oaths(self) -> Forms:
        return forms_of(w for each in self._every for w in each.oaths)


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
