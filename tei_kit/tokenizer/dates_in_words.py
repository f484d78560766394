"""Dates as datelines and headings print them, in the months of a language, and as ISO 8601.

"3. März 1971", "le 3 mai 1854", "3 de mayo", "Sept. 3d, 1970", "May 31st", "9/V 22", "1971-03-03".
A date says no more than the print: a year of two digits has no century, and a day and a month
without a year have no `when`.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from tei_kit.record import record
from tei_kit.settings.language import Language

_DAY = r"""
    (?P<day{0}>[0-3]?[0-9]|premier|primero|primo|ersten|erster|first)
    (?: (?:st|nd|rd|th|d|er|re|e|ten|sten|ste|ter|tes|de|º|ª|o)\b\.? | \. )?
"""
_YEAR = r"""
    (?: [\[(<〈][ ]?(?P<year{0}>1[0-9]{{3}}|20[0-9]{{2}})[ ]?\??[\])>〉]
      | (?P<yearly{0}>1[0-9]{{3}}|20[0-9]{{2}})(?![0-9]) )
"""
_SHORT = r"(?:'|’)?(?P<short{0}>[0-9]{{2,3}})(?![0-9\w])"
_OF = r"(?:of|de|del|du|den|der|d['’]|dell['’]|jour[ ]de|i|tes|days?[ ]of)?"
# Signs and words between a month and its year: a weekday in brackets, a comma.
_BEFORE_YEAR = r"[\s.,]*(?:[\[(〈][^\W\d_]+[\])〉][\s.,]*)?(?:(?:de|del|of|anno|a\.)[ ])?"
_ROMAN = r"(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})"
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@record
class FoundDate:
    """A date as printed, `text[start:end]`; `when` is ISO 8601, "" where it cannot be said."""

    start: int
    end: int
    when: str


@cache
def _numbers(language: Language) -> dict[str, int]:
    """The number of each month, by its words in lower case."""
    result: dict[str, int] = {}
    for at, word in enumerate(language.months):
        result.setdefault(word.casefold().rstrip("."), at % 12 + 1)
    return result


@cache
def _expression(language: Language) -> re.Pattern[str]:
    words = sorted(_numbers(language), key=len, reverse=True)
    months = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(
        rf"""
        (?<![\w-])(?P<year0>1[0-9]{{3}}|20[0-9]{{2}})-(?P<number0>[01][0-9])-(?P<day0>[0-3][0-9])(?![\w-])
      | (?<![\w.]) {_DAY.format(1)} [ ]* {_OF} [ ]* (?P<month1>{months})\b\.?
            (?: {_BEFORE_YEAR} (?: {_YEAR.format(1)} | {_SHORT.format(1)} ) )?
      | (?<!\w)(?P<month2>{months})\b\.? [ ]? {_DAY.format(2)} (?![0-9])
            (?: [\s.,]* (?: {_YEAR.format(2)} | {_SHORT.format(2)} ) )?
      | (?<!\w)(?P<month3>{months})\b\.? {_BEFORE_YEAR} {_YEAR.format(3)}
      | (?<![\w./])(?P<day4>[0-3]?[0-9]) [ ]?[./][ ]? (?P<number4>1[0-2]|0?[1-9]|{_ROMAN})
            (?:
                (?: [ ]?[./][ ]?|[ ] ) (?: {_YEAR.format(4)} | {_SHORT.format(4)} )
              | \.(?![\w]|[ ]?[0-9])
              | (?<=/[0-9])(?![\w/]) | (?<=/[0-9][0-9])(?![\w/])
            )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def find(text: str, start: int, end: int, language: Language) -> list[FoundDate]:
    """The dates in `text[start:end]`."""
    return [
        FoundDate(match.start(), match.end(), _when(match, language))
        for match in _expression(language).finditer(text, start, end)
    ]


def _when(match: re.Match[str], language: Language) -> str:
    groups = match.groupdict()
    year = next((v for k, v in groups.items() if v and k.startswith("year")), "")
    day = next((v for k, v in groups.items() if v and k.startswith("day")), "")
    word = next((v for k, v in groups.items() if v and k.startswith("month")), "")
    number = next((v for k, v in groups.items() if v and k.startswith("number")), "")
    if not year:
        return ""
    month = _numbers(language)[word.casefold().rstrip(".")] if word else _number(number)
    if not day:
        return f"{year}-{month:02}"
    try:
        return datetime.date(int(year), month, int(day) if day.isdecimal() else 1).isoformat()
    except ValueError:
        return ""


def _number(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return ROMAN_MONTHS.index(printed.upper()) + 1
