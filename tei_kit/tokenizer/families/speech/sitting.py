"""Remarks on a sitting without brackets: it began, was suspended, or ended."""

from __future__ import annotations

import re

from tei_kit.tokenizer.families.speech.words import known

LONGEST = 280
# "10.15 a.m.", "10:04", "14 Uhr", "quinze heures", "3 o’clock", "5·11 pm".
TIME_OF_DAY = re.compile(
    r"""
    \b[0-9]{1,2} \s? (?: [.:·h,] \s? [0-9]{2} | [ap]\.?\s?m\b | uhr\b | hours?\b | heures?\b
                     | horas?\b | h\b | ore\b | uur\b | o['’]clock )
    | \b (?: heures? | horas? | o['’]clock | midnight | noon | midi | minuit | mediodía
           | mezzogiorno ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
TIME_ALONE = re.compile(
    r"[(\[]?[0-9]{1,2}\s?[.:·h]\s?[0-9]{1,2}\s?(?:[ap]\.?\s?m\.?|uhr|h|hrs?)?[.)\]]{0,2}",
    re.IGNORECASE,
)


def is_told(words: str) -> bool:
    """Whether a paragraph tells that the sitting opened or closed: `The House met at 2.30 p.m.`"""
    if len(words) > LONGEST or ":" in words[:-1].partition(" ")[0]:
        return False
    lexicon = known()
    if lexicon.sitting.search(words) is None or lexicon.sitting_acts.search(words) is None:
        return False
    return TIME_OF_DAY.search(words) is not None


def is_time(words: str) -> bool:
    """Whether a paragraph is nothing but a time of day: `5·11 pm`."""
    return len(words) < 16 and TIME_ALONE.fullmatch(words) is not None
