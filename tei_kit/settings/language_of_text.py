"""The language of a text: that whose commonest words, and whose letters, the text has.

A word of a text speaks for each language that has it among its commonest words. A letter speaks for
the language that alone has it, and against each language that does not write it: `ї` is Ukrainian
and never Russian. A short text is in a language only where the next likely one falls well behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt

from tei_kit.settings import at_hand
from tei_kit.settings.language import FIRST, codes, common_words

WORD = re.compile(r"[^\W\d_]+")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
FIRST_CHARACTER = "\u3041"  # of the scripts that part no words
# How many words of a text decide on its language.
SAMPLE = 1500
SAMPLE_LENGTH = 12 * SAMPLE  # characters that are looked at for them
# A table by which each byte of ASCII that is no letter becomes a space.
TO_SPACES = bytes(n if n >= 128 or chr(n).isalpha() else 32 for n in range(256))
# The share of the words that have to speak for a language, and the fewest of them.
LEAST_SHARE, LEAST_WORDS = 0.12, 2
# The share that no other language's words reach in the language that is asked for first.
SURE_SHARE = 0.35
# What a letter counts that a language does not write, and one that no other language writes.
STRANGE, OWN = 1.0, 1.0
MOST_OWN = 0.5  # of the words: what own letters speak for a language at the most
# A language is alone in its script, or with one other (Hebrew and Yiddish), where the one after
# them does not write half a letter of each word.
ALONE, ALIKE = 0.5, 2
# The lead over the next language, in roots of what speaks for the two: of texts of a few lines.
LEAD = 1.0
# Letters that all languages take from others in names and foreign words: no evidence.
BORROWED = frozenset("ªºµ")


def recognize(text: str) -> str:
    """The code of the language of a text; "" when no language is certain."""
    sample = text[:SAMPLE_LENGTH].casefold()
    words = _words(sample)
    if not words:
        return ""
    if sum(map(common_words(FIRST).__contains__, words)) >= SURE_SHARE * len(words):
        return FIRST
    counts = Counter(words)
    scores = {code: _share(counts, code) for code in codes()}
    if not sample.isascii():
        letters = Counter(filter(str.isalpha, BEYOND_ASCII.findall(sample)))
        for code in scores:
            scores[code] += _spoken_by_letters(letters, code, MOST_OWN * len(words))
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best, second = scores[ranked[0]], max(0, scores[ranked[1]])
    is_alone = scores[ranked[ALIKE]] <= -ALONE * len(words)
    if best < (LEAST_WORDS if is_alone else max(LEAST_WORDS, LEAST_SHARE * len(words))):
        return ""
    return ranked[0] if best - second >= LEAD * sqrt(best + second) / 2 else ""


def _words(sample: str) -> Sequence[str]:
    """The first words of a sample; those with signs beyond ASCII come last."""
    spaced = sample.encode(errors="surrogatepass").translate(TO_SPACES)
    words = spaced.decode(errors="surrogatepass").split()[:SAMPLE]
    if sample.isascii():
        return words
    plain = list(filter(str.isalpha, words))
    if len(plain) < len(words):
        plain += WORD.findall(" ".join([word for word in words if not word.isalpha()]))
    if max(set(sample)) < FIRST_CHARACTER:  # as nearly all: the expression takes long to compile
        return plain
    character = _character()
    if character.search(sample) is None:
        return plain
    return [word for word in plain if not character.search(word)] + character.findall(sample)


@cache
def _character() -> re.Pattern[str]:
    """A character of a script that parts no words, which counts as a word: `国`, `の`."""
    return re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def _share(counts: Mapping[str, int], code: str) -> float:
    """How many words are among the commonest of a language, each as often as it is said."""
    return sum(counts[word] for word in common_words(code) if word in counts)


def _spoken_by_letters(counts: Mapping[str, int], code: str, most: float) -> float:
    """How much the letters of a text speak for a language, or against it."""
    written, only = _written()[code], _own()[code]
    own = sum(count for sign, count in counts.items() if sign in only)
    strange = sum(
        count for sign, count in counts.items() if sign not in written and sign not in BORROWED
    )
    return min(most, OWN * own) - STRANGE * strange


@cache
def _written() -> Mapping[str, frozenset[str]]:
    """The letters of each language beyond those of English."""
    return {code: _spread(at_hand.LETTERS.get(code, "")) for code in codes()}


@cache
def _own() -> Mapping[str, frozenset[str]]:
    """Those of the letters of each language that no other language has."""
    counts = Counter(sign for signs in _written().values() for sign in signs)
    return {
        code: frozenset(sign for sign in signs if counts[sign] == 1)
        for code, signs in _written().items()
    }


def _spread(letters: str) -> frozenset[str]:
    """The letters of an entry in which `а-я` stands for all letters from the first to the last."""
    found: set[str] = set()
    for entry in letters.split():
        if len(entry) == len("a-z") and entry[1] == "-":
            found.update(map(chr, range(ord(entry[0]), ord(entry[2]) + 1)))
        else:
            found.update(entry)
    return frozenset(found)
