"""Texts that are read as they are."""

from tei_kit.layout.usual import is_usual
from tei_kit.source.source import from_text

MEMO = (
    "7. Memorandum1\n\nThe harbor was shut.2\n\n[Page 12]\n\n"
    "  1. Source: Archives.\n  2. In March.\n"
)


def test_a_text_in_the_usual_layout_needs_no_questions():
    assert is_usual(from_text(MEMO))


def test_other_marks_pages_or_wrapped_lines_do():
    for other in (
        MEMO.replace("shut.2", "shut.[2]"),
        MEMO.replace("[Page 12]", "{12}"),
        MEMO + "a\nb\nc\n",
    ):
        assert not is_usual(from_text(other))
