"""The report, and @cert: what is uncertain, and where."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import tei_kit
from tei_kit.report import report
from tests.cli.test_cli import run
from tests.test_fixtures import SEED

TEXT = """4. Memorandum of Conversation1

Mr. Smith: (smiling) The PRG 102 proposals.

Mr. Smith: Yes.

Mr. Smith: Yes.

Mr. Jones: No.

Mr. Jones: No.

Mr. Jones: No.

Robert Brown: One remark.

John Jones

  1. Source: An archive, Box 3.
  2. See footnote 1 above.
"""


def categories(text):
    return {c.name: c for c in report(tei_kit.convert(text).source).categories}


def test_every_category_is_counted_by_certainty():
    turns = categories(TEXT)["turns"]
    assert (turns.found, turns.high, turns.medium, turns.low) == (7, 6, 0, 1)


def test_what_is_uncertain_is_listed_with_its_place_and_words():
    found = categories(TEXT)
    (turn,) = found["turns"].uncertain
    assert (turn.place.line, turn.certainty, turn.text) == (15, "low", "Robert Brown:")
    (reference,) = found["note references"].uncertain
    assert reference.text.endswith("The PRG 102")
    assert found["signatures"].uncertain[0].certainty == "medium"


def test_the_report_of_the_seed_points_to_the_reference_inside_a_number():
    result = run("report", SEED)
    assert result.returncode == 0
    assert ":195:47: note references: own that we support the PRG 104" in result.stdout
    assert "warning TK201 page 654 is missing" in result.stdout


def test_the_report_as_json_holds_the_same(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = run("report", "--json", path, tmp_path / "missing.txt")
    assert result.returncode == 1
    assert "TK101" in result.stderr
    (row,) = json.loads(result.stdout)
    assert Path(row["file"]) == path
    assert row["categories"]["turns"]["uncertain"] == [
        {"line": 15, "column": 1, "certainty": "low", "text": "Robert Brown:"}
    ]
    assert {d["code"] for d in row["diagnostics"]} == {"TK205"}


def test_cert_is_on_what_was_inferred_and_only_when_asked_for():
    plain = tei_kit.convert(TEXT)
    assert not plain.tree.xpath("//@cert")
    sure = tei_kit.convert(TEXT, certainty=True)
    turns = sure.tree.findall(".//{*}sp")
    assert [t.get("cert") for t in turns] == ["high"] * 6 + ["low"]
    assert sure.tree.find(".//{*}signed").get("cert") == "medium"
    assert tei_kit.text_of(sure.tree) == tei_kit.text_of(plain.tree)


def test_a_speaker_who_could_be_several_is_of_low_certainty():
    text = "1. Memo\n\nPARTICIPANTS\n\n  • Ann Lee, Staff\n  • Bob Lee, Staff\n\nLee: Yes."
    turn = tei_kit.convert(text, certainty=True).tree.find(".//{*}sp")
    assert (turn.get("who"), turn.get("cert")) == (None, "low")


# ------------------------------------------------------------------ several texts


@pytest.fixture
def series(tmp_path):
    (tmp_path / "texts").mkdir()
    for number in range(20):
        gap = " and [Page 12]" if number == 7 else ""
        text = (
            f"7. Memorandum of Conversation\n\nParis, May 31, 1971.\n\nText [Page 8] here{gap}.\n"
        )
        (tmp_path / "texts" / f"memo_{number:02}.txt").write_text(text)
    return tmp_path


def told(folder, *words):
    command = [sys.executable, "-m", "tei_kit", "report", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_several_texts_have_a_line_each_the_most_doubtful_first_and_totals(series):
    run = told(series, "texts")
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["text", "found", "likely", "unsure", "warnings", "read", "as"]
    assert len(lines) == 23
    assert lines[1].split()[0] == "texts/memo_07.txt"
    assert lines[21].startswith("20 texts")
    found = [int(line.split()[1]) for line in lines[1:21]]
    assert int(lines[21].split()[2]) == sum(found)
    assert lines[22] == "look first: tei-kit report texts/memo_07.txt"


def test_twenty_texts_fit_a_screen_of_any_width(series):
    pytest.importorskip("pty", reason="a terminal of POSIX")
    from tests.cli.in_terminal import TEI_KIT, in_terminal

    for columns in (80, 60, 200):
        done = in_terminal([*TEI_KIT, "report", "texts"], cwd=series, columns=columns, NO_COLOR="1")
        assert len(done.lines) <= 24
        assert max(map(len, done.lines)) <= columns
        assert any(line.startswith("20 texts") for line in done.lines)
        assert any("with fewer doubts are not shown" in line for line in done.lines)


def test_verbose_tells_of_each_in_full(series):
    assert told(series, "--verbose", "texts").stdout.count("paragraphs by") == 20


def test_json_of_a_folder_has_every_text(series):
    rows = json.loads(told(series, "--json", "texts").stdout)
    assert len(rows) == 20
    assert {row["file"] for row in rows} == {f"texts/memo_{n:02}.txt" for n in range(20)}
