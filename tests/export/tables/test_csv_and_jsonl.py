"""Tables: RFC 4180, JSON Lines, the guard against formulas, and pandas."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit.export import ExportOptions, Format, export
from tei_kit.export.tables.csv_file import guarded, to_csv, unguarded
from tei_kit.export.tables.jsonl_file import to_jsonl
from tei_kit.export.tables.read_tei import read_contents
from tei_kit.export.tables.rows import Table, TurnRow, columns, rows_of
from tests.export.samples import ALL, ROOT, SEED, parsed

TURN = TurnRow("a.xml", "d1", "1", 1, "", "lee", "Lee:", "Ann Lee", "", 0, ())


@pytest.fixture(scope="module")
def seed():
    return read_contents(parsed(SEED))


@pytest.mark.parametrize("table", Table)
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_csv_and_jsonl_hold_the_same(path, table):
    rows = rows_of(read_contents(parsed(path)), table)
    from_json = [json.loads(line) for line in to_jsonl(rows, table).decode().splitlines()]
    text = to_csv(rows, table, raw_cells=True).decode()
    from_csv = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(from_csv) == len(from_json) == len(rows)
    for one, other in zip(from_csv, from_json, strict=True):
        assert list(one) == list(other) == columns(table)
        for name, value in other.items():
            written = " ".join(value) if isinstance(value, list) else str(value)
            assert one[name] == (written.lower() if isinstance(value, bool) else written)


def test_every_line_of_a_csv_ends_in_crlf(seed):
    data = to_csv(seed.pages, Table.PAGES)
    assert data.count(b"\r\n") == data.count(b"\n") == len(seed.pages) + 1
    assert not data.startswith(b"\xef\xbb\xbf")


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_any_text_comes_back_from_both(text):
    row = replace(TURN, text=text)
    assert json.loads(to_jsonl([row], Table.TURNS))["text"] == text
    written = to_csv([row], Table.TURNS).decode()
    back = next(csv.DictReader(io.StringIO(written, newline="")))
    assert unguarded(back["text"]) == text
    assert not re.match(r"[=+\-@\t\r]", back["text"])
    assert to_jsonl([row], Table.TURNS).decode().splitlines() == [
        to_jsonl([row], Table.TURNS).decode().removesuffix("\n")
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded_and_can_be_unguarded(cell):
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "text", "1971", "—dash", "'tis", "a=b"])
def test_other_cells_are_left_as_they_are(cell):
    assert guarded(cell) == unguarded(cell) == cell


def test_the_guard_can_be_left_off(seed):
    row = replace(seed.turns[0], text="=1+1")
    assert b",'=1+1," in to_csv([row], Table.TURNS)
    assert b",=1+1," in to_csv([row], Table.TURNS, raw_cells=True)


def test_the_columns_are_those_that_are_documented():
    documented = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    for table in Table:
        row = next(line for line in documented.splitlines() if line.startswith(f"| `{table}` |"))
        assert re.findall(r"`(\w+)`", row)[1:] == columns(table)


@pytest.mark.parametrize("table", Table)
def test_pandas_loads_both_to_the_same_frame(table):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    tree = parsed(SEED)
    options = ExportOptions(table=table, raw_cells=True)
    of_csv = pandas.read_csv(io.BytesIO(export(tree, Format.CSV, options)), keep_default_na=False)
    of_json = pandas.read_json(io.BytesIO(export(tree, Format.JSONL, options)), lines=True)
    assert list(of_csv.columns) == list(of_json.columns) == columns(table)
    assert len(of_csv) == len(of_json) == len(rows_of(read_contents(tree), table))
    if table is Table.TURNS:
        by_speaker = of_csv.groupby("who")["words"].sum()
        assert dict(by_speaker) == {"kissinger": 2895, "xuan_thuy": 3461}
        # Of nine notes one is in the heading and one in the last stage direction.
        assert of_json["notes"].map(len).sum() == 7
