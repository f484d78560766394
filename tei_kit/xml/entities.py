"""Entities that a document declares in itself: expanded, within bounds of depth and size.

An external entity is never read, and a document that refers to one, or to one that is declared
nowhere in it, is refused: its text would be lost. So is one whose entities grow beyond measure
(billion laughs). See XML 1.0, section 4.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.xml.prolog import feed

LARGEST = 1 << 23
"""All references of a document together may stand for this many characters."""
DEEPEST = 16
"""This many entities may refer to each other in a row."""

PREDEFINED = frozenset(("amp", "apos", "gt", "lt", "quot"))

# &name; but not &#160;
_REFERENCE = re.compile(r"& (?P<name> [^\s;&<>\#'\"]+ ) ;", re.VERBOSE)
_SECTION = re.compile(r"<!-- | <!\[CDATA\[ | <\?", re.VERBOSE)
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}

_HOW = "write what it stands for in its place, or declare it in the file: <!ENTITY {name} '...'>"
_HOW_OF_HTML = "it is one of HTML: write {character} in its place"


@dataclass(frozen=True, slots=True)
class _Declared:
    """An entity: its text, which is None when it is in another file, and where it is declared."""

    text: str | None
    place: Place


@dataclass(slots=True)
class _Prolog:
    """The declarations of a document up to its root element, as expat reads them."""

    file: str
    entities: dict[str, _Declared] = field(default_factory=dict)
    has_doctype: bool = False
    end: int = 0
    """The byte at which the root element begins."""
    is_read: bool = False


class _RootReachedError(Exception):
    """Stops expat at the root element."""


def refuse_unsafe(data: bytes, name: str) -> bool:
    """Raise TeiKitError (TK508) for a document whose entities are not to be expanded.

    Gives whether the prolog could be read; when it could not, nothing is known of its entities.
    """
    prolog = _read(data, name)
    if not prolog.has_doctype:
        return prolog.is_read
    sizes = _sizes(prolog.entities)
    total = 0
    text = _decoded(data[prolog.end :], data)
    for reference in _references(text):
        entity = reference["name"]
        if entity in PREDEFINED:
            continue
        size = sizes.get(entity)
        if size is None:
            why = _elsewhere(entity) if entity in prolog.entities else _unknown(entity)
            raise _refused(_place(data, prolog, text, reference.start(), name), why)
        total += size
        if total > LARGEST:
            reason = f"its entities would make more than {LARGEST >> 20} MB of text"
            raise _refused(Place(name), reason)
    return prolog.is_read


def _read(data: bytes, name: str) -> _Prolog:
    found = _Prolog(name)
    parser = expat.ParserCreate()

    def at_entity(entity: str, is_parameter: bool, text: str | None, *_identifiers: object) -> None:
        place = Place(name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if not is_parameter:
            found.entities.setdefault(entity, _Declared(text, place))
        elif text is None:
            reason = f"the parameter entity %{entity}; is in another file; leave it out"
            raise _refused(place, reason)
        elif "%" in text:
            raise _refused(place, f"the parameter entity %{entity}; is made of others")

    def at_doctype(*_declaration: object) -> None:
        found.has_doctype = True

    def at_element(*_element: object) -> None:
        found.end = parser.CurrentByteIndex
        found.is_read = True
        raise _RootReachedError

    parser.EntityDeclHandler = at_entity
    parser.StartDoctypeDeclHandler = at_doctype
    parser.StartElementHandler = at_element
    with suppress(_RootReachedError, expat.ExpatError, LookupError, ValueError):
        feed(parser, io.BytesIO(data).read)
    return found


def _sizes(entities: Mapping[str, _Declared]) -> dict[str, int]:
    """The number of characters that each entity stands for; entities in other files are left out.

    Raises TeiKitError (TK508) when one is too long, or refers to others too deeply or to itself.
    """
    sizes: dict[str, int] = {}

    def size(name: str, around: Sequence[str]) -> int:
        declared = entities[name]
        if declared.text is None:
            raise _refused(declared.place, _elsewhere(name))
        if name in sizes:
            return sizes[name]
        if name in around:
            raise _refused(declared.place, f"the entity &{name}; refers to itself")
        if len(around) > DEEPEST:
            reason = f"the entity &{name}; refers to others more than {DEEPEST} deep"
            raise _refused(declared.place, reason)
        total = len(declared.text)
        for reference in _REFERENCE.finditer(declared.text):
            inner = reference["name"]
            if inner in entities:
                total += size(inner, (*around, name))
            elif inner not in PREDEFINED:
                raise _refused(declared.place, _unknown(inner))
            if total > LARGEST:
                reason = f"the entity &{name}; stands for more than {LARGEST >> 20} MB of text"
                raise _refused(declared.place, reason)
        sizes[name] = total
        return total

    for name, declared in entities.items():
        if declared.text is not None:
            size(name, ())
    return sizes


def _references(text: str) -> Iterator[re.Match[str]]:
    """The references outside comments, CDATA sections and processing instructions."""
    at = 0
    while at < len(text):
        section = _SECTION.search(text, at)
        yield from _REFERENCE.finditer(text, at, section.start() if section else len(text))
        if section is None:
            return
        end = text.find(_ENDS[section[0]], section.end())
        at = len(text) if end < 0 else end


def _decoded(part: bytes, data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return part.decode("utf-16-le" if data[0] == 0xFF else "utf-16-be", "replace")
    if data[:4] in (b"\x00<\x00?", b"<\x00?\x00"):
        return part.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    # Markup is ASCII in every other encoding that expat reads.
    try:
        return part.decode()
    except UnicodeDecodeError:
        return part.decode("latin-1")


def _place(data: bytes, prolog: _Prolog, text: str, offset: int, name: str) -> Place:
    before = _decoded(data[: prolog.end], data) + text[:offset]
    return Place(name, before.count("\n") + 1, offset_in_line(before) + 1)


def offset_in_line(before: str) -> int:
    """The number of characters after the last line end of a text."""
    return len(before) - (before.rfind("\n") + 1)


def _elsewhere(entity: str) -> str:
    return (
        f"the entity &{entity}; stands for another file, and no other file is read; "
        f"{_HOW.format(name=entity)}"
    )


def _unknown(entity: str) -> str:
    if re.fullmatch(r"[\w.:-]+", entity) is None:
        return f"the entity &{entity}; is not declared in the file itself"
    character = character_for(entity)
    how = (
        _HOW.format(name=entity) if character is None else _HOW_OF_HTML.format(character=character)
    )
    what = f"the entity &{entity}; is not declared in the file itself, and no other file is read"
    return f"{what}; {how}"


def _refused(place: Place, reason: str) -> TeiKitError:
    return TeiKitError(diagnose("TK508", place, reason=reason))


def character_for(name: str) -> str | None:
    """The reference for a character that HTML names by an entity: `nbsp` -> `&#160;`, `eacute`
    -> `é`; None for a name that HTML does not have."""
    from html.entities import name2codepoint  # only a mistake needs it

    number = name2codepoint.get(name)
    if number is None:
        return None
    return chr(number) if chr(number).isprintable() else f"&#{number};"
