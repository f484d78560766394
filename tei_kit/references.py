"""Cross-references: `footnote 2, Document 35` points to `d35fn2`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tei_kit.profile import Profile

NUMBER = re.compile(r"[0-9]+")

# How far back a word that puts the reference in another volume is looked for: one sentence.
# A short word before the stop is an abbreviation ("vol. VI"), not the end of a sentence.
SENTENCE_START = re.compile(r"(?:[a-z]{4}|[0-9)”])[.;](?=\s+[A-Z(])")
REACH = 300


@dataclass(frozen=True, slots=True)
class CrossReference:
    """The words `text[start:end]` and the identifier, without `#`, that they point to."""

    start: int
    end: int
    target: str


def reference_pattern(profile: Profile) -> str:
    """A regular expression for references to documents, with at most a footnote before them."""
    document = "|".join(re.escape(word) for word in profile.document_words)
    note = "|".join(re.escape(word) for word in profile.note_words)
    return rf"""
        (?P<refnote>(?:{note})[ ]+[0-9]+,[ ]+)?
        (?P<refword>(?:{document})[ ]+)
        (?P<refnumbers>[0-9]+(?:(?:,[ ]+(?:and[ ]+)?|[ ]+and[ ]+|[–-])[0-9]+)*)
    """


@cache
def _elsewhere(profile: Profile) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in profile.elsewhere)
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def references_of(
    match: re.Match[str], text: str, least: int, end: int, profile: Profile
) -> list[CrossReference]:
    """The references that a match of `reference_pattern` holds, one for each document.

    Looks back as far as `least` for words that put the document in another volume (then there
    are none), and reads numbers as far as `end`, where a note reference may begin.
    """
    if _is_elsewhere(text, max(least, match.start() - REACH), match.start(), profile):
        return []
    note = NUMBER.search(match["refnote"]) if match["refnote"] else None
    suffix = f"fn{_plain(note[0])}" if note else ""
    result: list[CrossReference] = []
    start = match.start()
    for number in NUMBER.finditer(text, match.start("refnumbers"), min(end, match.end())):
        result.append(CrossReference(start, number.end(), f"d{_plain(number[0])}{suffix}"))
        following = NUMBER.search(text, number.end(), match.end())
        start, suffix = following.start() if following else 0, ""
    return result


def _plain(number: str) -> str:
    """A number without zeros before it."""
    return number.lstrip("0") or "0"


def _is_elsewhere(text: str, least: int, start: int, profile: Profile) -> bool:
    sentence = max((m.end() for m in SENTENCE_START.finditer(text, least, start)), default=least)
    return _elsewhere(profile).search(text, sentence, start) is not None
