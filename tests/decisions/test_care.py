"""Decisions are kept with care: nothing that people wrote is lost, and nothing wrong is written."""

import re

import pytest
from click.testing import CliRunner

from tei_kit import pipeline
from tei_kit.cli.main import group
from tei_kit.decisions.anchor import found, likely
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.making import put, take_out
from tei_kit.decisions.reading import read
from tei_kit.settings.options import OptionError
from tei_kit.source import source
from tei_kit.xml.names import TEI
from tests.decisions.made import TEXT, converted, isa

MEMO = source.from_text("One.\n\nTwo.\n\nThree.\n", "memo.txt")
TWO = Decision("Two.", kind="stage")


def tei_kit(*words):
    return CliRunner().invoke(group, words, prog_name="tei-kit")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "d.toml"


def test_comments_around_a_decision_that_changes_stay(file):
    file.write_text('# above\n[[decision]]\ntext = "Two."\nis = "stage"\n# below\n\n# the end\n')
    put(file, MEMO, [Decision("Two.", kind="heading")])
    put(file, MEMO, [Decision("Two.", kind="heading", level=2)])
    assert file.read_text().startswith('# above\n[[decision]]\ntext = "Two."\nis = "heading"')
    assert file.read_text().endswith("\n# below\n\n# the end\n")


def test_what_stands_behind_the_last_decision_stays_when_it_is_taken_out(file):
    file.write_text('[[decision]]\ntext = "Two."\nis = "stage"\n\n# the end\n')
    assert take_out(file, MEMO, TWO)
    assert file.read_text() == "# the end\n"


def test_decisions_about_another_file_stay(file):
    mine = '[["memo.txt".decision]]\ntext = "Two."\nis = "stage"\n\n'
    other = '[["b[1].txt".decision]]\ntext = "Two."\nis = "stage"\n'
    file.write_text(mine + other)
    assert take_out(file, MEMO, TWO)
    assert len(read(file, "b[1].txt").decisions) == 1


@pytest.mark.parametrize(
    "text",
    [
        'decision = [{text = "Two.", is = "stage"}]\n',
        '[[decision]]\ntext = """\nTwo.\n\n"""\nis = "stage"\n',
    ],
)
def test_a_file_in_another_form_is_left_as_it_is(file, text):
    file.write_text(text)
    with pytest.raises(DecisionError, match="change it by hand"):
        take_out(file, MEMO, TWO)
    assert file.read_text() == text


def test_a_decision_is_not_written_into_the_text(tmp_path):
    text = tmp_path / "t.md"
    text.write_text("# Title here\n\n# Second title\n")
    done = tei_kit("decide", f"{text}:1", "heading", "--decisions", str(text))
    assert done.exit_code == 1
    assert text.read_text() == "# Title here\n\n# Second title\n"


