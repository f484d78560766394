"""A person whose names were decided is one person in all documents of a text."""

import pytest
from click.testing import CliRunner
from lxml import etree

import tei_kit
from tei_kit import pipeline
from tei_kit.cli.main import group
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.xml.names import TEI, XML_ID

DOCUMENT = """{n}. Memorandum of Conversation

Paris, June {n}, 1971

  • Xuan Thuy, Minister
  • Henry Kissinger, Assistant

Xuan Thuy: Is it open? It was shut in May.

Kissinger: It was. It will be open.

Minister Thuy: The harbor is open.

Kissinger: Good.

"""
TEXT = DOCUMENT.format(n=1) + DOCUMENT.format(n=2)


def convert(persons, text=TEXT, *decisions):
    return pipeline.convert(
        text, name="memo.txt", decisions=Decisions("d", decisions, persons=persons)
    )


def test_all_documents_point_to_one_person():
    tree = convert({"thuy": ["Xuan Thuy", "Minister Thuy"]}).tree
    who = [each.get("who") for each in tree.iter(f"{TEI}sp")]
    assert who.count("#thuy") == 4
    assert [each.get(XML_ID) for each in tree.iter(f"{TEI}person")].count("thuy") == 1


def test_an_identifier_is_the_persons_even_where_another_label_would_have_it():
    tree = convert({"kissinger": ["Xuan Thuy", "Minister Thuy"]}).tree
    who = {each.find(f"{TEI}speaker").text: each.get("who") for each in tree.iter(f"{TEI}sp")}
    assert who["Xuan Thuy:"] == "#kissinger"
    assert who["Kissinger:"] != "#kissinger"


def test_a_person_of_whom_the_text_has_no_name_is_told():
    with pytest.raises(DecisionError, match=r"TK312 .*\[persons\] thuy.*Likely places: memo.txt:5"):
        convert({"thuy": ["Xuan Tuy"]})


def test_a_name_that_a_decision_gives_is_a_name():
    decision = Decision("Minister Thuy:", kind="speaker", who="Tran", nth=1)
    assert convert({"tran": ["Tran"]}, TEXT, decision)


def test_a_name_that_the_text_lacks_beside_others_is_a_warning():
    found = convert({"thuy": ["Xuan Thuy", "Minster Thuy"]}).diagnostics
    assert [each.code for each in found].count("TK321") == 1


SHARED = """by = "A. B."

[persons]
thuy = ["Xuan Thuy", "Minister Thuy"]
dorn = ["Ben Dorn"]
nobody = ["Never Named"]

["two.txt"]
family = "memorandum"

["two.txt".persons]
kissinger = ["Kissinger"]
"""
TALK = """1. Memorandum of Conversation

Paris, May 31, 1971

  • {name}, Minister
  • Henry Kissinger, Adviser

{name}: It is open.

Kissinger: It was shut.

{name}: In May.

Kissinger: Yes.
"""


@pytest.fixture
def folder(tmp_path):
    """Two texts that call one person otherwise, and one that names nobody."""
    for name, person in (("one", "Xuan Thuy"), ("two", "Minister Thuy")):
        (tmp_path / f"{name}.txt").write_text(TALK.format(name=person), encoding="utf-8")
    (tmp_path / "three.txt").write_text("Nobody spoke.\n", encoding="utf-8")
    (tmp_path / "decisions.toml").write_text(SHARED, encoding="utf-8")
    return tmp_path


def who_speaks(path):
    tree = etree.parse(path)
    return list(dict.fromkeys(each.get("who") for each in tree.iter(f"{TEI}sp")))


def test_persons_of_a_folder_are_declared_once(folder):
    done = CliRunner().invoke(group, ["convert", str(folder), "-o", str(folder / "tei")])
    assert done.exit_code == 0, done.output
    assert who_speaks(folder / "tei" / "one.xml")[0] == "#thuy"
    assert who_speaks(folder / "tei" / "two.xml") == ["#thuy", "#kissinger"]
    for name in ("one", "two", "three"):
        text = (folder / "tei" / f"{name}.xml").read_text()
        assert "nobody" not in text
        assert ('xml:id="thuy"' in text) == (name != "three")
    checked = ["convert", "--check", str(folder), "-o", str(folder / "tei")]
    assert CliRunner().invoke(group, checked).exit_code == 0


def test_a_batch_and_python_know_the_persons_of_a_folder(folder):
    batch = ["batch", str(folder), "--out", str(folder / "tei")]
    assert CliRunner().invoke(group, batch).exit_code == 0
    assert who_speaks(folder / "tei" / "one.xml")[0] == "#thuy"
    made = tei_kit.convert(folder / "one.txt")
    assert made.tree.find(f".//{TEI}sp").get("who") == "#thuy"
    path = folder / "decisions.toml"
    path.write_text(SHARED.replace("thuy =", "thuy_x ="), encoding="utf-8")
    CliRunner().invoke(group, batch)
    assert who_speaks(folder / "tei" / "one.xml")[0] == "#thuy_x"


def test_a_text_may_say_otherwise_who_a_name_is(folder):
    own = '[persons]\nother = ["Xuan Thuy"]\n'
    (folder / "one.decisions.toml").write_text(own, encoding="utf-8")
    made = tei_kit.convert(folder / "one.txt")
    assert made.tree.find(f".//{TEI}sp").get("who") == "#other"


def test_persons_of_the_folder_of_a_project_hold_below_it(folder):
    (folder / "texts" / "1971").mkdir(parents=True)
    (folder / "one.txt").rename(folder / "texts" / "1971" / "one.txt")
    (folder / "decided").mkdir()
    (folder / "decisions.toml").rename(folder / "decided" / "decisions.toml")
    settings = 'sources = ["texts"]\noutput = "tei"\ndecisions = "decided"\n'
    (folder / "tei-kit.toml").write_text(settings, encoding="utf-8")
    text = folder / "texts" / "1971" / "one.txt"
    done = CliRunner().invoke(group, ["convert", str(text), "-o", str(folder / "one.xml")])
    assert done.exit_code == 0, done.output
    assert who_speaks(folder / "one.xml")[0] == "#thuy"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('family = "letter"', "'family' is of one text"),
        ("[[persons]]", "gives an identifier the names"),
        ('famly = "letter"', "did you mean 'family'?"),
    ],
)
def test_what_a_folder_cannot_say_is_told(folder, row, words):
    rest = '\n["two.txt"]\nfamily = "memorandum"\n'
    (folder / "decisions.toml").write_text(f"{row}\n{rest}", encoding="utf-8")
    with pytest.raises(DecisionError) as error:
        tei_kit.convert(folder / "two.txt")
    (found,) = error.value.diagnostics
    assert (found.line, words in found.message) == (1, True)
