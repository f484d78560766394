"""What tests of processes share: which there are below another, and waiting for what happens."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
_PATIENCE = 60  # seconds, after which a test that waits in vain fails


def descendants(pid):
    """The processes below a process that have not ended, and the parent of each (Linux)."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (fields := _fields(entry)):
            parents[int(entry.name)] = int(fields[1])
    found = {}
    grown = True
    while grown:
        grown = False
        for child, parent in parents.items():
            if child not in found and (parent == pid or parent in found):
                found[child] = parent
                grown = True
    return found


def living(pids):
    """Those of some processes that have not ended (Linux)."""
    return [pid for pid in pids if _fields(Path("/proc", str(pid)))]


def _fields(process):
    """The state, the parent and so on of a process; nothing when it has ended."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
    return fields if fields[0] not in "ZX" else []


def has_open(pid, path):
    """Whether a process has a file open (Linux)."""
    with suppress(OSError):  # the process may have ended
        for each in [*Path("/proc", str(pid), "fd").iterdir()]:
            with suppress(OSError):  # a file may have been closed
                if each.samefile(path):
                    return True
    return False


def until(condition):
    """Wait until a condition holds; gives what it gave."""
    end = time.monotonic() + _PATIENCE
    while not (given := condition()):
        assert time.monotonic() < end, "what the test waits for did not happen"
        time.sleep(0.002)
    return given
