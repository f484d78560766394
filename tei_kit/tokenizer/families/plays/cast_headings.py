"""Headings of casts: "Dramatis Personae", "Personen des Stücks"."""

from __future__ import annotations

import re
from functools import cache

from tei_kit.tokenizer.families.plays import names
from tei_kit.tokenizer.families.plays.division_words import of_all
from tei_kit.tokenizer.families.plays.spelling import MARKS, NOTE_MARK, WORD, despaced, folded

# The space between the headings of two columns.
COLUMNS = re.compile(r"[ \u00a0]{4,}|\t+")
# Words of the heading of a cast at the most; and of a heading in capitals, or with a colon.
MOST_WORDS, MOST_CAPITAL = 4, 6


@cache
def _cast_words() -> frozenset[str]:
    """The headings of casts in all languages, folded."""
    return frozenset(" ".join(WORD.findall(word)) for word in of_all("cast"))


@cache
def cast_beginnings() -> frozenset[str]:
    """The first words of the headings of casts."""
    return frozenset(words.partition(" ")[0] for words in _cast_words())


def begins_cast(text: str) -> bool:
    """Whether a row is the heading of a cast: "Dramatis Personae", "Personen des Stücks"."""
    text = COLUMNS.split(text.strip(), maxsplit=1)[0]  # "PERSONNAGES.          ACTEURS."
    if len(text) > 60:
        return False
    word = WORD.search(text)
    if word is None:
        return False
    known = cast_beginnings()
    first = folded(word[0])
    if first not in known and len(first) > 1:
        after = WORD.search(text, word.end()) if first in names.definite() else None
        if after is None or folded(after[0]) not in known:
            return False
    bare = despaced(NOTE_MARK.sub("", text).strip(MARKS + " "))
    found = WORD.findall(folded(bare))
    if " ".join(found) in _cast_words():
        return True
    if found[:1] and found[0] in names.definite():
        del found[0]
    inside = bare.rstrip(".:")
    most = MOST_CAPITAL if bare.isupper() or bare.endswith(":") else MOST_WORDS
    return (
        " ".join(found[:1]) in _cast_words()
        and 1 < len(found) <= most
        and bare[0].isupper()
        and not any(sign in inside for sign in ".,:;!?")
    )
