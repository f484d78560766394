"""Spelling: the words of headings without accents, capitals and spaces between letters."""

from __future__ import annotations

import re
import unicodedata

# "E r s t e r  A u f z u g."
SPACED = re.compile(r"[^\W_](?:[ \u00a0]{1,3}[^\W_][.,:]?){3,}\Z")
BETWEEN_WORDS = re.compile(r"[ \u00a0]{2,}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
# Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic letters (with the
# hamza), and voicing marks of kana: in decomposed Unicode they stand after their letters.
COMBINING = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u0655\u3099\u309a]+")
# "vltima"
V_FOR_U = re.compile(r"\bv(?=[lnmrst][a-z])")
NOTE_MARK = re.compile(r"\s*(?:<\d+>|\[\d+\]|\(\d+\)|[*†‡¹²³]+)\s*\Z")
FIRST = 80  # the words that make a heading are among this many characters
MARKS = "[](){}_=*#~"
SPACES = (" ", "\u00a0")


def folded(text: str) -> str:
    """A text in lower case, without accents, with `u` for a `v` before a consonant."""
    plain = text.casefold()
    if not plain.isascii():
        plain = COMBINING.sub("", unicodedata.normalize("NFKD", plain))
    return V_FOR_U.sub("u", plain)


def despaced(text: str) -> str:
    """A text with s p a c e d words joined."""
    if text[1:2] not in SPACES or not SPACED.match(text):
        return text
    words = BETWEEN_WORDS.split(text)
    if len(words) == 1 and "\u00a0" in text:
        words = text.split(" ")
    return " ".join("".join(word.split()) for word in words)
