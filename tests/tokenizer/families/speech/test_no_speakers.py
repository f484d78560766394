"""Texts in which nobody speaks, though much in them looks like labels."""

import pytest

import tei_kit
from tests.places import DATA

TEI = "{http://www.tei-c.org/ns/1.0}"
TEXTS = sorted((DATA / "nobody_speaks").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nobody_speaks_in(path):
    text = path.read_text(encoding="utf-8")
    tree = tei_kit.convert(text, name="text.txt").tree
    found = ["".join(e.itertext()) for e in tree.iter(f"{TEI}speaker")]
    assert found == []


def test_there_are_texts_in_which_nobody_speaks():
    assert len(TEXTS) > 40


def test_the_last_answer_of_a_choice_is_no_signature():
    text = "1. Who wrote our first law?\n\nA. Hale\n\nB. Vale\n\nC. Dorn\n"
    assert tei_kit.convert(text, name="test.txt").tree.find(f".//{TEI}signed") is None
