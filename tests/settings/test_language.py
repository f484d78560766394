"""The words of languages."""

import pytest

from tei_kit.settings import language


@pytest.mark.parametrize("code", language.codes())
def test_the_commonest_words_at_hand_are_those_of_the_file(code):
    assert language.common_words(code) == language.load(code).common
    assert language.common_words(code)


def test_a_code_without_words_means_those_of_english():
    assert language.load_or_english("ja") is language.load("en")
    assert language.load_or_english("fr") is language.load("fr")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ship was in the harbour, and he had not been on it.", "en"),
        ("Das Schiff lag in dem Hafen, und er war nicht auf der Fahrt gewesen.", "de"),
        ("Le navire était dans le port, et il n’y avait pas été.", "fr"),
        ("12. 13. 14.", ""),
        ("Lorem quux zzyx.", ""),
    ],
)
def test_a_language_is_recognized_by_its_commonest_words(text, code):
    assert language.recognize(text * 3) == code
