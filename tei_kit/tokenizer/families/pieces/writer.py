"""Writer: the tokens of a text by the plan of its pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.layout.blocks import Block, Shape, as_items
from tei_kit.record import replace
from tei_kit.settings.language import Language
from tei_kit.settings.profile import Profile
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer import dates_in_words
from tei_kit.tokenizer.dates_in_words import FoundDate
from tei_kit.tokenizer.families.pieces.plan import Part, Plan
from tei_kit.tokenizer.notes_inside import notes_of, whole
from tei_kit.tokenizer.participants import Listing
from tei_kit.tokenizer.rules.rule import BETWEEN
from tei_kit.tokenizer.section_reader import SectionReader
from tei_kit.tokenizer.sections import Section
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# A sentence in brackets.
BRACKETS = re.compile(r"(?P<open>\[)(?:[^\s\[\]]+\s+){6,}[^\[\]]*(?P<close>\])")


def tokens(source: Source, plan: Plan, language: Language, profile: Profile) -> list[Token]:
    """The tokens of `source`, by the plan of its pieces."""
    return _Writer(source, plan, language, profile).tokens()


def with_targets(source: Source) -> Source:
    """The view, in which each reference without a target gets the next note with its number.

    That is right also for a volume whose letters count their notes anew.
    """
    if not any(hint.kind is HintKind.NOTE_REFERENCE and hint.target < 0 for hint in source.hints):
        return source
    following: dict[str, int] = {}
    result: list[Hint] = []
    for hint in reversed(source.hints):
        if hint.kind is HintKind.NOTE:
            following[hint.value] = hint.start
        if hint.kind is HintKind.NOTE_REFERENCE and hint.target < 0:
            result.append(replace(hint, target=following.get(hint.value, -1)))
        else:
            result.append(hint)
    return replace(source, hints=tuple(reversed(result)))


class _Writer:
    """Writes the tokens of one text, piece by piece."""

    def __init__(self, source: Source, plan: Plan, language: Language, profile: Profile) -> None:
        self._text = source.text
        self._plan = plan
        self._pieces = plan.pieces
        self._language = language
        self._tokens: list[Token] = []
        self._stated: Sequence[FoundDate] = ()  # the dates of the last heading
        plan.join_rest()
        shown = (at for at in range(len(plan.pieces)) if at not in plan.inside)
        blocks = as_items([self._block_of(at) for at in shown])
        self._at_block = {block.start: i for i, block in enumerate(blocks)}
        self._rules = SectionReader(source, Section(body=blocks, blocks=blocks), profile)

    def tokens(self) -> list[Token]:
        """The tokens of all pieces, in one division."""
        start, end = self._pieces[0].start, self._pieces[-1].end
        self._tokens.append(Token(K.DIVISION, start, end, place=self._plan.kind))
        at = 0
        while at < len(self._pieces):
            at = self._piece(at)
        return self._tokens

    def _block_of(self, at: int) -> Block:
        """The block that a piece makes, with the pieces that belong to the same part."""
        piece = self._pieces[at]
        block = piece.source
        if piece.shape is not Shape.TEXT:
            return block
        part = self._plan.parts.get(at)
        end = part.piece.end if part else self._plan.spans.get(at, piece.end)
        return Block(Shape.TEXT, piece.start, end, block.indent, piece.start, "", None)

    def _piece(self, at: int) -> int:
        """Write a piece; returns the index of the next piece."""
        if at in self._plan.inside:
            return at + 1
        index = self._at_block[self._pieces[at].start]
        block = self._rules.body[index]
        head = self._plan.heads.get(at)
        if head is not None and head.start < head.end and at not in self._plan.run_in:
            self._stated = found = self._found_dates(block)
            given = [*self._dated(found), *self._plan.given.get(block.start, ())]
            self._tokens += [head, *self._inline(block, sorted(given, key=_start))]
            return at + 1
        if head is not None and head.start == head.end:
            self._tokens.append(head)
        elif head is not None:
            return self._run_in(at, head, block)
        if block.shape is Shape.ITEM and block.number:
            return self._counted(at)
        if block.shape in (Shape.ITEM, Shape.NUMBERED) and not block.is_note:
            return self._list(at, index)
        self._block(at, block)
        return at + 1

    def _run_in(self, at: int, head: Token, block: Block) -> int:
        """Write a heading that a paragraph begins with, and the rest of the paragraph."""
        end = self._plan.run_in[at]
        first = replace(block, end=head.end)
        self._tokens += [head, *self._inline(first)]
        rest = replace(block, start=end, body=end)
        self._tokens += [Token(K.PARAGRAPH, end, block.end), *self._inline(rest)]
        return at + 1

    def _block(self, at: int, block: Block) -> None:
        shape = block.shape
        if shape in BETWEEN:
            self._tokens += self._rules.between(block)
        elif shape is Shape.NUMBERED:
            end = block.start + len(block.number) + 1
            number = Token(K.NOTE_NUMBER, block.start, end, block.number)
            place = block.hint.place if block.hint else ""
            note = Token(K.NOTE, block.start, block.end, block.number, place=place)
            self._tokens += [note, *self._inline(block, [number])]
        elif shape is Shape.HEADING:
            depth = max(self._plan.depth, block.hint.depth if block.hint else 1)
            head = Token(K.SUBHEAD, block.start, block.end, "", depth)
            self._tokens += [head, *self._inline(block)]
        elif shape in (Shape.QUOTE, Shape.TABLE):
            self._tokens += self._rules.other(block)
        else:
            self._text_block(at, block)

    def _counted(self, at: int) -> int:
        """Write a list whose items count: "(a)", "(b)", "(c)"."""
        end = at + 1
        while end < len(self._pieces) and self._pieces[end].block == self._pieces[at].block:
            end += 1
        items = [piece.source for piece in self._pieces[at:end]]
        self._tokens.append(Token(K.LIST, items[0].start, items[-1].end))
        for item in items:
            printed = self._text[item.start : item.body]
            bullet = Token(K.BULLET, item.start, item.body, printed)
            self._tokens += self._rules.block(K.ITEM, item, [bullet], item.number)
        return end

    def _list(self, at: int, index: int) -> int:
        """Write a list; its labels are paragraphs before it."""
        listing = self._listing(index)
        if listing is None:
            block = self._rules.body[index]
            self._tokens += [Token(K.PARAGRAPH, block.start, block.end), *self._inline(block)]
            return at + 1
        self._tokens += self._rules.list_of(Listing((), listing.blocks, listing.kind))
        end = listing.blocks[-1].end
        while at < len(self._pieces) and self._pieces[at].start < end:
            at += 1
        self._after_list(index, end, at)
        return at

    def _after_list(self, index: int, end: int, at: int) -> None:
        """Write the blocks after the last item in its piece, such as a turn below a name."""
        stop = self._pieces[at].start if at < len(self._pieces) else len(self._rules.text)
        body = self._rules.body
        while index < len(body) and body[index].start < stop:
            block = body[index]
            if block.start >= end:
                self._tokens += [Token(K.PARAGRAPH, block.start, block.end), *self._inline(block)]
            index += 1

    def _listing(self, index: int) -> Listing | None:
        """The list whose first item is the block of this index; None without one."""
        if index in self._rules.listings:
            return self._rules.listings[index]
        for first, listing in self._rules.listings.items():
            if first + len(listing.labels) == index:
                return listing
        return None

    def _text_block(self, at: int, block: Block) -> None:
        part = self._plan.parts.get(at)
        if part is not None:
            self._part(at, part, block)
            return
        greeted = self._plan.greeted.get(block.start)
        given = [Token(K.SALUTE, block.start, greeted)] if greeted else []
        given += self._plan.given.get(block.start, ())
        paragraph = Token(K.PARAGRAPH, block.start, block.end)
        self._tokens += [paragraph, *self._inline(block, given)]

    def _part(self, at: int, part: Part, block: Block) -> None:
        kind, certainty = part.kind, part.certainty
        whole = Token(kind, block.start, block.end, "", 0, certainty)
        if kind is K.NOTE:
            self._tokens += [whole, *self._inline(block, self._plan.paragraphs.get(at, ()))]
        elif kind is K.POSTSCRIPT:
            self._tokens.append(whole)
            inner = self._plan.paragraphs.get(at) or [replace(whole, kind=K.PARAGRAPH, value="")]
            inline = self._inline(block)
            for paragraph in inner:
                self._tokens.append(paragraph)
                self._tokens += [t for t in inline if paragraph.start <= t.start < paragraph.end]
        else:
            given = self._dated(self._found_dates(block)) if kind is K.DATELINE else []
            given = sorted([*given, *self._plan.given.get(block.start, ())], key=_start)
            self._tokens += [whole, *self._inline(block, given)]

    def _inline(self, block: Block, given: Sequence[Token] = ()) -> list[Token]:
        notes: list[Token] = []
        if self._plan.has_notes_inside and block.shape is Shape.TEXT:
            for match in BRACKETS.finditer(self._text, block.start + 1, block.end):
                if not whole(match[0], 0, len(match[0])):  # `inline` finds those
                    notes += notes_of(match)
        return self._rules.inline.within(block, [*given, *notes])

    def _found_dates(self, block: Block) -> list[FoundDate]:
        return dates_in_words.find(self._text, block.start, block.end, self._language)

    def _dated(self, found: Sequence[FoundDate]) -> list[Token]:
        """The dates of a block; a date without a year gets the year of the heading."""
        dates = [dates_in_words.with_year(date, self._stated) for date in found]
        return [Token(K.DATE, date.start, date.end, date.when) for date in dates if date.when]


def _start(token: Token) -> int:
    return token.start
