"""The lock of an output folder: one run at a time.

The lock is the operating system's and is bound to the open file, so it ends when the last process
that has it open ends, however it ends. Workers have it open too (but on Windows): a run whose first
process was killed is over when its workers are.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
from pathlib import Path
from types import TracebackType

from tei_kit.diagnostics import Place, TeiKitError, diagnose

NAME = ".tei-kit.lock"
# How long to wait for the workers of a run that was killed.
GRACE = 10.0
STEP = 0.05
# Windows locks bytes of a file, and other processes cannot read them then. This byte lies behind
# everything that is written to the file, so that the owner's name stays readable.
LOCKED_BYTE = 2**20
# The error numbers of Windows when another process has the lock.
TAKEN = frozenset({errno.EACCES, errno.EDEADLK})


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
        while not _lock(self._file.fileno()):
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


def _lock(descriptor: int) -> bool:
    """Take the lock of an open file; false when another process has it."""
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_on_windows(descriptor: int) -> bool:
    """The same with the C library of Windows, which locks from the current position on."""
    import msvcrt

    os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError as error:
        if error.errno not in TAKEN:
            raise
        return False
    return True


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
