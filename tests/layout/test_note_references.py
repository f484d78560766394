"""The alignment: which digits are references to notes, and which are not."""

import pytest

from tei_kit.layout import note_references
from tei_kit.layout.blocks import blocks_of
from tei_kit.settings.profile import load
from tei_kit.source.source import from_text


def referred(text, count):
    """The text with each reference that was found in brackets, for notes 1 to count."""
    source = from_text(text)
    found_blocks = blocks_of(source, load())
    numbers = [str(n) for n in range(1, count + 1)]
    digits = note_references.digits(source.text, found_blocks, load())
    found = note_references.align(source.text, digits, numbers, load())
    for reference in reversed(found):
        n = numbers[reference.note]
        text = f"{text[: reference.start]}[{n}]{text[reference.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Conversation1", "Conversation[1]"),
        ("end.1 Next", "end.[1] Next"),
        ("PRG 101 and 8 point2", "PRG 10[1] and 8 point[2]"),
        ("in 19541 and", "in 1954[1] and"),
        ("in 1954.1 The", "in 1954.[1] The"),
        ("May 1957,1 the", "May 1957,[1] the"),
        ("on May 261 you", "on May 26[1] you"),
        ("at 1703Z12", "at 1703Z[1][2]"),
        ("“quoted”1 and (so)2", "“quoted”[1] and (so)[2]"),
    ],
)
def test_references_glued_to_words_and_numbers_are_found(text, expected):
    assert referred(text, expected.count("[")) == expected


@pytest.mark.parametrize(
    "text",
    ["No. 1 is", "$1 each", "CA-1 and 1/1", "1. First paragraph", "in 1951 and"],
)
def test_numbers_that_are_numbers_stay(text):
    assert referred(text, 1) == text


def test_the_order_decides_between_candidates_of_the_same_form():
    text = "First point2 and word1 then point2 and word1"
    assert referred(text, 2) == "First point2 and word[1] then point[2] and word1"


def test_digits_in_page_markers_are_never_references():
    assert referred("one [Page 651] two1", 1) == "one [Page 651] two[1]"


def test_a_note_without_a_reference_is_left_out_and_the_others_stay():
    assert referred("one1 two three3", 3) == "one[1] two three[3]"


def test_many_notes_and_many_candidates_take_linear_time():
    count = 2_000
    text = " ".join(f"word{n} {n * 7} point{n % 10}." for n in range(1, count + 1))
    assert referred(text, count).count("[") == count
