"""The types of XML Schema (Part 2, chapter 3), without facets: they allow the same texts as Jing's,
and find the same values equal.

A type reads a text, whose white space is already processed, into a value. Python finds two values
equal when Jing does. A module that a type needs is imported when the first text is read.

elementpath has these types as well. But it allows texts that Jing does not allow (names of the
fifth edition of XML, `[a]` and `1:a` as URIs), and takes a tenth of a second to import. So each
type is read here with the production of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tei_kit.relaxng.datatypes import xml_names, xsd_dates
from tei_kit.relaxng.datatypes.protocol import IdType
from tei_kit.relaxng.datatypes.uri_syntax import is_uri_reference
from tei_kit.xml.names import XML_NAMESPACE

if TYPE_CHECKING:
    from decimal import Decimal

# White space of XML; NO-BREAK SPACE and its kin are not.
_SPACES = re.compile(r"[ \t\r\n]+")
_SPACE = re.compile(r"[\t\r\n]")
_DECIMAL = re.compile(r"[+-]? (?: [0-9]+ \.? [0-9]* | \.[0-9]+ )", re.VERBOSE)  # -1.50, 5., .5
_INTEGER = re.compile(r"[+-]? [0-9]+", re.VERBOSE)  # +07
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8} (?: -[a-zA-Z0-9]{1,8} )*", re.VERBOSE)  # fr-CA
# 6.02E23, .5, INF; not +INF.
_FLOAT = re.compile(
    r"[+-]? (?: [0-9]+ (?: \.[0-9]* )? | \.[0-9]+ ) (?: [eE] [+-]? [0-9]+ )? | -? INF | NaN",
    re.VERBOSE,
)
# 0FB7; Jing allows space around the digits.
_HEX = re.compile(r"[ \t\r\n]* ( (?: [0-9A-Fa-f]{2} )* ) [ \t\r\n]*", re.VERBOSE)
# Without white space: groups of four, the last filled up and no bit of it without a meaning: YQ==.
_BASE64 = re.compile(
    r"""
    (?: [A-Za-z0-9+/]{4} )*
    (?: [A-Za-z0-9+/]{2} [AEIMQUYcgkosw048] = | [A-Za-z0-9+/] [AQgw] == )?
    """,
    re.VERBOSE,
)


NOT_A_NUMBER = "NaN"
"""The value of NaN, which in a schema equals itself."""

Namespaces = Mapping[str, str]
Read = Callable[[str, Namespaces], Hashable | None]


def _preserved(text: str) -> str:
    return text


def _replaced(text: str) -> str:
    return _SPACE.sub(" ", text)


def collapsed(text: str) -> str:
    """The text without white space around it and with single spaces inside it."""
    return _SPACES.sub(" ", text).strip(" ")


@dataclass(frozen=True, slots=True)
class XsdType:
    """A type of XML Schema, perhaps with facets."""

    name: str
    read: Read
    """The value of a text whose white space is processed; None when it is not of the type."""
    process: Callable[[str], str] = collapsed
    """The processing of white space before the text is read."""
    id_type: IdType | None = None
    measure: Callable[[Hashable], int] | None = None
    """The length of a value; None for a type whose values have none."""
    is_less: Callable[[Hashable, Hashable], bool] | None = None
    """Whether a value is less than another; None for a type without order."""
    counts_digits: bool = False
    """Whether the values are decimal numbers."""

    def allows(self, text: str, namespaces: Namespaces) -> bool:
        """Whether the text is of the type."""
        return self.read(self.process(text), namespaces) is not None

    def value(self, text: str, namespaces: Namespaces) -> Hashable | None:
        """The value of the text; None when it is not of the type."""
        return self.read(self.process(text), namespaces)


def _size(value: Hashable) -> int:
    return len(cast("str | bytes | tuple[Hashable, ...]", value))


def _is_less_number(one: Hashable, other: Hashable) -> bool:
    return NOT_A_NUMBER not in (one, other) and cast("float", one) < cast("float", other)


def _text_of(
    name: str,
    is_allowed: Callable[[str], object],
    process: Callable[[str], str] = collapsed,
    id_type: IdType | None = None,
) -> XsdType:
    """A type whose values are its texts."""

    def read(text: str, namespaces: Namespaces) -> str | None:
        return text if is_allowed(text) else None

    return XsdType(name, read, process, id_type, measure=_size)


def _list_of(name: str, item: XsdType, id_type: IdType | None = None) -> XsdType:
    """A type whose values are one or more values of another."""

    def read(text: str, namespaces: Namespaces) -> tuple[Hashable, ...] | None:
        values = tuple(item.read(part, namespaces) for part in text.split(" "))
        return None if None in values else values

    return XsdType(name, read, id_type=id_type, measure=_size)


def _plain(name: str, read: Callable[[str], Hashable | None]) -> XsdType:
    return XsdType(name, lambda text, namespaces: read(text))


def _binary(name: str, read: Callable[[str], bytes | None]) -> XsdType:
    return XsdType(name, lambda text, namespaces: read(text), _preserved, measure=_size)


def _integer(name: str, least: int | None = None, most: int | None = None) -> XsdType:
    def read(text: str, namespaces: Namespaces) -> Decimal | None:
        value = _decimal(text) if _INTEGER.fullmatch(text) else None
        if value is None or (least is not None and value < least):
            return None
        return None if most is not None and value > most else value

    return XsdType(name, read, is_less=_is_less_number, counts_digits=True)


def _any(text: str) -> bool:
    return True


def _nothing(text: str) -> bool:
    """An entity: it would have to be declared in a DTD, which documents may not have."""
    return False


def _boolean(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text)


def _decimal(text: str) -> Decimal | None:
    from decimal import Decimal

    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _double(text: str) -> float | str | None:
    if not _FLOAT.fullmatch(text):
        return None
    return NOT_A_NUMBER if text == NOT_A_NUMBER else float(text)


def _float(text: str) -> float | str | None:
    value = _double(text)
    return value if value is None or isinstance(value, str) else _single(value, text)


def _single(value: float, text: str) -> float:
    """The number of 32 bits nearest to a text; `value` is the number of 64 bits nearest to it.

    Rounding twice can go wrong, unless the first rounding goes to the odd of the two numbers
    around an inexact one (Boldo and Melquiond, "When double rounding is odd").
    """
    from decimal import Decimal
    from math import copysign, inf, isinf, nextafter
    from struct import pack, unpack

    if isinf(value) or value == 0:
        return value
    written, rounded = Decimal(text), Decimal(value)
    if written != rounded and not pack(">d", value)[-1] & 1:
        value = nextafter(value, inf if written > rounded else -inf)
    try:
        single: float = unpack("f", pack("f", value))[0]
    except OverflowError:
        return copysign(inf, value)
    return single


def _hex(text: str) -> bytes | None:
    found = _HEX.fullmatch(text)
    return None if found is None else bytes.fromhex(found[1])


def _base64(text: str) -> bytes | None:
    from binascii import a2b_base64

    characters = _SPACES.sub("", text)
    return a2b_base64(characters) if _BASE64.fullmatch(characters) else None


def _qualified_name(text: str, namespaces: Namespaces) -> Hashable | None:
    """The namespace and the local name, in James Clark's notation."""
    prefix, colon, local = text.rpartition(":")
    if not xml_names.is_ncname(local) or (colon and not xml_names.is_ncname(prefix)):
        return None
    namespace = namespaces.get(prefix, XML_NAMESPACE if prefix == "xml" else None)
    if namespace is None:
        return None if prefix else local
    return f"{{{namespace}}}{local}" if namespace else local


