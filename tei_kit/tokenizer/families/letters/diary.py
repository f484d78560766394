"""Diaries: the days of entries, on lines of their own or at the beginnings of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from tei_kit.record import record
from tei_kit.settings.language import Language, alternatives, of_any
from tei_kit.tokenizer import dates_in_words
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.pieces.words import words_of

LONGEST_DAY = 60  # characters of a line that is a day, with its place
FEWEST_RUN_IN = 5  # paragraphs that begin with a day
FEWEST_FULL = 3  # if a day has a weekday or a year, and half of the paragraphs begin with days
LAST_DAY = 31
FULL_DATE = len("1971-03-03")
DAYS_APART = 4
MONTH_END = 26
NOVEMBER = 11
LEAST_LAST_DAY = 4  # numbers up to this may be those of numbered paragraphs
DIGIT = re.compile(r"[0-9]")
# A day that runs into its entry: "2d.  Drank at", "February 1st.--In the", "3. Mai. Vormittags",
# "Jan. 1. Sunday. Cold".
RUN_IN_DAY = re.compile(
    r"""
    (?:
        (?: (?P<month>[^\W\d_]{3,10})\.?[ ]+ )?
        (?P<day>[0-3]?[0-9])
        (?: (?:st|nd|rd|th|d|de)\b\.?,? | \.(?=[ ]{2}) | \.[ ]*[-–—] | (?=\.?[ ]?--) )
      | (?P<first>[0-3]?[0-9])\.?[ ](?P<named>[^\W\d_]{3,10})\.
      | (?P<before>[^\W\d_]{3,10})\.?[ ]+(?P<then>[0-3]?[0-9])[.,:]
    )
    (?: [ ]*\([^()]{3,40}\)\.? )?
    (?: \s+ | \.?[ ]?(?:--|[—–])[ ]? )
    (?=[^\W\d_a-z])
    """,
    re.VERBOSE,
)


@record
class Day:
    """A day of the month that heads an entry, and the number of its month, or 0 without a month.

    `is_full` says whether it has its weekday or its year.
    """

    day: int
    month: int = 0
    is_full: bool = False


NO_DAY = Day(0)


def is_day(line: str, language: Language) -> bool:
    """Whether a line is only a date, perhaps with its weekday or a part of the day."""
    if len(line) > LONGEST_DAY:
        return False
    found = dates_in_words.in_line(line, language)
    if len(found) != 1:
        return False
    rest = words_of(line[: found[0].start] + " " + line[found[0].end :])
    days = {*language.weekdays, *language.day_parts, *of_any("before_days")}
    return all(word.casefold() in days for word in rest)


def is_full_day(line: str, language: Language) -> bool:
    """Whether a line is only a day and a month, with its weekday or its year."""
    if not (8 <= len(line) <= LONGEST_DAY) or not any(map(str.isdigit, line)):
        return False
    if not is_day(line, language):
        return False
    found = dates_in_words.in_line(line, language)[0]
    days = {word.casefold() for word in words_of(line)} & set(language.weekdays)
    return found.day > 0 and found.month > 0 and (bool(days) or len(found.when) == FULL_DATE)


def plain_day(line: str, language: Language) -> Day:
    """The day of a line that is only a date and ends with a figure or a stop; else `NO_DAY`."""
    if not line[-1:].isdigit() and not line.endswith("."):
        return NO_DAY
    has_word = any(map(str.isalpha, line)) and any(map(str.isdigit, line))
    if not has_word or not is_day(line, language):
        return NO_DAY
    found = dates_in_words.in_line(line, language)[0]
    return Day(found.day, found.month)


def placed_day(line: str, language: Language) -> Day:
    """The day of a line that is a place and a day; `NO_DAY` for other lines."""
    if len(line) > LONGEST_DAY or not any(map(str.isdigit, line)):
        return NO_DAY
    found = dates_in_words.in_line(line, language)
    placed = len(found) == 1 and found[0].month and words_of(line[: found[0].start])
    if not placed or not shapes.is_dated_place(line, language):
        return NO_DAY
    return Day(found[0].day, found[0].month)


def are_many(days: Sequence[Day], paragraphs: int) -> bool:
    """Whether enough paragraphs begin with days.

    `days` are their days, `paragraphs` is the number of all paragraphs.
    """
    if len(days) >= FEWEST_RUN_IN:
        return True
    has_full = any(day.is_full for day in days)
    return has_full and len(days) >= FEWEST_FULL and len(days) * 2 >= paragraphs


def run_in_day(text: str, start: int, end: int, language: Language) -> Day:
    """The day at the beginning of the paragraph `text[start:end]`; its `day` is 0 without one."""
    limit = min(end, start + 80)
    if DIGIT.search(text, start, limit) is None:
        return NO_DAY
    full = _full_day(language).match(text, start, limit)
    if full is not None and (full["weekday"] or full["year"] or full["dash"]):
        month = month_of(full["month"] or full["named"] or "", language)
        day = int(full["day"] or full["then"] or full["alone"])
        is_full = bool(full["weekday"] or full["year"])
        return Day(day if day <= LAST_DAY else 0, month, is_full)
    match = RUN_IN_DAY.match(text, start, limit)
    if match is None:
        return NO_DAY
    named = match["named"] or match["before"]
    month = month_of(match["month"] or named or "", language)
    if named and not month:
        return NO_DAY
    day = int(match["day"] or match["first"] or match["then"])
    return Day(day if day <= LAST_DAY else 0, month)


@cache
def _full_day(language: Language) -> re.Pattern[str]:
    """Matches a day before an entry, with its weekday, its year or a dash.

    "Monday, 3d.--Fresh", "June 14, 1867.--Lat.", "_Mardi 20 décembre_.--Je", "12 marzo 1848. Da".
    """
    weekday = "|".join(map(re.escape, language.weekdays)) or "(?!)"
    months = sorted({*language.months}, key=len, reverse=True)
    month = "|".join(map(re.escape, months)) or "(?!)"
    number = r"[0-3]?[0-9]"
    ending = rf"(?:(?:{alternatives(of_any('day_endings'))}|º)\b|\.(?=[ ][^\W\d_]))?"
    return re.compile(
        rf"""
        [_*]{{0,2}}
        (?: (?P<weekday>{weekday})[.,]? [ ]+ (?:(?:{alternatives(of_any("before_days"))})\.?[ ])? )?
        (?: (?P<day>{number}){ending} [ ]? (?:(?:de|di|of)[ ])? (?P<month>{month})(?![^\W_])\.?
          | (?P<named>{month})(?![^\W_])\.? [ ] (?:the[ ])? (?P<then>{number}){ending}
          | (?(weekday)(?P<alone>{number}){ending}|(?!))
        )
        (?: ,?[ ] (?:de[ ])? (?P<year>1[0-9]{{3}}|20[0-9]{{2}}) )?
        (?: ,?[ ] (?:{weekday}) )?
        [.,]? [_*]{{0,2}} (?: [ ]? \([^()\n]{{3,40}}\) )?
        (?: (?P<dash>[.:]? [ ]? (?:--|[—–]|-[ ]) ) | (?<=[.])[_*]{{0,2}}\s+ | [.:][_*]{{0,2}}\s+ )
        (?=\s*[^\W_])
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def month_of(word: str, language: Language) -> int:
    """The number of the month that a word names, 1 to 12; 0 for other words."""
    names = [month.casefold().rstrip(".") for month in language.months]
    word = word.casefold()
    return names.index(word) % 12 + 1 if word in names else 0


def go_on(days: Sequence[Day]) -> bool:
    """Whether nine tenths of the days follow the day before as in a diary.

    A day is at most `DAYS_APART` days later; after the end of a month it begins again. Days with
    their months may be further apart.
    """
    pairs = list(pairwise(days))
    right = sum(_follows(a, b) for a, b in pairs)
    last = max((day.day for day in days), default=0)
    return bool(pairs) and last > LEAST_LAST_DAY and right * 10 >= 9 * len(pairs)


def _follows(a: Day, b: Day) -> bool:
    if a.month and b.month:
        return (a.month, a.day) < (b.month, b.day) or (a.month > NOVEMBER and b.month == 1)
    few = 0 < b.day - a.day <= DAYS_APART
    return few or (b.day <= DAYS_APART and a.day >= MONTH_END)
