"""The report, and @cert: what is uncertain, and where."""

import json
from pathlib import Path

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
