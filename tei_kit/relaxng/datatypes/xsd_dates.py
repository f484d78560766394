"""Dates, times and durations of XML Schema (Part 2, sections 3.2.6 to 3.2.14).

elementpath has them too, but its types cannot be used, since Jing differs from it. Jing allows
second 60 anywhere and a point without digits after it, but no hour 24, no year 0000 and no
`-13:01`. For Jing, values with the same milliseconds are equal, P1Y is not P12M, and a leap second
is a moment of its own.

One difference from Jing: its comparison of a time without a zone to one with a zone overflows
within hours of the limits of its numbers, 292 million years from now; the comparison here does not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

# The parts of a date or time, and the time zone that may end each of them.
_YEAR = r"(?P<year> -? (?:[1-9][0-9]*)? [0-9]{4} )"  # 1971, -0044, 12000
_MONTH = r"(?P<month> [0-9]{2} )"
_DAY = r"(?P<day> [0-9]{2} )"
_TIME = (
    r"(?P<hour>[0-9]{2}) : (?P<minute>[0-9]{2}) : (?P<second>[0-9]{2}) (?: \. (?P<rest>[0-9]*) )?"
)
_ZONE = r"(?P<zone> Z | [+-] [0-9]{2} : [0-5][0-9] )?"

SHAPES = {
    "dateTime": rf"{_YEAR} - {_MONTH} - {_DAY} T {_TIME}",  # 1971-05-31T10:00:00
    "time": _TIME,  # 10:00:00Z
    "date": rf"{_YEAR} - {_MONTH} - {_DAY}",  # 1971-05-31
    "gYearMonth": rf"{_YEAR} - {_MONTH}",  # 1971-05
    "gYear": _YEAR,  # 1971
    "gMonthDay": rf"-- {_MONTH} - {_DAY}",  # --05-31
    "gDay": rf"--- {_DAY}",  # ---31
    "gMonth": rf"-- {_MONTH}",  # --05
}

# P1Y2M3DT4H5M6.5S, -PT36H.
_DURATION = re.compile(
    r"""
    (?P<sign> -? ) P (?= [0-9T] )
    (?: (?P<years> [0-9]+ ) Y )? (?: (?P<months> [0-9]+ ) M )? (?: (?P<days> [0-9]+ ) D )?
    (?: T (?= [0-9.] )
        (?: (?P<hours> [0-9]+ ) H )? (?: (?P<minutes> [0-9]+ ) M )?
        (?: (?P<seconds> [0-9]+ (?: \. [0-9]* )? | \. [0-9]+ ) S )?
    )?
    """,
    re.VERBOSE,
)

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY_LENGTH = 24 * _HOUR
_DAYS_OF_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ANY_LEAP_YEAR = 2000
# The limits of java.util.GregorianCalendar, which Jing reads dates with.
_LAST_YEAR = 292_278_994
_INSTANTS = range(-(2**63), 2**63)
_ZONES = range(-13 * _HOUR, 14 * _HOUR + 1)
# The greatest difference that a zone can make between two times when one of them has no zone.
_UNKNOWN_ZONE = 14 * _HOUR


@dataclass(frozen=True, slots=True)
class Instant:
    """The value of a date or time."""

    milliseconds: int
    """Since the first moment of 1970, without leap seconds."""
    leap: int
    """One more than the milliseconds since the beginning of a leap second; 0 outside one."""
    has_zone: bool


@dataclass(frozen=True, slots=True)
class Duration:
    """The value of a duration: its fields, all of them negative or none."""

    years: Decimal
    months: Decimal
    days: Decimal
    hours: Decimal
    minutes: Decimal
    seconds: Decimal


def reader_of(name: str) -> Callable[[str], Instant | None]:
    """A function that reads a date or time of the type. It gives the value of a text, None when the
    text is not of the type.
    """

    def read(text: str) -> Instant | None:
        found = _pattern(name).fullmatch(text)
        return None if found is None else _instant(found.groupdict())

    return read


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(SHAPES[name] + _ZONE, re.VERBOSE)


def _instant(fields: dict[str, str | None]) -> Instant | None:
    """The moment that the fields of a date stand for; None for a date like February 30."""
    year = _year(fields.get("year"))
    month, day = (int(fields.get(name) or 1) for name in ("month", "day"))
    hour, minute, second = (int(fields.get(name) or 0) for name in ("hour", "minute", "second"))
    thousandths = int(f"{fields.get('rest') or '':0<3.3}")
    if year is None or not 1 <= month <= 12 or not 1 <= day <= _days_in_month(year, month):
        return None
    if hour > 23 or minute > 59 or second > 60:
        return None
    zone = _zone(fields["zone"])
    if zone not in _ZONES:
        return None
    leap = 0
    if second == 60:
        second, thousandths, leap = 59, 999, thousandths + 1
    days = _days_from_1970(year, month) + day - 1
    milliseconds = days * _DAY_LENGTH + hour * _HOUR + minute * _MINUTE + second * 1000
    milliseconds += thousandths - zone
    if milliseconds not in _INSTANTS:
        return None
    return Instant(milliseconds, leap, fields["zone"] is not None)


def _year(text: str | None) -> int | None:
    """The year as astronomers count, where -0001 is 0; None for the year 0000."""
    if text is None:
        return _ANY_LEAP_YEAR
    digits = text.removeprefix("-")
    year = int(digits) if len(digits) <= len(str(_LAST_YEAR)) else 0
    if not 1 <= year <= _LAST_YEAR:
        return None
    return 1 - year if text.startswith("-") else year


def _zone(text: str | None) -> int:
    """The offset of a time zone: milliseconds to be taken off for the time at Greenwich."""
    if text is None or text == "Z":
        return 0
    offset = int(text[1:3]) * _HOUR + int(text[4:]) * _MINUTE
    return -offset if text.startswith("-") else offset


def _days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _DAYS_OF_MONTHS[month - 1]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_from_1970(year: int, month: int) -> int:
    """The days from 1970-01-01 to the first of a month in the Gregorian calendar."""
    before = year - 1
    leap_days = before // 4 - before // 100 + before // 400
    in_year = sum(_days_in_month(year, earlier) for earlier in range(1, month))
    return before * 365 + leap_days + in_year - 719_162


def is_earlier(one: Hashable, other: Hashable) -> bool:
    """Whether an instant is certainly before another, whatever zone one of them lacks."""
    first, second = cast("Instant", one), cast("Instant", other)
    margin = 0 if first.has_zone == second.has_zone else _UNKNOWN_ZONE
    end = first.milliseconds + margin
    return (end, first.leap) < (second.milliseconds, second.leap)


def read_duration(text: str) -> Duration | None:
    """The value of a duration; None when the text is not one."""
    from decimal import Decimal

    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    names = ("years", "months", "days", "hours", "minutes", "seconds")
    numbers = (Decimal(found[name] or 0) for name in names)
    if found["sign"]:
        return Duration(*(number.copy_negate() for number in numbers))
    return Duration(*numbers)


# The months that durations are counted from to compare them (section 3.2.6.2), years times twelve.
_REFERENCES = (1696 * 12 + 8, 1697 * 12 + 1, 1903 * 12 + 2, 1903 * 12 + 6)


def is_shorter(one: Hashable, other: Hashable) -> bool:
    """Whether a duration is less than another from whatever day they are counted."""
    first, second = cast("Duration", one), cast("Duration", other)
    return all(
        _seconds_from(first, reference) < _seconds_from(second, reference)
        for reference in _REFERENCES
    )


def _seconds_from(duration: Duration, reference: int) -> Fraction:
    """The seconds of a duration when its months are counted from the month `reference`."""
    from fractions import Fraction

    months = int(duration.years) * 12 + int(duration.months)
    # As Jing: a negative duration spans the months after the reference, not those before it.
    year, month = divmod(reference + abs(months), 12)
    span = _days_from_1970(year, month + 1) - _days_from_1970(reference // 12, reference % 12 + 1)
    days = int(duration.days) + (span if months >= 0 else -span)
    minutes = (days * 24 + int(duration.hours)) * 60 + int(duration.minutes)
    return minutes * 60 + Fraction(duration.seconds)
