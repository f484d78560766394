"""How notes are marked and where they stand."""

import pytest

from tests.layout.views import arranged, layout_of, notes_of

BODY = (
    "The harbor was shut in March{} and opened in May.{} Nobody wrote of it at the time,{} so far "
    "as we know.\n\nA second paragraph follows.\n\n"
)


def text_of(marks, notes):
    return BODY.format(*marks) + "\n".join(notes) + "\n"


NOTES = ("See the Gazette, 3 March.", "See the Gazette, 9 May.", "But compare the diary.")


@pytest.mark.parametrize(
    ("mark", "label"),
    [
        ("[{}]", "[{}] "),
        ("({})", "({}) "),
        ("<{}>", "<{}> "),
        ("{{{}}}", "{{{}}} "),
        ("[^{}]", "[^{}]: "),
        ("{}/", "{}/ "),
        ("{})", "{}) "),
        ("[{}]", "  [Footnote {}: "),
        ("{}", "{}. "),
        ("{}", "{} "),
        ("{}", "{}: "),
        ("[n{}]", "[n{}] "),
        ("^{}^", "^{}^ "),
        ("[[{}]]", "[[{}]] "),
        ("(note {})", "(note {}) "),
        ("[Footnote {}]", "Footnote {}: "),
        ("[{}]", "Note {}. "),
    ],
)
def test_marks_and_labels_of_many_kinds_are_aligned(mark, label):
    close = "]" if "Footnote" in label else ""
    notes = [f"{label.format(n)}{words}{close}" for n, words in enumerate(NOTES, 1)]
    text = text_of([mark.format(n) for n in (1, 2, 3)], notes)
    assert notes_of(text) == [("1", 1), ("2", 1), ("3", 1)]


@pytest.mark.parametrize("signs", ["¹²³", "*†‡"])
def test_raised_digits_and_symbols(signs):
    text = text_of(
        list(signs), [f"{sign} {words}" for sign, words in zip(signs, NOTES, strict=True)]
    )
    assert [count for _, count in notes_of(text)] == [1, 1, 1]


def test_letters_in_capitals():
    notes = [f"[Footnote {n}: {words}]" for n, words in zip("ABC", NOTES, strict=True)]
    assert notes_of(text_of(("[A]", "[B]", "[C]"), notes)) == [("A", 1), ("B", 1), ("C", 1)]


def test_the_stop_after_a_raised_number_belongs_to_the_label():
    view = arranged(text_of("¹²³", [f"{n}. {w}" for n, w in zip("¹²³", NOTES, strict=True)])).lines
    (first, *_) = [hint for hint in view.hints if hint.kind.value == "note"]
    assert "¹." in view.text[first.start : first.end]
    assert notes_of(view.text) == [("1", 1), ("2", 1), ("3", 1)]


def test_numbers_that_begin_anew_with_each_letter():
    letter = (
        "{}. To Ada\n\nThe ship is lost.[1] Farewell, and do not forget us here.\n\n[1] Note {}.\n"
    )
    text = "\n\n".join(letter.format(n, n) for n in (1, 2, 3))
    assert notes_of(text) == [("1", 1)] * 3


def test_numbers_that_begin_anew_on_each_page():
    text = (
        "The harbor was shut in March1 and opened\n\n1 See the Gazette, 3 March.\n"
        "\f13   THE HARBOR\n\nin May.1 Nobody wrote of it at the time.2\n\n"
        "1 See the Gazette, 9 May.\n2 But compare the diary.\n"
    )
    assert notes_of(text) == [("1", 1), ("1", 1), ("2", 1)]
    assert {hint.place for hint in arranged(text).lines.hints if hint.place} == {"bottom"}


