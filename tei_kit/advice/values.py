"""Datatypes in words: what to write as the value of an attribute or the text of an element."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tei_kit.advice import languages
from tei_kit.advice.dates import iso_date, iso_moment, lacks_century

_WITHOUT_SPACES = r"token (pattern [^\p{C}\p{Z}]+)"
_DATES = frozenset(
    ("date", "gYear", "gMonth", "gDay", "gYearMonth", "gMonthDay", "time", "dateTime")
)
_NUMBER = "a number such as 12 or 1.5"
_WHOLE = "a whole number such as 12"
_NAME = "a name without spaces that begins with a letter"

WORDS: Mapping[str, str] = {
    "ID": _NAME,
    "IDREF": "the xml:id of an element",
    "IDREFS": "the xml:id of an element",
    "NCName": _NAME,
    "Name": _NAME,
    "NMTOKEN": "a word without spaces",
    _WITHOUT_SPACES: "one word without spaces",
    "anyURI": "an address",
    "boolean": "true or false",
    "date": "a date such as 1971-05-31",
    "dateTime": "a date and time such as 1971-05-31T10:00:00",
    "decimal": _NUMBER,
    "double": _NUMBER,
    "duration": "a duration such as P3D or PT2H",
    "float": _NUMBER,
    "gYear": "a year such as 1971",
    "gYearMonth": "a month such as 1971-05",
    "int": _WHOLE,
    "integer": _WHOLE,
    "language": "a language tag such as en or pt-BR",
    "nonNegativeInteger": _WHOLE,
    "positiveInteger": _WHOLE,
    "time": "a time such as 10:30:00",
}
"""The values of datatypes of XML Schema in words, by the names that messages have for them."""

_FACETS: Mapping[str, str] = {
    "minInclusive": "at least",
    "maxInclusive": "at most",
    "minExclusive": "more than",
    "maxExclusive": "less than",
    "minLength": "not shorter than",
    "maxLength": "not longer than",
    "length": "of the length",
}

# 1971-02-30
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Characters that cannot stand in a name: "letter 1" -> "letter_1"
_NOT_IN_NAMES = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class Advice:
    """The values that are expected, in words, and the value that was most likely meant."""

    expected: str
    """The values in words: `a date such as 1971-05-31`; "" when no datatype is known."""
    instead: str = ""
    """The value that was most likely meant; "" when that is not plain."""


def advice(types: Sequence[str], found: str) -> Advice:
    """The advice on a value that is of none of some datatypes."""
    if _DATES & {*types} and _DAY.fullmatch(found.strip()):
        return Advice("a day that the calendar has")
    words = " or ".join(dict.fromkeys(_in_words(types)))
    if _DATES & {*types} and lacks_century(found):
        words += ", the year with four digits"
    return Advice(words, _instead(types, found))


def _in_words(types: Sequence[str]) -> list[str]:
    if len(_DATES & {*types}) > 2:
        # 1971, --05-31 and 10:00:00 are right as well, and seldom meant.
        rest = [name for name in types if name not in _DATES]
        return ["a date such as 1971-05-31, 1971-05 or 1971", *_in_words(rest)]
    return [WORDS.get(name) or _with_facets(name) for name in types]


def _with_facets(called: str) -> str:
    """A datatype with facets in words: `double (minInclusive 0)` -> `a number such as 12 or 1.5,
    at least 0`."""
    name, _, facets = called.removesuffix(")").partition(" (")
    words = WORDS.get(name)
    if not facets:
        return words or f"a value of type {name}"
    if facets.startswith("pattern "):
        return f"a value of the pattern {facets.removeprefix('pattern ')}"
    pairs = [facet.partition(" ") for facet in facets.split(", ")]
    told = [f"{_FACETS.get(kind, kind)} {limit}" for kind, _, limit in pairs]
    return ", ".join([words or f"a value of type {name}", *told])


def _instead(types: Sequence[str], found: str) -> str:
    if "date" in types:
        read = iso_moment if "time" in types else iso_date
        return read(found) or ""
    if "language" in types:
        return languages.code_of(found) or ""
    if {"ID", "NCName"} & {*types}:
        return name_from(found)
    if _WITHOUT_SPACES in types:
        return "-".join(found.split())
    return ""


def name_from(text: str) -> str:
    """A name that XML takes, made of a text: `letter 1` -> `letter_1`, `1a` -> `n1a`; "" for a text
    without letters and digits."""
    name = _NOT_IN_NAMES.sub("_", text.strip().removeprefix("#")).strip("_.-")
    if not name:
        return ""
    return name if name[0].isalpha() else f"n{name}"
