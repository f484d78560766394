"""Inline stretches: the tokens inside a block, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from tei_kit.layout import blocks, note_references
from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import frozen, members, replace
from tei_kit.settings.profile import Profile
from tei_kit.source import hints
from tei_kit.source.hints import Hint, HintKind
from tei_kit.tokenizer import cross_references, dates, notes_inside
from tei_kit.tokenizer.sections import Section
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

S = members(Shape)
K = members(TokenKind)
# Tokens that may hold other inline tokens, and tokens that may hold page breaks only.
CONTAINERS = frozenset({K.SPEAKER, K.ASIDE})
NAMES = frozenset({K.PERSON, K.ROLE})
# Note references: a date or a cross-reference right before their digits ends there.
NOTES = frozenset({K.NOTE_REFERENCE, K.UNRESOLVED})
# Tokens that emphasis never encloses: it is cut at their ends, and a part of it stands inside each
# of them.
OUTSIDE_EMPHASIS = frozenset(
    {
        K.ASIDE,
        K.BULLET,
        K.INNER,
        K.NOTE_NUMBER,
        K.PERSON,
        K.PLACE,
        K.ROLE,
        K.SPEAKER,
    }
)
# The most digits of a day.
DAY_DIGITS = 2
# Tokens that have no content.
LEAVES = frozenset(
    {
        K.BULLET,
        K.FORM_WORK,
        K.HYPHEN,
        K.LINE_BREAK,
        K.NOTE_NUMBER,
        K.PAGE_BREAK,
        K.NOTE_REFERENCE,
    },
)
# The shapes of blocks that may have notes inside their text.
WITH_NOTES = frozenset({Shape.TEXT, Shape.ITEM})
# Kinds of tokens that may end in the middle of a note reference: "Hale3/".
NAMED = frozenset({K.PERSON, K.PLACE})
# Hints of the format about words; they are cut where other tokens overlap them.
OF_WORDS = {
    HintKind.EMPHASIS: K.EMPHASIS,
    HintKind.FOREIGN: K.FOREIGN,
    HintKind.LINK: K.LINK,
    HintKind.QUOTED: K.QUOTED,
}
OF_HINT = {
    **OF_WORDS,
    HintKind.PARAGRAPH: K.INNER,
    HintKind.PAGE: K.PAGE_BREAK,
    HintKind.FORM_WORK: K.FORM_WORK,
    # for example between the lines of a heading
    HintKind.FORM_WORK_BLOCK: K.FORM_WORK,
    HintKind.HYPHEN: K.HYPHEN,
    HintKind.LINE_BREAK: K.LINE_BREAK,
}


@cache
def _inline(profile: Profile) -> re.Pattern[str]:
    """Page markers, complete dates and cross-references, wherever they stand in a text."""
    return re.compile(
        rf"""
        (?P<page>{blocks.page_marker(profile)})
        | {dates.date_pattern(profile)}
        | {cross_references.reference_pattern(profile)}
        """,
        re.VERBOSE,
    )


@frozen
class _Words:
    """The words that stand before a number in dates and cross-references, and their lengths."""

    words: frozenset[str]
    ends: frozenset[str]  # the last two letters of each, or its only letter
    lengths: Sequence[int]  # the longest first


@cache
def _words(profile: Profile) -> _Words:
    words = {*profile.dates_months, *profile.references_document, *profile.references_note}
    ends = frozenset(word[-2:] for word in words)
    return _Words(
        frozenset(words), ends, tuple(sorted({len(word) for word in words}, reverse=True))
    )


def _beginnings(text: str, run: re.Match[str], least: int, known: _Words) -> list[int]:
    """The indexes at which an inline stretch may begin, given a run of digits or a page marker.

    It may begin at the marker, at the word before the digits, or at digits that a word follows.
    To try `_inline` at every character takes ten times as long.
    """
    start, end = run.span()
    if run.lastgroup == note_references.PAGE:
        return [start]
    found: list[int] = []
    if start > least and text[start - 1] == " ":
        before = start - 1
        while text[before - 1] == " ":
            before -= 1
        if text[before - 2 : before] in known.ends or text[before - 1] in known.ends:
            for length in known.lengths:
                word = before - length
                if text[word:before] in known.words and word >= least:
                    found.append(word)
                    break
    if end - start <= DAY_DIGITS and text[end : end + 1] == " ":
        found.append(start)
    return found


def _stretches(
    text: str, runs: Sequence[re.Match[str]], block: Block, profile: Profile
) -> list[re.Match[str]]:
    """The matches of `_inline` in a block, from left to right, without overlap."""
    inline, words = _inline(profile), _words(profile)
    found: list[re.Match[str]] = []
    at = block.body
    for run in runs:
        for beginning in _beginnings(text, run, block.body, words):
            match = inline.match(text, beginning, block.end) if beginning >= at else None
            if match:
                at = match.end()
                found.append(match)
    return found


class InlineReader:
    """Finds the inline stretches of one section.

    The note references are aligned with the notes when the reader is made; `references` has them in
    the order of the text.
    """

    def __init__(
        self,
        text: str,
        section: Section,
        profile: Profile,
        stated: Sequence[Hint] = (),
        *,
        has_source: bool,
    ) -> None:
        self._text = text
        self._hints = [hint for hint in stated if hint.kind in OF_HINT]
        self._profile = profile
        self._number = section.number
        digits = note_references.digits(text, section.blocks, profile)
        self._runs = {of_block.block.start: of_block.runs for of_block in digits}
        body_end = section.notes[0].start if section.notes else section.end
        searched = [
            of_block
            for of_block in digits
            if of_block.block.start < body_end and of_block.block.shape is not S.PAGE
        ]
        numbers = [block.number for block in section.notes if block.shape is S.NUMBERED]
        head_end = section.head.end if section.head and has_source else None
        linked = [hint for hint in stated if hint.target >= 0]
        if any(block.is_note for block in section.notes):
            self.references = _stated_references(stated, numbers)
        else:
            self.references = note_references.align(text, searched, numbers, profile, head_end)
        starts = [reference.start for reference in self.references]
        self._starts = sorted([*starts, *(hint.start for hint in linked)])
        unresolved = note_references.unresolved(text, searched, self.references, len(numbers))
        if linked:
            taken = {hint.end for hint in linked}
            unresolved = [run for run in unresolved if run.end() not in taken]
        self._known = sorted(
            [
                *(_reference_token(text, reference) for reference in self.references),
                *(
                    Token(
                        K.NOTE_REFERENCE,
                        hint.start,
                        hint.end,
                        hint.value,
                        target=hint.target,
                    )
                    for hint in linked
                ),
                *(Token(K.UNRESOLVED, *run.span(), run[0], 0, Certainty.LOW) for run in unresolved),
            ],
            key=_nesting,
        )
        self._at = 0  # in _known
        first = section.blocks[0].start if section.blocks else section.end
        self._has_notes_inside = notes_inside.are_in(text, first, section.end)

    def before_reference(self, start: int, end: int) -> int:
        """The index of the first note reference inside a stretch, or the end of the stretch."""
        at = bisect_right(self._starts, start)
        return min(end, self._starts[at]) if at < len(self._starts) else end

    def within(self, block: Block, given: Sequence[Token] = ()) -> list[Token]:
        """The inline tokens of a block, which must be asked for in the order of the text.

        `given` are tokens that are known already; dates and cross-references give way to them.
        """
        stated = hints.within(self._hints, block.start, block.end) if self._hints else ()
        if self._has_notes_inside and block.shape in WITH_NOTES:
            given = notes_inside.with_notes(self._text, block.start + 1, block.end, given)
        known = self._known_before(block.end)
        runs = self._runs_in(block)
        matches = _stretches(self._text, runs, block, self._profile) if runs else ()
        if not (given or known or matches or stated):
            return []
        fixed = list(given)
        if known or stated:
            fixed = [*(_before_references(token, known, stated) for token in given), *known]
        if stated:
            fixed += _outer(stated, fixed)
        if len(fixed) > 1:
            fixed.sort(key=_nesting)
        found = list(fixed)
        ahead = 0
        for match in matches:
            while ahead < len(fixed) and fixed[ahead].end <= match.start():
                ahead += 1
            found += self._match(match, fixed, ahead, block)
        if len(found) > len(fixed):
            found.sort(key=_nesting)
        return _with_emphasis(self._text, found, stated, block, given) if stated else found

    def _runs_in(self, block: Block) -> Sequence[re.Match[str]]:
        """The digits and page markers in a block, or in a part of a table."""
        if block.shape is not S.TABLE:
            return self._runs.get(block.start, ())
        found = note_references.digits(self._text, [block], self._profile)
        return found[0].runs if found else ()

    def _known_before(self, end: int) -> Sequence[Token]:
        begin = self._at
        while self._at < len(self._known) and self._known[self._at].start < end:
            self._at += 1
        return self._known[begin : self._at] if self._at > begin else ()

    def _match(
        self, match: re.Match[str], taken: Sequence[Token], ahead: int, block: Block
    ) -> list[Token]:
        """The tokens of an inline match; none if a known token stands in its place.

        `ahead` is the index in `taken` of the first token that may overlap the match.
        """
        start, end = match.span()
        for at in range(ahead, len(taken)):
            token = taken[at]
            if token.start >= end:
                break
            inside = token.start <= start and end <= token.end
            if inside and token.kind is K.INNER:
                continue
            if inside and (token.kind in CONTAINERS or (token.kind in NAMES and match["page"])):
                continue
            if token.kind not in NOTES or token.start <= start:
                return []
            end = token.start
        if match["page"]:
            number = blocks.page_number(match["page"], self._profile)
            return [Token(K.PAGE_BREAK, start, end, number)]
        if match["refword"] or match["refhere"]:
            here = self._number
            certainty = Certainty.HIGH if match["refword"] else Certainty.MEDIUM
            return [
                Token(K.REFERENCE, r.start, r.end, r.target, 0, certainty)
                for r in cross_references.references_of(match, block.body, end, here, self._profile)
            ]
        next_starts = {taken[at].start for at in range(ahead, min(ahead + 2, len(taken)))}
        if self._text[end : end + 1].isdigit() and end not in next_starts:
            return []  # "19711" is not a year, unless its last digit refers to a note
        if end < match.end("year"):
            return []
        return [Token(K.DATE, start, end, dates.date_of(match, self._profile))]


def _reference_token(text: str, reference: note_references.Reference) -> Token:
    start, end = reference.start, reference.end
    certainty = note_references.certainty(reference)
    return Token(K.NOTE_REFERENCE, start, end, text[start:end], 0, certainty)


def _stated_references(
    stated: Sequence[Hint], numbers: Sequence[str]
) -> list[note_references.Reference]:
    """The references to notes that the format states."""
    index = {number: i for i, number in reversed(list(enumerate(numbers)))}
    return [
        note_references.Reference(hint.start, hint.end, index[hint.value], 0.0)
        for hint in stated
        if hint.kind is HintKind.NOTE_REFERENCE and hint.target < 0 and hint.value in index
    ]


def _before_references(token: Token, known: Sequence[Token], stated: Sequence[Hint]) -> Token:
    """A name without the digits at its end that are part of a reference to a note: "Hale3/"."""
    if token.kind not in NAMED:
        return token
    references = [each for each in known if each.kind is K.NOTE_REFERENCE]
    stretches = [(each.start, each.end) for each in references]
    stretches += [(h.start, h.end) for h in stated if h.kind is HintKind.NOTE_REFERENCE]
    ends = [start for start, end in stretches if token.start < start < token.end < end]
    return replace(token, end=min(ends)) if ends else token


def _outer(stated: Sequence[Hint], known: Sequence[Token]) -> Iterator[Token]:
    """The tokens of the hints that later tokens must fit into.

    If a known token crosses the border of an inner paragraph, the block is one paragraph.
    """
    inner = [hint for hint in stated if hint.kind is HintKind.PARAGRAPH]
    is_whole = any(
        (token.start < hint.start < token.end) or (token.start < hint.end < token.end)
        for token in known
        for hint in inner
    )
    for hint in stated:
        is_inner = hint.kind is HintKind.PARAGRAPH
        if hint.kind not in OF_WORDS and not (is_inner and is_whole):
            yield Token(OF_HINT[hint.kind], hint.start, hint.end, hint.value)


def _with_emphasis(
    text: str, found: list[Token], stated: Sequence[Hint], block: Block, given: Sequence[Token]
) -> list[Token]:
    """The tokens of a block and those of its emphasis, which is cut where others overlap it."""
    emphasis = [hint for hint in stated if hint.kind in OF_WORDS]
    if not emphasis:
        return found
    # A given token, such as the date of a dateline, must stand directly inside its block.
    outside = OUTSIDE_EMPHASIS | {token.kind for token in given}
    at = 0
    pieces: list[Token] = []
    for hint in emphasis:
        while at < len(found) and found[at].end <= hint.start:
            at += 1
        for piece in _pieces(hint, found[at:], block, outside):
            start, end = _trimmed(text, piece.start, piece.end)
            pieces += [replace(piece, start=start, end=end)] if start < end else []
    return sorted([*found, *pieces], key=_nesting)


def _pieces(
    hint: Hint, others: Sequence[Token], block: Block, outside: frozenset[TokenKind]
) -> Iterator[Token]:
    """The stretches of a hint between the ends of tokens that it may not enclose or cross.

    No part of the hint is left inside tokens without content, such as page markers.
    """
    start, end = max(hint.start, block.body), min(hint.end, block.end)
    if start >= end:
        return
    cuts = {start, end}
    empty: list[Token] = []
    for token in others:
        if token.start >= end:
            break
        around = start <= token.start and token.end <= end
        if token.kind in LEAVES:
            empty.append(token)
        if not around or token.kind in outside:
            cuts |= {at for at in (token.start, token.end) if start < at < end}
    points = sorted(cuts)
    for left, right in pairwise(points):
        if not any(t.start <= left and right <= t.end for t in empty):
            yield Token(OF_WORDS[hint.kind], left, right, hint.value)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    words = text[start:end].strip()
    start = text.index(words, start) if words else end
    return start, start + len(words)


def _nesting(token: Token) -> tuple[int, int, bool]:
    """The order of tokens: by their beginning, and a token before the tokens inside it."""
    return token.start, -token.end, token.kind is not K.INNER
