"""Metadata: facts that a source does not state about itself, from a TOML file.

`docs/metadata.md` lists the keys and the TEI element that each of them fills.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from os import PathLike
from typing import Any

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.record import record
from tei_kit.settings import toml_file
from tei_kit.source.source import ANY_FORBIDDEN

STATUSES = ("free", "restricted", "unknown")
OF_THE_FILE = "filename"  # the type of the idno that the program writes itself


@cache
def language_tag() -> re.Pattern[str]:
    """BCP 47, as far as shape goes: en, pt-BR, zh-Hant-TW, sl-rozaj."""
    return re.compile(r"(?:[A-Za-z]{2,3}|[ix](?=-))(?:-[A-Za-z0-9]{1,8})*")


@cache
def _date() -> re.Pattern[str]:
    """ISO 8601 to the year, the month or the day."""
    return re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


class MetadataError(TeiKitError):
    """A metadata file, or a value given in place of one, is not right."""


@record
class Responsible:
    """The work of some persons or bodies on the edition: `respStmt`."""

    resp: str
    names: tuple[str, ...]


@record
class Identifier:
    """An identifier of a kind, such as a DOI: `idno` with @type."""

    kind: str
    value: str


@record
class Metadata:
    """The facts that the header states beyond the source. Each is optional; "" stands for a fact
    that is not stated."""

    title: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    responsible: tuple[Responsible, ...] = ()
    edition: str = ""
    publisher: str = ""
    pub_place: str = ""
    pub_date: str = ""  # ISO 8601: a year, a month or a day
    idno: str = ""
    idnos: tuple[Identifier, ...] = ()
    availability: str = ""
    licence: str = ""  # a URL
    status: str = ""  # free, restricted or unknown
    series: str = ""
    volume: str = ""
    source: str = ""
    date: str = ""  # when the text was written; ISO 8601
    language: str = ""  # BCP 47
    facs: str = ""  # a pattern for the image of each page, such as scans/{file}_{n:04}.jpg
    images: tuple[str, ...] = ()  # of the pages, in their order

    def __repr__(self) -> str:
        stated = [f"{key}={value!r}" for key in KEYS if (value := getattr(self, key))]
        return f"Metadata({', '.join(stated)})"

    @property
    def has_images(self) -> bool:
        """Whether images of pages are stated, one by one or by a pattern."""
        return bool(self.facs or self.images)


KEYS: Sequence[str] = Metadata.__match_args__
# Keys whose days and whole numbers may stand without quotation marks, and tables of such values.
_WITHOUT_MARKS = frozenset(("date", "pub_date", "volume", "edition", "idno"))
_TABLES = ("idnos",)
# Names that people try, and the keys that they mean.
SYNONYMS = {
    "author": "authors",
    "editor": "editors",
    "creator": "authors",
    "license": "licence",
    "lang": "language",
    "resp": "responsible",
    "place": "pub_place",
    "doi": "idnos",
    "rights": "availability",
    "image": "images",
}


def load(path: str | PathLike[str]) -> Metadata:
    """Read a metadata file.

    Raises MetadataError (TK301) that names the file and the line or the key: the file cannot be
    read, is not TOML, has a key that does not exist, or a value that is not of its kind.
    """
    return of_file(toml_file.read_toml(path, failure))


def of_file(file: toml_file.TomlFile, table: str = "") -> Metadata:
    """The metadata of a TOML file, or of one of its tables. Raises MetadataError (TK301)."""
    data = file.data
    for name in table.split(".") if table else ():
        inner = data.get(name)
        data = inner if isinstance(inner, dict) else {}
    data = {key: _clear(key, value) for key, value in data.items()}
    for key, value in data.items():
        place = file.place(f"{table}.{key}" if table else key)
        reason = wrong(key, value)
        if reason:
            raise failure(place, reason)
    return _metadata(data)


def _clear(key: str, value: object) -> object:
    """A value in the form that the key takes: a day or a whole number without quotation marks
    becomes a text, where its meaning is clear."""
    if key in _TABLES and isinstance(value, dict):
        return {name: toml_file.as_text(each) or each for name, each in value.items()}
    text = toml_file.as_text(value) if key in _WITHOUT_MARKS else None
    return value if text is None else text


def of_mapping(data: Mapping[str, object]) -> Metadata:
    """The metadata of keys and values as they stand in a file; tuples count as lists.

    Raises MetadataError (TK301) that names the key.
    """
    plain = {key: _plain(value) for key, value in data.items()}
    for key, value in plain.items():
        reason = wrong(key, value)
        if reason:
            raise failure(Place("metadata"), reason)
    return _metadata(plain)


def _plain(value: object) -> object:
    """A value as TOML has it: lists for tuples, dictionaries for all mappings."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def wrong(key: str, value: object) -> str:
    """The reason why a key or its value is wrong; "" when both are right."""
    if key not in KEYS:
        return f"there is no key '{key}'{_suggestion(key)}"
    problem = KINDS.get(key, _text)(value)
    if problem:
        return f"{key} {problem}"
    if any(ANY_FORBIDDEN.search(text) for text in _texts_in(value)):
        return f"{key} holds a control character, which XML cannot hold"
    return ""


