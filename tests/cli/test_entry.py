"""Ctrl-C ends with 130, and a second one changes nothing."""

import subprocess
import sys

from tests.places import ROOT

# A command that Ctrl-C has ended, and another Ctrl-C while it ends.
PROGRAM = """
import atexit, os, signal, sys
from tei_kit.cli import entry, main

atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))

def interrupted():
    print("stopped")
    sys.exit(130)

main.main = interrupted
entry.main()
"""


def test_a_second_interrupt_changes_nothing():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "stopped\n", "")
