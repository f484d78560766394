"""`tei-kit review` on the command line: its address, its end, its errors."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/[\w-]{32,}/(?:0/)?")


@pytest.fixture
def memo(tmp_path):
    path = tmp_path / "memo.txt"
    path.write_text("Vale: Is it open?\n\nDorn: It is.\n", encoding="utf-8")
    return path


@pytest.fixture
def start():
    running = []

    def started(*words):
        command = [sys.executable, "-m", "tei_kit", "review", "--no-browser", *map(str, words)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.communicate()


def test_the_address_is_printed_and_ctrl_c_ends_it_in_a_sentence(start, memo):
    process = start(memo)
    line = process.stderr.readline()
    address = ADDRESS.search(line)[0]
    assert line.startswith("1 text to review at ")
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert b"memo.txt" in answer.read()
    process.send_signal(signal.SIGINT)
    said, told = process.communicate(timeout=30)
    assert said == ""
    assert told.splitlines()[-1] == "stopped by Ctrl-C; what was decided is saved"
    assert "Traceback" not in told
    assert process.returncode == 130


def test_a_port_can_be_chosen_and_one_in_use_is_told(start, memo):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(memo, "--port", port)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"port {port} cannot be used" in told
    process = start(memo, "--port", port)
    assert ADDRESS.search(process.stderr.readline())[1] == str(port)


def test_a_folder_is_a_list_of_its_texts(start, memo):
    memo.with_name("other.md").write_text("# A text\n", encoding="utf-8")
    memo.with_name("memo.decisions.toml").write_text("", encoding="utf-8")
    assert start(memo.parent).stderr.readline().startswith("2 texts to review at ")


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_no_text_is_an_error(tmp_path, name):
    command = [sys.executable, "-m", "tei_kit", "review", "--no-browser", str(tmp_path / name)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 1
    assert "TK8" in run.stderr


def test_decisions_of_one_file_are_for_one_text(memo):
    memo.with_name("other.txt").write_text("Words.\n", encoding="utf-8")
    command = [sys.executable, "-m", "tei_kit", "review", "--decisions", "d.toml", memo.parent]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2


def test_a_single_text_that_cannot_be_read_is_told_and_no_page_is_opened(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    done = CliRunner().invoke(group, ["review", "--no-browser", str(tmp_path / "a.txt")])
    assert "error TK102" in done.output
    assert "to review" not in done.output
    assert done.exit_code == 1
