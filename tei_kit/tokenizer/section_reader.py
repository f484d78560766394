"""From the source to tokens: each token names the kind of a stretch of the text.

The layout (blocks and sections) comes first. Then each document is read as a whole: its notes are
aligned with the text, its lists give the participants, and the participants and the labels together
give the speakers. The rules in the table of `tei_kit.tokenizer.rules` then read the blocks. A block
that no rule is sure of stays a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tei_kit.certainty import Certainty
from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import members, replace
from tei_kit.settings.profile import Profile, load
from tei_kit.source import hints
from tei_kit.source.source import Source
from tei_kit.tokenizer import sections, speakers
from tei_kit.tokenizer.participants import Listing
from tei_kit.tokenizer.rules import (
    LATER_RULES,
    OPENING_RULES,
    form_work,
    heading,
    item_list,
    note,
    table,
)
from tei_kit.tokenizer.rules.page import token as page
from tei_kit.tokenizer.rules.rule import BETWEEN, Body, Rule
from tei_kit.tokenizer.section_facts import SectionFacts
from tei_kit.tokenizer.sections import Section
from tei_kit.tokenizer.tokens import Token, TokenKind

S = members(Shape)
K = members(TokenKind)
__all__ = ["SectionReader", "notes_of", "page", "tokenize", "tokenize_section"]


def tokenize(
    source: Source,
    profile: Profile | None = None,
    further: Mapping[int, speakers.Label] | None = None,
) -> list[Token]:
    """The tokens of a source, in the order of the text; see `tei_kit.tokenizer.tokens`.

    A division, a list or a table covers its blocks, and a block its inline tokens; other stretches
    do not overlap. `further` are labels of speakers that the profile does not describe, by the
    index in the text at which their paragraphs begin. Raises nothing: a text of no known shape
    becomes paragraphs.
    """
    profile = profile or load()
    found = sections.sections(source, profile)
    tokens: list[Token] = []
    if not profile.speakers_one_cast and not further:
        for section in found:
            tokens += tokenize_section(source, section, profile)
        return tokens
    readers = [SectionReader(source, section, profile, further) for section in found]
    cast = _speakers(readers, profile)
    for label in (further or {}).values():
        cast.setdefault(label.name, Certainty.MEDIUM)
    for reader in readers:
        tokens += reader.tokens(cast or _speakers([reader], profile))
    return tokens


def tokenize_section(source: Source, section: Section, profile: Profile) -> list[Token]:
    """The tokens of one section, as `tokenize` gives them if each section has its own speakers."""
    reader = SectionReader(source, section, profile)
    return reader.tokens(_speakers([reader], profile))


def notes_of(source: Source, section: Section, profile: Profile) -> list[str]:
    """The numbers of a section's notes, in their order."""
    facts = SectionFacts(source, section, profile)
    return [block.number for block in facts.notes if block.shape is S.NUMBERED]


def _speakers(readers: Sequence[SectionFacts], profile: Profile) -> dict[str, Certainty]:
    """The labels that are speakers, by the evidence of all these sections together."""
    labels = [label.name for reader in readers for label in reader.labels.values()]
    if not labels:
        return {}
    people = [participant for reader in readers for participant in reader.people()]
    return speakers.speaker_labels(labels, people, profile)


class SectionReader(SectionFacts):
    """Reads one section by the rules of the table; families also call single rules."""

    def tokens(self, speaking: Mapping[str, Certainty]) -> list[Token]:
        """The tokens of the section; `speaking` are the labels that are speakers."""
        section = self.section
        tokens = [Token(K.DIVISION, section.start, section.end, section.number)]
        if section.title:
            title = section.title
            tokens.append(Token(K.FRONT, title.start, title.end))
            tokens += self.block(K.TITLE_PART, title, (), "main")
        tokens += [page(block) for block in section.leading]
        if section.head:
            value = hints.PART if section.is_part else ""
            tokens += self.block(K.HEAD, section.head, (), value, certainty=section.certainty)
        tokens += self._body(speaking)
        return tokens + self.notes_at_end()

    def notes_at_end(self) -> list[Token]:
        """The tokens of the notes at the end of the section, and of the pages between them."""
        tokens: list[Token] = []
        for block in self.notes:
            if block.shape is S.PAGE:
                tokens.append(page(block))
            else:
                end = block.start + len(block.number) + 1
                number = Token(K.NOTE_NUMBER, block.start, end, block.number)
                note, *inside = self.block(K.NOTE, block, [number], block.number)
                place = block.hint.place if block.hint else ""
                tokens += [replace(note, place=place) if place else note, *inside]
        return tokens

    def _body(self, speaking: Mapping[str, Certainty]) -> list[Token]:
        """The tokens of the body; the first rule that knows a block gives its tokens."""
        body = Body(self, speaking)
        tokens: list[Token] = []
        at, opening, rules_of = 0, True, OPENING_RULES
        shape: Shape | None = None
        rules: Sequence[Rule] = ()
        while at < len(body.blocks):
            if body.blocks[at].shape is not shape:  # most blocks are like the block before
                shape = body.blocks[at].shape
                rules = rules_of[shape]
            for rule in rules:
                found = rule.read(body, at, opening)
                if found is not None:
                    tokens += found
                    break
            if opening and rule.ends_opening:
                opening, rules_of, shape = False, LATER_RULES, None
            at += self.listings[at].length if at in self.listings else 1
        return tokens

    def between(self, block: Block) -> list[Token]:
        """The tokens of a block between paragraphs: a page, a running head or foot, a note."""
        if block.shape is S.PAGE:
            return [page(block)]
        if block.shape is S.FORM_WORK:
            return [form_work.token(block)]
        return note.tokens(self, block)

    def other(self, block: Block) -> list[Token]:
        """The tokens of a block whose shape alone decides its kind: a heading, a table, others."""
        if block.shape in BETWEEN:
            return self.between(block)
        if block.shape is S.HEADING:
            return heading.tokens(self, block)
        if block.shape is S.QUOTE:
            return self.block(K.QUOTE, block)
        if block.shape is S.TABLE:
            return list(self.table(block))
        return self.block(K.PARAGRAPH, block)

    def list_of(self, listing: Listing) -> Iterator[Token]:
        """The tokens of a list, of its labels and items."""
        return item_list.tokens(self, listing)

    def table(self, block: Block) -> Iterator[Token]:
        """The tokens of a table, from the hints of its block."""
        return table.tokens(self, block)
