"""The table of families: one row each, in the order in which ties are decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tei_kit.tokenizer.families import memorandum
from tei_kit.tokenizer.families.letters import evidence as letters
from tei_kit.tokenizer.families.letters import reader as letter_reader
from tei_kit.tokenizer.families.reports import evidence as reports
from tei_kit.tokenizer.families.reports import reader as report_reader
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading


@dataclass(frozen=True, slots=True)
class Family:
    """A family: its name (that of its profile), what speaks for it (0 to 1), and its rules.

    `words` is what a sentence calls a text of the family.
    """

    name: str
    words: str
    evidence: Callable[[Text], float]
    read: Callable[[Text], Reading]


FAMILIES: Sequence[Family] = (
    Family("letter", "letters", letters.evidence, letter_reader.read),
    Family("report", "a report", reports.evidence, report_reader.read),
    Family("memorandum", "a memorandum", memorandum.evidence, memorandum.read),
)
