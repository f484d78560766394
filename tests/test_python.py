"""Python as its users write it: arguments, what is shown, pickles, tables."""

import html
import inspect
import io
import pickle
import re
import subprocess
import sys

import pandas
import pytest
from lxml import etree

import tei_kit
from tei_kit import export
from tests.places import ROOT
from tests.test_fixtures import OUTPUT, SEED

MEMO = """7. Memorandum of Conversation1

Paris, May 31, 1971.

Kissinger: One <b>&.

Xuan Thuy: Two.

Kissinger: Three.

  1. A note.
"""


@pytest.fixture
def memo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "memo.txt"
    path.write_text(MEMO, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def seed():
    return tei_kit.convert(SEED)


# ------------------------------------------------------------------ arguments


def test_a_path_is_converted_as_its_text_is(memo):
    assert tei_kit.convert(memo).to_bytes() == tei_kit.convert(tei_kit.read(memo)).to_bytes()


def test_a_path_has_the_decisions_that_lie_beside_it(memo):
    memo.with_suffix(".decisions.toml").write_text('[[decision]]\ntext = "Two."\nis = "heading"\n')
    tree = tei_kit.convert(memo).tree
    heads = ["".join(head.itertext()) for head in tree.iter("{*}head")]
    assert "Two." in heads
    assert "Two." not in [
        "".join(head.itertext()) for head in tei_kit.convert(MEMO).tree.iter("{*}head")
    ]


def test_the_name_of_a_file_is_no_text(memo):
    with pytest.raises(tei_kit.SourceError, match=r"TK115 .* give Path\('memo.txt'\)"):
        tei_kit.convert("memo.txt")
    with pytest.raises(tei_kit.SourceError, match="TK115"):
        tei_kit.convert(str(memo))


def test_a_word_like_the_name_of_a_file_is_told():
    found = tei_kit.convert("memmo.txt").diagnostics
    assert "TK116" in {d.code for d in found}
    for text in ("memo", "See memo.txt", "memo.txt\n", "Mr. X.Y"):
        assert "TK116" not in {d.code for d in tei_kit.convert(text).diagnostics}


def test_a_profile_is_an_object_or_the_name_of_a_profile_or_a_family_or_a_file(memo):
    play = tei_kit.convert(MEMO, profile="play")
    assert play.recognition.family == "play"
    assert tei_kit.convert(MEMO, profile="court").read is not None
    own = memo.with_name("own.toml")
    own.write_text('extends = "frus"\n')
    for given in (own, str(own)):
        assert tei_kit.convert(MEMO, profile=given).to_bytes() == tei_kit.convert(MEMO).to_bytes()
    with pytest.raises(tei_kit.ProfileError, match=r"TK305 .*play"):
        tei_kit.convert(MEMO, profile="plays")


def test_metadata_are_an_object_or_keys_and_values_or_a_file(memo):
    given = {
        "title": "A Talk",
        "editors": ("A. Editor", "B. Editor"),
        "responsible": {"Transcribed by": "C. Typist"},
    }
    tree = tei_kit.convert(MEMO, metadata=given).tree
    assert tree.findtext(".//{*}titleStmt/{*}title") == "A Talk"
    assert [each.text for each in tree.iterfind(".//{*}editor")] == ["A. Editor", "B. Editor"]
    memo.with_name("meta.toml").write_text('title = "A Talk"')
    from_file = tei_kit.convert(MEMO, metadata=memo.with_name("meta.toml")).tree
    assert from_file.findtext(".//{*}titleStmt/{*}title") == "A Talk"
    with pytest.raises(tei_kit.MetadataError, match=r"TK301 .*'titel'.*'title'"):
        tei_kit.convert(MEMO, metadata={"titel": "x"})
    with pytest.raises(tei_kit.MetadataError, match="TK301"):
        tei_kit.convert(MEMO, metadata={"editors": 5})


def test_answers_about_the_layout_are_looked_at():
    with pytest.raises(tei_kit.TeiKitError, match="TK306"):
        tei_kit.convert(MEMO, layout={"notes": "nonsense"})


def test_the_module_of_exports_can_be_called(memo):
    assert tei_kit.export(OUTPUT, "txt") == export.export(str(OUTPUT), "txt")
    assert b"<html" in tei_kit.export(OUTPUT, "html")


def test_the_text_of_a_file_is_that_of_its_tree():
    text = tei_kit.text_of(etree.parse(OUTPUT))
    assert tei_kit.text_of(OUTPUT) == tei_kit.text_of(str(OUTPUT)) == text
    with pytest.raises(tei_kit.TeiKitError, match="TK101"):
        tei_kit.text_of("nothing.xml")


# ------------------------------------------------------------------ what is shown


def results(conversion):
    """Everything that calls of the public functions give, and what hangs on it."""
    source = conversion.source
    tokens = tei_kit.tokenize(source)
    return [
        conversion,
        conversion.counts,
        conversion.document,
        conversion.layout,
        conversion.recognition,
        conversion.read.reading,
        source,
        tokens[0],
        tei_kit.build(source, tokens),
        *conversion.diagnostics,
        tei_kit.report.report(source),
        tei_kit.Metadata(title="A Talk"),
        tei_kit.convert(MEMO, profile="play").read.recognition,
        *conversion.rows("notes")[:1],
        *tei_kit.rows(conversion.diagnostics)[:1],
        *tei_kit.validate(OUTPUT, [ROOT / "schemas" / "tei_kit.sch"]),
    ]


def test_everything_is_shown_on_one_line_that_can_be_read(seed):
    for each in results(seed):
        assert "\n" not in repr(each)
        assert len(repr(each)) < 900
        assert " object at 0x" not in repr(each)


def test_a_conversion_says_what_it_is(seed):
    shown = repr(seed)
    assert shown.startswith(f"<Conversion {SEED}: read as a memorandum in English, 1 document, 128")
    assert re.fullmatch(r"<Source .*: plain text, \d+ lines, [\d,]+ characters>", repr(seed.source))
    assert repr(tei_kit.Metadata(title="A Talk")) == "Metadata(title='A Talk')"


def test_a_notebook_shows_the_page_the_counts_and_the_diagnostics(seed):
    shown = seed._repr_html_()
    assert "128 turns" in shown
    assert "TK201" in shown
    frame = re.search(r'<iframe (?P<before>[^>]*?)srcdoc="(?P<page>[^"]*)"', shown)
    assert 'sandbox=""' in frame["before"]
    page = html.unescape(frame["page"])
    assert page.encode() == export.export(seed.tree, "html")


def test_what_a_document_says_stays_inside_the_frame():
    evil = '"></iframe><script>alert(1)</script>: <img src=x onerror=alert(1)>\n\nA: b.\n'
    shown = tei_kit.convert(evil, name="<script>x</script>.txt")._repr_html_()
    outside = re.sub(r'srcdoc="[^"]*"', "", shown)
    assert "<script" not in outside
    assert "<img" not in outside
    assert shown.count("<iframe") == shown.count("</iframe>") == 1


def test_a_page_that_is_too_large_for_a_notebook_is_left_out(seed, monkeypatch):
    from tei_kit.export.html import notebook

    monkeypatch.setattr(notebook, "LARGEST_PAGE", 1000)
    shown = seed._repr_html_()
    assert "<iframe" not in shown
    assert "too much for a notebook" in shown


# ------------------------------------------------------------------ pickles


@pytest.mark.parametrize("text", ["seed", "memo", "play", "notes"])
def test_a_conversion_can_be_pickled(seed, text):
    texts = {
        "memo": MEMO,
        "play": "ACT I\n\nSCENE I.\n\nJOHN. Yes.\n\nMARY. No.\n\nJOHN. Well.\n\nMARY. Oh.\n" * 3,
        "notes": "One[1] and two[2].\n\nMore text.\n\n[1] A note.\n\n[2] Another.\n",
    }
    conversion = seed if text == "seed" else tei_kit.convert(texts[text])
    conversion.layout  # noqa: B018 - which is found out when it is asked for
    again = pickle.loads(pickle.dumps(conversion))
    assert again.to_bytes() == conversion.to_bytes()
    assert again.document == conversion.document
    assert again.diagnostics == conversion.diagnostics
    assert again.counts == conversion.counts
    assert again.layout == conversion.layout
    assert repr(again) == repr(conversion)


def test_an_error_that_is_pickled_keeps_its_diagnostics():
    with pytest.raises(tei_kit.SourceError) as caught:
        tei_kit.convert("")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is tei_kit.SourceError
    assert again.diagnostics == caught.value.diagnostics
    assert str(again) == str(caught.value)


# ------------------------------------------------------------------ tables


def test_rows_make_a_data_frame(seed):
    turns = pandas.DataFrame(seed.rows())
    assert len(turns) == 128
    assert set(turns.groupby("name")["words"].sum().index) == {"Henry A. Kissinger", "Xuan Thuy"}
    notes = pandas.DataFrame(tei_kit.rows(OUTPUT, "notes"))
    assert list(notes["n"]) == [str(n) for n in range(1, 10)]
    found = pandas.DataFrame(tei_kit.rows(seed.diagnostics))
    assert list(found["code"]) == [d.code for d in seed.diagnostics]
    assert {"file", "line", "column", "severity", "code", "name", "message"} == set(found.columns)


@pytest.mark.parametrize("table", export.Table)
def test_the_columns_of_a_table_are_those_that_are_documented(seed, table):
    from tei_kit.export.tables.rows import columns

    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    said = re.search(rf"^\| `{table}` \|(.*)\|$", page, re.MULTILINE)[1]
    assert re.findall(r"`(\w+)`", said) == columns(table)
    rows = seed.rows(table)
    if rows:
        assert list(pandas.DataFrame(rows).columns) == columns(table)


def test_the_columns_of_diagnostics_are_documented():
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    said = re.search(r"^\| `diagnostics` \|(.*)\|$", page, re.MULTILINE)[1]
    found = tei_kit.rows(tei_kit.convert("memmo.txt").diagnostics)
    assert re.findall(r"`(\w+)`", said) == list(pandas.DataFrame(found).columns)


def test_a_table_that_there_is_not_is_told(seed):
    with pytest.raises(tei_kit.TeiKitError, match=r"TK711 .*turns, notes"):
        seed.rows("speeches")


# ------------------------------------------------------------------ types


def test_the_types_of_the_public_names_are_exact(tmp_path):
    pytest.importorskip("mypy")
    (tmp_path / "user.py").write_text(USER)
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "user.py"]
    where = {"cwd": tmp_path, "env": {"MYPYPATH": str(ROOT), "PATH": ""}}
    done = subprocess.run(command, capture_output=True, text=True, check=False, **where)
    assert done.stdout.startswith("Success"), done.stdout