def test_a_missing_number_costs_that_note_alone():
    notes = [f"[{n}] {words}" for n, words in zip((1, 2, 4), NOTES, strict=True)]
    assert notes_of(text_of(["[1]", "[2]", "[3]"], notes))[:2] == [("1", 1), ("2", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "(1) the dues, (2) pilots, (3) boats.\n\n(1) The dues fell.\n\n(2) The pilots left.\n",
        "Recipe\n\n1. Boil two eggs.\n\n2. Peel them.\n\n3. Serve.\n",
        "A poem\n\nHow slow the bell *\nis now\n\n* * *\n\nIs out.\n",
    ],
)
def test_lists_and_ornaments_are_no_notes(text):
    assert notes_of(text) == []


def test_an_option_can_say_that_there_are_none():
    text = text_of(["[1]", "[2]", "[3]"], [f"[{n}] {w}" for n, w in enumerate(NOTES, 1)])
    assert layout_of(text).value("notes") == "brackets"
    assert layout_of(text, notes="none").value("notes") == "none"


QUESTIONS = "\n".join(
    f"{n}. {words}"
    for n, words in enumerate(
        ("Where was the harbor?", "Who wrote of it?", "What did they say?", "Who asked?", "Why?"), 1
    )
)


def test_notes_that_the_text_refers_to_win_over_more_numbered_questions_below():
    act = "The harbor was shut[1] in March and opened[2] in May.\n\n"
    notes = "\n\n".join(f"{n}: {words}" for n, words in enumerate(NOTES[:2], 1))
    text = f"{act}{act}{act}NOTES\n\n{notes}\n\n{notes}\n\n{notes}\n\nQUESTIONS\n\n"
    text += "\n\n".join(f"ACT {act}\n\n{QUESTIONS}" for act in ("I", "II", "III")) + "\n"
    assert layout_of(text).value("notes") == "colon"
    assert notes_of(text) == [("1", 1), ("2", 1)] * 3


def test_one_indented_numbered_line_does_not_hide_the_notes_at_the_margin():
    notes = [f"{n}. {words}" for n, words in enumerate(NOTES, 1)]
    text = text_of(("[1]", "[2]", "[3]"), notes)
    text = text.replace("A second", "  1. A list that stands alone.\n\nA second")
    assert notes_of(text) == [("1", 1), ("2", 1), ("3", 1)]


