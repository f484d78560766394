"""How much memory some code takes, measured in a process of its own (Linux)."""

import subprocess
import sys

TELL = r"""
import re
from pathlib import Path
print(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1])
"""


def run(code, *arguments):
    """The lines that the code prints, and the most memory that its process had, in kilobytes."""
    command = [sys.executable, "-c", code + TELL, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *printed, kilobytes = done.stdout.splitlines()
    return printed, int(kilobytes)
