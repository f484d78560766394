"""Divisions: the beginnings of letters, entries and enclosures."""

from __future__ import annotations

from tei_kit.record import record

LETTER, ENTRY, ENCLOSURE = "letter", "entry", "enclosure"


@record
class Start:
    """The beginning of a division: the index `at` of its first piece.

    Its heading ends before the piece `body`. `kind` is the @type of the division, `n` its printed
    number, or "" without a number.
    """

    at: int
    body: int
    kind: str
    n: str = ""
