"""Text in another encoding than it was taken for: what a byte would be, and what was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WESTERN = "cp1252"
"""The encoding of Windows in the west, which texts have that are not UTF-8; Python's name."""


@dataclass(frozen=True, slots=True)
class Western:
    """A byte in the encoding of Windows, and the word that it stands in."""

    character: str
    word: str


# The end of a word, and the beginning of one with the character that is asked about
_END = re.compile(r"\w*$")
_BEGINNING = re.compile(r"[^\s<>&]\w*")


def western(before: bytes, data: bytes) -> Western | None:
    """What the first byte of `data` is in the encoding of Windows; None when it is no character.

    `before` are the bytes in front of it.
    """
    try:
        character = data[:1].decode(WESTERN)
    except UnicodeDecodeError:
        return None
    end = _END.search(before[-40:].decode(WESTERN, "replace"))
    beginning = _BEGINNING.match(data[:40].decode(WESTERN, "replace"))
    word = f"{end[0] if end else ''}{beginning[0] if beginning else character}"
    return Western(character, word)


@dataclass(frozen=True, slots=True)
class Mojibake:
    """A stretch of text whose UTF-8 was read as the encoding of Windows: `Ã©` for `é`."""

    start: int
    found: str
    meant: str


_CONTINUATIONS = "".join(
    re.escape(bytes([byte]).decode(WESTERN, "ignore") + chr(byte)) for byte in range(0x80, 0xC0)
)
# Ã©, â€™, ðŸ˜€: bytes of UTF-8, each read as a character
_MOJIBAKE = re.compile(
    rf"""
    [Â-ô] (?: (?<=[Â-ß])[{_CONTINUATIONS}] | (?<=[à-ï])[{_CONTINUATIONS}]{{2}}
            | (?<=[ð-ô])[{_CONTINUATIONS}]{{3}} )
    """,
    re.VERBOSE,
)
# U+0080 to U+009F, which are no characters of any text
C1 = re.compile(r"[\x80-\x9f]")


def mojibake(text: str) -> Iterator[Mojibake]:
    """The stretches of a text that are UTF-8 read as the encoding of Windows."""
    if text.isascii():
        return
    for found in _MOJIBAKE.finditer(text):
        meant = _meant(found[0])
        if meant is not None:
            yield Mojibake(found.start(), found[0], meant)


def _meant(text: str) -> str | None:
    """The character that was meant; None when it is not likely to stand in a text."""
    try:
        character = bytes(_byte(each) for each in text).decode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    if len(character) != 1:
        return None
    is_usual = character.isalpha() and _is_european(character)
    return character if is_usual or character in _USUAL_SIGNS else None


def _byte(character: str) -> int:
    """The byte that a character was read from."""
    return ord(character) if "\x80" <= character <= "\x9f" else character.encode(WESTERN)[0]


_USUAL_SIGNS = frozenset("–—‘’‚“”„†‡•…‰‹›€™«»°§·¿¡£©®²³½¼¾×\xa0")
_EUROPEAN = ("LATIN", "GREEK", "CYRILLIC")


def _is_european(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_EUROPEAN)
