"""Each question about the layout can be answered by an option, and the answer is what is done."""

import pytest

from tei_kit import pipeline
from tei_kit.layout import paragraphs
from tei_kit.layout.choices import CHOICES
from tei_kit.layout.notes import marks
from tei_kit.settings.options import OptionError
from tests.layout.views import blocks_of, hints_of, layout_of, notes_of

PROSE = (
    "The harbour was shut for eleven weeks that winter, and no ship\n"
    "came in or went out until the ninth of May, when the ice broke.\n"
    "The pilots sat at home and mended their nets by the long stove."
)


def tei_of(text, **layout):
    given = {question.replace("_", "-"): answer for question, answer in layout.items()}
    return pipeline.convert(text, layout=given).to_bytes().decode()


@pytest.mark.parametrize("question", CHOICES)
def test_every_question_is_answered_for_a_text_and_every_answer_can_be_given(question):
    assert question in layout_of(PROSE).answers
    for answer in CHOICES[question].answers:
        given = layout_of(PROSE, **{question: answer}).answers[question]
        assert (given.value, given.is_given) == (answer, True)


def test_the_answers_are_those_that_the_questions_know():
    assert set(CHOICES["paragraphs"].answers) == set(paragraphs.QUESTION.values)
    assert set(CHOICES["notes"].answers) == {"none", "framed", "worded", *marks.STARTS}
    assert set(CHOICES["references"].answers) == {"bare", "framed", *marks.REFERENCES}


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("wrapped", ["72", "none", "400"], ["9", "wide", "4000", "-1"]),
        ("pages", ["[Seite #]", "# | A Title"], ["[Seite]", "#1#"]),
        ("items", ["-", "*-", "o"], ["a", "- -", ""]),
        ("paragraphs", ["indent"], ["72", "INDENT"]),
    ],
)
def test_some_questions_take_answers_of_the_users_own_making(question, right, wrong):
    assert all(CHOICES[question].takes(answer) for answer in right)
    assert not any(CHOICES[question].takes(answer) for answer in wrong)


def test_a_wrong_answer_is_told_with_the_right_ones():
    with pytest.raises(OptionError) as error:
        pipeline.convert(PROSE, layout={"wrapped": "wide"})
    assert "none, or a column from 20 to 400" in str(error.value)
    with pytest.raises(OptionError) as error:
        pipeline.convert(PROSE, layout={"page-number": "top"})
    assert "did you mean 'page-numbers'?" in str(error.value)


def test_given_spacing_joins_the_lines_of_a_typescript_or_keeps_them_apart():
    double = PROSE.replace("\n", "\n\n")
    assert len(blocks_of(double)) == 3
    assert len(blocks_of(double, spacing="double")) == 1
    assert len(blocks_of(double, spacing="single")) == 3


def test_a_given_width_says_which_lines_go_on():
    text = "- one two three four five\nsix seven\n- eight\nNine ten\n"
    items = [
        " ".join(words.split()) for words, _ in hints_of(text, "item", items="-", wrapped="26")
    ]
    assert items == ["- one two three four five six seven", "- eight"]
    assert layout_of(PROSE, wrapped="none").width == 0
    assert layout_of(PROSE, wrapped="64").width == 64


def test_words_are_divided_at_line_ends_if_somebody_says_so():
    text = "The pilots sat at home and mended their har-\nbour nets by the stove.\n"
    joined = tei_of(text, divided="words")
    assert 'har<pc force="weak">-</pc><lb break="no"/>bour' in joined
    assert "har-" in tei_of(text, divided="none")
    assert "<pc" not in tei_of(text, divided="none")


def test_a_given_frame_marks_pages_in_lines_and_alone_and_nothing_else_does():
    text = f"{PROSE}\n\n[Blatt 7]\n\n{PROSE} {{8}} It thawed [Blatt 9] at last.\n"
    assert [n for _, n in hints_of(text, "page_block", pages="[Blatt #]")] == ["7"]
    assert [n for _, n in hints_of(text, "page", pages="[Blatt #]")] == ["9"]
    assert [n for _, n in hints_of(text, "page", pages="{#}")] == ["8"]
    assert hints_of(text, "page", pages="none") == hints_of(text, "page_block", pages="none") == []


def test_form_feeds_part_pages_without_a_number_if_somebody_says_so():
    text = f"{PROSE}\n\fIn May {PROSE}\n\fIn June {PROSE}\n"
    assert "<pb" not in tei_of(text)
    assert tei_of(text, pages="feed").count("<pb") == 2


