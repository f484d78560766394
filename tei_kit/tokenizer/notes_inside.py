"""Notes that stand in the text, at the place that they are about: `[Footnote 3: See the map.]`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.tokenizer.tokens import Token, TokenKind

NOTE_INSIDE = re.compile(
    r"""
    (?P<open>
      \[ (?:Foot-?note|Note|Anmerkung|Fu(?:ß|ss)note|Nota|Opmerking|Примечание)
      (?: \s (?P<n>[0-9]{1,4}) )? \s? : \s?
    )
    [^\[\]]* (?P<close>\])
    """,
    re.IGNORECASE | re.VERBOSE,
)


def are_in(text: str, start: int, end: int) -> bool:
    """Whether a stretch has such notes."""
    return text.find("[", start, end) >= 0 and NOTE_INSIDE.search(text, start, end) is not None


def with_notes(text: str, start: int, end: int, given: Sequence[Token]) -> list[Token]:
    """The tokens that are given for a block, with those of the notes inside it.

    A token that such a note holds gives way to it (a direction in the same brackets); a note that
    would cross a token is no note.
    """
    tokens = [*given]
    for match in NOTE_INSIDE.finditer(text, start, end):
        others = [t for t in tokens if t.start < match.end() and match.start() < t.end]
        if all(match.start() <= t.start and t.end <= match.end() for t in others):
            tokens = [t for t in tokens if t not in others]
            tokens += notes_of(match)
    return tokens


def notes_of(match: re.Match[str]) -> list[Token]:
    """The tokens of a note inside a text, with those of what opens and closes it."""
    return [
        Token(TokenKind.NOTE, *match.span(), match.groupdict().get("n") or "", place="inline"),
        Token(TokenKind.NOTE_NUMBER, *match.span("open")),
        Token(TokenKind.NOTE_NUMBER, *match.span("close")),
    ]
