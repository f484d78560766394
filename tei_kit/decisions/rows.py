"""One decision of a file: checks its keys and values, and makes a Decision of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime

from tei_kit.advice.keys import instead
from tei_kit.decisions.decision import ALL, Decision
from tei_kit.decisions.kinds import ISO, KINDS, Kind, named
from tei_kit.decisions.parts import PAGE, Mistakes, RowPlace, unknown

# The month and the day of a date: "1971-05-31", "1971-05", "--05-31".
DAY = re.compile(r"-?(?P<year>\d{4})?-{1,2}(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)(?!:)")
LEAP_YEAR = 400
DEEPEST = 12  # the highest level of a heading or an item
# The keys of a decision, and the fields that they fill.
KEYS: Mapping[str, str] = {
    "is": "kind",
    "not": "no",
    **{
        each.name: each.name for each in fields(Decision) if each.name not in ("kind", "no", "line")
    },
}
PARTS = ("I", "M", "F")
NUMBERS = {"level", "nth", "of"}
# Keys whose values may stand without quotation marks: 1971-05-31, 3.
UNQUOTED = {"when", "n", "note"}
ANCHOR = {"text", "before", "after", "nth", "of", "every", "by", "is", "not", "taken"}


def decision_of(row: object, at: RowPlace, mistakes: Mistakes) -> Decision | None:
    """The decision of a row; None for a wrong row, whose reasons are added to the mistakes."""
    line = at.line
    if not isinstance(row, dict):
        mistakes.add(line, "write each decision as [[decision]]")
        return None
    before = len(mistakes.found)
    values: dict[str, str | int | bool] = {}
    for key, value in row.items():
        if key not in KEYS:
            mistakes.add(at.line_of(key), unknown(key, [*KEYS]))
        elif wrong := wrong_value(key, value):
            mistakes.add(at.line_of(key), wrong)
        else:
            values[KEYS[key]] = _value(key, value)
    if len(mistakes.found) > before:
        return None  # a wrong value would be reported as missing too
    kind = _kind(values, at, mistakes)
    if kind is not None:
        for key in row:
            if key in KEYS and key not in ANCHOR and (key not in kind.takes or "no" in values):
                mistakes.add(
                    at.line_of(key), f"'{key}' says nothing about {kind.words}; take it out"
                )
    if "taken" in values:
        values = {"text": ALL, **values, "every": True}
        if wrong := wrong_taken(str(values["taken"])):
            mistakes.add(at.line_of("taken"), wrong)
    if not str(values.get("text", "")).split():
        mistakes.add(line, 'a decision needs the words that it is about: text = "…"')
    if len(mistakes.found) > before:
        return None
    return made(values, line)


def wrong_taken(word: str) -> str:
    """The reason why no words can be taken for a kind; "" if they can."""
    kind = named(word)
    if kind is None:
        return f"nothing is called '{word}'{instead(word, list(KINDS), PAGE, called='kinds')}"
    return "" if kind.token else f"nothing is taken for {kind.words}"


def made(values: Mapping[str, str | int | bool], line: int = 0) -> Decision:
    """The decision with checked values, by the names of its fields."""
    words = {key: str(value) for key, value in values.items() if isinstance(value, str)}
    numbers = {key: int(value) for key, value in values.items() if key in NUMBERS}
    kind, no = named(words.pop("kind", "")), named(words.pop("no", ""))
    taken = named(words.pop("taken", ""))
    return Decision(
        **words,
        level=numbers.get("level", -1),
        nth=numbers.get("nth", 0),
        of=numbers.get("of", 0),
        every=bool(values.get("every", False)),
        kind=kind.name if kind else "",
        no=no.name if no else "",
        taken=taken.name if taken else "",
        line=line,
    )


def _value(key: str, value: object) -> str | int | bool:
    """A value in the type of its field; dates and numbers of TOML become strings."""
    if key in NUMBERS or key == "every":
        return int(value) if isinstance(value, int) else 0
    return str(value)


def _is_in_calendar(value: str) -> bool:
    """Whether the month and the day of an ISO date exist."""
    found = DAY.match(value)
    if found is None:
        return True
    month, day = int(found["month"]), int(found["day"] or 1)
    try:
        date(int(found["year"] or LEAP_YEAR) % 400 or LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def wrong_value(key: str, value: object) -> str:
    """The reason why a key of a decision cannot have a value; "" if it can."""
    if key == "every":
        return "" if isinstance(value, bool) else "every is true or false"
    if key in NUMBERS:
        is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if not is_number:
            return f"{key} is a number, without quotation marks"
        assert isinstance(value, int)
        if key == "level":
            return "" if value <= DEEPEST else f"level is a number from 0 to {DEEPEST}"
        return "" if value else f"{key} is a number from 1"
    is_of_text = key in ("text", "before", "after")  # may have any character of the text
    if isinstance(value, str) and not is_of_text and not " ".join(value.split()).isprintable():
        odd = next((c for c in value if unicodedata.category(c) in ("Cc", "Cs", "Cn")), "")
        if odd:
            return f"{key} has a character that no XML can hold (U+{ord(odd):04X})"
    if key == "part" and value not in PARTS:
        return "part is I, M or F: the first, a middle or the last part of a line"
    if key == "when" and isinstance(value, str) and not ISO.fullmatch(value):
        return f"'{value}' is no date as 1971-05-31, 1971-05 or 1971"
    if key == "when" and isinstance(value, str) and not _is_in_calendar(value):
        return f"'{value}' does not exist in the calendar"
    is_plain = isinstance(value, str) or (
        key in UNQUOTED and isinstance(value, int | date) and not isinstance(value, bool | datetime)
    )
    return "" if is_plain else f"{key} has to be words in quotation marks"


def _kind(values: Mapping[str, object], at: RowPlace, mistakes: Mistakes) -> Kind | None:
    kind, no = str(values.get("kind", "")), str(values.get("no", ""))
    line = at.line_of("is" if kind else "not")
    if bool(kind) == bool(no):
        mistakes.add(at.line, 'a decision says one thing: is = "…" or not = "…"')
        return None
    found = named(kind or no)
    if found is None:
        hint = instead(kind or no, list(KINDS), PAGE, called="kinds")
        mistakes.add(line, f"nothing is called '{kind or no}'{hint}")
    elif no and not found.can_be_denied:
        mistakes.add(line, f"say what the words are: no text can be “not {found.name}”")
        return None
    return found