def test_numbers_alone_number_the_page_above_or_below_as_somebody_says():
    text = f"{PROSE}\n\n3\n\n{PROSE}\n\n4\n\n{PROSE}\n"
    top = tei_of(text, pages="#", page_numbers="top")
    bottom = tei_of(text, pages="#", page_numbers="bottom")
    assert [f'<pb n="{n}"' in top for n in "345"] == [True, True, False]
    assert [f'<pb n="{n}"' in bottom for n in "345"] == [False, True, True]


def test_the_first_and_the_last_line_of_pages_are_heads_if_somebody_says_so():
    text = f"Opening\n\n{PROSE}\n\fWinter\n\n{PROSE}\n\nold\n\fSpring\n\n{PROSE}\n\nnew\n"
    both = tei_of(text, pages="feed", heads="both")
    for word in ("Winter", "Spring"):
        assert f'<fw type="header" place="top">{word}</fw>' in both
    for word in ("old", "new"):
        assert f'place="bottom">{word}</fw>' in both
    assert "<fw" not in tei_of(text, pages="feed", heads="none")
    assert "Winter</fw>" not in tei_of(text, pages="feed", heads="bottom")


def test_numbers_of_every_fifth_line_are_line_numbers_if_somebody_says_so():
    lines = [f"verse number {word} of the song" for word in "abcdefghijkl"]
    numbered = [f"{n} {line}" if n % 5 == 0 else line for n, line in enumerate(lines, 1)]
    text = "\n".join(numbered) + "\n"
    assert tei_of(text, line_numbers="margin").count("lineNum") == 2
    assert "lineNum" not in tei_of(text, line_numbers="none")


def test_notes_have_the_place_and_the_numbering_that_somebody_gives():
    text = f"{PROSE}[1] And so on.[2]\n\n[1] A note.\n[2] Another note.\n"
    assert 'place="end"' in tei_of(text)
    assert 'place="bottom"' in tei_of(text, note_place="bottom")
    again = f"{text}\n{PROSE}[1]\n\n[1] A third note.\n"
    assert notes_of(again) == [("1", 1), ("2", 1), ("1", 1)]
    assert notes_of(again, numbering="section") == [("1", 1), ("2", 1), ("1", 1)]
    assert notes_of(again, numbering="text") == [("1", 1), ("2", 1)]


@pytest.mark.parametrize(
    ("answer", "sign"),
    [("colon", ":"), ("dash", " --"), ("stop", "."), ("tab", "\t")],
)
def test_labels_that_stand_once_speak_if_somebody_says_how_they_end(answer, sign):
    said = f"HALE{sign} It thawed.\n\nVALE{sign} So it did.\n\nDORN{sign} At last.\n"
    assert tei_of(said, labels=answer).count("<sp ") == 3
    assert "<sp " not in tei_of(said, labels="none")


def test_names_in_brackets_or_in_paragraphs_of_their_own_speak_if_somebody_says_so():
    alone = "Ada Hale\n\nIt thawed in May.\n\nMr. Vale\n\nSo it did.\n\n"
    assert tei_of(alone * 2, labels="alone").count("<sp ") == 4
    bracketed = "[HALE] It thawed in May.\n\n[VALE] So it did.\n\n"
    assert tei_of(bracketed, labels="bracketed").count("<sp ") == 2


def test_names_alone_on_their_lines_speak_if_somebody_says_so():
    said = "Ada Hale\nIt thawed in May.\n\nMr. Vale\nSo it did, and late.\n\n"
    assert tei_of(said * 2, labels="line").count("<sp ") == 4
    assert "<sp " not in tei_of(said * 2, labels="none")


def test_only_given_signs_make_items():
    text = f"The list:\n\n• one thing\n\n• two things\n\n{PROSE}\n\n- a dash\n\n{PROSE}\n"
    assert tei_of(text).count("<item") == 2
    assert "<item" not in tei_of(text, items="none")
    assert tei_of(text, items="-").count("<item") == 1
    assert tei_of(text, items="-•").count("<item") == 3


def test_the_words_of_a_layout_tell_what_is_given_and_what_came_second():
    text = f"{PROSE}\n\n{PROSE}\n"
    assert "wrapped at 72 (as given)" in layout_of(text, wrapped="72").words()
    assert "no labels (as given)" in layout_of(text, labels="none").words()
    numbered = "".join(f"{PROSE}\n{PROSE}\n\n{n}\n\n" for n in (3, 4, 5, 7, 8))
    assert "pages by numbers alone (likely; perhaps no pages)" in layout_of(numbered).words()
