"""Completion in the shells themselves: what stands on the line after the tabulator key."""

import fcntl
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import COMMANDS, group
from tests.cli.in_terminal import environment
from tests.test_fixtures import SEED

pty = pytest.importorskip("pty", reason="a terminal of POSIX")

PROMPT = "READY-"
SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        f'eval "$(_TEI_KIT_COMPLETE=bash_source tei-kit)"; PS1={PROMPT}',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        f"autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste; PS1={PROMPT}; "
        'eval "$(_TEI_KIT_COMPLETE=zsh_source tei-kit)"',
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "_TEI_KIT_COMPLETE=fish_source tei-kit | source; "
        f"function fish_prompt; echo -n {PROMPT}; end",
    ),
}
# What is typed before the tabulator key, and what then stands there.
LINES = [
    ("convert a_me", "convert a_memo.txt"),
    ("convert a_memo.txt b_", "convert a_memo.txt b_memo.txt"),
    ("convert with", r"convert with\ space.txt"),
    ("validate tei/a_l", "validate tei/a_letter.xml"),
    ("conv", "convert"),
    ("export tei/a_letter.xml --to jso", "export tei/a_letter.xml --to jsonl"),
    ("convert --profile pla", "convert --profile play"),
    ("convert --profile our", "convert --profile our.toml"),
    ("convert --meta me", "convert --meta meta.toml"),
    ("convert --lang z", "convert --lang zh"),
    ("convert --encoding cp125", "convert --encoding cp125"),
    ("convert --layout paragraphs=ind", "convert --layout paragraphs=indent"),
    ("convert --layout refer", "convert --layout references="),
    ("validate --schema my_", "validate --schema my_schema.rng"),
    ("validate --format sa", "validate --format sarif"),
    ("validate --format=sa", "validate --format=sarif"),
    ("convert --lang=z", "convert --lang=zh"),
    ("convert --meta=me", "convert --meta=meta.toml"),
    ("convert --meta me --layout=refer", "convert --meta me --layout=references="),
    ("explain TK50", "explain TK50"),
    ("explain tk502", "explain TK502"),
    ("explain unexpected-el", "explain unexpected-element"),
    ("schema tei_kit.rn", "schema tei_kit.rn"),
    ("schema tei_kit.sc", "schema tei_kit.sch"),
    ("stats te", "stats tei/"),
    ("batch te", "batch tei/"),
    ("report b_", "report b_memo.txt"),
    ("tokens b_", "tokens b_memo.txt"),
    ("text tei/a", "text tei/a_letter.xml"),
    ("init te", "init tei/"),
]
# Where several words go on so, fish takes the first of them or shows them, as it likes.
AMBIGUOUS = {"explain TK50", "schema tei_kit.rn", "convert --encoding cp125"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with files to complete, and the program `tei-kit` in another."""
    folder = tmp_path_factory.mktemp("completion")
    (folder / "tei").mkdir()
    (folder / "bin").mkdir()
    for name in ("a_memo.txt", "b_memo.txt", "with space.txt", "our.toml", "meta.toml"):
        (folder / name).write_bytes(SEED.read_bytes())
    (folder / "my_schema.rng").write_text("")
    (folder / "tei" / "a_letter.xml").write_text("<a/>")
    program = folder / "bin" / "tei-kit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tei_kit "$@"\n')
    program.chmod(0o755)
    return folder


class Shell:
    """A shell that somebody types into."""

    def __init__(self, command, folder):
        self.master, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        variables = {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(folder),
            "TERM": "vt100",
            "PS1": "$ ",
        }
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(**variables),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self.shown = ""

    def type(self, text):
        os.write(self.master, text.encode())

    def until(self, pattern):
        """What is shown until it has the pattern; what was shown is forgotten."""
        end = time.monotonic() + 60
        while not (found := re.search(pattern, self.shown)):
            assert time.monotonic() < end, self.shown
            if select.select([self.master], [], [], 0.1)[0]:
                self.shown += os.read(self.master, 1 << 16).decode(errors="replace")
                if "\x1b[c" in self.shown or "\x1b[0c" in self.shown:
                    self.type("\x1b[?1;2c")  # fish asks what terminal this is
                    self.shown = self.shown.replace("\x1b[0c", "").replace("\x1b[c", "")
        self.shown = self.shown[found.end() :]
        return found

    def end(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.master)


@pytest.fixture(scope="module", params=SHELLS)
def shell(request, folder):
    command, setting_up = SHELLS[request.param]
    if not shutil.which(command[0]):
        pytest.skip(f"{request.param} is not installed")
    started = Shell(command, folder)
    started.name = request.param
    time.sleep(0.5)
    started.type(setting_up + "\r")
    started.type("echo set''up\r")
    started.until("setup")
    yield started
    started.end()


@pytest.mark.parametrize(("typed", "completed"), LINES)
def test_a_word_is_completed(shell, folder, typed, completed):
    if shell.name == "fish" and typed in AMBIGUOUS:
        pytest.skip("several words go on so")
    shell.type(f"tei-kit {typed}\t")
    # The line as it stands is written to a file: from its beginning, and to its end.
    shell.type("\x01echo '\x05' > line\r")
    shell.type("echo sh''own\r")
    shell.until("shown")
    written = (folder / "line").read_text().strip()
    assert written.rstrip("/") == f"tei-kit {completed}".rstrip("/")


# ------------------------------------------------------------------ without a shell


def asked(shell, line, **variables):
    words = line.split(" ")
    given = {
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1) if shell != "fish" else words[-1],
        "_TEI_KIT_COMPLETE": f"{shell}_complete",
    }
    result = CliRunner().invoke(group, [], prog_name="tei-kit", env=given)
    return result.output.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_all_commands_are_offered_and_none_is_imported_for_it(shell):
    offered = "\n".join(asked(shell, "tei-kit "))
    assert [name for name in COMMANDS if name not in offered] == []


def test_every_argument_and_every_option_with_a_value_completes_something():
    silent = {"date", "jobs", "dask", "version", "ident", "phase", "top", "words", "who", "level"}
    silent |= {"type_", "note", "n", "when", "by", "port"}
    for name in COMMANDS:
        command = group.get_command(None, name)
        for parameter in command.params:
            if getattr(parameter, "is_flag", False) or parameter.name in silent:
                continue
            context = command.make_context(name, [], resilient_parsing=True)
            assert parameter.shell_complete(context, ""), (name, parameter.name)
