"""Blocks whose lines count up are lists; others are paragraphs."""

import pytest

from tei_kit.layout.blocks import Block, Shape
from tei_kit.tokenizer.families.pieces import enumerated


def items(text, *, is_wrapped=False):
    block = Block(Shape.TEXT, 0, len(text), 0, 0)
    found = enumerated.items(text, block, is_wrapped=is_wrapped)
    return [(item.number, " ".join(text[item.body : item.end].split())) for item in found]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(a) no duty;\n(b) the same dues;\n(c) at all seasons.", ["a", "b", "c"]),
        ("1. The price is fixed.\n2. Nobody asked the pilots.", ["1", "2"]),
        ("i) the mole;\nii) the floods;\niii) the wind.", ["i", "ii", "iii"]),
    ],
)
def test_lines_that_count_up_are_items(text, numbers):
    assert [number for number, _ in items(text)] == numbers


def test_other_lines_go_on_with_their_item_where_text_is_wrapped():
    text = "(a) the channel that has\nsilted;\n(b) the mole."
    assert items(text, is_wrapped=True) == [
        ("a", "the channel that has silted;"),
        ("b", "the mole."),
    ]
    assert items(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "(b) the second alone;\n(c) the third.",
        "1. One paragraph.",
        "(a) one;\n(c) another.",
        "A line.\n(a) one;\n(b) another.",
    ],
)
def test_lines_that_do_not_count_from_the_first_are_no_items(text):
    assert items(text) == []
