"""Metadata: facts that a source does not state about itself, from a TOML file.

`docs/metadata.md` lists the keys and the TEI element that each of them fills.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from os import PathLike
from typing import Any

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.record import record
from tei_kit.settings import toml_file
from tei_kit.source.source import FORBIDDEN

STATUSES = ("free", "restricted", "unknown")


@cache
def _language_tag() -> re.Pattern[str]:
    """BCP 47, as far as shape goes: en, pt-BR, zh-Hant-TW, sl-rozaj."""
    return re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@cache
def _date() -> re.Pattern[str]:
    """ISO 8601 to the year, the month or the day."""
    return re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


class MetadataError(TeiKitError):
    """A metadata file, or a value given in place of one, is not right."""


@record
class Metadata:
    """The facts that the header states beyond the source. Each is optional; "" is not stated."""

    title: str = ""
    editors: tuple[str, ...] = ()
    edition: str = ""
    publisher: str = ""
    pub_place: str = ""
    pub_date: str = ""  # ISO 8601: a year, a month or a day
    idno: str = ""
    availability: str = ""
    licence: str = ""  # a URL
    status: str = ""  # free, restricted or unknown
    series: str = ""
    volume: str = ""
    source: str = ""
    language: str = ""  # BCP 47


def load(path: str | PathLike[str]) -> Metadata:
    """Read a metadata file.

    Raises MetadataError (TK301) that names the file and the line or the key: the file cannot be
    read, is not TOML, has a key that does not exist, or a value that is not of its kind.
    """
    file = toml_file.read_toml(path, _error)
    known = [field.name for field in fields(Metadata)]
    for key, value in file.data.items():
        place = file.place(key)
        if key not in known:
            raise _error(place, f"there is no key '{key}'; the keys are {', '.join(known)}")
        reason = _wrong(key, value)
        if reason:
            raise _error(place, reason)
    return _metadata(file.data)


def _metadata(data: Mapping[str, Any]) -> Metadata:
    return Metadata(**{**data, "editors": tuple(data.get("editors", ()))})


def check_date(value: str, place: Place) -> None:
    """Raise MetadataError (TK303) if the value is not a year, month or day of ISO 8601."""
    if not _is_date(value):
        raise MetadataError(diagnose("TK303", place, value=repr(value)))


def check_language(value: str, place: Place) -> None:
    """Raise MetadataError (TK304) if the value does not have the form of a language tag."""
    if not _language_tag().fullmatch(value):
        raise MetadataError(diagnose("TK304", place, value=repr(value)))


def _is_date(value: str) -> bool:
    match = _date().fullmatch(value)
    if match is None:
        return False
    try:
        datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return True


def _error(place: Place, reason: str) -> MetadataError:
    return MetadataError(diagnose("TK301", place, reason=reason))


def _wrong(key: str, value: object) -> str:
    """The reason why a value is wrong, "" for a right value."""
    if key == "editors":
        is_list = isinstance(value, list) and all(isinstance(v, str) and v for v in value)
        texts = [str(v) for v in value] if isinstance(value, list) else []
        problem = "" if is_list else f'{key} is a list of names, such as ["A. Editor"]'
    else:
        texts = [value] if isinstance(value, str) else []
        problem = "" if texts else f"{key} is a text in quotation marks"
    if problem:
        return problem
    if any(FORBIDDEN.search(text) for text in texts):
        return f"{key} holds a control character, which XML cannot hold"
    if key == "pub_date" and not _is_date(texts[0]):
        return f"{key} is a date such as 1971, 1971-05 or 1971-05-31"
    if key == "status" and texts[0] not in STATUSES:
        return f"{key} is one of {', '.join(STATUSES)}"
    if key == "language" and not _language_tag().fullmatch(texts[0]):
        return f"{key} is a language tag such as en, fr or pt-BR"
    if key == "licence" and (not texts[0] or any(c.isspace() for c in texts[0])):
        return f"{key} is a URL without spaces"
    return ""
