"""Notes that the layout step found between the blocks of the text."""

from __future__ import annotations

from tei_kit.layout.blocks import Block
from tei_kit.record import members
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.section_facts import SectionFacts
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)


def read(body: Body, at: int, opening: bool) -> list[Token]:
    """A note, with the marks that are printed before and after its text."""
    return tokens(body.facts, body.blocks[at])


def tokens(facts: SectionFacts, block: Block) -> list[Token]:
    """The tokens of a note whose block has the hint of the layout step."""
    hint = block.hint
    assert hint is not None
    given = [Token(K.NOTE_NUMBER, block.start, block.body, block.number)]
    if hint.close:
        given.append(Token(K.NOTE_NUMBER, block.end - hint.close, block.end))
    note = Token(K.NOTE, block.start, block.end, block.number, place=hint.place)
    return [note, *facts.inline.within(block, given)]
