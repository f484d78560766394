"""Dates in the text, with their values in ISO 8601."""

from __future__ import annotations

import datetime
import re
from functools import cache

from tei_kit.record import record
from tei_kit.settings.language import alternatives
from tei_kit.settings.profile import Profile

# No-break spaces stand in dates as well: between a number and "p.m.".
SPACE = r"[ \u00a0\u202f]"
# A time of day: "10 a.m.", "3:30 p.m", "1410Z", "noon".
# The first time of a stretch may be only numbers: "10:30-11:55 a.m.".
CLOCK = rf"""
    (?: noon | midnight
      | [0-9]{{1,2}} (?: [:.][0-9]{{2}} )? (?: {SPACE}*[ap]\.?{SPACE}?m\b\.? )?
      | [0-9]{{4}} (?: {SPACE}*(?:Z|GMT)\b | {SPACE}*[ap]\.?{SPACE}?m\b\.? )?
    )
"""
# A date of the old style, before 25 March, has two years ("1 February 1708/9"): neither is certain.
DOUBLE = r"(?![0-9]*/[0-9]{1,4}(?![0-9/]))"
# The differences from Greenwich of the time zones that telegrams and diaries name.
ZONES = {
    "": "",
    "GMT": "Z",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}


@cache
def _time() -> re.Pattern[str]:
    """The time after a date in a dateline.

    `, 10 a.m.`, `—11:23 p.m.`, `, 1410Z`, `, noon–1:20 p.m.`, `, 5:20 p.m. (EST)`
    """
    return re.compile(
        rf"""
        {SPACE}* [,—–-]? {SPACE}*
        (?P<clock>{CLOCK})
        (?: {SPACE}*(?: [-–—] | \band\b | \bto\b ){SPACE}* (?P<until>{CLOCK}) )?
        (?: {SPACE}*\(? (?P<zone>[ECMP][SD]T|GMT) \b\)? )?
        (?![0-9])
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _reading() -> re.Pattern[str]:
    """The parts of a time of day: `3:30 p.m`, `1410Z`, `noon`."""
    return re.compile(
        rf"""
        (?: (?P<hour>[0-9]{{1,2}}) [:.]? (?P<minute>[0-9]{{2}})? )? {SPACE}*
        (?P<half>[ap](?=\.?{SPACE}?m))? (?P<zulu>Z|GMT)? (?P<word>noon|midnight)?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@record
class DateWord:
    """A date as printed, `text[start:end]`; `when` is ISO 8601, or "" if the calendar has no such
    day.
    """

    start: int
    end: int
    when: str


def date_pattern(profile: Profile) -> str:
    """A regular expression for complete dates: `June 30, 1971` and `30 June 1971`.

    Its groups are named, so it can stand once in a larger expression; `date_of` reads a match.
    """
    months = alternatives(profile.dates_months)
    return rf"""
        (?:(?P<day2>(?<![0-9])[0-9]{{1,2}}){SPACE}+)? (?P<month>{months})
        (?(day2) (?:{SPACE}|,)+ | {SPACE}+(?P<day>[0-9]{{1,2}}),{SPACE}* )
        (?P<year>[0-9]{{4}}){DOUBLE}
    """


@cache
def date_expression(profile: Profile) -> re.Pattern[str]:
    """The compiled form of `date_pattern`."""
    return re.compile(date_pattern(profile), re.VERBOSE)


def date_of(match: re.Match[str], profile: Profile) -> str:
    """The ISO 8601 day of a match of `date_pattern`; "" when the calendar has no such day."""
    month, year = match["month"], match["year"]
    day = match["day"] or match["day2"]
    try:
        return datetime.date(int(year), profile.dates_months.index(month) + 1, int(day)).isoformat()
    except ValueError:
        return ""


def with_time(date: DateWord, text: str, end: int) -> tuple[DateWord, int]:
    """A date with the time of day that follows it in a dateline, and the index after the time.

    A stretch of time (`10:30-11:55 a.m.`) has no single moment: the date stays the day, and the
    index is that after the stretch. Nothing is read from `end` on.
    """
    match = _time().match(text, date.end, end)
    if match is None or not _names_time(match["until"] or match["clock"]):
        return date, date.end
    if match["until"]:
        return date, match.end()
    clock = _iso(match["clock"], match["zone"] or "")
    when = f"{date.when}T{clock}" if clock else date.when
    return DateWord(date.start, match.end(), when), match.end()


def _names_time(clock: str) -> bool:
    """Whether a clock is more than a number: 1410Z or 3 p.m., and not 1971."""
    return not clock.isdigit() and any(c.isalpha() or c == ":" for c in clock)


def _iso(clock: str, zone: str) -> str:
    """A time as `hh:mm:ss` with its zone; "" for midnight and for a time that no clock shows."""
    reading = _reading().match(clock)
    if reading is None or reading["word"]:
        # ISO 8601 counts the midnight that ends a day as 24:00; texts seldom say which is meant.
        return "12:00:00" if reading and reading["word"].lower() == "noon" else ""
    hour, minute = int(reading["hour"]), int(reading["minute"] or 0)
    if reading["half"] and hour <= 12:
        hour = hour % 12 + (12 if reading["half"].lower() == "p" else 0)
    if hour >= 24 or minute >= 60:
        return ""
    return f"{hour:02}:{minute:02}:00{'Z' if reading['zulu'] else ZONES[zone.upper()]}"