def test_a_profile_is_not_written_over_a_text_or_decisions(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
        (tmp_path / f"{name}.decisions.toml").write_text(
            '[[decision]]\ntext = "A second paragraph."\nis = "stage"\n'
        )
    for name in ("a.txt", "b.decisions.toml"):
        before = (tmp_path / name).read_text()
        assert tei_kit("learn", "a.txt", "b.txt", "-o", name, "--force").exit_code == 1
        assert (tmp_path / name).read_text() == before


def test_what_cannot_be_is_not_written(tmp_path):
    (tmp_path / "memo.txt").write_text(TEXT)
    done = tei_kit("decide", f"{tmp_path}/memo.txt:8", "noteref", "open", "--note", "9")
    assert done.exit_code == 1
    assert "has no note 9" in done.output
    assert not (tmp_path / "memo.decisions.toml").exists()


def test_lines_are_those_of_the_file_in_every_format(tmp_path):
    (tmp_path / "d.md").write_text("# Title\n\nFirst.\n\nSome *text* here.\n\n- an item\n")
    done = tei_kit("decide", f"{tmp_path}/d.md:5", "stage")
    assert done.exit_code == 0, done.output
    assert read(tmp_path / "d.decisions.toml").decisions[0].text == "Some text here."
    assert "no text of the file" in tei_kit("decide", f"{tmp_path}/d.md:4", "stage").output


def test_a_wrong_answer_about_the_layout_is_told_and_drops_no_decision():
    with pytest.raises(OptionError, match="nope"):
        pipeline.convert(TEXT, decisions=Decisions("d", [TWO], layout={"notes": "nope"}))


def test_each_of_two_persons_is_named_for_what_he_decided():
    both = (
        isa("A second paragraph.", "paragraph", by="Rita"),
        isa("A second", "speaker", by="Sam"),
    )
    tree = converted(*both).tree
    assert tree.find(f".//{TEI}sp[@resp]").get("resp") == "#sam"


def test_in_a_corpus_every_pointer_has_its_target(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "x.txt").write_text(TEXT)
    (tmp_path / "src" / "x.decisions.toml").write_text(
        'by = "A. B."\n[[decision]]\ntext = "A second paragraph."\nis = "stage"\n'
    )
    done = tei_kit("batch", "src", "--out", "out", "--corpus", "out/c.xml")
    assert done.exit_code == 0, done.output
    corpus = (tmp_path / "out" / "c.xml").read_text()
    names = set(re.findall(r'xml:id="([^"]+)"', corpus))
    pointers = re.findall(r' (?:who|resp|corresp|target)="#([^" ]+)', corpus)
    assert "x.a_b" in pointers
    assert set(pointers) <= names


def test_words_with_a_gap_are_looked_for_once_through_the_text():
    text = "a b " * 50_000
    assert found(text, Decision("a … nowhere")) == []


def test_words_may_hold_whatever_the_text_holds_and_a_name_may_not(tmp_path):
    odd = source.from_text("A bell\x07 and more.\n\nTwo.\n", "memo.txt")
    put(tmp_path / "d.toml", odd, [Decision("A bell\x07 and", kind="stage")])
    assert read(tmp_path / "d.toml").decisions[0].text == "A bell\x07 and"
    (tmp_path / "memo.txt").write_text("One.\n\nTwo.\n")
    done = tei_kit("decide", f"{tmp_path}/memo.txt:1", "stage", "--by", "a\x01b")
    assert done.exit_code == 2
    assert "U+0001" in done.output


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_form_of_a_file_stays(file, newline, mark):
    before = f'{mark}# mine\n\n[[decision]]\ntext = "Two."\nis = "stage"\n'.replace("\n", newline)
    file.write_bytes(before.encode())
    three = Decision("Three.", kind="heading")
    put(file, MEMO, [three])
    after = file.read_bytes().decode()
    assert after.startswith(before)
    assert after.count("\n") == after.count(newline) == 9
    assert take_out(file, MEMO, three)
    assert file.read_bytes().decode().rstrip() == before.rstrip()


def test_a_decision_is_known_by_its_place(file):
    text = source.from_text("Two. One.\n\nTwo. Three.\n", "memo.txt")
    put(file, text, [Decision("Two.", kind="stage", after="Three.")])
    put(file, text, [Decision("Two.", kind="heading", nth=2, of=2)])
    assert [each.kind for each in read(file).decisions] == ["heading"]
    assert take_out(file, text, Decision("Two.", kind="stage", before="One."))
    assert not read(file).decisions


def test_what_another_person_decided_is_not_replaced(tmp_path):
    (tmp_path / "memo.txt").write_text(TEXT)
    place = f"{tmp_path}/memo.txt:12"
    assert tei_kit("decide", place, "stage", "--by", "Rita").exit_code == 0
    done = tei_kit("decide", place, "heading", "--by", "Sam")
    assert done.exit_code == 1
    assert 'Rita decided that "A second paragraph." is stage' in done.output
    assert tei_kit("decide", place, "stage", "--by", "Sam").exit_code == 0
    done = tei_kit("decide", place, "heading", "--by", "Sam")
    assert "no longer: " in done.output


def test_a_date_that_was_decided_without_a_day_is_no_mistake():
    assert "TK208" not in {each.code for each in converted(isa("in May", "date")).diagnostics}


def test_what_leaves_nothing_behind_is_signed_by_its_paragraph():
    for decision in (
        isa("A second paragraph.", "goes-on", by="Rita"),
        isa("Vale:", "plain", nth=1, by="Rita"),
        Decision("Vale:", no="speaker", nth=1, by="Rita"),
    ):
        body = converted(decision).tree.find(f".//{TEI}body")
        assert body.xpath("count(.//*[@resp='#rita'])") == 1


EDITED = TEXT.replace("A second paragraph.", "A second paragraph now.").replace("Good.", "Better.")


def test_decisions_whose_words_were_changed_are_put_right_one_by_one(tmp_path):
    (tmp_path / "memo.txt").write_text(TEXT)
    for line in (12, 21):
        assert tei_kit("decide", f"{tmp_path}/memo.txt:{line}", "stage").exit_code == 0
    (tmp_path / "memo.txt").write_text(EDITED)
    assert tei_kit("convert", str(tmp_path / "memo.txt")).exit_code == 1
    done = tei_kit("decide", f"{tmp_path}/memo.txt:12", "stage")
    assert done.exit_code == 0, done.output
    assert 'no longer: "A second paragraph." is stage' in done.output
    assert 'decisions.toml:8: still without its place: "Good." is stage' in done.output
    assert tei_kit("decide", f"{tmp_path}/memo.txt:1", "heading", "--level", "0").exit_code == 0
    (tmp_path / "memo.txt").write_text(EDITED.replace("Better.", "Good."))
    assert tei_kit("convert", str(tmp_path / "memo.txt")).exit_code == 0
    assert len(read(tmp_path / "memo.decisions.toml").decisions) == 3


def test_the_likely_place_of_a_long_stretch_is_that_of_its_first_words():
    text = "One.\n\n4. We have always said so, and at length, of the harbor in Castal.\n"
    words = "4. We here have always … harbor in Castal."
    place = likely(text, Decision(words, kind="stage"))[0]
    assert text[place.start :].startswith("4. We have")
