"""Decisions are put into their file and taken out, and what people wrote there stays."""

import pytest

from tei_kit.decisions import writing
from tei_kit.decisions.decision import Decision, DecisionError
from tei_kit.decisions.making import put, take_out
from tei_kit.decisions.reading import read
from tei_kit.source import source

TEXT = source.from_text("One.\n\nTwo.\n\nThree.\n\nThree.\n", "memo.txt")
FILE = (
    '# mine\nby = "A. B."\n\n# about the second\n[[decision]]\ntext = "Two."\nis = "stage"  # yes\n'
)
TWO = Decision("Two.", kind="stage")


def written(path):
    return [(each.text, each.kind or each.no) for each in read(path).decisions]


def test_a_file_is_made(tmp_path):
    path = tmp_path / "d.toml"
    put(path, TEXT, [TWO])
    assert written(path) == [("Two.", "stage")]
    assert path.read_text().startswith("# What people decided about memo.txt.")


def test_decisions_stand_in_the_order_of_the_text_and_comments_stay(tmp_path):
    path = tmp_path / "d.toml"
    path.write_text(FILE)
    three = Decision("Three.", kind="note", nth=2, of=2)
    put(path, TEXT, [three, Decision("One.", kind="heading", level=1)])
    assert written(path) == [("One.", "heading"), ("Two.", "stage"), ("Three.", "note")]
    assert (
        '# about the second\n[[decision]]\ntext = "Two."\nis = "stage"  # yes\n' in path.read_text()
    )


def test_a_second_decision_about_the_same_takes_the_place_of_the_first(tmp_path):
    path = tmp_path / "d.toml"
    path.write_text(FILE)
    put(path, TEXT, [Decision("Two.", kind="heading")])
    assert written(path) == [("Two.", "heading")]


def test_a_decision_is_taken_out(tmp_path):
    path = tmp_path / "d.toml"
    path.write_text(FILE + '\n[persons]\nxt = ["Xuan"]\n')
    assert take_out(path, TEXT, TWO)
    assert not take_out(path, TEXT, TWO)
    assert path.read_text() == '# mine\nby = "A. B."\n\n[persons]\nxt = ["Xuan"]\n'


def test_nothing_is_written_where_a_decision_finds_no_place(tmp_path):
    path = tmp_path / "d.toml"
    with pytest.raises(DecisionError):
        put(path, TEXT, [Decision("Four.", kind="heading")])
    assert not path.exists()


def test_nothing_is_added_to_a_file_with_mistakes(tmp_path):
    path = tmp_path / "d.toml"
    path.write_text("[[decision]]\ntext = 3\n")
    with pytest.raises(DecisionError):
        writing.add(path, TEXT, [TWO])
    assert path.read_text() == "[[decision]]\ntext = 3\n"


def test_signs_of_toml_in_words_are_kept(tmp_path):
    path = tmp_path / "d.toml"
    odd = source.from_text('He said "\\no" # [[decision]]\n', "memo.txt")
    put(path, odd, [Decision('said "\\no" # [[decision]]', kind="stage")])
    assert written(path) == [('said "\\no" # [[decision]]', "stage")]


def test_decisions_go_into_the_file_of_a_folder(tmp_path):
    path = tmp_path / "decisions.toml"
    path.write_text('[["memo.txt".decision]]\ntext = "Two."\nis = "stage"\n')
    put(path, TEXT, [Decision("One.", kind="heading")])
    found = read(path, "memo.txt").decisions
    assert [each.text for each in found] == ["One.", "Two."]
