"""The lock of an output folder: one run at a time.

The lock is the operating system's and is bound to the open file, so it ends when the last process
that has it open ends, however it ends. Workers have it open too (but on Windows): a run whose first
process was killed is over when its workers are.
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
# How long to wait for the workers of a run that was killed.
GRACE = 10.0
STEP = 0.05


class LockedError(TeiKitError):
    """Another run works on the folder."""


class Lock:
    """The lock of a folder, to be used in a `with`."""

    def __init__(self, folder: Path, *, wait: bool) -> None:
        """Take the lock. Raises LockedError (TK803) at once if another run has it.

        With `wait` the call waits until that run ends. Raises OSError when the folder cannot be
        written to.
        """
        # Without a buffer, whose place in the file would not be that of the descriptor.
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
        """The descriptor of the file that is locked, for the workers."""
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
    """Whether the process that took the lock still runs, as far as the system tells.

    On Windows only that process has the lock, so it runs; and to ask there would send it Ctrl-C.
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
