"""Ctrl-C ends every command, whenever it comes, with one sentence and 130."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tei_kit.cli.main import COMMANDS, main
from tests.places import ROOT
from tests.processes import LINUX, descendants
from tests.test_fixtures import OUTPUT, SEED

pytest.importorskip("pty", reason="a terminal of POSIX")

from tests.cli.in_terminal import TEI_KIT, environment, in_terminal

# A command that counts the functions that it calls, and is interrupted at one of them.
COUNTING = """
import signal, sys
from tei_kit.cli.entry import main

at, seen = int(sys.argv.pop(1)), 0

def count(frame, event, argument):
    global seen
    if event == "call":
        seen += 1
        if seen == at:
            sys.setprofile(None)
            signal.raise_signal(signal.SIGINT)

sys.setprofile(count)
try:
    main()
finally:
    sys.setprofile(None)
    if not at:
        print("CALLS", seen, file=sys.stderr)
"""
SHARES = (0.01, 0.1, 0.4, 0.7, 0.9)
# Python itself passes over an interrupt that falls into the end of an import, or of a generator
# that nobody reads to its end.
IGNORED = re.compile("Exception ignored in: <(?:function _get_module_lock|generator object )")
DEEDS = {
    "convert": ["convert", SEED, "-o", "seed.xml"],
    "batch": ["batch", SEED, "--out", "tei", "-j", "1"],
    "validate": ["validate", OUTPUT, "-j", "1"],
    "text": ["text", OUTPUT],
    "tokens": ["tokens", SEED],
    "export": ["export", OUTPUT, "--to", "html", "-o", "page.html"],
    "stats": ["stats", OUTPUT],
    "report": ["report", SEED],
    "schema": ["schema", "tei_kit.rnc"],
    "odd": ["odd", ROOT / "schemas" / "tei_kit.odd", "-o", "my.rng"],
    "p5": ["p5", "list"],
    "explain": ["explain", "TK502"],
    "decide": ["decide", f"{SEED}:20", "speaker", "--decisions", "decisions.toml"],
    "init": ["init", "new"],
}


def run(folder, at, words, program=COUNTING):
    """A command in a process of its own; `program` interrupts it at the moment `at`."""
    return subprocess.run(
        [sys.executable, "-c", program, str(at), *map(str, words)],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_ctrl_c_is_one_sentence_and_130_whenever_it_comes(tmp_path, command):
    words = DEEDS.get(command, [command])
    (tmp_path / "whole").mkdir()
    calls = int(re.search(r"CALLS (\d+)", run(tmp_path / "whole", 0, words).stderr)[1])
    for share in SHARES:
        folder = tmp_path / str(share)
        folder.mkdir()
        call = max(1, int(calls * share))
        done = run(folder, call, words)
        while IGNORED.search(done.stderr):
            call += 1
            done = run(folder, call, words)
        sentences = done.stderr.strip("\n").split("\n")
        assert done.returncode == 130, (share, done.stderr)
        assert sentences[-1].startswith("stopped"), (share, done.stderr)
        assert len([line for line in sentences if line.startswith("stopped")]) == 1
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr
        left = [path.name for path in folder.rglob("*") if path.name.endswith(".part")]
        assert not left


def test_ctrl_c_that_became_another_error_on_its_way_is_still_ctrl_c(monkeypatch):
    def interrupted(**_options):
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr("tei_kit.cli.main.group", interrupted)
    with pytest.raises(KeyboardInterrupt):
        main()


@LINUX
@pytest.mark.parametrize(
    ("words", "seen", "said"),
    [
        (["convert", "texts", "-o", "tei"], "converting", "what is written is whole"),
        (["batch", "texts", "--out", "tei", "-j", "2"], "files, ", "goes on from there"),
        (["validate", "xml", "-j", "1"], "validating", "no report"),
        (["validate", "xml", "-j", "2"], "validating", "no report"),
    ],
)
def test_ctrl_c_in_a_terminal_ends_the_workers_too(tmp_path, words, seen, said):
    for name, source in (("texts/{}.txt", SEED), ("xml/{}.xml", OUTPUT)):
        for number in range(300):
            path = tmp_path / name.format(number)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(source.read_bytes())
    if words[0] == "convert":
        words = ["convert", *sorted(map(str, (tmp_path / "texts").iterdir())), "-o", "tei"]
    before = set(descendants(1))
    done = in_terminal([*TEI_KIT, *words], cwd=tmp_path, interrupt_at=seen)
    assert done.returncode == 130
    sentences = [line for line in done.lines if line.startswith("stopped")]
    assert len(sentences) == 1
    assert sentences[0].endswith(said)
    assert done.lines[-2:] == [sentences[0], ""]
    assert "Traceback" not in done.written
    time.sleep(0.1)
    assert not [pid for pid in descendants(1) if pid not in before and _is_ours(pid, tmp_path)]


def _is_ours(pid, folder):
    try:
        return Path(f"/proc/{pid}/cwd").resolve() == folder.resolve()
    except OSError:
        return False


def test_what_waits_for_standard_input_can_be_ended(tmp_path):
    for command in ("convert", "validate", "tokens"):
        done = in_terminal(
            [sys.executable, "-c", _WAITING, command, "-"], cwd=tmp_path, interrupt_at="waiting"
        )
        assert done.returncode == 130, done.written
        assert done.lines[-2].startswith("stopped by Ctrl-C")


# Says so when it begins to wait.
_WAITING = """
import io, sys
from tei_kit.cli.entry import main

class Input(io.TextIOWrapper):
    @property
    def buffer(self):
        print("waiting", flush=True)
        return super().buffer

sys.stdin = Input(sys.stdin.buffer)
main()
"""


# A command that is asked to end while the file beside its result is written.
WRITING = """
import signal, sys
from tei_kit.cli.entry import main

number, is_writing = signal.Signals[sys.argv.pop(1)], False

def watch(frame, event, argument):
    global is_writing
    if event == "call" and frame.f_code.co_name == "replacing":
        is_writing = True
    elif is_writing and event == "c_return" and argument.__name__ == "write":
        sys.setprofile(None)
        signal.raise_signal(number)

sys.setprofile(watch)
main()
"""


@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("command", ["convert", "export", "report", "decide"])
def test_nothing_half_written_is_left_when_a_program_is_asked_to_end(tmp_path, command, number):
    words = {"report": ["report", SEED, "--html", "-o", "a.html"]}.get(command, DEEDS[command])
    done = run(tmp_path, number, words, WRITING)
    assert done.returncode == 130, done.stderr
    name = {"SIGINT": "Ctrl-C", "SIGHUP": "the end of a terminal"}.get(number, number)
    assert f"stopped by {name}" in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == []
    assert "Traceback" not in done.stderr


def test_a_program_below_nohup_goes_on_when_its_terminal_is_closed(tmp_path):
    ignoring = WRITING.replace("number, is", "signal.signal(1, signal.SIG_IGN)\nnumber, is")
    words = map(str, DEEDS["convert"])
    subprocess.run(
        [sys.executable, "-c", ignoring, "SIGHUP", *words], cwd=tmp_path, check=True, timeout=120
    )
    assert [path.name for path in tmp_path.iterdir()] == ["seed.xml"]
