"""The addresses of page images: a pattern, filled in with the number of each page."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import quote

# "{file}", "{n}", "{n:04}", "{i:3}"
FIELD = re.compile(r"\{(?P<name>file|n|i)(?::0?(?P<width>[1-9]))?\}")
# Anything in braces, and a brace without the other one.
BRACES = re.compile(r"\{[^{}]*\}|[{}]")
# "12v": the digits are filled up, and the letters after them stay.
NUMBER = re.compile(r"[0-9]*")
# Characters that stay as they are in an address.
SAFE = "/:?#[]@!$&'()*+,;=~%"


def wrong(pattern: str) -> str:
    """The reason why a pattern is wrong, "" for a right one."""
    for braces in BRACES.findall(pattern):
        if not FIELD.fullmatch(braces):
            return (
                f"has '{braces}', which is not a place to fill in; these are {{file}} (the name of "
                "the text without its suffix), {n} (the number of the page as printed) and {i} "
                "(which page break of the text it is), and {n:04} fills up to four digits"
            )
    if not {match["name"] for match in FIELD.finditer(pattern)} & {"n", "i"}:
        return "needs {n} (the number of the page) or {i} (1, 2, 3 …): scans/{file}_{n:04}.jpg"
    return ""


def counts_pages(pattern: str) -> bool:
    """Whether a pattern asks which page break of the text a page is."""
    return any(match["name"] == "i" for match in FIELD.finditer(pattern))


def address(pattern: str, file: str, n: str, index: int) -> str:
    """The address of a page's image; "" for a page without the number that the pattern asks for.

    `file` is the name of the text, with or without folders; `n` the number as printed; `index`
    counts the page breaks of the text from 1.
    """
    values = {"file": PurePath(file).stem, "n": n, "i": str(index)}
    asked = {match["name"] for match in FIELD.finditer(pattern)}
    if any(not values[name] for name in asked):
        return ""
    filled: list[str] = []
    last = 0
    for match in FIELD.finditer(pattern):
        filled.append(quote(pattern[last : match.start()], safe=SAFE))
        filled.append(quote(_filled_up(values[match["name"]], int(match["width"] or 0)), safe=""))
        last = match.end()
    return "".join([*filled, quote(pattern[last:], safe=SAFE)])


def as_address(image: str) -> str:
    """The address of an image as an attribute can hold it: without spaces."""
    return quote(image.strip(), safe=SAFE)


def _filled_up(value: str, width: int) -> str:
    digits = NUMBER.match(value)
    assert digits is not None  # it matches the empty string as well
    return digits[0].zfill(width) + value[digits.end() :] if digits[0] else value