_NMTOKEN = _text_of("NMTOKEN", xml_names.is_nmtoken)
_IDREF = _text_of("IDREF", xml_names.is_ncname, id_type=IdType.IDREF)
_ENTITY = _text_of("ENTITY", _nothing)

_TEXTS = (
    _text_of("string", _any, _preserved),
    _text_of("normalizedString", _any, _replaced),
    _text_of("token", _any),
    _text_of("language", _LANGUAGE.fullmatch),
    _text_of("Name", xml_names.is_name),
    _text_of("NCName", xml_names.is_ncname),
    _NMTOKEN,
    _text_of("ID", xml_names.is_ncname, id_type=IdType.ID),
    _IDREF,
    _ENTITY,
    _text_of("anyURI", is_uri_reference),
    _list_of("NMTOKENS", _NMTOKEN),
    _list_of("IDREFS", _IDREF, IdType.IDREFS),
    _list_of("ENTITIES", _ENTITY),
)

_NUMBERS = (
    XsdType(
        "decimal",
        lambda text, namespaces: _decimal(text),
        is_less=_is_less_number,
        counts_digits=True,
    ),
    _integer("integer"),
    _integer("nonPositiveInteger", most=0),
    _integer("negativeInteger", most=-1),
    _integer("nonNegativeInteger", least=0),
    _integer("positiveInteger", least=1),
    _integer("long", -(2**63), 2**63 - 1),
    _integer("int", -(2**31), 2**31 - 1),
    _integer("short", -(2**15), 2**15 - 1),
    _integer("byte", -(2**7), 2**7 - 1),
    _integer("unsignedLong", 0, 2**64 - 1),
    _integer("unsignedInt", 0, 2**32 - 1),
    _integer("unsignedShort", 0, 2**16 - 1),
    _integer("unsignedByte", 0, 2**8 - 1),
    XsdType("double", lambda text, namespaces: _double(text), is_less=_is_less_number),
    XsdType("float", lambda text, namespaces: _float(text), is_less=_is_less_number),
)


def _date(name: str) -> XsdType:
    read = xsd_dates.reader_of(name)
    return XsdType(name, lambda text, namespaces: read(text), is_less=xsd_dates.is_earlier)


_TIMES = (
    *map(_date, xsd_dates.SHAPES),
    XsdType(
        "duration",
        lambda text, namespaces: xsd_dates.read_duration(text),
        is_less=xsd_dates.is_shorter,
    ),
)

_OTHERS = (
    _plain("boolean", _boolean),
    _binary("hexBinary", _hex),
    _binary("base64Binary", _base64),
    XsdType("QName", _qualified_name),
    XsdType("NOTATION", _qualified_name),
)

TYPES: Mapping[str, XsdType] = {one.name: one for one in (*_TEXTS, *_NUMBERS, *_TIMES, *_OTHERS)}
"""The types by name."""
