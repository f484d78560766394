"""Facts about a section: its notes, lists and labels, found before the rules read its blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.certainty import Certainty
from tei_kit.layout import blocks
from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import members
from tei_kit.settings.profile import Profile
from tei_kit.source import hints
from tei_kit.source.source import Source
from tei_kit.tokenizer import participants, speakers, turns_in_items
from tei_kit.tokenizer.inline import InlineReader
from tei_kit.tokenizer.provenance import is_source_note
from tei_kit.tokenizer.sections import Section
from tei_kit.tokenizer.tokens import Token, TokenKind

S = members(Shape)


class SectionFacts:
    """One section, with the facts that the rules ask for.

    `body` are its blocks without the notes at its end, `notes` are those notes. `inline` reads
    the text inside a block. `listings` are the lists by the index of their first block in the
    body. `labels` are the labels that may be speakers, by the start of their paragraph; `further`
    gives labels that the profile does not describe, and comes first.
    """

    def __init__(
        self,
        source: Source,
        section: Section,
        profile: Profile,
        further: Mapping[int, speakers.Label] | None = None,
    ) -> None:
        self.text = text = source.text
        self.hints = hints.within(source.hints, section.start, section.end) if source.hints else ()
        self.section = section
        self.profile = profile
        self.brackets = {pair[0] for pair in profile.asides}
        self.body = turns_in_items.apart(section.body, text, profile)
        self.notes = section.notes
        has_source = self._has_source_note()
        self.inline = InlineReader(text, section, profile, self.hints, has_source=has_source)
        is_stated = any(block.is_note for block in section.notes)
        if not self.inline.references and not has_source and not is_stated:
            # Numbered lines that nothing refers to are a list at the end, not notes.
            self.body, self.notes = [*self.body, *blocks.as_items(section.notes)], ()
        self.listings = participants.listings(self.body, text, profile)
        self.labels = self._labels(further or {})

    def _has_source_note(self) -> bool:
        first = self.section.notes[0] if self.section.notes else None
        if first is None:
            return False
        return is_source_note(self.text[first.body : first.end], self.profile)

    def _labels(self, further: Mapping[int, speakers.Label]) -> dict[int, speakers.Label]:
        return {
            block.start: label
            for block in self.body
            if block.shape is S.TEXT
            and (
                label := further.get(block.start)
                or speakers.label_of(self.text, block.start, block.end, self.profile)
            )
        }

    def people(self) -> list[speakers.Participant]:
        """The persons whom the lists of participants name."""
        return [
            speakers.Participant(self.text[token.start : token.end])
            for listing in self.listings.values()
            for token in participants.people(listing, self.text, self.inline, self.profile)
        ]

    def block(
        self,
        kind: TokenKind,
        block: Block,
        given: Sequence[Token] = (),
        value: str = "",
        depth: int = 0,
        certainty: Certainty = Certainty.HIGH,
    ) -> list[Token]:
        """The token of a block and, in the order of the text, the tokens inside the block.

        `given` are tokens inside the block that the caller has found already.
        """
        token = Token(kind, block.start, block.end, value, depth, certainty)
        return [token, *self.inline.within(block, given)]
