"""Openings: the matter before the first act, with titles, the cast, prefaces and licences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.settings.language import of_any
from tei_kit.source.hints import HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.families import fixed
from tei_kit.tokenizer.families.inline import Stated
from tei_kit.tokenizer.families.paragraphs import chunks_of, paragraphs
from tei_kit.tokenizer.families.plays import cast, directions
from tei_kit.tokenizer.families.plays.cast import Entry
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.outline import Outline
from tei_kit.tokenizer.families.plays.spelling import WORD, folded
from tei_kit.tokenizer.families.rows import Row
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# An opening of more rows than this has its own prefaces and title pages.
SHORT_OPENING = 16
# Words in the licence of an e-text before the text.
ETEXT = re.compile(r"Project Gutenberg|SMALL PRINT|\be-?texts?\b", re.IGNORECASE)
# The rows and the characters of a title at the most.
TITLE_ROWS, TITLE_LENGTH = 2, 90
# A heading repeats the title if two words have this many first letters in common.
TELLING = 4
# The beginning of a line that names the author.
BY = frozenset(of_any("by"))


@record
class Opening:
    """The tokens of an opening, the persons of its cast, and the first row of the play itself."""

    tokens: Sequence[Token]
    entries: Sequence[Entry]
    first: int  # the index of that row
    depth: int = 0  # the depth of the part that holds the acts; 0 without a part


@record
class ListedCast:
    """The tokens of a cast, its persons, and the index past its last row."""

    tokens: Sequence[Token]
    entries: Sequence[Entry]
    end: int


def read_cast(
    view: Source, rows: Sequence[Row], outline: Outline, stated: Stated, at: int
) -> ListedCast:
    """The cast whose heading is row `at`."""
    end = at + 1
    while end < outline.last and outline.kinds[end] is Kind.LISTED:
        end += 1
    found = cast.read(view.text, rows[at], rows[at + 1 : end])
    given = [token for token in found.tokens if not token.kind.is_block]
    starts = [token.start for token in given]
    tokens: list[Token] = []
    covered = 0  # the end of the item before
    for token in found.tokens:
        if token.kind in (K.CAST, K.CAST_GROUP):
            tokens.append(token)
        elif not token.kind.is_block and token.start >= covered:
            tokens.append(token)  # the description of a group
        elif token.kind.is_block:
            first, last = bisect_left(starts, token.start), bisect_left(starts, token.end)
            inner = [each for each in given[first:last] if each.end <= token.end]
            covered = token.end
            tokens += [token, *stated.within(token.start, token.end, inner)]
    return ListedCast(tokens, found.entries, end)


def read(view: Source, rows: Sequence[Row], outline: Outline, stated: Stated) -> Opening:
    """The opening of a play: its rows before the first act."""
    kinds, at = outline.kinds, outline.first
    under_cast = at < len(rows) and kinds[at] is Kind.CAST
    titles = _Titles(view, stated, may_head=not under_cast)
    is_short = at <= SHORT_OPENING and not any(
        ETEXT.search(view.text, row.start, row.end) for row in rows[:at]
    )
    if is_short:
        for chunk in chunks_of(rows[:at]):
            titles.add(chunk)
    before = titles.before if is_short else list(paragraphs(view, rows[:at], stated))
    entries: Sequence[Entry] = ()
    if under_cast:
        listed = read_cast(view, rows, outline, stated, at)
        before += listed.tokens
        entries, at = listed.entries, listed.end
        end = at
        while end < outline.last and kinds[end] is Kind.TEXT:
            end += 1
        if at < end < outline.last and kinds[end] is Kind.HEADING:
            stop = next((i for i in range(at, end) if cast.is_set(view.text, rows[i])), end)
            before += paragraphs(view, rows[at:stop], stated)
            at = stop
    if before:
        last = max(token.end for token in before)
        before.insert(0, Token(K.FRONT, before[0].start, last))
    return Opening([*before, *titles.heads], entries, at, titles.depth)


class _Titles:
    """Tells the parts of a title page from the heading of the text, which repeats the title.

    `may_head` says that the text may have such a heading. The tokens are in `before` and `heads`.
    """

    def __init__(self, view: Source, stated: Stated, *, may_head: bool) -> None:
        self._view = view
        self._text = view.text
        self._stated = stated
        self._may_head = may_head
        self._words: frozenset[str] = frozenset()
        self._is_after_by = False
        self.before: list[Token] = []
        self.heads: list[Token] = []
        self.depth = 0

    def add(self, chunk: Sequence[Row]) -> None:
        """Add the tokens of the next rows that stand together."""
        hint = chunk[0].hint
        start, end = chunk[0].start, chunk[-1].end
        inside = self._stated.within(start, end)
        if hint is not None and hint.kind is not HintKind.HEADING:
            self.before += fixed.tokens_of(self._view, hint, self._stated)
            return
        words = WORD.findall(folded(self._text[start:end]))
        telling = {word[:TELLING] for word in words if len(word) >= TELLING}
        repeats = bool(self._words & telling)
        if self._is_title(chunk) and (self.heads or (self._may_head and repeats)):
            self.heads += [self._head(start, end, repeats=repeats), *inside]
            return
        if self.heads or not self._is_title(chunk):
            token = Token(K.PARAGRAPH, start, end)
        elif not self._words:
            self._words = frozenset(telling)
            token = Token(K.TITLE_PART, start, end, "main")
        else:
            # "By" may stand alone above the name.
            names_author = self._is_after_by or (len(words) > 1 and words[0] in BY)
            token = Token(K.TITLE_PART, start, end, "author" if names_author else "sub")
        self._is_after_by = len(words) == 1 and words[0] in BY
        self.before += [token, *inside]

    def _head(self, start: int, end: int, *, repeats: bool) -> Token:
        """The token of a heading: of the text, or of its first part."""
        if not self.heads:
            return Token(K.HEAD, start, end, "part")
        if repeats:
            return Token(K.SUBHEAD, start, end, "+", 1)
        self.depth = 1
        return Token(K.SUBHEAD, start, end, "part", 1)

    def _is_title(self, chunk: Sequence[Row]) -> bool:
        short = chunk[-1].end - chunk[0].start <= TITLE_LENGTH
        return (
            len(chunk) <= TITLE_ROWS
            and short
            and self._text[chunk[0].start] not in directions.OPENING
        )
