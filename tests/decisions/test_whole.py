"""What holds for a whole text is changed in its file, and the rest of the file stays."""

import pytest

from tei_kit.decisions.decision import DecisionError
from tei_kit.decisions.reading import of_text
from tei_kit.decisions.whole import changed
from tei_kit.source import source

MEMO = source.from_text("One.\n\nTwo.\n", "memo.txt")
FILE = (
    '# mine\nby = "A. B."  # me\n\n# about the second\n[[decision]]\ntext = "Two."\nis = "stage"\n'
)


def change(text, *path, value):
    after = changed(text, "d.toml", MEMO, path, value)
    return after, of_text(after, "d.toml", "memo.txt")


def test_a_family_is_said_changed_and_taken_out():
    text, said = change(FILE, "family", value="play")
    assert said.family == "play"
    assert text.startswith('# mine\nby = "A. B."  # me\nfamily = "play"\n\n# about the second\n[[')
    text, said = change(text.replace('"play"', "'play'   # no"), "family", value="letter")
    assert 'family = "letter"   # no\n' in text
    text, said = change(text, "family", value=None)
    assert text == FILE
    assert not said.family


def test_layout_and_persons_have_tables():
    text, said = change(FILE, "layout", "notes", value="brackets")
    text, said = change(text, "persons", "thuy", value=["Xuan Thuy", "Thuy"])
    text, said = change(text, "persons", "müller", value=["M"])
    text, said = change(text, "layout", "paragraphs", value="blank")
    assert said.layout == {"notes": "brackets", "paragraphs": "blank"}
    assert said.persons == {"thuy": ("Xuan Thuy", "Thuy"), "müller": ("M",)}
    assert text.startswith(FILE)
    text, said = change(text, "persons", "thuy", value=None)
    assert list(said.persons) == ["müller"]


def test_a_new_file_is_begun():
    text, _ = change("", "family", value="play")
    assert text.splitlines()[1:] == ['file = "memo.txt"', 'family = "play"']


def test_in_the_file_of_a_folder_it_is_said_of_the_text():
    folder = '[["other.txt".decision]]\ntext = "a"\nis = "note"\n'
    text, said = change(folder, "family", value="play")
    assert said.family == "play"
    text, said = change(text, "persons", "b", value=["B"])
    assert '["memo.txt".persons]\nb = ["B"]' in text
    assert not of_text(text, "d.toml", "other.txt").family


def test_ends_of_lines_stay():
    text, _ = change(FILE.replace("\n", "\r\n"), "family", value="play")
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("text", ['layout = {notes = "none"}\n', 'layout.notes = "none"\n'])
def test_what_is_written_in_another_way_is_left(text):
    with pytest.raises(DecisionError, match="change it by hand"):
        change(text, "layout", "notes", value="brackets")


def test_names_on_lines_of_their_own_are_changed():
    text = '[persons]  # all\nthuy = [\n  "Xuan",  # first\n  "Thuy",\n]\nb = ["B"]\n'
    after, said = change(text, "persons", "thuy", value=["X"])
    assert said.persons == {"thuy": ("X",), "b": ("B",)}
    after, said = change(after, "persons", "thuy", value=None)
    assert after == '[persons]  # all\nb = ["B"]\n'
