"""Dates as people write them, and the form that TEI's attributes have (ISO 8601)."""

from __future__ import annotations

import datetime
import re

_MONTHS = (
    ("january", "januar", "janvier", "enero", "gennaio", "jan"),
    ("february", "februar", "février", "febrero", "febbraio", "feb"),
    ("march", "märz", "mars", "marzo", "mar"),
    ("april", "avril", "abril", "aprile", "apr"),
    ("may", "mai", "mayo", "maggio"),
    ("june", "juni", "juin", "junio", "giugno", "jun"),
    ("july", "juli", "juillet", "julio", "luglio", "jul"),
    ("august", "août", "agosto", "aug"),
    ("september", "septembre", "septiembre", "settembre", "sept", "sep"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "oct", "okt"),
    ("november", "novembre", "noviembre", "nov"),
    ("december", "dezember", "décembre", "diciembre", "dicembre", "dec", "dez"),
)
_MONTH_OF = {name: at for at, names in enumerate(_MONTHS, 1) for name in names}

# 1971-5-31, 1971/05/31, 1971.5.31
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})")
# 1971-5
_YEAR_AND_MONTH = re.compile(r"(?P<y>\d{4})-(?P<m>\d)")
# 31.5.1971, 31. 5. 1971: the day is first
_DOTS = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})")
# 31/5/1971, 5-31-1971: day or month may be first
_SLASHES = re.compile(r"(?P<a>\d{1,2})(?P<s>[-/])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})")
# 19710531
_RUN = re.compile(r"(?P<y>1\d{3}|20\d\d)(?P<m>\d\d)(?P<d>\d\d)")
# 31 May 1971, 31. Mai 1971, 1er mai 1971, May 1971
_DAY_FIRST = re.compile(
    r"(?:(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?)?"
    r"(?P<month>[^\W\d]+)\.?,?\s+(?:de\s+)?(?P<y>\d{4})"
)
# May 31, 1971
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d]+)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"
)


def iso_date(text: str) -> str | None:
    """The date of a text as `1971-05-31` or `1971-05`; None when it is not plain which day it is.

    `5/6/1971` may be of May or June, and has no answer.
    """
    text = text.strip()
    if found := (_YEAR_FIRST.fullmatch(text) or _DOTS.fullmatch(text) or _RUN.fullmatch(text)):
        return _iso(found["y"], found["m"], found["d"])
    if found := _YEAR_AND_MONTH.fullmatch(text):
        return _iso(found["y"], found["m"], None)
    if found := _SLASHES.fullmatch(text):
        return _either(found["y"], found["a"], found["b"])
    if found := (_MONTH_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)):
        month = _MONTH_OF.get(found["month"].lower())
        return _iso(found["y"], str(month), found["d"]) if month else None
    return None


def _either(year: str, one: str, other: str) -> str | None:
    """The date when only one of the two orders of day and month is possible, or both agree."""
    possible = {_iso(year, one, other), _iso(year, other, one)} - {None}
    return possible.pop() if len(possible) == 1 else None


def _iso(year: str, month: str, day: str | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else date.isoformat()[:7]
