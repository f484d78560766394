"""Notes that stand in the text, at the place that they are about: `[Footnote 3: See the map.]`"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from tei_kit.settings.language import of_any
from tei_kit.tokenizer.tokens import Token, TokenKind

NOTE_INSIDE = re.compile(
    r"""
    (?P<open>
      \[ (?P<word>[^\W\d_][\w-]*)
      (?: \s (?P<n>[0-9]{1,4}) )? \s? : \s?
    )
    [^\[\]]* (?P<close>\])
    """,
    re.IGNORECASE | re.VERBOSE,
)


def are_in(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has notes inside its text."""
    return text.find("[", start, end) >= 0 and next(_found(text, start, end), None) is not None


def whole(text: str, start: int, end: int) -> re.Match[str] | None:
    """The note that fills a stretch; None for a stretch with other text in it."""
    match = NOTE_INSIDE.fullmatch(text, start, end)
    return match if match and match["word"].casefold() in of_any("note_words") else None


def _found(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The notes of a stretch: brackets that begin with a word for a note."""
    words = of_any("note_words")
    for match in NOTE_INSIDE.finditer(text, start, end):
        if match["word"].casefold() in words:
            yield match


def with_notes(text: str, start: int, end: int, given: Sequence[Token]) -> list[Token]:
    """The given tokens of a block, with the tokens of the notes inside it.

    A given token inside such a note is dropped (a direction in the same brackets). Brackets that
    cross a given token are not a note.
    """
    matches = list(_found(text, start, end))
    starts, ends = [m.start() for m in matches], [m.end() for m in matches]
    crossed: set[int] = set()
    holders: list[int] = []  # for each token, the index of the note that holds it; -1 for none
    for token in given:
        first, past = bisect_right(ends, token.start), bisect_left(starts, token.end)
        is_held = past - first == 1 and starts[first] <= token.start and token.end <= ends[first]
        holders.append(first if is_held else -1)
        if not is_held:
            crossed.update(range(first, past))
    kept = [
        token
        for token, holder in zip(given, holders, strict=True)
        if holder < 0 or holder in crossed
    ]
    notes = [notes_of(match) for index, match in enumerate(matches) if index not in crossed]
    return [*kept, *chain.from_iterable(notes)]


def notes_of(match: re.Match[str]) -> list[Token]:
    """The tokens of a note inside a text: the note, and the signs that open and close it."""
    return [
        Token(TokenKind.NOTE, *match.span(), match.groupdict().get("n") or "", place="inline"),
        Token(TokenKind.NOTE_NUMBER, *match.span("open")),
        Token(TokenKind.NOTE_NUMBER, *match.span("close")),
    ]
