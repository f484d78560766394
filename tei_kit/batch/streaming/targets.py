"""The targets of references in a volume: its documents and their notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise

from tei_kit.batch.streaming.volume import Volume
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer import section_reader
from tei_kit.tokenizer.tokens import Token, TokenKind, indices_by_kind


class Targets:
    """The documents and notes of a volume, by identifiers such as `d3` and `d3fn2`.

    The notes of a later document are read from the volume when they are needed.
    """

    def __init__(self, volume: Volume, profile: Profile) -> None:
        self._volume = volume
        self._profile = profile
        self._notes: dict[str, frozenset[str]] = {}

    def __contains__(self, identifier: object) -> bool:
        document, _, note = str(identifier).partition("fn")
        number = document.removeprefix("d")
        if not self._volume.has_document(number):
            return False
        return not note or note in self._notes_of(number)

    def know(self, number: str, notes: Sequence[str]) -> None:
        """Add the notes of a document, unless an earlier document has its number."""
        self._notes.setdefault(number, _set(notes))

    def _notes_of(self, number: str) -> frozenset[str]:
        if number not in self._notes:
            part = self._volume.document(number)
            notes = (
                section_reader.notes_of(part.source, part.section, self._profile) if part else []
            )
            self._notes[number] = _set(notes)
        return self._notes[number]


class Known:
    """The documents and notes of a volume that was read completely."""

    def __init__(self) -> None:
        self._notes: dict[str, Set[str]] = {}
        self.numbers: set[str] = set()  # numbers of the notes of a text that is one division

    def __contains__(self, identifier: object) -> bool:
        document, _, note = str(identifier).partition("fn")
        notes = self._notes.get(document.removeprefix("d"))
        return notes is not None and (not note or note in notes)

    def know(self, tokens: Sequence[Token]) -> None:
        """Add consecutive documents; the first document with a number counts."""
        found = indices_by_kind(tokens, TokenKind.DIVISION, TokenKind.NOTE)
        divisions, notes = found[TokenKind.DIVISION], found[TokenKind.NOTE]
        for start, end in pairwise([*divisions, len(tokens)]):
            own = notes[bisect_left(notes, start) : bisect_left(notes, end)]
            self._notes.setdefault(tokens[start].value, _set([tokens[at].value for at in own]))

    def know_parts(self, tokens: Sequence[Token]) -> None:
        """Add consecutive parts of a text that is one division."""
        notes = indices_by_kind(tokens, TokenKind.NOTE)[TokenKind.NOTE]
        self.numbers.update(tokens[at].value for at in notes)
        self._notes = {"": self.numbers}


def _set(notes: Sequence[str]) -> frozenset[str]:
    return _set_of(tuple(notes))


@lru_cache(maxsize=4096)
def _set_of(notes: tuple[str, ...]) -> frozenset[str]:
    """A set of notes, cached: most documents have notes from 1 to some number."""
    return frozenset(notes)
