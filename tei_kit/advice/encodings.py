"""Text in another encoding than it was taken for: the character of a byte in other encodings,
and the character that was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WESTERN = "cp1252"
"""Python's name of the encoding of western Windows; most texts that are not UTF-8 are in it."""

_IANA: Mapping[str, str] = {
    WESTERN: "windows-1252",
    "mac_roman": "macintosh",
    "cp1251": "windows-1251",
}
"""The encodings of texts other than UTF-8, by Python's names, with the names that XML has for them;
the likeliest first."""


_NAMES: Mapping[str, str] = {
    "ansi": WESTERN,
    "windows": WESTERN,
    "western": WESTERN,
    "winlatin1": WESTERN,
    "mac": "mac_roman",
    "unicode": "utf-16",
    "ucs2": "utf-16",
    "ucs4": "utf-32",
    "utf8mb4": "utf-8",
    "utf8bom": "utf-8",
    "dos": "cp850",
    "oem": "cp850",
}
"""Names that programs and people have for encodings, without signs, and Python's names."""
_USUAL = ("utf-8", "utf-16", WESTERN, "latin-1", "cp1250", "cp1251", "cp850", "mac_roman")


def meant_by(name: str) -> str | None:
    """The encoding that is meant by a name which Python does not know: `ANSI` -> `cp1252`; None
    for a name that resembles no encoding's."""
    from tei_kit.advice.similar import closest

    word = "".join(filter(str.isalnum, name.lower()))
    return _NAMES.get(word) or closest(name, _USUAL)


# Of the bytes at every second (fourth) place, at least this share is zero in a text of letters.
_LEAST_ZEROS = 0.4
# Zeros have to stand this many times more often at places of one kind than at the others.
_WIDE = 8


_PLACES_OF_ZEROS: Mapping[str, Sequence[int]] = {
    "utf-32-le": (1, 2, 3),
    "utf-32-be": (0, 1, 2),
    "utf-16-le": (1, 3),
    "utf-16-be": (0, 2),
}
"""The places, among four bytes, of those that are zero in texts of Latin letters."""


def unmarked(sample: bytes) -> str:
    """The encoding of a text whose characters take two or four bytes, and that does not begin with
    a byte order mark: `utf-16-le`, `utf-32-be` …; "" for other bytes.

    Letters of Europe have zeros at fixed places there.
    """
    counts = [sample[at::4].count(0) for at in range(4)]
    least = _LEAST_ZEROS * (len(sample) // 4)
    if len(sample) < 8 or max(counts) < max(least, 1):
        return ""
    for name, places in _PLACES_OF_ZEROS.items():
        if all(counts[at] >= least for at in places) and _are_few(counts, places):
            return name
    return ""


def _are_few(counts: Sequence[int], places: Sequence[int]) -> bool:
    """Whether few zeros stand at other places than some."""
    others = sum(counts) - sum(counts[at] for at in places)
    return others * _WIDE < min(counts[at] for at in places)


def is_utf_8(before: bytes, data: bytes) -> bool:
    """Whether the bytes around a place are UTF-8, with a character that is not of ASCII; the first
    and the last of them may be parts of a character."""
    around = before[-40:] + data[:40]
    text = around.decode("utf-8", "replace").strip("\ufffd")
    return "\ufffd" not in text and not text.isascii()


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


# The end of a word, and the beginning of a word with the character that is asked about
_END = re.compile(r"\w*$")
_BEGINNING = re.compile(r"[^\s<>&]\w*")
# Signs that stand between letters: l’amour, 1914–1918
_BETWEEN_LETTERS = frozenset("’‘–—-…·")
_LEAST_CYRILLIC = 3


def western(before: bytes, data: bytes) -> Western | None:
    """The character that the first byte of `data` stands for, in the encoding that the word around
    it is likely to have; None when the byte is no character of western Windows.

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
    """Whether a word is likelier in another encoding than in that of western Windows."""
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
