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


def test_an_indented_number_is_no_note_where_nothing_refers_to_it():
    talk = "Mr. Vale: How many were there?\n\n  1. The harbor\n\nMr. Hale: Eleven, in 1952.\n"
    assert not is_usual(from_text(talk))
    assert not is_usual(from_text(MEMO.replace("  1. ", "  3. ")))
    assert is_usual(from_text(MEMO.replace("Memorandum1", "Memorandum, May 6, 19571")))


def test_paragraphs_that_tabs_begin_are_another_layout():
    paragraphs = (
        "\t1. Mr. Hale asked the Minister.\n\tMr. Vale: I do not know.\n\tMr. Hale: Who does?\n"
    )
    assert not is_usual(from_text(f"Harbor\n{paragraphs * 3}"))


def test_a_typescript_with_double_spacing_is_another_layout():
    lines = [
        "The harbor was shut in the month of",
        "march, and no ship came in before",
        "may was over.",
    ]
    text = "\n\n".join(lines * 9)
    assert not is_usual(from_text(f"{text}\n\n  1. Source: Archives.\n"))
