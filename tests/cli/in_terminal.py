"""A command in a terminal of a given width: what it writes, and what then stands on the screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass

from tests.places import ROOT

PATIENCE = 60  # seconds, after which a command is ended
TEI_KIT = [sys.executable, "-m", "tei_kit"]


@dataclass
class Done:
    """A command that has ended."""

    returncode: int
    written: str

    @property
    def lines(self):
        """The lines of the screen, of any length: what is drawn over is gone."""
        return [_drawn_over(line).rstrip() for line in self.written.split("\n")]


def _drawn_over(line):
    shown = ""
    for part in line.removesuffix("\r").split("\r"):
        shown = part + shown[len(part) :]
    return shown


def environment(**variables):
    """That of the tests without the words of whoever runs them; None takes a word away."""
    given = {name: value for name, value in os.environ.items() if name not in _OF_TERMINALS}
    given |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **variables}
    return {name: value for name, value in given.items() if value is not None}


_OF_TERMINALS = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "COLORTERM"})


def in_terminal(command, *, columns=80, cwd=None, interrupt_at=None, **variables):
    """Run a command in a terminal; press Ctrl-C when it has written `interrupt_at`."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*map(str, command)],
        cwd=cwd,
        env=environment(**variables),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    written, end = b"", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not select.select([ours], [], [], 0.1)[0]:
            continue
        try:
            data = os.read(ours, 1 << 16)
        except OSError:  # the last process has closed it
            data = b""
        if not data:
            break
        written += data
        if interrupt_at is not None and interrupt_at in written.decode(errors="replace"):
            os.write(ours, b"\x03")
            interrupt_at = None
    else:
        os.killpg(process.pid, signal.SIGKILL)
    os.close(ours)
    return Done(process.wait(), written.decode())
