"""Remarks on a sitting without brackets: it began, was suspended, or ended."""

from __future__ import annotations

import re

from tei_kit.settings.language import alternatives, of_any
from tei_kit.tokenizer.families.speech.words import known

LONGEST = 280
_HOURS = alternatives(of_any("hours"))
# "10.15 a.m.", "10:04", "14 Uhr", "quinze heures", "3 o’clock", "5·11 pm".
TIME_OF_DAY = re.compile(
    rf"""
    \b[0-9]{{1,2}} \s? (?: [.:·h,] \s? [0-9]{{2}} | [ap]\.?\s?m\b | h\b | (?:{_HOURS})\b )
    | \b (?: {_HOURS} | {alternatives(of_any("times"))} ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
TIME_ALONE = re.compile(
    rf"[(\[]?[0-9]{{1,2}}\s?[.:·h]\s?[0-9]{{1,2}}\s?(?:[ap]\.?\s?m\.?|h|hrs?|{_HOURS})?[.)\]]{{0,2}}",
    re.IGNORECASE,
)


def is_told(words: str) -> bool:
    """Whether a paragraph says that a sitting opened or closed: `The House met at 2.30 p.m.`"""
    if len(words) > LONGEST or ":" in words[:-1].partition(" ")[0]:
        return False
    lexicon = known()
    if not lexicon.sitting.are_in(words) or not lexicon.sitting_acts.are_in(words):
        return False
    return TIME_OF_DAY.search(words) is not None


def is_time(words: str) -> bool:
    """Whether a paragraph is only a time of day: `5·11 pm`."""
    return len(words) < 16 and TIME_ALONE.fullmatch(words) is not None