def _suggestion(key: str) -> str:
    from tei_kit.advice.keys import instead  # only a mistake needs it

    return instead(key, KEYS, "metadata", synonyms=SYNONYMS)


def _metadata(data: Mapping[str, Any]) -> Metadata:
    values = {**data}
    for key in ("authors", "editors", "images"):
        values[key] = tuple(data.get(key, ()))
    values["responsible"] = tuple(
        Responsible(resp, (names,) if isinstance(names, str) else tuple(names))
        for resp, names in data.get("responsible", {}).items()
    )
    values["idnos"] = tuple(Identifier(*pair) for pair in data.get("idnos", {}).items())
    return Metadata(**values)


def check_date(value: str, place: Place) -> None:
    """Raise MetadataError (TK303) if the value is not a year, month or day of ISO 8601."""
    if not _is_date(value):
        from tei_kit.advice.dates import iso_date  # only a mistake needs it

        meant = iso_date(value)
        variant = "meant" if meant else None
        raise MetadataError(diagnose("TK303", place, variant, value=repr(value), meant=meant))


def check_language(value: str, place: Place) -> None:
    """Raise MetadataError (TK304) if the value does not have the form of a language tag."""
    from tei_kit.advice.languages import code_of  # only a language that is given needs it

    tag = code_of(value)
    if tag is not None:
        raise MetadataError(diagnose("TK304", place, "named", value=repr(value), tag=tag))
    if not language_tag().fullmatch(value):
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


def failure(place: Place, reason: str) -> MetadataError:
    """The error of a mistake in a metadata file (TK301)."""
    return MetadataError(diagnose("TK301", place, reason=reason))


def _texts_in(value: object) -> list[str]:
    """All texts that a value holds, those of its tables and lists as well."""
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in _texts_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts_in(each)]
    return [value] if isinstance(value, str) else []


# Checks of values, one for each kind: the reason why a value is wrong, "" for a right value.


def _text(value: object) -> str:
    return "" if isinstance(value, str) else "is a text in quotation marks"


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value)


EXAMPLE = '["A. Editor"]'


def _names(value: object) -> str:
    right = _is_list_of_texts(value)
    if right:
        return ""
    from tei_kit.advice.keys import as_list  # only a mistake needs it

    return f"is a list of names; {as_list(value, EXAMPLE)}"


def _images(value: object) -> str:
    right = _is_list_of_texts(value)
    return "" if right else 'is a list of addresses of images, such as ["1.jpg", "2.jpg"]'


def _responsible(value: object) -> str:
    right = isinstance(value, dict) and all(
        (isinstance(names, str) and names) or (names and _is_list_of_texts(names))
        for names in value.values()
    )
    return "" if right else 'is a table of names: { "Transcribed by" = ["A. Typist"] }'


def _identifiers(value: object) -> str:
    right = isinstance(value, dict) and all(isinstance(v, str) and v for v in value.values())
    if not right:
        return 'is a table of identifiers: { DOI = "10.5281/zenodo.123" }'
    assert isinstance(value, dict)
    if any(not kind or kind.split() != [kind] for kind in value):
        return "names each kind of identifier in one word, such as DOI"
    return f"cannot have the type {OF_THE_FILE}" if OF_THE_FILE in value else ""


def _day(value: object) -> str:
    if isinstance(value, str) and _is_date(value):
        return ""
    from tei_kit.advice.dates import iso_date  # only a mistake needs it

    meant = iso_date(value) if isinstance(value, str) else None
    if meant is not None:
        return f'is a date; write "{meant}"'
    return 'is a date such as "1971", "1971-05" or "1971-05-31"'


def _status(value: object) -> str:
    return "" if value in STATUSES else f"is one of {', '.join(STATUSES)}"


def _language(value: object) -> str:
    from tei_kit.advice.languages import code_of

    tag = code_of(value) if isinstance(value, str) else None
    if tag is not None:
        return f'is a language tag; write "{tag}"'
    right = isinstance(value, str) and language_tag().fullmatch(value)
    return "" if right else "is a language tag such as en, fr or pt-BR"


def _url(value: object) -> str:
    right = isinstance(value, str) and value and not any(c.isspace() for c in value)
    return "" if right else "is a URL without spaces"


def _facs(value: object) -> str:
    from tei_kit.settings import page_images  # few editions have images

    return page_images.wrong(value) if isinstance(value, str) else _text(value)


KINDS: Mapping[str, Callable[[object], str]] = {
    "authors": _names,
    "editors": _names,
    "responsible": _responsible,
    "pub_date": _day,
    "idnos": _identifiers,
    "licence": _url,
    "status": _status,
    "date": _day,
    "language": _language,
    "facs": _facs,
    "images": _images,
}
"""The checks of the keys that are not simply texts."""
