"""Numbers that look like the marks of notes by chance."""

import pytest

from tests.layout.views import notes_of

LIST = "1. {}one thing of many.\n\n2. {}another thing.\n\n3. {}the last of all.\n"
FURTHER = "The harbour was shut for eleven weeks that winter. "


def text_of(*marks):
    said = "".join(f"{FURTHER}Nobody knew {mark} of it. {FURTHER}\n\n" for mark in marks)
    return said + LIST.format("", "", "")


@pytest.mark.parametrize(
    "marks",
    [
        ("src/io1", "src/ab2", "src/xy3"),
        ("<pier1>", "<pier2>", "<pier3>"),
        ("-p1", "-q2", "-r3"),
        ("4.1.1", "4.1.2", "4.1.3"),
        ("0x1", "0x2", "0x3"),
        ("A[1]", "A[2]", "A[3]"),
        ("Article 1109(1)", "Article 1110(2)", "Article 1111(3)"),
    ],
)
def test_code_versions_places_of_arrays_and_sections_of_laws_refer_to_no_notes(marks):
    assert notes_of(text_of(*marks)) == []


@pytest.mark.parametrize("form", ["{}", "[{}]", "({})"])
def test_marks_after_words_do(form):
    marks = [f"{word}{form.format(n)}" for n, word in enumerate(("ice", "fog", "rain"), 1)]
    assert notes_of(text_of(*marks)) == [("1", 1), ("2", 1), ("3", 1)]


@pytest.mark.parametrize("form", ["in 1905.[{}]", "on May 24.[{}]", "at 10.5[{}]", "1904-05[{}]"])
def test_marks_after_numbers_do(form):
    marks = [form.format(n) for n in (1, 2, 3)]
    assert notes_of(text_of(*marks)) == [("1", 1), ("2", 1), ("3", 1)]


@pytest.mark.parametrize("form", ["_{}_[{}]", "*{}*[{}]", "={}=[{}]"])
def test_marks_after_words_in_another_print_do(form):
    marks = [form.format(word, n) for n, word in enumerate(("ice", "fog", "rain"), 1)]
    assert notes_of(text_of(*marks)) == [("1", 1), ("2", 1), ("3", 1)]


def test_years_number_no_notes():
    text = "Ada <1905> Hale\n\nOrla <1908> Penn\n\n<1905> Ada, the pilot.\n\n<1908> Orla.\n"
    assert notes_of(text) == []
