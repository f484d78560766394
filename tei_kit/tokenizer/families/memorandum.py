"""Memoranda, minutes and telegrams; and any text that no other family has evidence for."""

from __future__ import annotations

from tei_kit.tokenizer import section_reader
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading

NAME = "memorandum"
EVIDENCE = 0.3  # what any text has for this family


def evidence(text: Text) -> float:
    """Every text may be read so: other families have to show more."""
    return EVIDENCE


def read(text: Text) -> Reading:
    """The tokens of the text, section by section."""
    return Reading(text.source, section_reader.tokenize(text.source, text.profile))