def test_a_number_that_closes_what_stands_in_parentheses_is_no_mark():
    text = "The harbor (in vol. 1) was shut (see no. 2) and opened.\n\n1) apples\n2) pears\n"
    assert notes_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Files: src/gl/*\nLicence: free\n\n* The first condition holds.\n",
        "**To make a list of it**\n\nSay this.\n\n* You need a name.\n* You need a place.\n",
        "Credits\n*******\n\n* Amos wrote the first part.\n\n* Ben wrote the rest of it.\n",
        "Two to the fifth is 2**5, and not 2*5.\n\n* A list.\n\n** An inner list.\n",
    ],
)
def test_stars_in_paths_products_and_around_words_are_no_marks(text):
    assert notes_of(text) == []


def test_a_star_after_a_word_is_a_mark():
    text = "The harbor was shut in March.* It opened in May.\n\n* See the Gazette, 3 March.\n"
    assert notes_of(text) == [("*", 1)]


def test_a_paragraph_may_begin_with_a_mark():
    text = "[1] The harbor was shut in March and opened[2] in May.\n\n"
    text += f"[1] {NOTES[0]}\n\n[2] {NOTES[1]}\n"
    assert notes_of(text) == [("1", 1), ("2", 1)]


def test_a_note_before_others_that_begin_anew_stays_a_note():
    letter = "The harbor was shut[1] in March.\n\n[1] {}\n\n"
    text = letter.format(NOTES[0]) + letter.format(NOTES[1])
    assert notes_of(text) == [("1", 1), ("1", 1)]


def test_roman_numbers_in_brackets_are_notes():
    romans = ("i", "ii", "iii")
    notes = [f"[{n}] {words}" for n, words in zip(romans, NOTES, strict=True)]
    assert notes_of(text_of([f"[{n}]" for n in romans], notes)) == [(n, 1) for n in romans]


def test_marks_after_a_space_are_notes_where_they_end_paragraphs():
    body = "".join(f"The harbor was shut in the year of the war. ({n})\n\n" for n in (1, 2, 3))
    notes = [f"({n}) {words}" for n, words in enumerate(NOTES, 1)]
    assert notes_of(body + "\n".join(notes)) == [("1", 1), ("2", 1), ("3", 1)]
    listed = "He asked (1) for the dues, (2) for the pilots and (3) for the lamps.\n\n"
    assert notes_of(listed + "\n".join(notes)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bridge (fig. 1) and the mill (fig. 2) stand.\n\n(fig. 1) is by an unknown hand; see\n"
        "(fig. 2) as well, and (fig. 1) again, with (fig. 3).\n",
        "See (vol. 1), (vol. 2).\n\nMore of it in\n(vol. 1) and (vol. 2), of which\n(vol. 3).",
        "The bridge stands. (fig. 1)\n\nThe mill stands. (fig. 2)\n\n"
        "(fig. 1) By Hale.\n(fig. 2) By Vale.\n",
        "It is so:\n\na = b + c   (1)\n\nSo we have\n\nd = e (2)\n\n"
        "(1) and (2) say so.\n\n(3) follows.\n",
        "[ERROR 1] no file\n[ERROR 2] no room\n[ERROR 1] no file\n[ERROR 3] stopped\n",
    ],
)
def test_frames_of_figures_and_volumes_are_no_notes(text):
    assert notes_of(text) == []


def test_digits_with_a_stroke_stand_after_a_year():
    text = text_of(
        [" of 19571/", " of 19582/", " (1959)3/"], [f"{n}/ {w}" for n, w in enumerate(NOTES, 1)]
    )
    assert notes_of(text) == [("1", 1), ("2", 1), ("3", 1)]


def test_a_line_may_end_inside_a_mark():
    text = text_of(
        ["[Footnote\n1]", "[Footnote 2]", "[Footnote 3]"],
        [f"Footnote {n}: {w}" for n, w in enumerate(NOTES, 1)],
    )
    assert notes_of(text) == [("1", 1), ("2", 1), ("3", 1)]


def test_marks_after_a_space_are_notes_where_they_stand_far_apart():
    long = "The harbor was shut in the year of the war, as one wrote to the other at length. " * 5
    body = "".join(f"{long}He came ({n}) and went again.\n\n" for n in (1, 2, 3))
    notes = [f"({n}) {words}" for n, words in enumerate(NOTES, 1)]
    assert notes_of(
        f"The harbor in winter (0)\n\n{body}(0) From the archives.\n" + "\n".join(notes)
    ) == [("0", 1), ("1", 1), ("2", 1), ("3", 1)]


def test_the_label_of_a_note_is_no_mark_of_a_numbered_paragraph_of_another_document():
    letter = "{}\n\nThe harbor was shut in March[1] and opened in May.[2] Nobody wrote.[3]\n\n{}"
    notes = "\n\n".join(f"[{n}] {note}" for n, note in enumerate(NOTES, 1))
    points = "\n\n".join(f"{n}. The dues were raised for the {n}th time." for n in (1, 2, 3))
    text = "\n\n\n".join(
        [letter.format("The first letter.", notes), letter.format("The second letter.", points)]
    )
    assert [n for n, _ in notes_of(f"{text}\n\n{notes}\n")] == ["1", "2", "3"] * 2


def test_numbered_paragraphs_after_a_note_stay_paragraphs():
    notes = "\n\n".join(f"[{n}] {note}" for n, note in enumerate(NOTES, 1))
    points = "\n\n".join(f"{n}. The dues were raised for the {n}th time." for n in (1, 2, 3))
    text = (
        text_of(("[1]", "[2]", "[3]"), [notes]) + f"\n\nThe points\n\n{points}\n\nThat was all.\n"
    )
    assert len(notes_of(text)) == 3