USER = """
from pathlib import Path
from typing import assert_type

import tei_kit
from tei_kit import export
from tei_kit.export.tables.rows import DiagnosticRow
from tei_kit.export import ExportOptions

conversion = tei_kit.convert(Path("a.txt"), profile="play", metadata={"title": "x"})
assert_type(tei_kit.export("a.xml", "html"), bytes)
assert_type(export.export(conversion.tree, "csv", ExportOptions(table=export.Table.NOTES)), bytes)
assert_type(tei_kit.text_of("a.xml"), str)
for row in tei_kit.rows(conversion.diagnostics):
    assert_type(row, DiagnosticRow)
print([row.file for row in conversion.rows("notes")])
"""


@pytest.mark.parametrize("value", [None, 3, ["a text"], io.StringIO("a text")])
def test_what_is_no_text_is_refused_in_words(value):
    with pytest.raises(TypeError, match="the Path of a file, bytes, a Source, or a text, not"):
        tei_kit.convert(value)


def test_one_of_something_is_told_in_the_singular():
    conversion = tei_kit.convert("A")
    assert repr(conversion.source).endswith("1 line, 1 character>")
    assert repr(conversion.document).endswith("1 division>")


def test_a_conversion_is_taken_where_its_tree_is():
    made = tei_kit.convert(MEMO)
    assert tei_kit.validate(made) == tei_kit.validate(made.tree) == []
    assert tei_kit.text_of(made) == tei_kit.text_of(made.tree)
    assert tei_kit.export(made, "md") == tei_kit.export(made.tree, "md")
    assert tei_kit.rows(made) == tei_kit.rows(made.tree)


