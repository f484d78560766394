"""The lock of an output folder: one run at a time.

The lock belongs to the operating system and to the open file. It ends when the last process with
the open file ends, for any reason. Workers have the file open too (not on Windows), so a run whose
first process was killed ends with its workers.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path
from types import TracebackType

from tei_kit import files
from tei_kit.diagnostics import Place, TeiKitError, diagnose

NAME = ".tei-kit.lock"
# Seconds of waiting for the workers of a killed run, and between two attempts.
GRACE = 10.0
STEP = 0.05


class LockedError(TeiKitError):
    """Another run works on the folder."""


class Lock:
    """The lock of a folder; use it in a `with`."""

    def __init__(self, folder: Path, *, wait: bool) -> None:
        """Take the lock. Raises LockedError (TK803) if another run has it.

        The error comes at once if the first process of that run is alive, else after GRACE seconds.
        With `wait` the call waits until that run ends. Raises OSError when the folder cannot be
        written to.
        """
        # With a buffer, the position in the file would differ from that of the descriptor.
        self._file = open(folder / NAME, "a+b", buffering=0)  # noqa: SIM115
        begin = time.monotonic()
        while not files.lock(self._file.fileno()):
            self._file.seek(0)
            owner = self._file.read().decode("utf-8", "replace")
            waited = time.monotonic() - begin
            if not wait and (_is_alive(owner) or waited > GRACE):
                self._file.close()
                raise LockedError(diagnose("TK803", Place(str(folder)), owner=_shown(owner)))
            time.sleep(STEP)
        self._file.truncate(0)
        self._file.write(f"{os.getpid()} {socket.gethostname()}".encode())

    @property
    def fileno(self) -> int:
        """The descriptor of the locked file, for the workers."""
        return self._file.fileno()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def _is_alive(owner: str) -> bool:
    """Whether the process that took the lock still runs; True if this is not known.

    On Windows only that process has the lock, so it runs; and `os.kill` would send it Ctrl-C there.
    """
    if sys.platform == "win32":
        return True
    number, _, host = owner.partition(" ")
    if not number.isdecimal() or host != socket.gethostname():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _shown(owner: str) -> str:
    number, _, host = owner.partition(" ")
    return f" (process {number} on {host})" if host else ""
