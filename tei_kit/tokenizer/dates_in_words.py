"""Dates that datelines and headings print, in the months of a language, and their ISO 8601 values.

"3. März 1971", "le 3 mai 1854", "1854. May 3", "3 de mayo", "Sept. 3d, 1970", "May the 31st",
"9/V 22".
A value says no more than the print: a day and a month without a year are `--05-31`. A year of two
digits has no century, so its date has no value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from tei_kit.record import record, replace
from tei_kit.settings.language import Language, alternatives, of_any

_FIRST = alternatives(of_any("first_day"))
_ENDING = alternatives(of_any("day_endings"))
_APART = alternatives(word for word in of_any("day_endings") if len(word) > 1)  # "3 d" is too short
_DAY = rf"""
    (?P<day{{0}}>[0-3]?[0-9]|{_FIRST})
    (?: [ ]?(?:{_APART})\b\.? | \.?[°º] | (?:{_ENDING})\b\.? | \. )?
"""
# The first of several days, before the last: "3-5 May", "3. bis 5. Mai".
# One day in two styles of the calendar looks the same: "3/15 May".
_JOINT = rf"[-–/]|(?:{alternatives(of_any('ranges'))})\b"
_SINCE = rf"""
    (?: (?P<since{{0}}>[0-3]?[0-9]) (?:{_ENDING}|\.)? [ ]?(?P<joint{{0}}>{_JOINT})[ ]? )?
"""
_UNTIL = rf"""
    (?: [ ]?(?P<joint{{0}}>{_JOINT})[ ]?(?P<until{{0}}>[0-3]?[0-9])(?:{_ENDING})?(?![0-9\w]) )?
"""
# The second of two years: "1708/9" of the old style, "1914-18".
_DOUBLE = r"(?P<double{0}>[ ]?[/–-][ ]?[0-9]{{1,4}}(?![0-9]|-[0-9]))?"
_FIRSTS = "".join({word[0] for word in of_any("first_day")})
_YEAR = r"""
    (?: [\[(<〈][ ]?(?P<year{0}>1[0-9]{{3}}|20[0-9]{{2}})[ ]?(?P<doubt{0}>\?)?[\])>〉]
      | (?P<yearly{0}>1[0-9]{{3}}|20[0-9]{{2}})(?![0-9]) {double} )
