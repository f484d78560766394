"""The lock of an output folder: one run at a time, on POSIX and on Windows."""

import errno
import os
import sys
import types

import pytest

from tei_kit.batch.state import lock


def test_who_has_the_lock_is_told_to_others(tmp_path):
    refused = pytest.raises(lock.LockedError, match=rf"TK803 .*\(process {os.getpid()} on ")
    with lock.Lock(tmp_path, wait=False), refused:
        lock.Lock(tmp_path, wait=False)
    with lock.Lock(tmp_path, wait=False):
        pass


class Windows(types.ModuleType):
    """msvcrt as far as the lock needs it: bytes are locked from the position of the descriptor.

    The descriptor that has a byte locked keeps all others from it until it is closed.
    """

    LK_NBLCK = 2

    def __init__(self):
        super().__init__("msvcrt")
        self.locked = {}
        self.error = None

    def locking(self, descriptor, mode, number):
        assert mode == self.LK_NBLCK
        if self.error is not None:
            raise OSError(self.error, os.strerror(self.error))
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        for byte in range(at, at + number):
            owner = self.locked.get(byte, descriptor)
            if owner != descriptor and self._is_open(owner):
                raise PermissionError(errno.EACCES, "Permission denied")
            self.locked[byte] = descriptor

    @staticmethod
    def _is_open(descriptor):
        try:
            os.fstat(descriptor)
        except OSError:
            return False
        return True


@pytest.fixture
def windows(monkeypatch):
    fake = Windows()
    monkeypatch.setitem(sys.modules, "fcntl", None)  # to import it is an ImportError
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    return fake


def test_on_windows_a_second_run_does_not_get_the_lock(windows, tmp_path):
    """The file is longer for the second, and its end is not where the first has locked."""
    with lock.Lock(tmp_path, wait=False):
        assert (tmp_path / lock.NAME).stat().st_size > 0
        with pytest.raises(lock.LockedError, match=rf"\(process {os.getpid()} on "):
            lock.Lock(tmp_path, wait=False)
    with lock.Lock(tmp_path, wait=False):
        pass


def test_on_windows_the_locked_byte_is_none_of_the_owners_name(windows, tmp_path):
    """Windows lets nobody else read a byte that is locked."""
    with lock.Lock(tmp_path, wait=False):
        assert min(windows.locked) > (tmp_path / lock.NAME).stat().st_size


def test_on_windows_what_is_wrong_with_the_file_is_not_taken_for_another_run(windows, tmp_path):
    windows.error = errno.EBADF
    with pytest.raises(OSError, match="Bad file descriptor"):
        lock.Lock(tmp_path, wait=False)


def test_on_windows_nobody_is_asked_by_a_signal(monkeypatch, tmp_path):
    """os.kill(number, 0) would send Ctrl-C there."""
    monkeypatch.setattr(lock.sys, "platform", "win32")
    monkeypatch.setattr(lock.os, "kill", None)
    assert lock._is_alive(f"{2**22 + 1} {lock.socket.gethostname()}")
