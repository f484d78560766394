"""Stretches: every character of the file in its place, with what it was taken for."""

import pytest

from tei_kit import pipeline, readers
from tei_kit.review.menu import MENU, called, decided_as
from tei_kit.review.stretches import rows_of
from tei_kit.settings.options import Options
from tei_kit.tokenizer.tokens import TokenKind
from tests.places import DATA
from tests.review.conftest import TEXT

TEXTS = sorted([*(DATA / "texts").glob("*.txt"), *(DATA / "letters").glob("*.txt")])


def rows(text):
    source = text if not isinstance(text, str) else readers.of_text(text, "memo.txt")
    return rows_of(pipeline.read_text(source, Options()).reading)


def words(text, row):
    return " ".join("".join(part.text for part in row.parts).split())


def bare(text):
    return "".join(text.split())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_character_stands_in_one_row_in_the_order_of_the_file(path):
    source = readers.read(path)
    found = rows(source)
    assert bare("".join(part.text for row in found for part in row.parts)) == bare(source.text)
    for row in found:
        assert row.parts[0].start == row.start
        assert row.parts[-1].end == row.end
        for part in row.parts:
            assert source.text[part.start : part.end] == part.text


def test_rows_say_what_a_block_was_taken_for_and_parts_what_words_in_it_were():
    found = {words(TEXT, row): row for row in rows(TEXT)}
    assert found["1. Memorandum of Conversation1"].kind == "heading"
    assert found["[Page 12]"].kind == "page"
    assert found["[Page 12]"].value == "12"
    assert found["• First, the boats."].kind == "item"
    label, said = found["Dorn: It was."].parts
    assert (label.text, label.kind, label.value) == ("Dorn:", "speaker", "Dorn")
    assert (said.text, said.name) == (" It was.", "")


def test_a_paragraph_that_goes_on_over_a_page_keeps_its_place_as_a_whole():
    text = (
        "Vale: We have spoken of the harbor\nand of the boats, which are too\n\n- 12 -\n\n"
        "many for it by far, as all of us\nknow, and have said it often.\n\n"
    )
    pages = "".join(text.replace("12", str(number)) for number in range(12, 18))
    found = rows(pages)
    for row in found:
        assert row.first <= row.start < row.end <= row.last or row.is_more


def test_every_kind_of_decision_is_in_the_menu_once_with_a_key_of_its_own():
    choices = [choice for group in MENU for choice in group.choices]
    keys = [choice.key for choice in choices]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set("jkucx?")
    from tei_kit.decisions.kinds import KINDS

    assert sorted(choice.kind for choice in choices) == sorted(KINDS)


@pytest.mark.parametrize("kind", TokenKind)
def test_every_kind_of_token_has_a_name_in_words(kind):
    assert called(kind)
    assert "_" not in called(kind)


def test_kinds_that_nobody_can_decide_have_no_decision():
    assert decided_as(TokenKind.CELL) == ""
    assert decided_as(TokenKind.ASIDE) == "stage"
