"""Text in another encoding than it was taken for: what a byte would be, and what was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

WESTERN = "cp1252"
"""The encoding of Windows in the west, which texts have that are not UTF-8; Python's name."""

_IANA: Mapping[str, str] = {
    WESTERN: "windows-1252",
    "mac_roman": "macintosh",
    "cp1251": "windows-1251",
}
"""The encodings that texts have that are not UTF-8, by Python's names, with the names that XML has
for them; the likeliest first."""


@dataclass(frozen=True, slots=True)
class Western:
    """A byte in an encoding that is not UTF-8, and the word that it stands in."""

    character: str
    word: str
    encoding: str = WESTERN
    """Python's name of the encoding."""

    @property
    def iana(self) -> str:
        """The name of the encoding in XML."""
        return _IANA[self.encoding]

    @property
    def shown(self) -> str:
        """The character, or the number of one that cannot be seen."""
        is_seen = self.character.isprintable() and not self.character.isspace()
        return self.character if is_seen else f"U+{ord(self.character):04X}"


# The end of a word, and the beginning of one with the character that is asked about
_END = re.compile(r"\w*$")
_BEGINNING = re.compile(r"[^\s<>&]\w*")
# Signs that stand between letters: l’amour, 1914–1918
_BETWEEN_LETTERS = frozenset("’‘–—-…·")
_LEAST_CYRILLIC = 3


def western(before: bytes, data: bytes) -> Western | None:
    """What the first byte of `data` is in the encoding that the word around it is likely to have;
    None when it is no character of Windows in the west.

    `before` are the bytes in front of it. That encoding is meant unless the word shows another: a
    sign amid letters (`na•ve`) is a letter of old Macintoshes, and a word of accented letters only
    (`Ïðèâåò`) is Cyrillic.
    """
    found = _in(WESTERN, before, data)
    if found is None:
        return None
    others = (each for name in _IANA if name != WESTERN if (each := _in(name, before, data)))
    return next((each for each in others if _is_rather(each, found)), found)


def _in(encoding: str, before: bytes, data: bytes) -> Western | None:
    try:
        character = data[:1].decode(encoding)
    except UnicodeDecodeError:
        return None
    end = _END.search(before[-40:].decode(encoding, "replace"))
    beginning = _BEGINNING.match(data[:40].decode(encoding, "replace"))
    word = f"{end[0] if end else ''}{beginning[0] if beginning else character}"
    return Western(character, word, encoding)


def _is_rather(other: Western, usual: Western) -> bool:
    """Whether a word is likelier in another encoding than in that of Windows in the west."""
    if other.encoding == "cp1251":
        letters = [each for each in other.word if not each.isascii()]
        is_long = len(letters) >= _LEAST_CYRILLIC and len(letters) == len(other.word)
        return is_long and all("CYRILLIC" in unicodedata.name(each, "") for each in letters)
    is_sign = not usual.character.isalpha() and usual.character not in _BETWEEN_LETTERS
    at = usual.word.find(usual.character)
    is_amid = usual.word[max(at - 1, 0) : at].isalpha() and usual.word[at + 1 : at + 2].isalpha()
    return is_sign and is_amid and other.character.isalpha()


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