"""
_SHORT = r"(?:'|’)?(?P<short{0}>[0-9]{{2,3}})(?![0-9\w])"
_OF = rf"(?:{alternatives(of_any('month_of'))})?"
_STYLE = r"(?:[ON]\.[ ]?S\.[\s,]*)?"  # the old or the new style of the calendar
# Signs and words between a month and its year: a weekday in brackets, a comma.
_BEFORE_YEAR = (
    rf"[\s.,]*(?:[\[(〈][^\W\d_]+[\])〉][\s.,]*)?(?:(?:{alternatives(of_any('month_of'))})[ ])?"
)
_ROMAN = r"(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})"
# Every date has a digit or a word for the first day. Most lines have neither and need no search.
_DAY_OR_YEAR = re.compile(rf"[0-9]|(?<!\w)(?:{_FIRST})", re.IGNORECASE)
# The parts of a date, by the names of their groups without the number of the alternative.
_PARTS = {
    "year": "year",
    "yearly": "year",
    "short": "short",
    "day": "day",
    "month": "month",
    "number": "number",
    "since": "since",
    "until": "until",
    "joint": "joint",
    "double": "double",
    "doubt": "doubt",
}
# Words before a date that make it uncertain.
_DOUBTED = re.compile(
    rf"""
    (?:^|[\s\[(]) (?:{alternatives(of_any("about"))})
      \.? (?:[ ](?:{alternatives((*of_any("articles"), *of_any("before_days")))}))? [\s\[(]* \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Days that are counted from a date in the Roman way, in letters in any language: "Kal. May".
_ROMAN_DAY = re.compile(
    r"(?:\b(?:[kc]al|kalend\w*|calend\w*|non|nonas|nonis|e?id|idus|idibus)\.?)\s*\Z", re.IGNORECASE
)
_BEFORE = 16  # characters before a date that are searched for such words
_DIGITS = "0123456789"
LEAP_YEAR = 2000
DAY_LENGTH = len("1971-03-03")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@record
class FoundDate:
    """A date as printed, `text[start:end]`; `when` is ISO 8601, "" for an uncertain value.

    The value of several days is the first and the last of them, with a slash between.
    """

    start: int
    end: int
    when: str
    month: int = 0
    day: int = 0
    short: str = ""  # a year of two digits


@cache
def _numbers(language: Language) -> dict[str, int]:
    """The number of each month, by its words in lower case."""
    result: dict[str, int] = {}
    for at, word in enumerate(language.months):
        result.setdefault(word.lower().rstrip("."), at % 12 + 1)
    return result


def _year(n: int) -> str:
    """The pattern of a year, with the number of the alternative that it stands in."""
    return _YEAR.format(n, double=_DOUBLE.format(n))


@cache
def _expression(language: Language) -> re.Pattern[str]:
    words = sorted(_numbers(language), key=len, reverse=True)
    months = "|".join(map(re.escape, words)) or "(?!)"
    firsts = "".join(re.escape(word[0]) for word in words)
    return re.compile(
        rf"""
        (?<!\w) (?=[0-9\[(<〈{_FIRSTS}{firsts}])  # where no date begins is seen at once
        (?:
        (?<![\w-])(?P<year0>1[0-9]{{3}}|20[0-9]{{2}})-(?P<number0>[01][0-9])-(?P<day0>[0-3][0-9])(?![\w-])
      | (?<![\w.]) {_SINCE.format(1)} {_DAY.format(1)} [ ]* {_OF} [ ]*
            (?P<month1>{months})(?![^\W_])\.?
            (?: {_BEFORE_YEAR} {_STYLE} (?: {_year(1)} | {_SHORT.format(1)} ) )?
      | (?<![\w-]) {_year(5)} [\s.,]* (?:г\.[\s]*)? (?P<month5>{months})(?![^\W_])\.? [ ]?
            {_DAY.format(5)} (?![0-9]) (?![\s.,]*1[0-9]{{3}})
      | (?<!\w)(?P<month2>{months})(?![^\W_])\.? [ ]? (?:the[ ])? {_DAY.format(2)} (?![0-9])
            {_UNTIL.format(2)}
            (?: [\s.,]* (?:de[ ])? {_STYLE} (?: {_year(2)} | {_SHORT.format(2)} ) )?
      | (?<!\w)(?P<month3>{months})(?![^\W_])\.? {_BEFORE_YEAR} {_year(3)}
      | (?<![\w./-])(?P<day6>[0-3]?[0-9])-(?P<number6>{_ROMAN})-
            (?: {_year(6)} | {_SHORT.format(6)} )
      | (?<![\w./])(?P<day4>[0-3]?[0-9]) [ ]?[./][ ]? (?P<number4>1[0-2]|0?[1-9]|{_ROMAN})
            (?:
                (?: [ ]?[./][ ]?|[ ] ) (?: {_year(4)} | {_SHORT.format(4)} )
              | \.(?![\w]|[ ]?[0-9])
              | (?<=/[0-9])(?![\w/]) | (?<=/[0-9][0-9])(?![\w/])
            )
        )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def in_line(line: str, language: Language) -> Sequence[FoundDate]:
    """The dates in a line. The results are cached, because each line is asked for several times."""
    return tuple(find(line, 0, len(line), language))


def find(text: str, start: int, end: int, language: Language) -> list[FoundDate]:
    """The dates in `text[start:end]`."""
    if _DAY_OR_YEAR.search(text, start, end) is None:
        return []
    found = _expression(language).finditer(text, start, end)
    return [_found(match, language, is_doubted=_is_doubted(text, start, match)) for match in found]


def _is_doubted(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a date is uncertain ("[3 May?]"), or means another day ("Kal. May")."""
    if text.startswith("?", match.end()):
        return True
    before = text[max(start, match.start() - _BEFORE) : match.start()]
    return bool(_DOUBTED.search(before) or _ROMAN_DAY.search(before))


def with_year(date: FoundDate, stated: Sequence[FoundDate]) -> FoundDate:
    """A date without a year, or with a year of two digits, completed from the dates of the heading.

    The year is that of the same day and month in `stated`. The date stays as it is when `stated`
    gives no year for it, or several.
    """
    if len(date.when) == DAY_LENGTH or not date.day:
        return date
    years = {
        other.when[:4]
        for other in stated
        if len(other.when) == DAY_LENGTH
        and (other.month, other.day) == (date.month, date.day)
        and other.when[:4].endswith(date.short)
    }
    if len(years) != 1:
        return date
    return replace(date, when=f"{years.pop()}-{date.month:02}-{date.day:02}")


def _found(match: re.Match[str], language: Language, *, is_doubted: bool) -> FoundDate:
    # If two groups give the same part of the date, the first counts.
    groups = reversed(match.groupdict().items())
    said = {_PARTS[name.rstrip(_DIGITS)]: value for name, value in groups if value}
    year, short, printed = said.get("year", ""), said.get("short", ""), said.get("day", "")
    word, number = said.get("month", ""), said.get("number", "")
    month = _numbers(language)[word.lower().rstrip(".")] if word else _number(number)
    day = int(printed) if printed.isdecimal() else int(bool(printed))
    # "3/4" may be the third of April or the fourth of March.
    is_certain = bool(word) or not number.isdigit()
    is_certain = is_certain or bool(match["number0"])
    is_either = not is_certain and language.code == "en" and day <= len(ROMAN_MONTHS)
    is_said = bool(year) and not is_either
    when = _when(year, month, day) if is_said or (is_certain and not short) else ""
    if "joint" in said:
        when = _range(said, year, month, day)
    if is_doubted or "double" in said or "doubt" in said:
        when = ""
    return FoundDate(match.start(), match.end(), when, month, day, short)


def _range(said: Mapping[str, str], year: str, month: int, day: int) -> str:
    """The first and the last of several days (`1970-05-03/1970-05-05`).

    "" for one day in two styles, for days without a year, and for days that do not rise.
    """
    first, last = int(said.get("since", day)), int(said.get("until", day))
    if said["joint"] == "/" or not year or first >= last:
        return ""
    days = (_when(year, month, first), _when(year, month, last))
    return "/".join(days) if all(days) else ""


def _when(year: str, month: int, day: int) -> str:
    """A date in ISO 8601, without a year as in XML Schema (`--05-31`); "" for an impossible day."""
    if not day:
        return f"{year}-{month:02}" if year else ""
    try:
        date = datetime.date(int(year or LEAP_YEAR), month, day).isoformat()
    except ValueError:
        return ""
    return date if year else f"-{date[4:]}"


def _number(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return ROMAN_MONTHS.index(printed.upper()) + 1
