"""A decisions file says what was decided, or where it is wrong."""

import pytest

from tei_kit.decisions import files
from tei_kit.decisions.decision import Decision, DecisionError
from tei_kit.decisions.reading import of_text, read


def decisions(text, source=""):
    return of_text(text, "memo.decisions.toml", source)


def mistakes(text):
    with pytest.raises(DecisionError) as error:
        decisions(text)
    return [(d.code, d.line, d.message) for d in error.value.diagnostics]


def test_everything_that_can_be_said():
    found = decisions(
        'by = "A. B."\nfamily = "letter"\nlanguage = "de"\n[layout]\nnotes = "brackets"\n'
        '[persons]\nxt = ["Xuan Thuy", "The Minister"]\n\n'
        '[[decision]]\ntext = "Two."\nis = "head"\nlevel = 2\nafter = "We"\n'
    )
    assert found.decisions == [Decision("Two.", kind="heading", level=2, after="We", line=9)]
    assert (found.family, found.language, found.by) == ("letter", "de", "A. B.")
    assert found.layout == {"notes": "brackets"}
    assert found.persons == {"xt": ("Xuan Thuy", "The Minister")}


def test_dates_and_numbers_need_no_quotation_marks():
    text = '[[decision]]\ntext = "May"\nis = "date"\nwhen = 1971-05-31\n'
    assert decisions(text).decisions[0].when == "1971-05-31"
    text = '[[decision]]\ntext = "3"\nis = "noteref"\nnote = 3\n'
    assert decisions(text).decisions[0].note == "3"


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ('text = "Two."\nis = "headding"', 3, "did you mean 'heading'?"),
        ('text = "Two."\nis = "heading"\nlevle = 2', 4, "did you mean 'level'?"),
        ('text = "Two."\nis = "heading"\nlevel = "2"', 4, "level is a number"),
        ('text = "Two."\nis = "speaker"\nlevel = 2', 4, "says nothing about who speaks"),
        ('text = "Two."\nis = "heading"\nnot = "note"', 1, "says one thing"),
        ('text = "Two."', 1, "says one thing"),
        ('text = " "\nis = "note"', 1, "needs the words"),
        ('is = "note"', 1, "needs the words"),
        ('text = "Two."\nnot = "plain"', 3, "say what the words are"),
        ('text = "Two."\nis = "date"\nwhen = "May"', 4, "no date as 1971-05-31"),
        ('text = "Two."\nis = "date"\nevery = 1', 4, "every is true or false"),
    ],
)
def test_a_mistake_is_told_with_its_line(lines, line, words):
    code, at, message = mistakes(f"[[decision]]\n{lines}\n")[0]
    assert (code, at) == ("TK311", line)
    assert words in message


def test_all_mistakes_of_a_file_are_told():
    assert (
        len(mistakes('[[decision]]\ntext = "a"\n[[decision]]\nis = "note"\n[layout]\na = 1\n')) == 3
    )


def test_a_file_that_is_not_toml_is_told_with_its_line():
    assert mistakes("[[decision]]\ntext = “Two.”\n")[0][:2] == ("TK310", 2)


def test_decisions_stand_beside_the_text(tmp_path):
    source = tmp_path / "memo.txt"
    assert not files.of(source)
    (tmp_path / "memo.decisions.toml").write_text('[[decision]]\ntext = "a"\nis = "note"\n')
    assert len(files.of(source).decisions) == 1


def test_one_file_holds_the_decisions_of_a_folder(tmp_path):
    path = tmp_path / "decisions.toml"
    path.write_text(
        '[["memo.txt".decision]]\ntext = "a"\nis = "note"\n["memo.txt"]\nfamily = "play"\n'
    )
    found = files.of(tmp_path / "memo.txt")
    assert [each.text for each in found.decisions] == ["a"]
    assert found.family == "play"
    assert not files.of(tmp_path / "other.txt")


def test_a_given_file_comes_before_the_one_beside_the_text(tmp_path):
    (tmp_path / "memo.decisions.toml").write_text('family = "play"\n')
    (tmp_path / "mine.toml").write_text('family = "letter"\n')
    assert files.of(tmp_path / "memo.txt", tmp_path / "mine.toml").family == "letter"
    assert read(tmp_path / "mine.toml", "memo.txt").family == "letter"


def test_lines_in_the_file_of_a_folder_are_those_of_its_own_decisions():
    text = (
        '[["other.txt".decision]]\ntext = "a"\nis = "note"\n\n'
        '["memo.txt"]\nfamily = "letter"\n\n'
        '[[ "memo.txt" . decision ]]  # mine\ntext = """\n[[decision]]\n"""\nis = "note"\n'
        "[['memo.txt'.decision]]\ntext = 'b'\nis = 'note'\n"
        '["memo.txt".persons]\nxt = ["X"]\n'
    )
    found = decisions(text, "memo.txt")
    assert [each.line for each in found.decisions] == [8, 13]
    assert found.line_of("family").line == 6
    assert found.line_of("persons.xt").line == 17


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('"the minister" = ["X"]', "write the_minister = "),
        ("2nd = ['X']", "write nd = "),
        ("thuy = []", "has no names"),
        ('thuy = [" "]', "an empty name"),
        ('thuy = "Xuan"', 'write thuy = ["Xuan"]'),
        ("thuy = 3", "gives an identifier the names"),
        ('thuy = ["X"]\nminister = ["y", " x "]', "is a name of thuy and of minister"),
    ],
)
def test_persons_are_checked(row, words):
    (found,) = mistakes(f"[persons]\n{row}\n")
    assert found[1] == row.count("\n") + 2
    assert words in found[2]
