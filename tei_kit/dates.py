"""Dates in the text, and what they are in ISO 8601."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from tei_kit.profile import Profile

# After a date in a dateline: ", 10 a.m.", "—11:23 p.m.", ", 1410Z", ", noon", ", 10:30-11:55 a.m.".
TIME = re.compile(
    r"""
    (?: , | [ ]*[—–-] | [ ] )[ ]*
    (?:
      (?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?
      (?P<until>[ ]*[-–—][ ]*[0-9]{1,2}(?:[:.][0-9]{2})?)?
      [ ]*(?P<half>[ap])\.?[ ]?m\b\.?
    | (?P<clock>[0-9]{4})[ ]*(?P<zulu>Z\b|GMT\b)?
    | (?P<word>noon|midnight)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateWord:
    """A date as printed, `text[start:end]`; `when` is ISO 8601, or "" if there is no such day."""

    start: int
    end: int
    when: str


def date_pattern(profile: Profile) -> str:
    """A regular expression for complete dates: `June 30, 1971` and `30 June 1971`.

    Its groups are named, so it can stand once in a larger expression; `date_of` reads a match.
    """
    months = "|".join(re.escape(month) for month in profile.months)
    return rf"""
        (?P<month>{months})[ ]+(?P<day>[0-9]{{1,2}}),[ ]*(?P<year>[0-9]{{4}})
      | (?P<day2>(?<![0-9])[0-9]{{1,2}})[ ]+(?P<month2>{months})[ ,]+(?P<year2>[0-9]{{4}})
    """


@cache
def date_expression(profile: Profile) -> re.Pattern[str]:
    """The compiled form of `date_pattern`."""
    return re.compile(date_pattern(profile), re.VERBOSE)


def date_of(match: re.Match[str], profile: Profile) -> str:
    """The ISO 8601 day of a match of `date_pattern`; "" when the calendar has no such day."""
    month = match["month"] or match["month2"]
    day, year = match["day"] or match["day2"], match["year"] or match["year2"]
    try:
        return datetime.date(int(year), profile.months.index(month) + 1, int(day)).isoformat()
    except ValueError:
        return ""


def with_time(date: DateWord, text: str, end: int) -> DateWord:
    """A date with the time of day that follows it in a dateline, as far as `end`.

    A stretch of time (`10:30-11:55 a.m.`) has no single moment: the date keeps its day.
    """
    match = TIME.match(text, date.end, end)
    if match is None:
        return date
    clock = "" if match["until"] else _clock(match)
    return DateWord(date.start, match.end(), f"{date.when}T{clock}" if clock else date.when)


def _clock(match: re.Match[str]) -> str:
    """The time of a match of TIME as `hh:mm:ss`, with `Z` for Zulu; "" if no clock shows it."""
    if match["word"]:
        # ISO 8601 counts the midnight that ends a day as 24:00; texts seldom say which is meant.
        return "12:00:00" if match["word"].lower() == "noon" else ""
    if match["clock"]:
        hour, minute = int(match["clock"][:2]), int(match["clock"][2:])
        zone = "Z" if match["zulu"] else ""
    else:
        hour, minute, zone = int(match["hour"]), int(match["minute"] or 0), ""
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}:00{zone}" if hour < 24 and minute < 60 else ""