@pytest.mark.parametrize(
    "take",
    [tei_kit.validate, tei_kit.text_of, lambda value: tei_kit.export(value, "md")],
)
@pytest.mark.parametrize("value", [3, None, b"<TEI/>", etree.fromstring("<TEI/>")])
def test_what_is_no_document_is_refused_in_words(take, value):
    with pytest.raises(TypeError, match="a tree of lxml, or a Conversion, not a value of type"):
        take(value)


@pytest.mark.parametrize(
    ("argument", "value", "words"),
    [
        ("metadata", 3, "metadata is Metadata, a dictionary or a Path, not a value of type int"),
        ("profile", 3, "profile is a Profile, a name or a Path"),
        ("layout", ["notes"], "layout is a dictionary of questions and answers"),
        ("decisions", [1], "decisions is Decisions, or the file of them"),
    ],
)
def test_an_argument_of_another_type_is_refused_in_words(argument, value, words):
    with pytest.raises(TypeError, match=words):
        tei_kit.convert(MEMO, **{argument: value})


def test_help_shows_the_parameters_of_each_class():
    for name in tei_kit.__all__:
        thing = getattr(tei_kit, name)
        if isinstance(thing, type) and not issubclass(thing, Exception):
            assert "values" not in inspect.signature(thing).parameters, name
    parameters = inspect.signature(tei_kit.Decisions).parameters
    assert list(parameters)[:3] == ["name", "decisions", "layout"]
    assert parameters["layout"].default == {}
    required = inspect.signature(tei_kit.Decision).parameters["text"]
    assert required.default is inspect.Parameter.empty
