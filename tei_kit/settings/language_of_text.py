"""The language of a text: that whose commonest words, and whose letters, the text has.

A word of a text speaks for each language that has it among its commonest words. A letter speaks for
the language that alone has it, and against each language that does not write it: `ї` is Ukrainian
and never Russian. A short text is in a language only where the next likely one falls well behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt

from tei_kit.record import record
from tei_kit.settings import at_hand
from tei_kit.settings.language import FIRST, codes, common_words

WORD = re.compile(r"[^\W\d_]+")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# All first bytes, in UTF-8, of characters below those of the scripts that part no words.
BELOW_CHARACTERS = bytes(range(0xE3))
# Dashes, quotation marks and bullets in UTF-8, from U+2010 to U+2027.
TYPOGRAPHIC = re.compile(rb"\xe2\x80[\x90-\xa7]")
# The number of words of a text that decide on its language.
SAMPLE = 1500
SAMPLE_LENGTH = 12 * SAMPLE  # characters that are looked at for them
# A table by which each letter of ASCII becomes a small one, and its other characters become spaces.
TO_WORDS = bytes(
    n if n >= 128 else ord(chr(n).lower()) if chr(n).isalpha() else 32 for n in range(256)
)
# The share of the words that have to speak for a language, and the fewest of them.
LEAST_SHARE, LEAST_WORDS = 0.12, 2
# The share that no other language's words reach in the language that is asked for first.
SURE_SHARE = 0.35
# The weights of a letter that a language does not write, and of a letter that only it writes.
STRANGE, OWN = 1.0, 1.0
MOST_OWN = 0.5  # letters of a language alone count at most as this share of the words
# A script belongs to the best language, or to the best two (Hebrew and Yiddish), where the language
# after these two lacks the text's letters: at least half a letter for each word.
ALONE, ALIKE = 0.5, 2
# The lead over the next language, in roots of the two scores; for texts of a few lines.
LEAD = 1.0
# Letters that all languages take from others in names and foreign words: no evidence.
BORROWED = frozenset("ªºµ")


def recognize(text: str) -> str:
    """The code of the language of a text; "" when no language is certain."""
    sample = text[:SAMPLE_LENGTH]
    words = _words(sample)
    if not words:
        return ""
    if sum(map(common_words(FIRST).__contains__, words)) >= SURE_SHARE * len(words):
        return FIRST
    scores = _spoken_by_words(Counter(words))
    if not sample.isascii():
        letters = Counter(filter(str.isalpha, BEYOND_ASCII.findall(sample.casefold())))
        for code, spoken in _spoken_by_letters(letters, MOST_OWN * len(words)).items():
            scores[code] += spoken
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best, second = scores[ranked[0]], max(0, scores[ranked[1]])
    is_alone = scores[ranked[ALIKE]] <= -ALONE * len(words)
    if best < (LEAST_WORDS if is_alone else max(LEAST_WORDS, LEAST_SHARE * len(words))):
        return ""
    return ranked[0] if best - second >= LEAD * sqrt(best + second) / 2 else ""


def words_of(sample: str, most: int = SAMPLE) -> Sequence[str]:
    """The words of a sample, in small letters; those with signs beyond ASCII come last.

    Only the first `most` stretches between white space and signs are looked at.
    """
    encoded = sample.encode(errors="surrogatepass")
    spaced = TYPOGRAPHIC.sub(b" ", encoded).translate(TO_WORDS)
    words = spaced.decode(errors="surrogatepass").split()[:most]
    if spaced.isascii():
        return words
    words = [word if word.isascii() else word.casefold() for word in words]
    plain = list(filter(str.isalpha, words))
    if len(plain) < len(words):
        plain += WORD.findall(" ".join([word for word in words if not word.isalpha()]))
    return plain


def _words(sample: str) -> Sequence[str]:
    """The first words of a sample, and the characters of scripts that part no words."""
    plain = words_of(sample)
    if not sample.encode(errors="surrogatepass").translate(None, BELOW_CHARACTERS):
        return plain  # nearly all texts: the expression takes long to compile
    character = _character()
    if character.search(sample) is None:
        return plain
    return [word for word in plain if not character.search(word)] + character.findall(sample)


@cache
def _character() -> re.Pattern[str]:
    """A character of a script that parts no words, which counts as a word: `国`, `の`."""
    return re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def _spoken_by_words(counts: Mapping[str, int]) -> dict[str, float]:
    """The number of words of a text that each language has among its commonest words."""
    languages = _languages_of_words()
    scores = dict.fromkeys(codes(), 0.0)
    for word in languages.keys() & counts.keys():
        for code in languages[word]:
            scores[code] += counts[word]
    return scores


@cache
def _languages_of_words() -> Mapping[str, Sequence[str]]:
    """The codes of the languages that have a word among their commonest ones."""
    found: dict[str, list[str]] = {}
    for code in codes():
        for word in common_words(code):
            found.setdefault(word, []).append(code)
    return found


def _spoken_by_letters(counts: Mapping[str, int], most: float) -> Mapping[str, float]:
    """The weight of a text's letters for each language; a negative one is against it."""
    written: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for sign, count in counts.items():
        codes_of_sign = _written_in(sign)
        if sign not in BORROWED:
            written.update(dict.fromkeys(codes_of_sign, count))
        if len(codes_of_sign) == 1:
            own[codes_of_sign[0]] += count
    all_signs = sum(count for sign, count in counts.items() if sign not in BORROWED)
    return {
        code: min(most, OWN * own[code]) - STRANGE * (all_signs - written[code]) for code in codes()
    }


@lru_cache(maxsize=4096)
def _written_in(sign: str) -> Sequence[str]:
    """The codes of the languages that write a letter beyond those of English."""
    return [
        code
        for code, letters in _letters().items()
        if sign in letters.alone or any(first <= sign <= last for first, last in letters.spans)
    ]


@record
class _Letters:
    """The letters of a language, each alone, and from a first one to a last one: `а-я`."""

    alone: frozenset[str]
    spans: Sequence[tuple[str, str]]


@cache
def _letters() -> Mapping[str, _Letters]:
    """The letters of each language beyond those of English."""
    entries = {code: at_hand.LETTERS.get(code, "").split() for code in codes()}
    return {
        code: _Letters(
            frozenset("".join(each for each in letters if not _is_span(each))),
            [(each[0], each[-1]) for each in letters if _is_span(each)],
        )
        for code, letters in entries.items()
    }


def _is_span(entry: str) -> bool:
    return len(entry) == len("a-z") and entry[1] == "-"
