"""Dates as people write them, and the form that TEI's attributes have (ISO 8601).

`iso_date` reads a single date or month, `iso_moment` times of day too, and `in_attributes` values
that take several attributes of TEI: spans, and dates that are not certain (Guidelines, 13.4).
"""

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
# 31 May 1971, the 31st of May, 1971, 31-May-1971, 31. Mai 1971, 1er mai 1971, May 1971
_DAY_FIRST = re.compile(
    r"(?:(?:the\s+)?(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|º)?[\s-]+(?:(?:de|of)\s+)?)?"
    r"(?P<month>[^\W\d]+)\.?,?[\s-]+(?:de\s+)?(?P<y>\d{4})"
)
# May 31, 1971
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d]+)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"
)
# 1971 May 31
_YEAR_THEN_MONTH = re.compile(r"(?P<y>\d{4}),?\s+(?P<month>[^\W\d]+)\.?\s+(?P<d>\d{1,2})")
# "Monday, " before a date
_WEEKDAY = re.compile(r"[^\W\d]+,\s+(?=[^\W\d]*\.?\s*\d)")
# Dashes between the numbers of a date
_DASHES = re.compile(r"(?<=\d)\s?[‐‑‒–—−]\s?(?=\d)")
# 10:30, 1971-05-31T10:30, 1971-05-31 10:30:00
_MOMENT = re.compile(
    r"(?:(?P<date>\d{4}-\d\d-\d\d)[T\s])?(?P<h>\d{1,2}):(?P<min>\d\d)(?::(?P<s>\d\d))?"
)
# 971, whose year has to be written as 0971
_SHORT_YEAR = re.compile(r"\d{3}")
# 31.5.71, 5/31/71
_YEAR_OF_TWO = re.compile(r"\d{1,2}(?P<s>[-/.])\s?\d{1,2}(?P=s)\s?\d\d")
# 1971-1972, 1914–18
_SPAN = re.compile(r"(?P<a>\d{4})\s?[-/]\s?(?P<b>\d{4}|\d\d)")
# c. 1971, circa May 1971, 1971?, [1971?]
_UNCERTAIN = re.compile(
    r"(?i:(?:c|ca|circa|about|um|vers|env|etwa|approx|verso|hacia)\b\.?\s*)(?P<date>.*\d.*?)"
    r"|[\[(]?(?P<asked>.*\d.*?)\s?\[?\(?\?\)?\]?"
)
# [1971]
_SUPPLIED = re.compile(r"[\[(](?P<date>[^\[\]()]*\d)[\])]")
# before 1971, nach 1914
_LIMIT = re.compile(
    r"(?i:(?P<before>before|vor|avant|ante)|(?:after|nach|après|post))\.?\s+(?P<date>.*)"
)
# 1970s, the 1970's
_DECADE = re.compile(r"(?:the\s+)?(?P<y>\d{3})0[’']?s")
_YEAR = re.compile(r"\d{4}")


def iso_date(text: str) -> str | None:
    """The date of a text as `1971-05-31` or `1971-05`; None when it is not plain which day it is.

    `5/6/1971` may be of May or June, and has no answer.
    """
    text = _DASHES.sub("-", text.strip())
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    if found := (_YEAR_FIRST.fullmatch(text) or _DOTS.fullmatch(text) or _RUN.fullmatch(text)):
        return _iso(found["y"], found["m"], found["d"])
    if found := _YEAR_AND_MONTH.fullmatch(text):
        return _iso(found["y"], found["m"], None)
    if found := _SLASHES.fullmatch(text):
        return _either(found["y"], found["a"], found["b"])
    in_words = (_MONTH_FIRST, _DAY_FIRST, _YEAR_THEN_MONTH)
    if found := next(filter(None, (shape.fullmatch(text) for shape in in_words)), None):
        month = _MONTH_OF.get(found["month"].lower())
        return _iso(found["y"], str(month), found["d"]) if month else None
    return None


def iso_moment(text: str) -> str | None:
    """A date, a time or both, as attributes of TEI have them: `10:30` -> `10:30:00`, and what
    `iso_date` reads; None when it is not plain."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return iso_date(text)
    try:
        time = datetime.time(int(found["h"]), int(found["min"]), int(found["s"] or 0))
        day = datetime.date.fromisoformat(found["date"]) if found["date"] else None
    except ValueError:
        return None
    return f"{day}T{time}" if day else str(time)


def lacks_century(text: str) -> bool:
    """Whether a text is a date whose year has two digits: `31.5.71`."""
    return _YEAR_OF_TWO.fullmatch(text.strip()) is not None


def in_attributes(text: str) -> str:
    """The attributes of TEI for a span of time or a date that is not certain, such as
    `from="1971" to="1972"` or `when="1971" cert="low"`; "" when the meaning is not plain."""
    text = _DASHES.sub("-", text.strip())
    if _SHORT_YEAR.fullmatch(text):
        return f'when="0{text}"'
    if found := _SPAN.fullmatch(text):
        last = found["b"] if len(found["b"]) == len(found["a"]) else found["a"][:2] + found["b"]
        return f'from="{found["a"]}" to="{last}"' if found["a"] < last else ""
    if found := _DECADE.fullmatch(text):
        is_century = found["y"].endswith("0")
        return "" if is_century else f'notBefore="{found["y"]}0" notAfter="{found["y"]}9"'
    if found := _LIMIT.fullmatch(text):
        date = _date(found["date"])
        return f'{"notAfter" if found["before"] else "notBefore"}="{date}"' if date else ""
    if found := _SUPPLIED.fullmatch(text):
        date = _date(found["date"])
        return f'when="{date}"' if date else ""
    if found := _UNCERTAIN.fullmatch(text):
        date = _date(found["date"] or found["asked"])
        return f'when="{date}" cert="low"' if date else ""
    return ""


def _date(text: str) -> str | None:
    text = text.strip()
    return text if _YEAR.fullmatch(text) else iso_date(text)


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
