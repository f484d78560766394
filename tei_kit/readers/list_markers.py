"""Markers of ordered lists, as HTML's `ol/@type` and DOCX's `w:numFmt` name them."""

from __future__ import annotations

from lxml.html import HtmlElement

ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LARGEST_ROMAN = 3999


def marker(element: HtmlElement, number: int) -> str:
    """The marker of the item of a number in an `ol`: `3.`, `c.`, `III.`."""
    kind = element.get("type", "1")
    if kind in ("a", "A"):
        return f"{_in_case(letters(number), kind.isupper())}."
    if kind in ("i", "I"):
        return f"{_in_case(roman(number), kind.isupper())}."
    return f"{number}."


def _in_case(text: str, upper: bool) -> str:
    return text.upper() if upper else text


def letters(number: int) -> str:
    """A number in letters, as lists count: a, …, z, aa, ab."""
    if number < 1:
        return str(number)
    result = ""
    while number:
        number, rest = divmod(number - 1, 26)
        result = chr(ord("a") + rest) + result
    return result


def roman(number: int) -> str:
    """A number in Roman numerals, in lower case."""
    if not 1 <= number <= LARGEST_ROMAN:
        return str(number)
    result = ""
    for value, letter in ROMAN:
        result += letter * (number // value)
        number %= value
    return result
