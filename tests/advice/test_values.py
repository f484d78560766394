"""Values in words, and what was meant."""

import pytest

from tei_kit.advice import languages
from tei_kit.advice.values import advice, name_from


@pytest.mark.parametrize(
    ("types", "found", "expected", "instead"),
    [
        (("date", "gYear", "gYearMonth"), "31.5.1971", "1971-05", "1971-05-31"),
        (("date",), "1971-02-30", "a day that the calendar has", ""),
        (("ID",), "letter 1", "a name without spaces that begins with a letter", "letter_1"),
        (("double (minInclusive 0, maxInclusive 1)",), "x", "1.5, at least 0, at most 1", ""),
        (("token (pattern [a-z])",), "1", "a value of the pattern [a-z]", ""),
        (("language",), "German", "a language tag such as en", "de"),
        (("base64Binary",), "?", "a value of type base64Binary", ""),
    ],
)
def test_a_datatype_is_told_in_words(types, found, expected, instead):
    told = advice(types, found)
    assert expected in told.expected
    assert told.instead == instead


@pytest.mark.parametrize(
    ("text", "name"), [("letter 1", "letter_1"), ("1a", "n1a"), ("#x", "x"), ("–", ""), ("ä", "ä")]
)
def test_a_name_is_made_of_a_text(text, name):
    assert name_from(text) == name


@pytest.mark.parametrize(
    ("text", "tag"),
    [("Deutsch", "de"), ("english", "en"), ("en_us", "en-US"), ("français", "fr"), ("deu", "de")],
)
def test_a_language_is_known_by_its_name(text, tag):
    assert languages.code_of(text) == tag


@pytest.mark.parametrize("text", ["de", "en-GB", "grc", "und", "Klingon", ""])
def test_a_tag_is_no_name_of_a_language(text):
    assert languages.code_of(text) is None
