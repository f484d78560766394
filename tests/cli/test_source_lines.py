"""On a terminal each finding has the line of its file below it, and nowhere else."""

import subprocess

import pytest

pytest.importorskip("pty", reason="a terminal of POSIX")

from tests.cli.in_terminal import TEI_KIT, environment, in_terminal

WRONG = "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n  <p>A & B</p>\n</TEI>\n"
QUOTED = ["    2 |   <p>A & B</p>", "      |         ^"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "wrong.xml").write_text(WRONG)
    (tmp_path / "memo.txt").write_text("Text.[5]\n\nMore text.\n")
    return tmp_path


def lines(folder, *words, **options):
    done = in_terminal([*TEI_KIT, *words], cwd=folder, NO_COLOR="1", **options)
    return [line.rstrip() for line in done.written.replace("\r\n", "\n").split("\n")]


def test_a_finding_is_followed_by_its_line_and_a_caret(folder):
    found = lines(folder, "validate", "wrong.xml")
    assert found[0].startswith("wrong.xml:2:9: error TK501")
    assert found[1:3] == QUOTED


def test_no_source_leaves_the_line_out(folder):
    found = lines(folder, "validate", "--no-source", "wrong.xml")
    assert not [line for line in found if " | " in line]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_what_is_not_a_terminal_has_findings_alone(folder, form):
    command = [*TEI_KIT, "validate", "--format", form, "wrong.xml"]
    run = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert "TK501" in run.stdout
    assert " | " not in run.stdout + run.stderr


@pytest.mark.parametrize("form", ["json", "github"])
def test_machine_formats_on_a_terminal_have_findings_alone(folder, form):
    assert not [
        line for line in lines(folder, "validate", "--format", form, "wrong.xml") if "^" in line
    ]
