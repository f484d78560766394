"""The words for parts, acts, scenes and their like in all languages we have words for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tei_kit.record import record
from tei_kit.settings import language as languages
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.plays.spelling import folded


@record
class DivisionWords:
    """The words without accents and capitals; `named` gives the @type of a division, `numbers` has
    ordinals.
    """

    part: frozenset[str]
    act: frozenset[str]
    scene: frozenset[str]
    named: dict[str, str]  # prologue, epilogue … -> @type
    numbers: dict[str, int]


@cache
def division_words() -> DivisionWords:
    """The words of all languages together."""
    known = [languages.load(code) for code in languages.codes()]
    named: dict[str, str] = {}
    for each in known:
        named.update(dict.fromkeys(map(folded, each.prologue), "prologue"))
        named.update(dict.fromkeys(map(folded, each.epilogue), "epilogue"))
        named.update(dict.fromkeys(map(folded, each.interlude), "interlude"))
    named["induction"] = "induction"
    numbers: dict[str, int] = {}
    for each in known:
        for words in each.ordinals:
            numbers.update(dict.fromkeys(folded(words).split(), 0))
    part, act, scene = (frozenset(of_all(known, key)) for key in ("part", "act", "scene"))
    return DivisionWords(part, act, scene, named, numbers)


def of_all(known: Iterable[Language], key: str) -> list[str]:
    """The words of a key of the files of some languages."""
    return [folded(word) for each in known for word in getattr(each, key)]
