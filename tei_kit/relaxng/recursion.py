"""Room for recursion: patterns are made and matched as deep as definitions refer to one another.

Python stops at 1000 calls within one another, which a hundred definitions in a row come to; Jing
has no trouble with them. All threads share one limit, so that it goes back when the last thread is
done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

COMPILING = 6_000
"""The calls for making a schema; a schema that needs more has an error."""
MATCHING = 10_000
"""The calls for a document: more, as matching takes up to four where compiling takes three."""


class _Room:
    """The limits that are needed now, and the limit of the process without them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._needed: list[int] = []
        self._before = 0

    def enter(self, calls: int) -> None:
        with self._lock:
            if not self._needed:
                self._before = sys.getrecursionlimit()
            self._needed.append(calls)
            sys.setrecursionlimit(max(self._before, *self._needed))

    def leave(self, calls: int) -> None:
        with self._lock:
            self._needed.remove(calls)
            if not self._needed:
                sys.setrecursionlimit(self._before)


_ROOM = _Room()


@contextmanager
def room(calls: int) -> Iterator[None]:
    """Raise the limit to this many calls at least, for as long as the `with` block runs."""
    _ROOM.enter(calls)
    try:
        yield
    finally:
        _ROOM.leave(calls)
