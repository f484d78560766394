"""The state that the divisions of one document share: identifiers, diagnostics, persons and notes
so far.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.document.model import Person
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source
from tei_kit.tokenizer.speakers import Participant
from tei_kit.tokenizer.tokens import Token


class Context:
    """The state that the divisions of one document share.

    `targets` has the identifiers of the documents and notes of the whole text; with `certainty`,
    inferences say how sure they are.
    """

    def __init__(
        self, source: Source, profile: Profile, targets: Container[str], *, certainty: bool
    ) -> None:
        self.source = source
        self.certainty = certainty
        self.profile = profile
        self.targets = targets
        self.taken: dict[str, int] = {}  # identifiers, and the last number put behind them
        self.persons: dict[Participant, Person] = {}
        self.last_note = ""  # the number of the last note so far
        self.named: Sequence[Person] = ()  # by the last division
        self.count = 0
        self.divisions: dict[int, str] = {}  # identifiers of divisions, by where they begin
        self.notes: dict[int, str] = {}  # identifiers of notes, by where they begin
        self.printed: frozenset[int] = frozenset()  # notes whose place in the file is marked
        self.ends: Mapping[int, int] = {}  # see `printing.Marked`
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: str, offset: int, **details: object) -> None:
        """Add a diagnostic about a place of the source."""
        self.diagnostics.append(diagnose(code, self.source.place(offset), **details))

    def cert(self, token: Token) -> str:
        """The token's certainty, when it was asked for."""
        return token.certainty.value if self.certainty else ""

    def take(self, wanted: str) -> str:
        """A free identifier: the wanted identifier, or the same with a number behind it."""
        free, count = wanted, self.taken.get(wanted, 0)
        while free in self.taken:
            count += 1
            free = f"{wanted}_{count}"
        self.taken[wanted] = max(count, 1)
        self.taken.setdefault(free, 1)
        return free
