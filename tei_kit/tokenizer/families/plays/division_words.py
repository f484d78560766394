"""The words for parts, acts, scenes and the like in all languages that we have words for."""

from __future__ import annotations

from functools import cache

from tei_kit.record import record
from tei_kit.settings import language as languages
from tei_kit.tokenizer.families.plays.spelling import folded


@record
class DivisionWords:
    """The words without accents and capitals.

    `named` maps the word for a division to its @type; `numbers` are the words of ordinals.
    """

    part: frozenset[str]
    act: frozenset[str]
    scene: frozenset[str]
    named: dict[str, str]  # prologue, epilogue … -> @type
    numbers: frozenset[str]


@cache
def division_words() -> DivisionWords:
    """The words of all languages together."""
    named: dict[str, str] = {}
    for kind in ("prologue", "epilogue", "interlude"):
        named.update(dict.fromkeys(of_all(kind), kind))
    named["induction"] = "induction"
    numbers = frozenset(word for words in of_all("ordinals") for word in words.split())
    part, act, scene = (frozenset(of_all(key)) for key in ("part", "act", "scene"))
    return DivisionWords(part, act, scene, named, numbers)


def of_all(key: str) -> list[str]:
    """The words of a key in all languages, without accents and capitals."""
    return [folded(word) for word in languages.of_any(key)]
