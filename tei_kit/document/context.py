"""The state that the divisions of one document share: identifiers, diagnostics, persons and notes
so far.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from tei_kit.certainty import Certainty
from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.document.model import Decider, Person
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source
from tei_kit.tokenizer.reading import Decided
from tei_kit.tokenizer.speakers import Participant, slug
from tei_kit.tokenizer.tokens import Token

# The identifier, in the header, of decisions whose file does not say who made them.
DECISIONS = "decisions"
DECIDED = Certainty.DECIDED  # asked about each token: a name is quicker than a member


class Context:
    """The state that the divisions of one document share.

    `targets` has the identifiers of the documents and notes of the whole text; with `certainty`,
    inferences say how sure they are. `decided` are the decisions of people.
    """

    def __init__(
        self,
        source: Source,
        profile: Profile,
        targets: Container[str],
        *,
        certainty: bool,
        decided: Decided | None = None,
    ) -> None:
        self.source = source
        self.certainty = certainty
        self.profile = profile
        self.targets = targets
        self.taken: dict[str, int] = {}  # identifiers, and the last number put behind them
        self.persons: dict[Participant, Person] = {}
        self.decided_persons: dict[str, Person] = {}  # by the identifier that was decided
        self.last_note = ""  # the number of the last note so far
        self.named: Sequence[Person] = ()  # the persons that the last division names
        self.count = 0
        self.divisions: dict[int, str] = {}  # identifiers of divisions, by where they begin
        self.notes: dict[int, str] = {}  # identifiers of notes, by where they begin
        self.printed: frozenset[int] = frozenset()  # notes whose place in the file is marked
        self.ends: Mapping[int, int] = {}  # see `printing.Marked`
        self.diagnostics: list[Diagnostic] = []
        self.deciders: dict[str, Decider] = {}  # by name
        self._decided_by: Mapping[tuple[int, str], str] = {}
        self._identities: dict[str, str] = {}  # names of persons, to identifiers that were decided
        if decided is not None:
            self._take_decisions(decided)

    def report(self, code: str, offset: int, **details: object) -> None:
        """Add a diagnostic about a place of the source."""
        self.diagnostics.append(diagnose(code, self.source.place(offset), **details))

    def _take_decisions(self, decided: Decided) -> None:
        """Take the identifiers of the decisions, of those who made them, and of decided persons."""
        self.take(DECISIONS)
        for identifier in decided.persons:
            self.taken.setdefault(identifier, 1)  # for this person alone
        for name in decided.names:
            self.deciders[name] = Decider(self.take(slug(name)), name)
        self._decided_by = decided.by
        for identifier, names in decided.persons.items():
            self._identities.update({_bare(name): identifier for name in names})

    def cert(self, token: Token) -> str:
        """The token's certainty, if it was asked for; a pointer to the person, if one decided."""
        if token.certainty is DECIDED:
            decider = self.deciders.get(self._decided_by.get((token.start, token.kind.value), ""))
            return f"#{decider.identifier if decider else DECISIONS}"
        return token.certainty.value if self.certainty else ""

    def decided(self, token: Token) -> str:
        """A pointer to the person who decided about a token, "" where nobody did."""
        return self.cert(token) if token.certainty is DECIDED else ""

    def identity(self, *names: str) -> str:
        """The identifier that was decided for a person of one of these names, else ""."""
        if not self._identities:
            return ""
        found = (self._identities.get(_bare(name), "") for name in names)
        return next(filter(None, found), "")

    def take(self, wanted: str) -> str:
        """A free identifier: the wanted identifier, if need be with a number behind it."""
        free, count = wanted, self.taken.get(wanted, 0)
        while free in self.taken:
            count += 1
            free = f"{wanted}_{count}"
        self.taken[wanted] = max(count, 1)
        self.taken.setdefault(free, 1)
        return free


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()
