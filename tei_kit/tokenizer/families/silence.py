"""Silence: what is said of a text of which little was recognized.

No warnings mean that nothing in a text looked like something. Where much looks like labels or like
marks of notes, or a paragraph is as long as a book, and no rule was sure of it, that is told.
"""

from __future__ import annotations

import re

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.record import record
from tei_kit.tokenizer.families.speech.analysis import analyze
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

LITTLE = "TK231"
# What counts as recognized.
STRUCTURE = frozenset(
    {
        TokenKind.CAST,
        TokenKind.DATELINE,
        TokenKind.HEAD,
        TokenKind.LINE,
        TokenKind.LIST,
        TokenKind.NOTE,
        TokenKind.SALUTE,
        TokenKind.SIGNED,
        TokenKind.SPEAKER,
        TokenKind.SUBHEAD,
        TokenKind.TABLE,
    }
)
# One for so many characters is little.
DENSITY = 4000
LEAST_LABELS = 3
LEAST_MARKS = 4
LONGEST_PARAGRAPH = 20_000
# "text[3]", "text (12)" at the ends of words and sentences: marks like those of notes.
MARK = re.compile(r"(?<=[^\W\d_.,;:!?])[.,;:!?]?\[(?P<n>[0-9]{1,3})\]")
NAMES_SHOWN = 3


@record
class _Finding:
    """Something that was not taken: where it first stands, and the words for it."""

    place: Place
    words: str


def told(text: Text, reading: Reading, words: str) -> list[Diagnostic]:
    """What to say of a text that was read as `words`; nothing where enough was recognized."""
    structure = sum(token.kind in STRUCTURE for token in reading.tokens)
    if structure * DENSITY >= len(reading.source.text):
        return []
    found = [each for each in (_labels(text), _marks(reading), _paragraph(reading)) if each]
    if not found:
        return []
    what = "; ".join(each.words for each in found)
    place = min((each.place for each in found), key=_order)
    return [diagnose(LITTLE, place, words=words, what=what)]


def _order(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _labels(text: Text) -> _Finding | None:
    """Beginnings of paragraphs that look like labels."""
    analysis = analyze(text)
    others = analysis.speakers.others
    if len(others) < LEAST_LABELS:
        return None
    names = list(dict.fromkeys(label.head for label in others))
    shown = ", ".join(f"'{name}:'" for name in names[:NAMES_SHOWN])
    more = " …" if len(names) > NAMES_SHOWN else ""
    words = f"{len(others)} beginnings of paragraphs like labels ({shown}{more})"
    return _Finding(analysis.source.place(others[0].start), words)


def _marks(reading: Reading) -> _Finding | None:
    """Numbers that look like the marks of notes."""
    tokens, source = reading.tokens, reading.source
    known = {token.start for token in tokens if token.kind is TokenKind.NOTE_REFERENCE}
    found = [match for match in MARK.finditer(source.text) if match.start("n") - 1 not in known]
    if len(found) < LEAST_MARKS:
        return None
    words = f"{len(found)} numbers like marks of notes ('{found[0][0].strip()}')"
    return _Finding(source.place(found[0].start()), words)


def _paragraph(reading: Reading) -> _Finding | None:
    """A paragraph as long as a book."""
    paragraphs = [token for token in reading.tokens if token.kind is TokenKind.PARAGRAPH]
    longest = max(paragraphs, key=_length, default=None)
    if longest is None or _length(longest) < LONGEST_PARAGRAPH:
        return None
    words = f"a paragraph of {_length(longest):,} characters"
    return _Finding(reading.source.place(longest.start), words)


def _length(token: Token) -> int:
    return token.end - token.start
