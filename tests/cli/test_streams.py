"""Streams, names and files that are not what one expects: a message, and no error of ours."""

import os
import subprocess
import sys

import pytest

from tests.places import ROOT

UNEXPECTED = "should not happen"
TEXT = "Memorandum\n\nText with ☃.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "m.txt").write_text(TEXT)
    (tmp_path / "a.xml").write_text('<?xml-model href="http://[::1/x.rng"?><a/>')
    return tmp_path


def run(folder, *words, shell="", **variables):
    """A command, with what a shell adds to it."""
    script = f'exec "$@" {shell}'
    return subprocess.run(
        ["sh", "-c", script, "sh", sys.executable, "-m", "tei_kit", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        timeout=60,
        check=False,
    )


def complaint(done):
    text = done.stderr.decode() + done.stdout.decode()
    assert UNEXPECTED not in text
    assert "Traceback" not in text
    return text


@pytest.mark.parametrize("command", ["convert m.txt", "validate a.xml", "tokens m.txt"])
def test_a_full_disk_is_told(folder, command):
    done = run(folder, *command.split(), shell="> /dev/full")
    assert done.returncode != 0
    assert "No space left" in complaint(done)


@pytest.mark.parametrize("command", ["convert m.txt", "validate a.xml", "tokens m.txt"])
def test_closed_standard_output_is_no_error_of_ours(folder, command):
    complaint(run(folder, *command.split(), shell=">&-"))


@pytest.mark.parametrize("command", ["convert -", "validate -", "batch m.txt --out out"])
def test_closed_standard_input_is_empty(folder, command):
    complaint(run(folder, *command.split(), shell="<&-"))


def test_a_terminal_that_lacks_a_character_shows_its_number(folder):
    done = run(folder, "tokens", "m.txt", PYTHONIOENCODING="cp1252")
    assert done.returncode == 0
    assert b"\\u2603" in done.stdout


def test_a_name_that_is_not_utf_8_is_one(folder):
    source, made = os.fsdecode(b"n\xff.txt"), os.fsdecode(b"n\xff.xml")
    try:
        (folder / source).write_text(TEXT)
    except OSError:
        pytest.skip("the file system has no such names")
    assert run(folder, "convert", source, "-o", made).returncode == 0
    for command in ("validate", "text", "stats"):
        done = run(folder, command, made)
        complaint(done)
        assert done.returncode == 0


@pytest.mark.parametrize(
    ("prolog", "code"),
    [
        ('<?xml-model href="http://[::1/x.rng"?>', "TK511"),
        (f'<?xml-model href="{"x" * 5000}.rng"?>', "TK512"),
        (f'<!DOCTYPE a SYSTEM "{"x" * 5000}.dtd">', "TK542"),
        ('<?xml-model href="&#0;.rng"?>', ""),
        ('<?xml version="1.0" encoding="idna"?>', "TK5"),
        ('<?xml version="1.0" encoding="zlib"?>', "TK5"),
        ('<?xml version="1.0" encoding="punycode"?>', "TK5"),
    ],
)
def test_strange_addresses_and_encodings_are_told(folder, prolog, code):
    (folder / "b.xml").write_text(f"{prolog}<a/>")
    done = run(folder, "validate", "b.xml")
    assert code in complaint(done)
    assert "Please report" not in complaint(done)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_a_pipe_among_files_is_not_waited_for(folder):
    os.mkfifo(folder / "p.xml")
    done = run(folder, "validate", "p.xml")
    assert "it is a pipe" in complaint(done)
    (folder / "sub").mkdir()
    os.mkfifo(folder / "sub" / "p.xml")
    assert "TK515" in complaint(run(folder, "validate", "sub"))


@pytest.mark.parametrize("command", ["validate /dev/zero", "convert /dev/zero", "text /dev/zero"])
def test_a_device_is_not_read(folder, command):
    done = run(folder, *command.split())
    assert done.returncode == 1
    assert "it is a device" in complaint(done)


@pytest.mark.parametrize(
    "words", [["\x1b[31mx"], ["validate", "--\x1b[31mx"], ["schema", "\x1b[3m"]]
)
def test_what_was_typed_wrong_acts_on_no_terminal(folder, words):
    done = run(folder, *words)
    assert done.returncode in (1, 2)
    assert "\x1b" not in complaint(done)
