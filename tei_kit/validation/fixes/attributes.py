"""Attributes that have another name in TEI P5 or none, and dates in another form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tei_kit.advice.dates import iso_moment
from tei_kit.diagnostics import Diagnostic
from tei_kit.validation.fixes import tags
from tei_kit.validation.fixes.edit import Edit
from tei_kit.validation.fixes.tags import Tag
from tei_kit.xml.names import TEI_NAMESPACE

Found = re.Match[str]
"""An attribute as it is written: the groups `name`, `quote` and `value`."""

RENAMED: Mapping[str, str] = {
    "language@id": "ident",
    "date@value": "when",
    "time@value": "when",
    "ref@url": "target",
    "ptr@url": "target",
    "ref@href": "target",
    "graphic@src": "url",
    "cell@colspan": "cols",
    "cell@rowspan": "rows",
    "lang": "xml:lang",
}
"""Attributes of TEI P4 and HTML, alone or on an element, and their names in TEI P5. Identifiers are
in a module of their own."""
DATES = ("when", "from", "to", "notBefore", "notAfter")
REMOVED = ("TEIform",)
"""Attributes of TEI P4 without a meaning."""

ABOUT_ATTRIBUTES = frozenset(("TK504", "TK510", "TK523", "TK524", "TK525"))


@dataclass(frozen=True, slots=True)
class Way:
    """The change of an attribute."""

    name: str
    write: Callable[[Tag, Found], str | None]
    """Gives the new text of the attribute; None when it stays."""


def lines_of(findings: Sequence[Diagnostic]) -> set[int]:
    """The lines in which attributes are wrong."""
    return {each.place.line for each in findings if each.code in ABOUT_ATTRIBUTES}


def edits_by(way: Way, data: bytes, codec: str, findings: Sequence[Diagnostic]) -> Iterator[Edit]:
    """The attributes that a way changes, in tags in which a mistake was found."""
    lines = lines_of(findings)
    if not lines or way.name.encode(codec) not in data:
        return
    for tag in tags.tags(data):
        if tag.namespace != TEI_NAMESPACE or way.name not in tag.attributes:
            continue
        text = tags.text_of(data, tag, codec)
        if not tags.is_in(tag, text, lines):
            continue
        for found in tags.attributes_of(text):
            after = way.write(tag, found) if found["name"] == way.name else None
            if after is not None:
                begin = found.start("name") if after else found.start()
                yield tags.replaced(tag, text, codec, (begin, found.end()), after)


def renamed(key: str) -> Way:
    """The way of an attribute of another name; `key` is of RENAMED."""
    element, _, name = key.rpartition("@")
    new = RENAMED[key]

    def write(tag: Tag, found: Found) -> str | None:
        is_there = tag.has(new.removeprefix("xml:")) if ":" in new else new in tag.attributes
        if is_there or (element and tag.name != element):
            return None
        value, quote = found["value"], found["quote"]
        if new in DATES:
            value = iso_moment(value) or value
        between = found[0].lstrip()[len(name) : found.start("quote") - found.start("name")]
        return f"{new}{between}{quote}{value}{quote}"

    return Way(name, write)


def dated(name: str) -> Way:
    """The way of a date in another form."""

    def write(_tag: Tag, found: Found) -> str | None:
        value = iso_moment(found["value"])
        if value is None or value == found["value"]:
            return None
        return f"{name}={found['quote']}{value}{found['quote']}"

    return Way(name, write)


def removed(name: str) -> Way:
    """The way of an attribute that is taken out."""
    return Way(name, lambda _tag, _found: "")
