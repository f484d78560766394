"""`tei-kit stats`."""

import json
import os

import pytest

from tests.cli.test_cli import run
from tests.export.samples import ALL, SEED, document


def test_the_statistics_of_the_seed():
    numbers = json.loads(run("stats", "--json", SEED).stdout)
    speakers = numbers.pop("speakers")
    assert numbers.pop("years") == [{"year": "", "documents": 1, "words": 6497}]
    assert numbers == {
        "files": 1,
        "documents": 1,
        "pages": 15,
        "turns": 128,
        "words": 6497,
        "words_in_turns": 6356,
        "notes": 9,
        "words_in_notes": 406,
        "unanchored_notes": 0,
        "persons": 9,
        "refs": 4,
        "unresolved_refs": 4,
        "dates": 1,
        "first_date": "1971-06-30",
        "last_date": "1971-06-30",
    }
    assert speakers[0] == {"name": "Xuan Thuy", "documents": 1, "turns": 64, "words": 3461}


def test_statistics_are_printed_with_a_bar_for_each_speaker():
    shown = run("stats", SEED).stdout
    assert "128  turns" in shown
    row = next(line for line in shown.splitlines() if "Xuan Thuy" in line)
    assert "3,461" in row
    assert "54.5%" in row
    assert "█" in row


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_bars_are_as_long_as_what_they_stand_for_in_any_terminal(columns):
    shown = run("stats", SEED, env={**os.environ, "COLUMNS": columns}).stdout
    assert max(len(line) for line in shown.splitlines()) <= int(columns)
    most, less = (line.count("█") for line in shown.splitlines() if "█" in line)
    assert 0.7 < less / most < 0.9  # 2,895 of 3,461
    assert most <= 40


def test_documents_are_counted_by_year(tmp_path):
    dated = "<opener><dateline><date when='{}'>x</date></dateline></opener><p>Two words.</p>"
    days = ("1961-05-31", "1960-01-01T10:00:00", "1961-06", "")
    body = "".join(f"<div type='document'>{dated.format(day)}</div>" for day in days)
    document(body.replace("when=''", "")).write(tmp_path / "a.xml", encoding="utf-8")
    years = json.loads(run("stats", "--json", tmp_path / "a.xml").stdout)["years"]
    found = [(year["year"], year["documents"]) for year in years]
    assert found == [("1960", 1), ("1961", 2), ("", 1)]
    shown = run("stats", tmp_path / "a.xml").stdout
    assert "Documents by year" in shown
    assert "undated" in shown
    assert "1 date," not in shown
    assert "Documents by year" not in run("stats", SEED).stdout


def test_a_text_that_is_no_tei_yet_is_told_how_to_become_so(tmp_path):
    (tmp_path / "a.txt").write_text("Text.")
    for command in (["stats"], ["export", "--to", "md"], ["export", "--to", "csv"]):
        result = run(*command, tmp_path / "a.txt")
        assert result.returncode == 1
        assert "a.txt:1:1: error TK709 this is not TEI; make it so first: " in result.stderr
        assert f"tei-kit convert {tmp_path}/a.txt -o {tmp_path}/a.xml" in result.stderr


def test_several_files_are_listed_and_one_that_fails_is_told(tmp_path):
    (tmp_path / "bad.xml").write_text("<TEI>")
    result = run("stats", *ALL, tmp_path / "bad.xml", "--top", "1")
    assert result.returncode == 1
    assert "TK501" in result.stderr
    assert "4  files" in result.stdout
    assert "7 more with --top" in result.stdout


@pytest.mark.parametrize("command", ["export", "stats", "init"])
def test_every_help_has_an_example(command):
    assert f"  tei-kit {command}" in run(command, "--help").stdout.partition("Examples:")[2]
