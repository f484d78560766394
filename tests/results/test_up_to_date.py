"""`tei-kit convert --check`: whether the TEI that is kept is what its source becomes."""

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group
from tei_kit.results import up_to_date

MEMO = "7. Memorandum\n\nParis, May 31, 1971.\n\nSome text.\n"


def convert(*words, **options):
    return CliRunner().invoke(group, ["convert", *map(str, words)], **options)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that we are in, with two texts and their TEI in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(MEMO)
    assert convert("-q", "a.txt", "b.txt", "-o", "tei").exit_code == 0
    return tmp_path


def test_what_is_up_to_date_is_counted_and_nothing_is_printed_of_it(folder):
    result = convert("--check", "a.txt", "b.txt", "-o", "tei")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 files up to date, 0 not\n"


def test_one_text_is_compared_with_its_tei_in_the_folder(folder):
    assert convert("--check", "a.txt", "-o", "tei").exit_code == 0


def test_nothing_is_written(folder):
    (folder / "a.txt").write_text(MEMO.replace("Some", "Other"))
    (folder / "c.txt").write_text(MEMO)
    kept = (folder / "tei" / "a.xml").read_bytes()
    result = convert("--check", "a.txt", "b.txt", "c.txt", "-o", "tei")
    assert result.exit_code == 1
    assert [line.split()[2] for line in result.stdout.splitlines()] == ["TK519", "TK518"]
    assert result.stderr == "1 file up to date, 2 not\n"
    assert (folder / "tei" / "a.xml").read_bytes() == kept
    assert not (folder / "tei" / "c.xml").exists()


def test_other_options_make_another_tei(folder):
    assert convert("--check", "--date", "2026-11-24", "a.txt", "-o", "tei").exit_code == 1


def test_without_a_folder_the_tei_is_beside_the_text(folder):
    convert("-q", "a.txt", "-o", "a.xml")
    result = convert("--check", "a.txt", "b.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith("b.txt:1:1: error TK518 its TEI should be in b.xml")


def test_a_text_that_cannot_be_converted_is_not_up_to_date(folder):
    (folder / "a.txt").write_bytes(b"\xff")
    result = convert("--check", "a.txt", "-o", "tei")
    assert result.exit_code == 1
    assert "TK102" in result.stderr


def test_standard_input_is_compared_with_the_file_that_is_named(folder):
    assert convert("--check", "-", input=MEMO).exit_code == 2
    assert "-o FILE" in convert("--check", "-", input=MEMO).stderr
    convert("-q", "-", "-o", "c.xml", input=MEMO)
    assert convert("--check", "-", "-o", "c.xml", input=MEMO).exit_code == 0


@pytest.mark.parametrize(
    ("kept", "line"), [(b"a\nb\n", 2), (b"x", 1), (b"a\n", 2), (b"a\nc\nd\n", 3), (b"", 1)]
)
def test_the_first_line_that_differs_is_named(tmp_path, kept, line):
    path = tmp_path / "a.xml"
    path.write_bytes(kept)
    (found,) = up_to_date.compare("a.txt", path, b"a\nc\n")
    assert (found.code, found.place.line) == ("TK519", line)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (found,) = up_to_date.compare("a.txt", tmp_path, b"")
    assert found.code == "TK101"
