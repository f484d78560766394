"""Silence: what is said of a text of which little was recognized.

No warnings mean that nothing in a text looked like something. Where much looks like labels or like
marks of notes, or a paragraph is as long as a book, and no rule was sure of it, that is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.record import record
from tei_kit.tokenizer.families.speech.analysis import analyze
from tei_kit.tokenizer.families.text import Text
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

    start: int
    words: str


def told(text: Text, tokens: Sequence[Token], words: str) -> list[Diagnostic]:
    """What to say of a text that was read as `words`; nothing where enough was recognized."""
    structure = sum(token.kind in STRUCTURE for token in tokens)
    if structure * DENSITY >= len(text.source.text):
        return []
    found = [each for each in (_labels(text), _marks(text, tokens), _paragraph(tokens)) if each]
    if not found:
        return []
    what = "; ".join(each.words for each in found)
    place = text.source.place(min(each.start for each in found))
    return [diagnose(LITTLE, place, words=words, what=what)]


def _labels(text: Text) -> _Finding | None:
    """Beginnings of paragraphs that look like labels."""
    others = analyze(text).speakers.others
    if len(others) < LEAST_LABELS:
        return None
    names = list(dict.fromkeys(label.head for label in others))
    shown = ", ".join(f"'{name}:'" for name in names[:NAMES_SHOWN])
    more = " …" if len(names) > NAMES_SHOWN else ""
    words = f"{len(others)} beginnings of paragraphs like labels ({shown}{more})"
    return _Finding(others[0].start, words)


def _marks(text: Text, tokens: Sequence[Token]) -> _Finding | None:
    """Numbers that look like the marks of notes."""
    known = {token.start for token in tokens if token.kind is TokenKind.NOTE_REFERENCE}
    found = [
        match for match in MARK.finditer(text.source.text) if match.start("n") - 1 not in known
    ]
    if len(found) < LEAST_MARKS:
        return None
    words = f"{len(found)} numbers like marks of notes ('{found[0][0].strip()}')"
    return _Finding(found[0].start(), words)


def _paragraph(tokens: Sequence[Token]) -> _Finding | None:
    """A paragraph as long as a book."""
    paragraphs = [token for token in tokens if token.kind is TokenKind.PARAGRAPH]
    longest = max(paragraphs, key=_length, default=None)
    if longest is None or _length(longest) < LONGEST_PARAGRAPH:
        return None
    return _Finding(longest.start, f"a paragraph of {_length(longest):,} characters")


def _length(token: Token) -> int:
    return token.end - token.start
