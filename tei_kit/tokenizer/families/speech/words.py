"""The words of labels and directions in all known languages.

A debate may have several languages, and its labels may be in another language than its speeches. So
labels are read with the words of all languages. Only the words that name a matter come from the
language of the text (and from English).
"""

from __future__ import annotations

from functools import cache, cached_property

from tei_kit.settings import language as languages
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.speech.forms import Forms, forms_of


@cache
def small() -> frozenset[str]:
    """Small words inside names and functions."""
    keys = ("particles", "conjunctions", "offices_of", "prepositions")
    return frozenset(word for key in keys for word in languages.of_any(key))


@cache
def offices_of() -> frozenset[str]:
    """Words between an office and its field."""
    return frozenset(languages.of_any("offices_of"))


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations in names, without their last stop."""
    return frozenset(languages.of_any("abbreviations"))


class Words:
    """The words of all languages; each kind of forms is built when it is first used."""

    def __init__(self) -> None:
        self.titles = frozenset(languages.of_any("titles"))
        self.women = frozenset(languages.of_any("women"))
        self.groups = frozenset(languages.of_any("groups"))
        self.told = frozenset(languages.of_any("told"))

    @cached_property
    def functions(self) -> Forms:
        return forms_of(languages.of_any("functions"))

    @cached_property
    def chair(self) -> Forms:
        return forms_of(languages.of_any("chair"))

    @cached_property
    def interview(self) -> Forms:
        return forms_of(languages.of_any("interview"))

    @cached_property
    def reactions(self) -> Forms:
        return forms_of(languages.of_any("reactions"))

    @cached_property
    def sitting(self) -> Forms:
        return forms_of(languages.of_any("sitting"))

    @cached_property
    def sitting_acts(self) -> Forms:
        return forms_of(languages.of_any("sitting_acts"))

    @cached_property
    def oaths(self) -> Forms:
        return forms_of(languages.of_any("oaths"))


@cache
def months() -> frozenset[str]:
    """The names of months in all languages, in lower case and without a stop."""
    return frozenset(month.casefold().rstrip(".") for month in languages.of_any("months"))


@cache
def known() -> Words:
    """The words of all languages, built once."""
    return Words()


@cache
def matters(language: Language) -> frozenset[str]:
    """The words of a language, and of English, that stand before a colon but name no speaker."""
    return frozenset((*language.not_speakers, *languages.load("en").not_speakers))
