"""Words of directions: whole words, and beginnings after which any letters may follow."""

from tei_kit.tokenizer.families.speech.words import Forms

FORMS = Forms(frozenset({"sworn"}), ("applau", "applaud"))


def test_words_are_found_whole_or_by_their_beginnings():
    said = sorted(["applaud", "applause", "apple", "swore", "sworn", "zeal"])
    assert FORMS.among(said) == {"applaud", "applause", "sworn"}


def test_a_beginning_is_none_of_a_word_with_a_hyphen():
    assert not FORMS.among(["applause-meter", "apple", "forsworn"])
