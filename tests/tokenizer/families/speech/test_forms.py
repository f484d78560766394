"""Forms: whole words, and beginnings and ends with any letters beside them."""

import pytest

from tei_kit.tokenizer.families.speech.forms import forms_of

FORMS = forms_of(
    ["sworn", "applau-", "applaud-", "-präsident-", "-speaker", "muito bem", "d'accord"]
)


@pytest.mark.parametrize(
    "word",
    ["sworn", "applau", "applause", "vizepräsidentin", "präsident", "unterspeaker", "muito bem"],
)
def test_a_word_is_one_of_the_forms(word):
    assert word in FORMS


@pytest.mark.parametrize(
    "word", ["forsworn", "applause-meter", "speakers", "vize-präsident", "muito", "", "3applause"]
)
def test_another_word_is_none(word):
    assert word not in FORMS


def test_the_first_of_the_forms_is_found_in_any_case():
    assert FORMS.find("Loud APPLAUSE.") == 5
    assert FORMS.find("(Muito bem, applause)") == 1
    assert FORMS.find("Applause, muito bem") == 0
    assert FORMS.find("Nous sommes d'accord.") == 12
    assert FORMS.find("forsworn, d'accordo") == -1


@pytest.mark.parametrize("text", ["He was SWORN.", "Applause", "Muito bem!", "nous, d'accord"])
def test_forms_are_in_a_text(text):
    assert FORMS.are_in(text)


@pytest.mark.parametrize("text", ["forsworn", "muito", "", "accord"])
def test_forms_are_not_in_a_text(text):
    assert not FORMS.are_in(text)


def test_words_are_found_whole_or_by_their_beginnings():
    said = sorted(["applaud", "applause", "apple", "swore", "sworn", "zeal"])
    assert FORMS.among(said) == {"applaud", "applause", "sworn"}


def test_a_beginning_is_none_of_a_word_with_a_hyphen():
    assert not FORMS.among(["applause-meter", "apple", "forsworn"])
