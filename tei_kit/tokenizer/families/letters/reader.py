"""Reader: the tokens of letters and diaries."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.tokenizer.families.letters import lines, mail, planner, volumes
from tei_kit.tokenizer.families.letters.divisions import ENTRY, LETTER
from tei_kit.tokenizer.families.pieces import bracket_notes, writer
from tei_kit.tokenizer.families.pieces.pieces import pieces
from tei_kit.tokenizer.families.pieces.plan import Plan
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Depths, Parts, Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

# The values of the SUBHEAD tokens of letters and days.
PARTS = frozenset({LETTER, ENTRY, planner.TELEGRAM})


def read(text: Text) -> Reading:
    """The tokens of a letter, of a volume of letters, or of a diary."""
    source = writer.with_targets(text.lines)
    found = pieces(source, text.layout.width, text.profile)
    found = lines.parted(found, source, text.language)
    starts = volumes.starts(found, source.text, text.language) or mail.messages(found)
    plan = Plan(found, depth=2) if starts else Plan(found, LETTER)
    planner.fill(plan, source, starts, text)
    bracket_notes.find(plan, source.text)
    tokens = writer.tokens(source, plan, text.language, text.profile)
    count = len(starts) or 1
    word = "entries" if starts and starts[0].kind == ENTRY else "letters"
    found_parts = Parts(_begins(tokens)) if text.before is not None else None
    summary = f"{count} {word}" if count > 1 else "1 letter"
    return Reading(source, tokens, summary, parts=found_parts)


def _begins(tokens: Sequence[Token]) -> dict[int, Depths]:
    """The beginnings of the letters and days of a volume; an enclosure is part of a letter."""
    return {
        token.start: Depths()
        for token in tokens
        if token.kind is TokenKind.SUBHEAD and token.depth == 1 and token.value in PARTS
    }
