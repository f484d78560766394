"""Source to tokens: what each stretch of the text was taken for.

The layout (blocks and sections) comes first; then each document is read as a whole: its notes are
aligned with the text, its lists give the participants, the participants and the labels together
give the speakers. What no rule is sure of stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tei_kit.layout import blocks
from tei_kit.layout.blocks import Block, Shape
from tei_kit.settings.profile import Profile, load
from tei_kit.source import hints
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer import lists, opener_closer, participants, sections, speakers
from tei_kit.tokenizer.inline import InlineReader
from tei_kit.tokenizer.participants import Listing
from tei_kit.tokenizer.provenance import is_source_note
from tei_kit.tokenizer.sections import Section
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

# What stands between blocks of text and is none.
NO_TEXT = frozenset({Shape.PAGE, Shape.NOTE, Shape.FORM_WORK})


def tokenize(source: Source, profile: Profile | None = None) -> list[Token]:
    """The tokens of a source, in the order of the text; see `tei_kit.tokens`.

    Their stretches lie in the source without overlapping, but for inline tokens, which lie
    within their block. Raises nothing: a text of no known shape is paragraphs.
    """
    profile = profile or load()
    found = sections.sections(source, profile)
    tokens: list[Token] = []
    if not profile.speakers_one_cast:
        for section in found:
            tokens += tokenize_section(source, section, profile)
        return tokens
    readers = [SectionReader(source, section, profile) for section in found]
    cast = _speakers(readers, profile)
    for reader in readers:
        tokens += reader.tokens(cast or _speakers([reader], profile))
    return tokens


def tokenize_section(source: Source, section: Section, profile: Profile) -> list[Token]:
    """The tokens of one section, as `tokenize` has them if each section has speakers of its own."""
    reader = SectionReader(source, section, profile)
    return reader.tokens(_speakers([reader], profile))


def notes_of(source: Source, section: Section, profile: Profile) -> list[str]:
    """The numbers of a section's notes, in their order."""
    reader = SectionReader(source, section, profile)
    return [block.number for block in reader.notes if block.shape is Shape.NUMBERED]


def _speakers(readers: Sequence[SectionReader], profile: Profile) -> dict[str, Certainty]:
    """The labels that are speakers, by the evidence of some sections together."""
    labels = [label.name for reader in readers for label in reader.labels.values()]
    if not labels:
        return {}
    people = [participant for reader in readers for participant in reader.people()]
    return speakers.speaker_labels(labels, people, profile)


@cache
def _stage(profile: Profile) -> re.Pattern[str]:
    """A paragraph that is one parenthesis, perhaps with a note's number after it.

    `(There was a break of about 45 minutes.)`, `(Farewells all around.)9`.
    """
    forms = (
        rf"{left}[^{both}]*(?:{left}[^{both}]*{right}[^{both}]*)*{right}"
        for left, right, both in map(_brackets, profile.asides)
    )
    return re.compile(rf"(?:{'|'.join(forms) or '(?!)'})[0-9]{{0,3}}")


@cache
def _aside(profile: Profile) -> re.Pattern[str]:
    """A parenthesis where a turn begins: `(To his interpreter.) May I`, `(laughing) That`."""
    forms = (
        rf"{left}[^{both}\n]{{2,200}}{right}"
        for left, right, both in map(_brackets, profile.asides)
    )
    return re.compile(rf"\s*(?P<aside>{'|'.join(forms) or '(?!)'})(?=\s+\S)")


def _brackets(pair: str) -> tuple[str, str, str]:
    """A pair of brackets, and both, as a regular expression writes them."""
    left, right = map(re.escape, pair)
    return left, right, left + right


