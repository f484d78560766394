"""Signs are found where an expression would find them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit.layout.notes.frames import FRAMED, OF_FRAMED, OF_SIGNED, SIGNED
from tei_kit.layout.notes.marks import AFTER_DIGITS, FIRST_SIGNS, REFERENCES
from tei_kit.layout.pages import INLINE, OPENING
from tei_kit.source.signs import matching, places
from tei_kit.source.source import line_starts


def spans(matches):
    return [match.span() for match in matches]


def test_places_of_several_signs_are_in_the_order_of_the_text():
    assert places("a(b[c(d", "[(") == [1, 3, 5]
    assert places("a(b[c(d", "[(", 2, 5) == [3]
    assert places("abc", "[(") == []


def test_a_match_inside_another_is_none():
    pattern = re.compile(r"\(+[a-z]")
    assert spans(matching(pattern, "((a (b", "(")) == [(0, 3), (4, 6)]


def test_a_match_lies_between_the_given_places():
    pattern = re.compile(r"\([a-z]+\)")
    assert spans(matching(pattern, "(ab) (cd) (ef)", "(", 1, 12)) == [(5, 9)]


SHAPES = {
    "pages": (INLINE, OPENING),
    "framed": (FRAMED, OF_FRAMED),
    "signed": (SIGNED, OF_SIGNED),
    **{
        kind: (REFERENCES[kind], signs)
        for kind, signs in FIRST_SIGNS.items()
        if kind not in AFTER_DIGITS
    },
}


@pytest.mark.parametrize("shape", SHAPES)
@given(text=st.text(alphabet="[](){}<>|\\/=~:#*§+†‡¶‖^¹²³12a .-pn\n", max_size=60))
def test_an_expression_finds_the_same_at_its_first_signs_as_everywhere(shape, text):
    pattern, signs = SHAPES[shape]
    assert spans(matching(pattern, text, signs)) == spans(pattern.finditer(text))


@given(text=st.text(alphabet="ab\n\r\x0b\u2028", max_size=30))
def test_lines_begin_after_line_ends_alone(text):
    assert line_starts(text) == [0, *(match.end() for match in re.finditer("\n", text))]
