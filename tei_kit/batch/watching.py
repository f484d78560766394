"""Watching: it finds the files that have changed since somebody last looked.

The files are looked at again and again. Where the system could tell of changes by itself, it does
not on every file system, and a look at a thousand files takes a few milliseconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.3
"""Seconds between two looks, at least."""
SHARE = 0.1
"""The share of the time that looks may take."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of a file, which differs when somebody has changed the file."""

    changed: int  # nanoseconds
    size: int
    number: int  # of the file in its file system


class Watch:
    """Some files, and their state when they were last looked at.

    `files` gives the files each time it looks: a file that comes into a folder is one of them then.
    Files that do not exist yet may be among them. What is written to them between two calls of
    `wait` is not overlooked.
    """

    def __init__(self, files: Callable[[], Iterable[Path | str]]) -> None:
        self._files = files
        self._pause = INTERVAL
        self._seen = self._look()

    def wait(self) -> list[str]:
        """Wait until files have changed, and no more change; their names as they were given.

        A file that has come or is gone has changed.
        """
        while True:
            time.sleep(self._pause)
            now = self._look()
            while now != self._seen:
                time.sleep(self._pause)  # the program that writes files may not be done
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
    """The state of a file; None when there is no such file."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return State(found.st_mtime_ns, found.st_size, found.st_ino)


def _differing(before: Mapping[str, State | None], after: Mapping[str, State | None]) -> list[str]:
    """The names of files that differ; a missing file is the same as a file that is not named."""
    names = dict.fromkeys([*before, *after])
    return [name for name in names if before.get(name) != after.get(name)]
