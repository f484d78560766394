"""What the tests of batches share: a folder of inputs, running the command, comparing folders."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

MEMO = """{n}. Memorandum of Conversation1

PARTICIPANTS

  • Henry Kissinger, Assistant to the President
  • The Interpreter

Kissinger: The number is {n}, and we met on June 30, 1971.2

[Page {n}]

See footnote 2, Document {n}.

  1. Source: National Archives, Box {n}. Secret.
  2. See Document 1.
"""


def make_inputs(folder, count=12):
    """Small texts of one and of several documents, in folders, under names that are not easy."""
    for n in range(1, count + 1):
        path = folder / f"volume {n % 3}" / f"{n:03} é.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        documents = range(n, n + (40 if n == 5 else n % 4 + 1))
        text = "\n\n".join(MEMO.format(n=each) for each in documents)
        path.write_text(text, encoding="utf-8")
    return folder


def command(*arguments):
    return [sys.executable, "-m", "tei_kit", "batch", *map(str, arguments)]


def run(*arguments, **options):
    return subprocess.run(command(*arguments), capture_output=True, text=True, **options)


def start(*arguments, **options):
    """The command as a process group of its own, which can be killed as a whole."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def kill_group(process):
    with suppress(ProcessLookupError):  # it may have ended
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def results(folder):
    """The bytes of every result, by its path below the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.xml"))
    }


def manifest(folder):
    """The records of the manifest, in the order of the file, without the times."""
    lines = (Path(folder) / "manifest.jsonl").read_bytes().splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        assert record.pop("seconds") >= 0
    return records


def unfinished(folder):
    return [path for path in folder.rglob(".*") if path.name != ".tei-kit.lock"]
