"""The table of families: one row each, in the order in which ties are decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tei_kit.tokenizer.families import memorandum, minutes
from tei_kit.tokenizer.families.letters import evidence as letters
from tei_kit.tokenizer.families.letters import reader as letter_reader
from tei_kit.tokenizer.families.plays import reader as plays
from tei_kit.tokenizer.families.plays import recognition as plays_recognition
from tei_kit.tokenizer.families.reports import evidence as reports
from tei_kit.tokenizer.families.reports import reader as report_reader
from tei_kit.tokenizer.families.speech import evidence, reader
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.families.verse import reader as verse
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
    Family("play", "a play", plays_recognition.evidence, plays.read),
    Family("verse", "verse", verse.evidence, verse.read),
    Family("debate", "a debate", evidence.debate, reader.read),
    Family("court", "a record of a court", evidence.court, reader.read),
    Family("interview", "an interview", evidence.interview, reader.read),
    Family("letter", "letters", letters.evidence, letter_reader.read),
    Family("report", "a report", reports.evidence, report_reader.read),
    Family(minutes.NAME, "minutes", minutes.evidence, minutes.read),
    Family(memorandum.NAME, "a memorandum", memorandum.evidence, memorandum.read),
)