class SectionReader:
    """Reads one section: what was found out about it as a whole, and the rules that use it."""

    def __init__(self, source: Source, section: Section, profile: Profile) -> None:
        self.text = text = source.text
        self.hints = hints.within(source.hints, section.start, section.end) if source.hints else ()
        self.section = section
        self.profile = profile
        self.brackets = {pair[0] for pair in profile.asides}
        self.body, self.notes = section.body, section.notes
        has_source = self._has_source_note()
        self.inline = InlineReader(text, section, profile, self.hints, has_source=has_source)
        is_stated = any(block.is_note for block in section.notes)
        if not self.inline.references and not has_source and not is_stated:
            # Numbered lines that nothing refers to are a list at the end, not notes.
            self.body, self.notes = [*section.body, *blocks.as_items(section.notes)], ()
        self.listings = participants.listings(self.body, text, profile)
        self.labels = self._labels()

    def _has_source_note(self) -> bool:
        first = self.section.notes[0] if self.section.notes else None
        if first is None:
            return False
        return is_source_note(self.text[first.body : first.end], self.profile)

    def _labels(self) -> dict[int, speakers.Label]:
        """The labels that paragraphs begin with, by the block's start."""
        return {
            block.start: label
            for block in self.body
            if block.shape is Shape.TEXT
            and (label := speakers.label_of(self.text, block.start, block.end, self.profile))
        }

    def people(self) -> list[speakers.Participant]:
        """Those whom the lists of participants name."""
        return [
            speakers.Participant(self.text[token.start : token.end])
            for listing in self.listings.values()
            for token in participants.people(listing, self.text, self.inline, self.profile)
        ]

    def tokens(self, speaking: Mapping[str, Certainty]) -> list[Token]:
        """The tokens of the section; `speaking` are the labels that are speakers."""
        section = self.section
        tokens = [Token(TokenKind.DIVISION, section.start, section.end, section.number)]
        if section.title:
            title = section.title
            tokens.append(Token(TokenKind.FRONT, title.start, title.end))
            tokens += self.block(TokenKind.TITLE_PART, title, (), "main")
        tokens += [page(block) for block in section.leading]
        if section.head:
            value = hints.PART if section.is_part else ""
            tokens += self.block(
                TokenKind.HEAD, section.head, (), value, certainty=section.certainty
            )
        tokens += self._body(speaking)
        for block in self.notes:
            if block.shape is Shape.PAGE:
                tokens.append(page(block))
            else:
                end = block.start + len(block.number) + 1
                number = Token(TokenKind.NOTE_NUMBER, block.start, end, block.number)
                tokens += self.block(TokenKind.NOTE, block, [number], block.number)
        return tokens

    def _body(self, speaking: Mapping[str, Certainty]) -> list[Token]:
        tokens: list[Token] = []
        last = self._last_text()
        at = 0
        opening = True  # TEI has openers before anything else, and closers after something
        while at < len(self.body):
            listing = self.listings.get(at)
            if listing:
                opening = False
                tokens += self.list_of(listing)
                at += len(listing.labels) + len(listing.blocks)
                continue
            block = self.body[at]
            dateline = self._dateline(block) if opening else None
            if block.shape is Shape.PAGE:
                tokens.append(page(block))
            elif block.shape is Shape.FORM_WORK:
                tokens.append(Token(TokenKind.FORM_WORK, block.start, block.end, block.number))
            elif block.shape is Shape.NOTE:
                tokens += self.note(block)
            elif block.shape is Shape.HEADING:
                opening = False
                depth = block.hint.depth if block.hint else 1
                tokens += self.block(TokenKind.SUBHEAD, block, depth=depth)
            elif block.shape is Shape.TABLE:
                opening = False
                tokens += self.table(hints.within(self.hints, block.start, block.end))
            elif dateline is not None:
                tokens += self.block(TokenKind.DATELINE, block, dateline)
            elif at == last and not opening and self._is_signature(at):
                tokens += self.block(TokenKind.SIGNED, block, certainty=Certainty.MEDIUM)
            else:
                opening = False
                tokens += self._paragraph(block, speaking)
            at += 1
        return tokens

    def note(self, block: Block) -> list[Token]:
        """A note that the layout step found, with what is printed before and after its text."""
        hint = block.hint
        assert hint is not None
        given = [Token(TokenKind.NOTE_NUMBER, block.start, block.body, block.number)]
        if hint.close:
            given.append(Token(TokenKind.NOTE_NUMBER, block.end - hint.close, block.end))
        note = Token(TokenKind.NOTE, block.start, block.end, block.number, place=hint.place)
        return [note, *self.inline.within(block, given)]

    def _is_signature(self, at: int) -> bool:
        """Whether a block is a signature: a name, with more than a heading before it."""
        before = at - 1
        while before >= 0 and self.body[before].shape in NO_TEXT:
            before -= 1
        if before >= 0 and self.body[before].shape is Shape.HEADING:
            return False
        return opener_closer.is_signature(self.body[at], self.text)

    def _last_text(self) -> int:
        """The index of the last block that is not a page marker; -1 if it cannot be a name."""
        for at in range(len(self.body) - 1, 0, -1):
            if self.body[at].shape not in NO_TEXT:
                return at if self.body[at].shape is Shape.TEXT else -1
        return -1

    def _dateline(self, block: Block) -> list[Token] | None:
        return opener_closer.dateline(block, self.text, self.inline, self.profile)

    def list_of(self, listing: Listing) -> Iterator[Token]:
        first = [*listing.labels, *listing.blocks][0]
        certainty = _list_certainty(listing)
        last = listing.blocks[-1]
        yield Token(TokenKind.LIST, first.start, last.end, listing.kind, 0, certainty)
        for label in listing.labels:
            yield from self.block(TokenKind.LABEL, label, certainty=certainty)
        people = {
            token.start: token
            for token in participants.people(listing, self.text, self.inline, self.profile)
        }
        items = listing.items
        depth = lists.depths(items)
        numbers = lists.counts(items, depth, self.text, self.profile)
        at = 0  # in items
        for block in listing.blocks:
            if block.shape is Shape.PAGE:
                yield page(block)
                continue
            marker = "" if blocks.bullet(block, self.text) else blocks.marker(block)
            end = block.start + (len(marker) or 1)
            given = [Token(TokenKind.BULLET, block.start, end, marker)]
            if block.body in people:
                given.append(people[block.body])
            yield from self.block(TokenKind.ITEM, block, given, numbers[at], depth[at])
            at += 1

    def _paragraph(self, block: Block, speaking: Mapping[str, Certainty]) -> list[Token]:
        text = self.text
        in_brackets = text[block.start] in self.brackets
        if in_brackets and _stage(self.profile).fullmatch(text, block.start, block.end):
            return self.block(TokenKind.STAGE, block, depth=1)
        label = self.labels.get(block.start)
        certainty = speaking.get(label.name) if label else None
        if label is None or certainty is None:
            return self.block(TokenKind.PARAGRAPH, block)
        given = [Token(TokenKind.SPEAKER, block.start, label.end, label.name, 0, certainty)]
        aside = _aside(self.profile).match(text, label.end, block.end)
        if aside and _is_aside(aside["aside"]):
            said = aside["aside"][-2:-1] in ".!?"
            certainty = Certainty.HIGH if said else Certainty.MEDIUM
            start, end = aside.span("aside")
            given.append(Token(TokenKind.ASIDE, start, end, "", 0, certainty))
        return self.block(TokenKind.PARAGRAPH, block, given)

    def table(self, stated: Sequence[Hint]) -> Iterator[Token]:
        """The tokens of a table, whose hint comes first, and of all that is in its hints."""
        table = stated[0]
        yield Token(TokenKind.TABLE, table.start, table.end)
        at = 1
        while at < len(stated):
            hint = stated[at]
            if hint.kind is HintKind.ROW:
                yield Token(TokenKind.ROW, hint.start, hint.end, hint.value)
            elif hint.kind is HintKind.CELL:
                yield Token(TokenKind.CELL, hint.start, hint.end, hint.value)
                yield from self._cell(hint, hints.inside(stated, at))
                while at + 1 < len(stated) and stated[at + 1].start < hint.end:
                    at += 1
            at += 1

    def _cell(self, cell: Hint, inside: Sequence[Hint]) -> Iterator[Token]:
        """What stands in a cell: text, and tables with text before, between and after them."""
        start = cell.start
        for hint in inside:
            if hint.kind is HintKind.TABLE and hint.start >= start:
                yield from self.inline.within(Block(Shape.TABLE, start, hint.start, 0, start))
                nested = hints.within(inside, hint.start, hint.end)
                yield from self.table(nested[nested.index(hint) :])
                start = hint.end
        yield from self.inline.within(Block(Shape.TABLE, start, cell.end, 0, start))

    def block(
        self,
        kind: TokenKind,
        block: Block,
        given: Sequence[Token] = (),
        value: str = "",
        depth: int = 0,
        certainty: Certainty = Certainty.HIGH,
    ) -> list[Token]:
        """A block's token and, in the order of the text, what stands inside it."""
        token = Token(kind, block.start, block.end, value, depth, certainty)
        return [token, *self.inline.within(block, given)]


def page(block: Block) -> Token:
    return Token(TokenKind.PAGE_BREAK, block.start, block.end, block.number)


def _list_certainty(listing: Listing) -> Certainty:
    """A list of participants without a label is likely, and so is a label that is not known."""
    labelled = bool(listing.labels)
    return Certainty.HIGH if labelled == bool(listing.kind) else Certainty.MEDIUM


def _is_aside(parenthesis: str) -> bool:
    """Whether a parenthesis at the start of a turn describes it: a sentence, or a manner.

    "(To his interpreter.)", "(laughing)"; not "(NATO)", which belongs to what is said.
    """
    inside = parenthesis[1:-1]
    return inside.endswith((".", "!", "?")) or inside.islower()
