"""Chance: numbers that look like the marks of notes, but are something else.

Places of arrays (`A[1], A[2]`), names of files and options (`sr0`, `-p1`, `<commit2>`), versions
(`5.3.1`) and years may by chance come in the order of the labels of a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tei_kit.layout.notes.facts import Candidate, FoundReference

# With fewer references than this, all must be code; else half of them are enough.
LEAST = 3
# "gcc/m", "<commit", "-p", "uint6" before "_t", "5.3.", "0x0", "800-292-926".
CODE = re.compile(
    r"""
    \S* [/\\_<>=|&$@{}\#^~] \S*
    | -+ \w* | 0x \w* | [(v]? \d+ (?: (?: [.-] \d+ )+ [.-] | (?: [.-] \d+ ){2,} )
    """,
    re.VERBOSE,
)
# ">", "_t", "-byte"; not "--and".
AFTER_CODE = re.compile(r"[<>_=@/\\]|-(?=\w)")
WORD_BEFORE = re.compile(r"\S*\Z")
LONGEST_WORD = 40
EMPHASIS = "_*="  # signs of another print around words
# The range of years: labels that are all years are not numbers of notes.
FIRST_YEAR, LAST_YEAR = 1500, 2100


def is_chance(
    text: str, candidates: Sequence[Candidate], references: Sequence[FoundReference]
) -> bool:
    """Whether most references are marks by chance: code, places of arrays, or years.

    With few references, all have to be code.
    """
    if _are_years(candidates):
        return True
    words = [_word_before(text, each.start) for each in references]
    code = sum(_is_code(text, word, each) for word, each in zip(words, references, strict=True))
    if len(references) < LEAST:
        return 0 < code == len(references)
    arrays = Counter(word for word in words if word.isupper())
    places = sum(count for count in arrays.values() if count > 1)
    return code * 2 >= len(references) or places * 2 > len(references)


def _is_code(text: str, word: str, reference: FoundReference) -> bool:
    """Whether a number belongs to a name, a version, or a section of a law: `1109(1)`."""
    if AFTER_CODE.match(text, reference.end) or CODE.fullmatch(word):
        return True
    is_section = text[reference.start] == "(" and word.isdecimal()
    return is_section and not FIRST_YEAR <= int(word) <= LAST_YEAR


def _are_years(candidates: Sequence[Candidate]) -> bool:
    numbers = [int(each.n) for each in candidates if each.n.isdecimal()]
    return bool(numbers) and all(FIRST_YEAR <= n <= LAST_YEAR for n in numbers)


def _word_before(text: str, at: int) -> str:
    match = WORD_BEFORE.search(text, max(0, at - LONGEST_WORD), at)
    return match[0].strip(EMPHASIS) if match else ""
