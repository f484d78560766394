"""The cheap question whether a row may be a heading, by its first word."""

import pytest

from tei_kit.tokenizer.families.plays.first_words import may_begin


@pytest.mark.parametrize(
    "row", ["ACT I.", "Első felvonás", "ÉPILOGUE", "« Acte premier »", "vltima scena", "№ 3"]
)
def test_a_row_that_begins_as_headings_do_may_be_one(row: str):
    assert may_begin(row)


@pytest.mark.parametrize("row", ["Whence come you?", "Vous êtes là", "J’étais là, père."])
def test_a_row_that_begins_as_sentences_do_is_none_whatever_follows(row: str):
    assert not may_begin(row)
