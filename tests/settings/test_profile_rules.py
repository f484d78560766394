"""A profile may fix answers about the layout, and say what words are wherever they stand."""

import pytest

from tei_kit import pipeline
from tei_kit.settings import profile as profiles
from tei_kit.settings.options import OptionError
from tei_kit.xml.names import TEI

TEXT = "1. Talk\n\nVale: Shut.\nReason: The ice.\n\nVale: Why?\n\nReason: The mail.\n"


def converted(tmp_path, words, text=TEXT, **more):
    path = tmp_path / "mine.toml"
    path.write_text(f'extends = "frus"\n{words}', encoding="utf-8")
    return pipeline.convert(text, profile=profiles.read(path), **more)


def test_words_are_what_the_profile_says_wherever_they_stand(tmp_path):
    made = converted(tmp_path, '[[decision]]\ntext = "Reason:"\nis = "speaker"\n')
    assert [each.text for each in made.tree.iter(f"{TEI}speaker")].count("Reason:") == 2
    assert not [each for each in made.tree.iter() if each.get("resp")]


def test_a_text_without_the_words_is_read_as_ever(tmp_path):
    made = converted(tmp_path, '[[decision]]\ntext = "Nowhere:"\nis = "speaker"\n')
    assert made.to_bytes() == converted(tmp_path, "").to_bytes()


def test_a_profile_fixes_an_answer_and_the_caller_fixes_it_again(tmp_path):
    lines = converted(tmp_path, '[layout]\nparagraphs = "lines"\n')
    assert "lines" in lines.layout.words() or "line" in lines.layout.words()
    blank = converted(tmp_path, '[layout]\nparagraphs = "lines"\n', layout={"paragraphs": "blank"})
    assert "blank" in blank.layout.words()


def test_an_answer_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(OptionError, match="lines"):
        converted(tmp_path, '[layout]\nparagraphs = "rows"\n')
