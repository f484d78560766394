"""Markers of ordered lists, as HTML's `ol/@type` and DOCX's `w:numFmt` name them."""

from __future__ import annotations

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


def html_marker(kind: str, number: int) -> str:
    """The marker of an item in an `ol` whose type is `kind`: `3.`, `c.`, `III.`."""
    if kind in ("a", "A"):
        return f"{_in_case(letters(number), kind.isupper())}."
    if kind in ("i", "I"):
        return f"{_in_case(roman(number), kind.isupper())}."
    return f"{number}."


def _in_case(text: str, upper: bool) -> str:
    return text.upper() if upper else text


def letters(number: int) -> str:
    """A number in the letters that lists count with: a, …, z, aa, ab; below 1 in digits."""
    if number < 1:
        return str(number)
    result = ""
    while number:
        number, rest = divmod(number - 1, 26)
        result = chr(ord("a") + rest) + result
    return result


def roman(number: int) -> str:
    """A number in lower-case Roman numerals; in digits outside 1 to 3999."""
    if not 1 <= number <= LARGEST_ROMAN:
        return str(number)
    result = ""
    for value, letter in ROMAN:
        result += letter * (number // value)
        number %= value
    return result


def counted(number: int, kind: str) -> str:
    """A number as the number format `kind` (w:numFmt) writes it; unknown formats write digits."""
    if kind in ("lowerLetter", "upperLetter"):
        text = letters(number)
    elif kind in ("lowerRoman", "upperRoman"):
        text = roman(number)
    elif kind == "none":
        return ""
    else:
        return f"{number:02d}" if kind == "decimalZero" else str(number)
    return text.upper() if kind.startswith("upper") else text
