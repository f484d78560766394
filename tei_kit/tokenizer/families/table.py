"""The table of families: one row each, in the order in which ties are decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from tei_kit.record import frozen
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading


@frozen
class Family:
    """A family: its name (that of its profile), the evidence for it (0 to 1), and its rules.

    `words` name a text of the family in a sentence.
    """

    name: str
    words: str
    evidence: Callable[[Text], float]
    read: Callable[[Text], Reading]


def _later(module: str, name: str) -> Callable[[Text], Any]:
    """A function of a module of this folder, which is imported when the function is first called.

    A text of the usual layout needs the rules of one family; those of all take longer to import
    than such a text takes to convert.
    """

    def call(text: Text) -> object:
        return getattr(import_module(f"{__package__}.{module}"), name)(text)

    return call


def _row(name: str, words: str, evidence: tuple[str, str], reader: str) -> Family:
    return Family(name, words, _later(*evidence), _later(reader, "read"))


# Each row has the module and function of the evidence, and the module whose `read` reads a text.
FAMILIES: Sequence[Family] = (
    _row("play", "a play", ("plays.recognition", "evidence"), "plays.reader"),
    _row("verse", "verse", ("verse.reader", "evidence"), "verse.reader"),
    _row("debate", "a debate", ("speech.evidence", "debate"), "speech.reader"),
    _row("court", "a record of a court", ("speech.evidence", "court"), "speech.reader"),
    _row("interview", "an interview", ("speech.evidence", "interview"), "speech.reader"),
    _row("letter", "letters", ("letters.evidence", "evidence"), "letters.reader"),
    _row("report", "a report", ("reports.evidence", "evidence"), "reports.reader"),
    _row("minutes", "minutes", ("minutes", "evidence"), "minutes"),
    _row("memorandum", "a memorandum", ("memorandum", "evidence"), "memorandum"),
)
