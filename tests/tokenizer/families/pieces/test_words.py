"""Words of a language in a line, by one expression for all of them."""

from tei_kit.tokenizer.families.pieces.words import matcher


def test_words_are_found_in_any_case_and_no_longer_words_with_them():
    words = matcher(("yours", "ergeben-", "ÉTERNEL"))
    assert words.search("Ever YOURS, Ada") is not None
    assert words.search("Ihr ergebenster Diener") is not None
    assert words.search("votre éternel ami") is not None
    assert words.search("yourself") is None
    assert words.search("unergeben") is None


def test_no_words_are_found_nowhere():
    assert matcher(()).search("Yours") is None
