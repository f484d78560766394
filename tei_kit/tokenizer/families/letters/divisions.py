"""Divisions: where a letter, an entry or an enclosure begins."""

from __future__ import annotations

from tei_kit.record import record

LETTER, ENTRY, ENCLOSURE = "letter", "entry", "enclosure"


@record
class Start:
    """A letter or a day begins with the piece of index `at`; its heading ends before `body`.

    `kind` is the @type of its division; `n` its number, "" where none is printed.
    """

    at: int
    body: int
    kind: str
    n: str = ""
