"""Numbers of acts and scenes: in digits and in Roman numerals."""

from __future__ import annotations

import re

from tei_kit.tokenizer.families.plays.spelling import folded

ROMAN = re.compile(r"[IVXLivxl]+\Z")
NUMERAL = re.compile(r"[IVXL]{1,7}\.?")
# Ordinals in digits, without accents: "1a", "2ª", "3e", "4th".
COUNTED = re.compile(r"(?P<n>\d{1,2})(?:[aoeºªm]|r[ea]|er|eme|st|n?d|rd|th|da|te|ter|tes|ste)")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def count_of(word: str) -> int:
    """The value of a word in digits or Roman numerals; 0 for other words and for 1000 and more."""
    if word.isdecimal():
        return int(word) if len(word) < 4 else 0
    if word[:1].isdecimal() and (counted := COUNTED.fullmatch(word)):
        return int(counted["n"])
    if not ROMAN.match(word):
        return 0
    total = last = 0
    for letter in reversed(word):
        value = ROMAN_VALUES[letter]
        total += -value if value < last else value
        last = max(last, value)
    return total


def is_numeral(text: str) -> bool:
    """Whether a row is only a Roman number in capitals: "II", "IV."."""
    return NUMERAL.fullmatch(text) is not None


def value_of(numeral: str) -> int:
    """The value of a Roman numeral, with a stop or without."""
    return count_of(folded(numeral.rstrip(".")))
