"""Cross-references: `footnote 2, Document 35` points to `d35fn2`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tei_kit.record import record
from tei_kit.settings.language import alternatives
from tei_kit.settings.profile import Profile

NUMBER = re.compile(r"[0-9]+")

# A word before a reference, in the same sentence, may put it in another volume. A short word before
# a stop is an abbreviation ("vol. XXX, Greece"), not the end of a sentence.
SENTENCE_START = re.compile(r"(?:(?:[a-z]{4}|[0-9)”])\.|\))(?=\s+[A-Z(])")
REACH = 300  # characters before a reference that are searched, at the most
BEFORE_PLACE = re.compile(" +(?:in|of) +")  # Document 4 *in* vol. XXX
NUMBERS = r"[0-9]+(?:(?:,[ ]+(?:and[ ]+)?|[ ]+and[ ]+|[–-])[0-9]+)*"


@record
class CrossReference:
    """The words `text[start:end]` and the identifier, without `#`, that they point to."""

    start: int
    end: int
    target: str


def reference_pattern(profile: Profile) -> str:
    """A regular expression for references to documents and to notes.

    `Documents 41 and 43`, `footnotes 3 and 5, Document 205`, `Document 14 and footnote 4
    thereto`, `footnote 2 above`. `references_of` reads a match.
    """
    document = alternatives(profile.references_document)
    note = alternatives(profile.references_note)
    near = alternatives(profile.references_near)
    return rf"""
        (?:(?:{note})[ ]+(?P<refnotes>{NUMBERS}),[ ]+)?
        (?P<refword>(?:{document})[ ]+)
        (?P<refnumbers>{NUMBERS})
        (?P<refof>[ ]+and[ ]+(?:{note})[ ]+(?P<refnoteof>[0-9]+)(?=[ ]+thereto\b))?
      | (?P<refhere>(?:{note})[ ]+[0-9]+)(?=,?[ ]+(?P<refnear>{near})\b)
    """


@cache
def _elsewhere(profile: Profile) -> re.Pattern[str]:
    words = alternatives(profile.references_elsewhere)
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def references_of(
    match: re.Match[str], least: int, end: int, here: str, profile: Profile
) -> list[CrossReference]:
    """The references that a match of `reference_pattern` holds, one for each number.

    Words before the match, from `least` on, may put the document in another volume; then there are
    no references. Numbers are read up to `end`, where a note reference may begin. `here` is the
    number of the document that the text belongs to.
    """
    text = match.string
    if match["refhere"]:
        number = here and _near(int(here), profile.references_near[match["refnear"]])
        note = _plain(match["refhere"].split()[-1])
        target = f"d{number}fn{note}"
        return [CrossReference(match.start(), match.end(), target)] if number else []
    if _is_elsewhere(text, max(least, match.start() - REACH), match.start(), profile):
        return []
    after = BEFORE_PLACE.match(text, match.end())
    if after and _elsewhere(profile).match(text, after.end()):
        return []
    if match["refof"] and match.end() <= end:
        document, note = _plain(match["refnumbers"]), _plain(match["refnoteof"])
        return [CrossReference(match.start(), match.end(), f"d{document}fn{note}")]
    return list(_listed(match, text, min(end, match.end("refnumbers"))))


def _listed(match: re.Match[str], text: str, end: int) -> Iterator[CrossReference]:
    """The references to notes of the first document, then those to the other documents.

    The last reference to a note includes the words that name the document.
    """
    first = NUMBER.search(match["refnumbers"])
    assert first is not None
    start = match.start()
    if match["refnotes"]:
        document = f"d{_plain(first[0])}"
        notes = list(NUMBER.finditer(text, match.start("refnotes"), match.end("refnotes")))
        for i, note in enumerate(notes):
            last = i == len(notes) - 1
            stop = min(end, match.start("refnumbers") + first.end()) if last else note.end()
            yield CrossReference(start, stop, f"{document}fn{_plain(note[0])}")
            start = notes[i + 1].start() if not last else stop
    skipped = bool(match["refnotes"])
    for number in NUMBER.finditer(text, match.start("refnumbers"), end):
        if skipped:
            skipped = False
            continue
        begin = start if start == match.start() else number.start()
        yield CrossReference(begin, number.end(), f"d{_plain(number[0])}")
        start = number.end()


def _near(here: int, distance: int) -> int:
    """The number of a document at a distance from this document; 0 without a distance."""
    return max(0, here + distance)


def _plain(number: str) -> str:
    """A number without leading zeros."""
    return number.lstrip("0") or "0"


def _is_elsewhere(text: str, least: int, start: int, profile: Profile) -> bool:
    sentence = max((m.end() for m in SENTENCE_START.finditer(text, least, start)), default=least)
    return _elsewhere(profile).search(text, sentence, start) is not None
