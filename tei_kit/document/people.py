"""People: the participants of a division, and the persons that labels name."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.document.context import Context
from tei_kit.document.model import Inline, Person, PersonName
from tei_kit.record import members
from tei_kit.tokenizer import speakers
from tei_kit.tokenizer.speakers import Participant
from tei_kit.tokenizer.tokens import AND, Token, TokenKind, indices

K = members(TokenKind)
# The tokens that name persons, and the items that they stand in.
OF_PERSONS = (K.ITEM, K.CAST_ITEM, K.SPEAKER, K.PERSON, K.ROLE, K.CAST_ROLE)
# A message names at most this many persons when a label could mean any of them.
NAMES_SHOWN = 4
# The place of a SPEAKER token whose value is the name of its person, as a cast or it says.
EXACT = "exact"


def _only(participant: Participant | None) -> list[Participant]:
    return [participant] if participant else []


class People:
    """The participants of one division: listed persons, and persons that only speak."""

    def __init__(self, context: Context, tokens: Sequence[Token]) -> None:
        self.context = context
        self.text = context.source.text
        self.listed: dict[int, Participant] = {}
        self.own: dict[Participant, Person] = {}
        self.linked: dict[str, str] = {}  # label -> identifier, "" where it could be several
        self.people: dict[str, Person] = {}
        labels = self._read(tokens)
        if not (labels or self.listed):
            return
        participants = dict.fromkeys(self.listed.values())
        directory = speakers.Directory(participants, context.profile)
        named = {participant.name: participant for participant in reversed(participants)}
        exact = {label for label, token in labels.items() if token.place == EXACT}
        meant = {
            label: _only(named.get(label)) if label in exact else directory.find(label)
            for label in labels
        }
        spoken = {found[0]: label for label, found in meant.items() if len(found) == 1}
        for participant in participants:
            self._add(participant, spoken.get(participant, ""))
        unlisted = speakers.Directory((), context.profile)
        # The longer forms first: `Robert Smith` says who `Mr. Smith` is.
        for label in sorted(labels, key=self._length, reverse=True):
            found = meant[label]
            if not found and label not in exact:
                found = unlisted.find(label)
            if not found:
                found = [Participant(label)]
                if label not in exact:
                    unlisted.add(found[0])
                    context.report("TK205", labels[label].start, label=label)
                self._add(found[0], label, shared_by_all=False)
            self.linked[label] = self._resolve(label, labels[label], found)

    def _read(self, tokens: Sequence[Token]) -> dict[str, Token]:
        """The labels with the last token of each; the listed participants are kept."""
        item: Token | None = None
        labels: dict[str, Token] = {}
        for at in indices(tokens, *OF_PERSONS):
            token = tokens[at]
            kind = token.kind
            if kind is K.ITEM or kind is K.CAST_ITEM:
                item = token
            elif kind is K.SPEAKER:
                if AND in token.value:
                    labels.update(dict.fromkeys(token.value.split(AND), token))
                else:
                    labels[token.value] = token
            elif kind is K.PERSON or kind is K.ROLE:
                if item and token.start < item.end:
                    self.listed[token.start] = self._participant(token, item)
            elif kind is K.CAST_ROLE:
                self.listed[token.start] = self._role(tokens, at)
        labels.pop("", None)
        return labels

    def _length(self, label: str) -> int:
        return len(speakers.name_words(label, self.context.profile))

    def _participant(self, token: Token, item: Token) -> Participant:
        name = self._words(token.start, token.end)
        if token.kind is K.ROLE:
            return Participant("", name)
        rest = self._words(token.end, item.end)
        role = rest.lstrip(", ") if rest.startswith(",") else ""
        return Participant(name, role, "" if role else rest)

    def _role(self, tokens: Sequence[Token], at: int) -> Participant:
        """A person of a cast, with the description that follows the name in the cast."""
        token = tokens[at]
        name = " ".join((token.value or self._words(token.start, token.end)).split())
        for after in tokens[at + 1 :]:
            if after.kind is K.CAST_DESCRIPTION:
                return Participant(name, "", self._words(after.start, after.end))
            if after.kind is K.CAST_ROLE or after.kind.is_block:
                break
        return Participant(name)

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    def _add(self, participant: Participant, label: str, *, shared_by_all: bool = True) -> None:
        """Make the person of a participant; participants that are listed with the same name and
        role are one person.

        Persons that only speak are kept apart: their label may mean another person elsewhere,
        unless somebody decided who it is.
        """
        identity = self.context.identity(participant.name, label)
        person = self.context.persons.get(participant) if shared_by_all else None
        person = self.context.decided_persons.get(identity, person)
        if person is None:
            words = speakers.name_words(label or participant.name, self.context.profile)
            name = words if label else words[-1:]
            person = Person(
                identity
                or self.context.take(speakers.slug(" ".join(name) or participant.role or label)),
                participant.name,
                participant.role,
                participant.note,
            )
            if shared_by_all:
                self.context.persons[participant] = person
            if identity:
                self.context.decided_persons[identity] = person
            self.people[person.identifier] = person
        self.own[participant] = person

    def _resolve(self, label: str, token: Token, found: Sequence[Participant]) -> str:
        """The identifier of the person that a label names, "" where it could be several."""
        if len(found) == 1:
            return self.own[found[0]].identifier
        names = " or ".join(p.name or p.role for p in found[:NAMES_SHOWN])
        self.context.report("TK206", token.start, label=label, names=names)
        return ""

    def who(self, token: Token) -> str:
        """The identifiers of the persons that a SPEAKER token names, parted by a space; or ""."""
        who = self.linked.get(token.value)
        if who is not None or AND not in token.value:
            return who or ""
        found = [self.linked.get(label, "") for label in token.value.split(AND)]
        return " ".join(dict.fromkeys(found)) if all(found) else ""

    def name(self, token: Token, content: Sequence[Inline]) -> PersonName:
        """The name of a PERSON or ROLE token; outside lists it belongs to no person of the
        header."""
        listed = self.listed.get(token.start)
        identifier = self.own[listed].identifier if listed else ""
        is_named = token.kind is K.PERSON or not identifier
        cert = self.context.cert(token)
        return PersonName(content, identifier, is_named, cert, "" if listed else token.value)

    def of_role(self, token: Token) -> str:
        """The identifier of the person whose name in a cast a token is."""
        return self.own[self.listed[token.start]].identifier

    def new_persons(self) -> list[Person]:
        """The persons since the last call."""
        persons, self.people = list(self.people.values()), {}
        return persons
