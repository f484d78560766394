"""Watching: waits for changes of files.

The files are checked again and again. Notifications from the system do not work on every file
system, and a check of a thousand files takes a few milliseconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.3
"""The least number of seconds between two checks."""
SHARE = 0.1
"""The largest share of the time that checks may take."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of a file; it differs after a change of the file."""

    changed: int  # the time of the last change, in nanoseconds
    size: int
    number: int  # the inode number


class Watch:
    """Some files, with their states at the last check.

    Each check calls `files` for their names, so new files in a folder can be among them; so can
    files that do not exist yet. Changes between two calls of `wait` are found too.
    """

    def __init__(self, files: Callable[[], Iterable[Path | str]]) -> None:
        self._files = files
        self._pause = INTERVAL
        self._seen = self._look()

    def wait(self) -> list[str]:
        """Wait until files have changed and the changes have ended; gives the names of these files.

        A new or removed file counts as changed.
        """
        while True:
            time.sleep(self._pause)
            now = self._look()
            while now != self._seen:
                time.sleep(self._pause)  # a program may still be writing
                before, now = now, self._look()
                if now == before:
                    break
            changed = _differing(self._seen, now)
            if changed:
                self._seen = now
                return changed

    def _look(self) -> dict[str, State | None]:
        begin = time.monotonic()
        found = {str(name): _state(name) for name in self._files()}
        self._pause = max(INTERVAL, (time.monotonic() - begin) / SHARE)
        return found


def _state(name: Path | str) -> State | None:
    """The state of a file; None if there is no such file."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return State(found.st_mtime_ns, found.st_size, found.st_ino)


def _differing(before: Mapping[str, State | None], after: Mapping[str, State | None]) -> list[str]:
    """The names of files that differ; a missing file equals a file that is not in the mapping."""
    names = dict.fromkeys([*before, *after])
    return [name for name in names if before.get(name) != after.get(name)]
