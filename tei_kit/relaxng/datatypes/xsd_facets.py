"""The facets of XML Schema (Part 2, section 4.3) that restrict a type by params.

Each param restricts the type that the params before it made, as in Jing. A limit must itself be of
that type, so a maximum under the minimum before it is an error. A maximal length under the minimal
length only makes a type without values.

One difference from Jing: it lets dates, times and durations have a length and then breaks down on
the first value; here, as in the standard, they do not have a length.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from tei_kit.relaxng.datatypes import xsd_regex
from tei_kit.relaxng.datatypes.protocol import DatatypeError, Param
from tei_kit.relaxng.datatypes.xsd_types import TYPES, Namespaces, XsdType

if TYPE_CHECKING:
    from decimal import Decimal

_MAX_COUNT = 2**31 - 1

Check = Callable[[Hashable], bool]


def restricted(base: XsdType, param: Param) -> XsdType:
    """The type with one facet more.

    Raises DatatypeError when the facet does not exist or cannot apply to the type, or when its
    value is wrong.
    """
    if param.name == "pattern":
        return _with_pattern(base, param)
    if param.name in _NOT_PARAMS:
        raise DatatypeError(_NOT_PARAMS[param.name])
    make_check = _CHECKS.get(param.name)
    if make_check is None:
        known = ", ".join(sorted(["pattern", *_CHECKS]))
        raise DatatypeError(f'there is no facet "{param.name}"; the facets are {known}')
    return _with_check(base, make_check(base, param))


def _with_check(base: XsdType, is_allowed: Check) -> XsdType:
    read_base = base.read

    def read(text: str, namespaces: Namespaces) -> Hashable | None:
        value = read_base(text, namespaces)
        return value if value is not None and is_allowed(value) else None

    return replace(base, read=read)


def _with_pattern(base: XsdType, param: Param) -> XsdType:
    try:
        matches = xsd_regex.compile(param.value).matches
    except xsd_regex.RegexError as error:
        raise DatatypeError(
            f'"{param.value}" is not a regular expression of XML Schema: {error}'
        ) from error
    read_base = base.read

    def read(text: str, namespaces: Namespaces) -> Hashable | None:
        return read_base(text, namespaces) if matches(text) else None

    return replace(base, read=read)


def _length(base: XsdType, param: Param) -> Check:
    measure, count = _measure(base, param), _count(param)
    return lambda value: measure(value) == count


def _min_length(base: XsdType, param: Param) -> Check:
    measure, count = _measure(base, param), _count(param)
    return lambda value: measure(value) >= count


def _max_length(base: XsdType, param: Param) -> Check:
    measure, count = _measure(base, param), _count(param)
    return lambda value: measure(value) <= count


def _min_inclusive(base: XsdType, param: Param) -> Check:
    is_less, limit = _order(base, param), _limit(base, param)
    return lambda value: value == limit or is_less(limit, value)


def _min_exclusive(base: XsdType, param: Param) -> Check:
    is_less, limit = _order(base, param), _limit(base, param)
    return lambda value: is_less(limit, value)


def _max_inclusive(base: XsdType, param: Param) -> Check:
    is_less, limit = _order(base, param), _limit(base, param)
    return lambda value: value == limit or is_less(value, limit)


def _max_exclusive(base: XsdType, param: Param) -> Check:
    is_less, limit = _order(base, param), _limit(base, param)
    return lambda value: is_less(value, limit)


def _total_digits(base: XsdType, param: Param) -> Check:
    """Jing counts the digits as written, but for zeros before them: 1.00 has three."""
    count = _digits(base, param)
    if count == 0:
        raise DatatypeError('totalDigits must be a number from 1 on, not "0"')
    return lambda value: len(cast("Decimal", value).as_tuple().digits) <= count


def _fraction_digits(base: XsdType, param: Param) -> Check:
    """Jing counts the digits as written: 1.00 has two."""
    count = _digits(base, param)
    return lambda value: -cast("int", cast("Decimal", value).as_tuple().exponent) <= count


def _measure(base: XsdType, param: Param) -> Callable[[Hashable], int]:
    if base.measure is None:
        raise _not_applicable(base, param)
    return base.measure


def _order(base: XsdType, param: Param) -> Callable[[Hashable, Hashable], bool]:
    if base.is_less is None:
        raise _not_applicable(base, param)
    return base.is_less


def _digits(base: XsdType, param: Param) -> int:
    if not base.counts_digits:
        raise _not_applicable(base, param)
    return _count(param)


def _not_applicable(base: XsdType, param: Param) -> DatatypeError:
    return DatatypeError(f"{param.name} cannot be used with the type {base.name}")


def _limit(base: XsdType, param: Param) -> Hashable:
    limit = base.value(param.value, {})
    if limit is None:
        raise DatatypeError(
            f'the {param.name} "{param.value}" is not itself of the type {base.name} '
            "with the params before it"
        )
    return limit


def _count(param: Param) -> int:
    """The number of a length or of digits.

    Jing takes any decimal without a fraction, and one that Java writes with an exponent
    (0.0000001) for the greatest number.
    """
    number = cast("Decimal | None", TYPES["decimal"].value(param.value, {}))
    written = "-" if number is None else str(number).removeprefix("-" if number == 0 else "")
    if written.startswith("-") or "." in written:
        raise DatatypeError(f'{param.name} must be a number from 0 on, not "{param.value}"')
    if not written.isdecimal() or len(written) > len(str(_MAX_COUNT)):
        return _MAX_COUNT
    return min(int(written), _MAX_COUNT)


_CHECKS: dict[str, Callable[[XsdType, Param], Check]] = {
    "length": _length,
    "minLength": _min_length,
    "maxLength": _max_length,
    "minInclusive": _min_inclusive,
    "minExclusive": _min_exclusive,
    "maxInclusive": _max_inclusive,
    "maxExclusive": _max_exclusive,
    "totalDigits": _total_digits,
    "fractionDigits": _fraction_digits,
}

_NOT_PARAMS = {
    "enumeration": "enumeration is not allowed as a param; use a choice of <value> elements",
    "whiteSpace": "whiteSpace is not allowed as a param; use string, normalizedString or token",
}
