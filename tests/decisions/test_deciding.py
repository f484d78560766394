"""A line, a kind and a few words make a decision; `tei-kit decide` writes it down."""

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group
from tei_kit.decisions import files
from tei_kit.decisions.deciding import Where, decide
from tei_kit.decisions.decision import Decision, DecisionError
from tei_kit.source import source
from tests.decisions.made import TEXT as MEMO

TEXT = source.from_text("Vale: One.\n\n  Dorn: One.\n\nVale: Two.\n", "memo.txt")


def tei_kit(*words):
    """Run a command in this process."""
    return CliRunner().invoke(group, words, prog_name="tei-kit")


def test_a_label_is_the_line_up_to_its_colon():
    assert decide(TEXT, Where(3), "speaker", {}) == Decision("Dorn", kind="speaker")


def test_without_words_the_line_is_meant():
    assert decide(TEXT, Where(3), "heading", {"level": 2}) == Decision(
        "Dorn: One.", kind="heading", level=2
    )


def test_words_are_looked_for_from_the_line_on():
    found = decide(TEXT, Where(3, 1, "One."), "date", {"when": "1971"}, denied=False)
    assert found == Decision("One.", kind="date", when="1971", after="Vale:")


def test_a_kind_may_be_denied_and_named_as_tei_does():
    assert decide(TEXT, Where(1), "head", {}, denied=True) == Decision("Vale: One.", no="heading")


@pytest.mark.parametrize(
    ("where", "kind", "values", "words"),
    [
        (Where(9), "heading", {}, "has 5 lines"),
        (Where(2), "heading", {}, "is empty"),
        (Where(1, 1, "Four"), "heading", {}, "does not have the words"),
        (Where(1), "headin", {}, "did you mean 'heading'?"),
        (Where(1), "note", {"who": "x"}, "says nothing about a note"),
        (Where(1), "date", {"when": "May"}, "no date"),
    ],
)
def test_what_does_not_exist_is_told(where, kind, values, words):
    with pytest.raises(DecisionError) as error:
        decide(TEXT, where, kind, values)
    assert words in error.value.diagnostics[0].message


def test_the_command_line_writes_it_down_and_takes_it_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text("1. Talk\n\nVale: One.\n\nIt is so.\n")
    done = tei_kit("decide", "memo.txt:5", "heading", "--level", "2")
    assert done.exit_code == 0, done.output
    made = tei_kit("convert", "memo.txt")
    assert '<div type="section">' in made.stdout
    assert tei_kit("decide", "memo.txt:5", "heading", "--undo").exit_code == 0
    assert tei_kit("decide", "memo.txt:5", "heading", "--undo").exit_code == 1


def test_batch_does_a_file_again_when_its_decisions_change(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "memo.txt").write_text("1. Talk\n\nVale: One.\n\nIt is so.\n")
    tei_kit("batch", "texts", "--out", "tei")
    before = (tmp_path / "tei" / "memo.xml").read_text()
    tei_kit("decide", "texts/memo.txt:5", "heading")
    done = tei_kit("batch", "texts", "--out", "tei")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "tei" / "memo.xml").read_text() != before


def test_what_holds_for_the_whole_text_is_decided_from_the_command_line(tmp_path):
    (tmp_path / "memo.txt").write_text(MEMO)

    def say(*words):
        arguments = ["decide", f"{tmp_path}/memo.txt", *words]
        return CliRunner().invoke(group, arguments, prog_name="tei-kit")

    assert say("family", "--undo").exit_code == 1
    assert not (tmp_path / "memo.decisions.toml").exists()
    assert say("family", "letter").exit_code == 0
    assert say("layout", "notes=none").exit_code == 0
    assert say("person", "vale=Ada Vale; Vale").exit_code == 0
    said = files.of(tmp_path / "memo.txt")
    assert (said.family, said.layout) == ("letter", {"notes": "none"})
    assert said.persons == {"vale": ("Ada Vale", "Vale")}
    assert say("family", "--undo").exit_code == 0
    assert say("person", "vale", "--undo").exit_code == 0
    assert not files.of(tmp_path / "memo.txt").family
    for words, reason in (
        (["family", "lettre"], "did you mean 'letter'"),
        (["family"], "say which, as in: family letter"),
        (["person", "vale"], "say which"),
        (["language", "German"], "no language tag"),
        (["speaker", "Vale"], "give the line as well"),
    ):
        done = say(*words)
        assert done.exit_code
        assert reason in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["memo.txt:3", "speakr"], "nothing is called 'speakr' (did you mean 'speaker'?)."),
        (["memo.txt:3", "date", "--when", "1.5.1971"], "no date as 1971-05-31"),
        (["memo.txt:3", "note", "--who", "x"], "'who' says nothing about a note."),
        (["memo.txt", "family", "leter"], "no family is called 'leter' (did you mean 'letter'?)."),
        (["memo.txt", "language", "Deutsch"], "'Deutsch' is no language tag; write de."),
        (["memo.txt", "layout", "nots=stop"], "did you mean 'notes'?"),
        (["memo.txt", "layout", "notes"], "say which, as in: layout"),
        (["memo.txt", "person", "1st=Vale"], "is no identifier of XML"),
    ],
)
def test_words_that_mean_nothing_are_wrong_usage_and_write_nothing(
    tmp_path, monkeypatch, words, told
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text("1. Talk\n\nVale: One.\n\nIt is so.\n")
    done = tei_kit("decide", *words)
    assert done.exit_code == 2
    assert "the command line: error TK317" in done.output
    assert told in done.output
    assert not (tmp_path / "memo.decisions.toml").exists()


def test_a_person_whom_the_text_does_not_name_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text("1. Talk\n\nVale: One.\n\nIt is so.\n")
    done = tei_kit("decide", "memo.txt", "person", "vale=Vaile; Wale")
    assert done.exit_code == 1
    assert "memo.txt:1:1: error TK317 the text does not name 'Vaile' or 'Wale'." in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("memo.txt:2", "as in: tei-kit decide memo.txt:2 heading (docs"),
        ("memo.txt:2 --undo", "as in: tei-kit decide memo.txt:2 heading --undo (docs"),
        ("memo.txt", "as in: tei-kit decide memo.txt:14 heading"),
        ("memo.txt:two heading", "'two' is no number of a line; write memo.txt:14"),
        ("memo.txt heading", "give the line as well, as memo.txt:14"),
    ],
)
def test_what_is_missing_in_the_words_is_told_with_an_example(tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text("1. A\n\nB\n", encoding="utf-8")
    done = CliRunner().invoke(group, ["decide", *words.split()])
    assert told in done.output
    assert done.exit_code == 2
