"""Words that are divided at the ends of lines."""

import pytest

import tei_kit
from tests.layout.views import hints_of

TEXT = (
    "   The {}\n{} of the harbor was a matter for the council and for the\n"
    "pilots, who sat at home in those days and mended their nets, and nego-\n"
    "tiated with the council about the dues, which they called long-term in\n"
    "their letters, and nobody wrote to them about any of this in those days.\n"
    "   A second paragraph stands here, in which the council is men-\ntioned again.\n"
)


def divided(left, right):
    return len(hints_of(TEXT.format(left, right), "hyphen")) == 3


@pytest.mark.parametrize(("left", "right"), [("recon-", "struction"), ("coun-", "cil")])
def test_a_hyphen_that_only_divides_a_word_is_marked(left, right):
    assert divided(left, right)


@pytest.mark.parametrize(("left", "right"), [("long-", "term"), ("Anglo-", "French")])
def test_a_hyphen_of_the_word_stays_its_own(left, right):
    assert not divided(left, right)


def test_lines_that_end_as_sentences_do_are_not_wrapped():
    said = "Ada said that the ice had gone.\nBen said that the ice was there.\nAda went home.\n"
    assert "wrapped" not in repr(tei_kit.convert(said * 3).layout)
    verses = "the council sat\nupon the pier and\nlooked at ships\n"
    assert "wrapped at" in repr(tei_kit.convert(verses * 3).layout)
