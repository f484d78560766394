"""Inline stretches: what stands inside a block, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from tei_kit import dates, layout, notes, references
from tei_kit.layout import Block, Section, Shape
from tei_kit.profile import Profile, alternatives
from tei_kit.tokens import Certainty, Token, TokenKind

# Stretches that may hold others, and those that only pages may break.
CONTAINERS = frozenset({TokenKind.SPEAKER, TokenKind.ASIDE})
NAMES = frozenset({TokenKind.PERSON, TokenKind.ROLE})
# Digits that end a date or a reference which they are glued to.
NOTES = frozenset({TokenKind.NOTE_REFERENCE, TokenKind.UNRESOLVED})


@cache
def _marked(profile: Profile) -> re.Pattern[str]:
    """What every inline stretch holds one of: a digit, or the beginning of a page marker.

    Looking for these alone is much faster, and most paragraphs have none.
    """
    return re.compile(f"[0-9{re.escape(profile.page_marker[0])}]")


@cache
def _inline(profile: Profile) -> re.Pattern[str]:
    """Page markers, complete dates and cross-references, wherever they stand in a text."""
    return re.compile(
        rf"""
        (?P<page>{layout.page_marker(profile)})
        | {dates.date_pattern(profile)}
        | {references.reference_pattern(profile)}
        """,
        re.VERBOSE,
    )


@cache
def _beginning(profile: Profile) -> re.Pattern[str]:
    """Where an inline stretch may begin: at a page marker, or at a word or a day that a number or
    a month follows.

    Every alternative begins with a plain character, so that the engine runs over the text looking
    for these characters alone. To try `_inline` at each place takes eight times as long.
    """
    numbered = (*profile.dates_months, *profile.references_document, *profile.references_note)
    months = alternatives(profile.dates_months)
    forms = [re.escape(profile.page_marker.partition("{n}")[0])]
    forms += [rf"{re.escape(word)}(?=[ ]+[0-9])" for word in numbered]
    forms += [rf"{digit}(?=[0-9]?[ ]+(?:{months}))" for digit in "0123456789"]
    return re.compile("|".join(forms))


def _stretches(text: str, start: int, end: int, profile: Profile) -> Iterator[re.Match[str]]:
    """The matches of `_inline` in `text[start:end]`, from left to right, none over another."""
    inline = _inline(profile)
    at = start
    for beginning in _beginning(profile).finditer(text, start, end):
        if beginning.start() < at:
            continue
        match = inline.match(text, beginning.start(), end)
        if match:
            at = match.end()
            yield match


class InlineReader:
    """Finds the inline stretches of one section; its note references are aligned when it is made.

    `references` are the note references in the order of the text.
    """

    def __init__(self, text: str, section: Section, profile: Profile, *, has_source: bool) -> None:
        self._text = text
        self._profile = profile
        self._number = section.number
        marked = _marked(profile)
        self._marked = {b.start for b in section.blocks if marked.search(text, b.body, b.end)}
        body = [*([section.head] if section.head else []), *section.body]
        searched = [b for b in body if b.start in self._marked and b.shape is not Shape.PAGE]
        numbers = [block.number for block in section.notes if block.shape is Shape.NUMBERED]
        head_end = section.head.end if section.head and has_source else None
        self.references = notes.align(text, searched, numbers, profile, head_end)
        self._starts = [reference.start for reference in self.references]
        unresolved = notes.unresolved(text, searched, self.references, len(numbers))
        self._known = sorted(
            [
                *(_reference_token(text, reference) for reference in self.references),
                *(
                    Token(TokenKind.UNRESOLVED, start, end, text[start:end], 0, Certainty.LOW)
                    for start, end in unresolved
                ),
            ],
            key=_nesting,
        )
        self._at = 0  # in _known

    def before_reference(self, start: int, end: int) -> int:
        """Where a stretch ends when a note is referred to inside it: there, else at its end."""
        at = bisect_right(self._starts, start)
        return min(end, self._starts[at]) if at < len(self._starts) else end

    def within(self, block: Block, given: Sequence[Token] = ()) -> list[Token]:
        """The inline tokens of a block, which must be asked for in the order of the text.

        `given` are tokens that are known already; dates and cross-references give way to them.
        """
        fixed = [*given, *self._known_before(block.end)]
        if len(fixed) > 1:
            fixed.sort(key=_nesting)
        if block.start not in self._marked:
            return fixed
        found = list(fixed)
        ahead = 0
        for match in _stretches(self._text, block.body, block.end, self._profile):
            while ahead < len(fixed) and fixed[ahead].end <= match.start():
                ahead += 1
            found += self._match(match, fixed, ahead, block)
        found.sort(key=_nesting)
        return found

    def _known_before(self, end: int) -> Sequence[Token]:
        begin = self._at
        while self._at < len(self._known) and self._known[self._at].start < end:
            self._at += 1
        return self._known[begin : self._at]

    def _match(
        self, match: re.Match[str], taken: Sequence[Token], ahead: int, block: Block
    ) -> list[Token]:
        """The tokens of an inline match, unless something else, from `ahead` on, is there."""
        start, end = match.span()
        for at in range(ahead, len(taken)):
            token = taken[at]
            if token.start >= end:
                break
            inside = token.start <= start and end <= token.end
            if inside and (token.kind in CONTAINERS or (token.kind in NAMES and match["page"])):
                continue
            if token.kind not in NOTES or token.start <= start:
                return []
            end = token.start
        if match["page"]:
            number = layout.page_number(match["page"], self._profile)
            return [Token(TokenKind.PAGE_BREAK, start, end, number)]
        if match["refword"] or match["refhere"]:
            here = self._number
            certainty = Certainty.HIGH if match["refword"] else Certainty.MEDIUM
            return [
                Token(TokenKind.REFERENCE, r.start, r.end, r.target, 0, certainty)
                for r in references.references_of(match, block.body, end, here, self._profile)
            ]
        next_starts = {taken[at].start for at in range(ahead, min(ahead + 2, len(taken)))}
        if self._text[end : end + 1].isdigit() and end not in next_starts:
            return []  # 19711 is no year, unless a note is referred to there
        if end < match.end("year" if match["year"] else "year2"):
            return []
        return [Token(TokenKind.DATE, start, end, dates.date_of(match, self._profile))]


def _reference_token(text: str, reference: notes.Reference) -> Token:
    start, end = reference.start, reference.end
    certainty = notes.certainty(reference)
    return Token(TokenKind.NOTE_REFERENCE, start, end, text[start:end], 0, certainty)


def _nesting(token: Token) -> tuple[int, int]:
    """The order of tokens: by where they begin, and what holds another before it."""
    return token.start, -token.end
