"""Heads: the words of a label before its brackets and its comma.

A head has names, titles, functions and small words between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tei_kit.record import record
from tei_kit.tokenizer.families.small_words import articles, conjunctions
from tei_kit.tokenizer.families.speech.words import known, offices_of, small

LONGEST_PERSON = 8  # words of a name
INITIALS = 2  # letters of a label of initials that may also be a small word
JOINERS = "/&+"  # signs between the names of several persons


@record
class Head:
    """The parts of a head, as in `Label`."""

    kinds: str = ""
    name: Sequence[str] = ()
    titles: Sequence[str] = ()
    is_capital: bool = False


@lru_cache(maxsize=4096)
def head_of(head: str) -> Head:
    """The parts of a head; empty if the words name nobody."""
    kinds: list[str] = []
    name: list[str] = []
    titles: list[str] = []
    leading = True
    capitals = letters = 0
    words = head.split()
    for at, word in enumerate(words):
        bare = word.strip(".,")
        if bare.isdigit() and at + 1 < len(words):
            continue  # the number of the speech: "Anf. 12 ADA VAL"
        kind = kind_of(bare)
        folded = bare.casefold()
        if word in JOINERS:
            continue
        if len(bare) == 1 and (len(words) == 1 or (word.endswith(".") and kind != "t")):
            kind = "n"  # an initial; or "I:" and "R:" for interviewer and respondent
        if kind == "s" and len(words) == 1 and len(bare) == INITIALS and bare.isupper():
            kind = "n"  # "AV:"; "av" is also a small word of Norwegian
        if leading and kind == "n" and folded in known().groups and word[-1] != ".":
            kind = "g"
        if leading and kind in "atfg":
            if not kinds or kinds[-1] != kind:
                kinds.append(kind)
            if folded in known().titles:
                titles.append(folded)
            continue
        if kind == "t" and word.endswith(".") and len(bare) <= 4:
            titles.append(folded)
            continue
        if kind == "s" and leading and kinds and kinds[-1] == "f" and folded in offices_of():
            # The field of a function: it does not name a person.
            return Head("".join(kinds), (), tuple(titles), head.isupper())
        if folded in conjunctions() and not kinds and leading and _begins_function(words[at + 1 :]):
            continue  # "Y Llywydd": the Welsh article is a conjunction in another language
        leading = False
        if kind == "s":
            continue
        if kind == "f" and not name:
            continue
        if kind == "f" and word.isupper():
            kinds.append("f")  # "TOWN CLERK", "CITY MANAGER VALE"
        name.append(folded)
        if len(bare) > 2 and not bare[0].isdigit():
            letters += 1
            capitals += bare.replace("Mc", "").replace("Mac", "").isupper()
    if name:
        kinds.append("n")
    elif not any(kind in "fgt" for kind in kinds):
        return Head()
    if len(name) > LONGEST_PERSON:
        return Head()
    capital = capitals > 0 and capitals * 2 >= letters if letters else head.isupper()
    return Head("".join(kinds), tuple(name), tuple(titles), capital)


def _begins_function(words: Sequence[str]) -> bool:
    """Whether the first of some words is a function or a title: "Llywydd"."""
    return bool(words) and kind_of(words[0].strip(".,")) in "ft"


@lru_cache(maxsize=8192)
def kind_of(word: str) -> str:
    """The kind of a word of a label: `f` function, `t` title, `a` article, `s` small word or `n`
    name.
    """
    folded = word.casefold().rstrip(".")
    words = known()
    if folded in words.functions:
        return "f"
    if folded in words.titles:
        return "t"
    if folded in articles():
        return "a"
    if folded in small():
        return "s"
    return "n"


@lru_cache(maxsize=8192)
def is_small(word: str) -> bool:
    """Whether a word in lower case may be part of a label."""
    folded = word.casefold()
    if folded in small() or folded in articles():
        return True
    return kind_of(word) in "tf" or folded[:2] in ("d'", "d’", "l'", "l’")
