"""Printed signs as words of @rend, and back.

A page marker, or the mark of a note, is kept in @rend where it is not the usual one. TEI has a list
of words there (teidata.word: no white space, no control or format characters), so white space is
left out, and a character that a word cannot hold is written `\\u00AD`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

UNPRINTED = "none"  # @rend of a page break that the source shows by no marker
NOTHING = "-"  # stands for a sign that is not printed
# Printed signs that would be read as NOTHING: each has one dash more.
DASHES = re.compile(r"-+")


@cache
def _escape() -> re.Pattern[str]:
    r"""A character as `word` writes it: `\u00AD` or `\U0001F600`."""
    return re.compile(r"\\u([0-9A-F]{4})|\\U([0-9A-F]{8})")


@lru_cache(maxsize=1024)
def word(printed: str) -> str:
    """A printed sign as one word, without its white space; `-` for an empty sign."""
    squeezed = "".join(printed.split())
    if not squeezed:
        return NOTHING
    if DASHES.fullmatch(squeezed):
        return f"{squeezed}-"
    return "".join(_character(c) for c in squeezed)


def _character(character: str) -> str:
    from unicodedata import category  # few texts have unusual signs

    if character == "\\" or category(character)[0] in "CZ":
        code = ord(character)
        return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
    return character


def page_rend(marker: str) -> str:
    """@rend of a page break whose marker is unusual, word by word; "" for the usual marker."""
    if not marker:
        return ""
    rend = " ".join(word(each) for each in marker.split())
    return f"\\u{ord(rend[0]):04X}{rend[1:]}" if rend == UNPRINTED else rend


def page_marker(rend: str) -> str:
    """The printed marker that the @rend of a page break stands for."""
    return " ".join(sign(each) for each in rend.split())


def sign(word: str) -> str:
    """The printed sign that a word stands for, without its white space."""
    if DASHES.fullmatch(word):
        return word[1:]
    if "\\" not in word:
        return word
    return _escape().sub(lambda match: chr(int(match[1] or match[2], 16)), word)
