"""Shelf: the texts of a call, with the numbers of their doubts."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tei_kit.batch.inputs import find
from tei_kit.review.doubts import Group
from tei_kit.review.session import Opening, Session, State


@dataclass(frozen=True, slots=True)
class Entry:
    """A text in the list: its number in the address, its name, and its numbers of doubts by group.

    `is_ready`: its doubts were counted. `problem` has the mistakes in its files, or "". `decided`
    is the number of its decisions.
    """

    number: int
    name: str
    is_ready: bool = False
    problem: str = ""
    counts: Mapping[Group, int] = field(default_factory=dict)
    decided: int = 0


class Shelf:
    """The texts that the user named, or those in a named folder. No other text is opened.

    Raises InputError when a file does not exist, or a folder has no text.
    """

    def __init__(self, names: Sequence[str], opening: Opening) -> None:
        found = find(names, "", split=False, chosen=())
        units = [*found.units, *(each.unit for each in found.refused)]
        paths = sorted({unit.input for unit in units})
        self.sessions: Sequence[Session] = [Session(Path(path), opening) for path in paths]
        self._names = _below(names, paths)
        self._known: dict[int, Entry] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    @property
    def is_single(self) -> bool:
        """Whether there is only one text."""
        return len(self.sessions) == 1

    def entries(self) -> list[Entry]:
        """The texts: first those with problems, then by doubts, the most first; last those that are
        not counted yet."""
        with self._lock:
            known = dict(self._known)
        entries = [
            known.get(number, Entry(number, name)) for number, name in enumerate(self._names)
        ]
        return sorted(entries, key=_worst_first)

    def count(self, number: int) -> Entry:
        """Count the doubts about a text in its present state; gives its entry."""
        return self.note(number, self.sessions[number].state())

    def note(self, number: int, state: State) -> Entry:
        """Make and keep the entry of a text from its state."""
        result = state.result
        entry = Entry(
            number,
            self._names[number],
            True,
            " ".join(state.problems),
            {group: result.count(group) for group in Group} if result else {},
            result.decided if result else 0,
        )
        with self._lock:
            self._known[number] = entry
        return entry

    def count_all(self) -> None:
        """Count the doubts of all texts, one text after the other, until `stop` is called."""
        for number in range(len(self.sessions)):
            if self._stopped.is_set():
                return
            self.count(number)
            if not self.is_single:
                self.sessions[number].forget()

    def stop(self) -> None:
        """End `count_all` after its current text."""
        self._stopped.set()


def _below(names: Sequence[str], paths: Sequence[str]) -> list[str]:
    """The names of the texts in the list: paths relative to the named folder, if there is one."""
    folder = Path(names[0])
    if len(names) == 1 and folder.is_dir():
        return [str(Path(path).relative_to(folder)) for path in paths]
    return list(paths)


def _worst_first(entry: Entry) -> tuple[bool, bool, int, int, str]:
    counts = entry.counts
    first = counts.get(Group.UNSURE, 0) + counts.get(Group.NOTICED, 0)
    return (
        not entry.is_ready,
        not entry.problem,
        -first,
        -counts.get(Group.LIKELY, 0),
        entry.name,
    )
