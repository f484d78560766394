"""Endings: rows that say that a play ends, and headings of the matter after it."""

from __future__ import annotations

from functools import cache, lru_cache

from tei_kit.tokenizer.families.plays import names
from tei_kit.tokenizer.families.plays.division_words import division_words, of_all
from tei_kit.tokenizer.families.plays.spelling import MARKS, WORD, despaced, folded

MOST_OF_END = 5  # words of "FIN DE LA COMEDIA"


@cache
def _back_matter() -> frozenset[str]:
    """The headings of notes and other matter after a play, folded."""
    return frozenset(" ".join(WORD.findall(word)) for word in of_all("back_matter"))


@lru_cache(maxsize=8192)
def is_note(name: str) -> bool:
    """Whether a name is the word for notes: "Note: in the edition of 1645 …"."""
    said = " ".join(WORD.findall(folded(name.replace("'", "").replace("’", ""))))
    return said in _back_matter() or f"{said}s" in _back_matter()


def begins_back_matter(text: str) -> bool:
    """Whether a row is the heading of matter after a play: "NOTES", "FOOTNOTES:"."""
    if len(text) > 40:
        return False
    return " ".join(WORD.findall(folded(despaced(text.strip(MARKS + " "))))) in _back_matter()


@cache
def ends_of_plays() -> frozenset[str]:
    """The words that stand at the end of plays: "finis", "the end"."""
    return frozenset(" ".join(WORD.findall(word)) for word in of_all("end"))


@cache
def end_words() -> frozenset[str]:
    """The first words of rows that say that a play ends, without "the"."""
    return frozenset(word.partition(" ")[0] for word in ends_of_plays() if word != "the end") - {
        "the"
    }


def is_end(text: str) -> bool:
    """Whether a row says that a play or an act ends: "FINIS.", "Ende des ersten Akts"."""
    if len(text) > 60:
        return False
    found = WORD.findall(folded(text.strip(MARKS + " ")))
    if not found or len(found) > 6:
        return False
    if " ".join(found) in ends_of_plays():
        return True
    words = division_words()
    if found[0] not in end_words():
        return False
    if any(word in words.act or word in words.scene for word in found[1:]):
        return True
    # "FIN DE LA COMEDIA", "Ende des Stücks"
    return len(found) > 2 and found[1] in names.small() and len(found) <= MOST_OF_END
