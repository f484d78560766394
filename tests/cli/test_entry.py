"""The end of the program: at once, and with 130 after Ctrl-C, of which a second changes nothing."""

import subprocess
import sys

import pytest

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


# A command that has printed and ended, and objects that would be freed at the end.
ENDED = """
import atexit, sys
from tei_kit.cli import entry, main

class Left:
    def __del__(self):
        print("freed", file=sys.__stderr__)

left = Left()
atexit.register(lambda: print("at exit"))

def ended():
    print("printed")
    sys.exit({code})

main.main = ended
entry.main()
"""


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_end_forgets_nothing_and_frees_nothing(code):
    words = [sys.executable, "-c", ENDED.format(code=code)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "printed\nat exit\n", "")


# Whether the command is alone: first it is, then it is profiled, then there is another thread.
COMPANY = """
import sys, threading
from tei_kit.cli.entry import _is_alone

first = _is_alone()
sys.setprofile(lambda *_: None)
profiled = _is_alone()
sys.setprofile(None)
threading.Thread(target=threading.Event().wait, daemon=True).start()
print(first, profiled, _is_alone())
"""


def test_a_program_with_another_thread_or_a_profiler_is_ended_by_the_interpreter():
    words = [sys.executable, "-c", COMPANY]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["True", "False", "False"]
