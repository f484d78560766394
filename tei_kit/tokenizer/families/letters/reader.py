"""Reader: the tokens of letters and diaries."""

from __future__ import annotations

from tei_kit.tokenizer.families.letters import lines, planner, volumes
from tei_kit.tokenizer.families.letters.divisions import ENTRY, LETTER
from tei_kit.tokenizer.families.pieces import bracket_notes, writer
from tei_kit.tokenizer.families.pieces.pieces import pieces
from tei_kit.tokenizer.families.pieces.plan import Plan
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading


def read(text: Text) -> Reading:
    """The tokens of a letter, of a volume of letters, or of a diary."""
    source = writer.with_targets(text.lines)
    found = pieces(source, text.layout.width, text.profile)
    found = lines.parted(found, source, text.language)
    starts = volumes.starts(found, source.text, text.language)
    plan = Plan(found, depth=2) if starts else Plan(found, LETTER)
    planner.fill(plan, source, starts, text)
    bracket_notes.find(plan, source.text)
    tokens = writer.tokens(source, plan, text.language, text.profile)
    count = len(starts) or 1
    word = "entries" if starts and starts[0].kind == ENTRY else "letters"
    return Reading(source, tokens, f"{count} {word}" if count > 1 else "1 letter")
