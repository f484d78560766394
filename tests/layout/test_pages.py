"""What marks a page, and what stands at its edge."""

import pytest

from tests.layout.views import hints_of, layout_of

PARAGRAPH = "The harbor was shut in the month of March, and no ship came in. " * 6


def pages_of(text):
    return [n for _, n in hints_of(text, "page_block")] + [n for _, n in hints_of(text, "page")]


@pytest.mark.parametrize(
    "frame", ["[Pg {}]", "{{{}}}", "[p. {}]", "[Seite {}]", "|{}|", "[fol. {}]"]
)
def test_a_frame_around_numbers_that_go_up_marks_pages(frame):
    text = "\n\n".join(f"{PARAGRAPH}\n\n{frame.format(n)}" for n in range(11, 16))
    assert pages_of(text) == ["11", "12", "13", "14", "15"]


@pytest.mark.parametrize("frame", ["- {} -", "--- {} ---", "Page {} of 40", "{}/40", "[{}]"])
def test_a_number_on_a_line_of_its_own_begins_a_page(frame):
    text = "\n\n".join(f"{PARAGRAPH}\n\n{frame.format(n)}" for n in (12, 13, 14))
    assert pages_of(f"{text}\n\n{PARAGRAPH}") == ["12", "13", "14"]


@pytest.mark.parametrize("frame", ["- {} -", "{}", "Page {} of 40", "{}/40"])
def test_numbers_of_which_the_last_has_nothing_below_are_at_the_foot(frame):
    text = "\n\n".join(f"{PARAGRAPH}\n\n{frame.format(n)}" for n in (12, 13, 14))
    assert pages_of(text) == ["13", "14"]
    assert pages_of(f"{PARAGRAPH}\n\n1\n\n{PARAGRAPH}\n\n2\n\n{PARAGRAPH}") == ["2", "3"]


def test_a_number_that_stands_alone_between_pages_of_text_is_a_page():
    assert pages_of(f"{PARAGRAPH}\n\n|12|\n\n{PARAGRAPH}") == ["12"]
    assert pages_of(f"{PARAGRAPH}\n\n[1]\n\n{PARAGRAPH}") == []
    assert pages_of(f"{PARAGRAPH} [[12]] {PARAGRAPH}") == ["12"]


def test_the_signs_that_set_off_a_page_mark_belong_to_it():
    text = f"{PARAGRAPH}\n\n*[p. 12]*\n\n{PARAGRAPH}"
    assert hints_of(text, "page_block") == [("*[p. 12]*", "12")]


def test_a_foot_that_counts_all_pages_is_known_by_its_repetition():
    pages = [f"{PARAGRAPH}\n\nPage {n} of 9" for n in (4, 5, 6)]
    assert pages_of("\n\f".join(pages)) == ["5", "6"]


@pytest.mark.parametrize(
    "text", ["See [3] and [9] there.", "It was {sic} 1900 {or so}.", "In [1971] it was."]
)
def test_numbers_in_brackets_that_do_not_count_are_no_pages(text):
    assert pages_of(text) == []


def test_headings_that_count_are_no_running_heads():
    text = "\n\n".join(f"Hymn {n}.\n\n{PARAGRAPH}" for n in range(1, 8))
    assert layout_of(text).value("pages") == "none"


def test_a_running_head_has_the_number_of_its_page():
    head = "Council, XX. Session          8 July          34. Sitting / {}"
    text = "\n\n".join(f"{PARAGRAPH}and so\n\n{head.format(n)}\n\non it went." for n in range(5, 9))
    assert pages_of(text) == ["5", "6", "7", "8"]
    assert len(hints_of(text, "form_work") + hints_of(text, "form_work_block")) == 4


def test_the_day_at_one_end_of_a_running_head_may_be_the_number_of_the_page_at_the_other():
    head = "7 July 1923 : Column {}"
    text = "\n\n".join(
        f"{PARAGRAPH}and so\n\n{head.format(n)}\n\non it went." for n in range(5, 10)
    )
    assert pages_of(text) == ["5", "6", "7", "8", "9"]


def test_the_number_at_the_foot_is_that_of_the_page_it_ends():
    text = f"{PARAGRAPH}\n\n   3\n\f{PARAGRAPH}\n\n   4\n\f{PARAGRAPH}\n\n   5\n"
    assert pages_of(text) == ["4", "5"]


def test_line_numbers_in_the_margin_are_no_text():
    lines = [f"{n:2}   The board read the statute as written" for n in range(1, 26)]
    text = "\n".join([*lines, *lines])
    assert layout_of(text).value("line-numbers") == "margin"
    assert ("7", "lineNum left") in hints_of(text, "form_work")


def test_labels_and_headings_beside_the_numbers_of_pages_are_no_running_heads():
    speeches = "\n".join(f"HALE\nNobody came {n}.\n\nVALE\nNobody {n}?\n" for n in range(12))
    text = "\n".join(f"- {n} -\nHALE\nI say so.\n\n{speeches}\nScene {n}\n" for n in range(11, 16))
    assert pages_of(text) == ["11", "12", "13", "14", "15"]
    assert hints_of(text, "form_work") + hints_of(text, "form_work_block") == []


def test_words_beside_the_numbers_of_pages_that_stand_nowhere_else_are_running_heads():
    text = "\n".join(f"- {n} -\n\nTHE HARBOR\n\n{PARAGRAPH}\n" for n in range(11, 16))
    heads = hints_of(text, "form_work") + hints_of(text, "form_work_block")
    assert len(heads) == 5


def test_labels_at_the_top_of_pages_that_form_feeds_part_are_no_running_heads():
    speeches = "\n".join(f"HALE\nNobody came {n}.\n\nVALE\nNobody {n}?\n" for n in range(12))
    text = "\f".join(f"HALE\nI say so.\n\n{speeches}\n\n   {n}\n" for n in range(3, 8))
    heads = hints_of(text, "form_work") + hints_of(text, "form_work_block")
    assert [words for words, _ in heads if "HALE" in words] == []


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_numbers_of_verses_are_no_line_numbers(between):
    text = between.join(f"{n} And the harbor was shut, and no ship came in." for n in range(1, 13))
    assert layout_of(text).value("line-numbers") == "none"


def test_times_beside_names_are_no_numbers_of_pages():
    said = (
        "Words that are said, and that go on for a while so that the turns are as long as pages.\n"
    )
    turns = "".join(
        f"Ada Grey {n}:0{n}\n{said * 8}\nBen Hall {n}:3{n}\n{said}\n" for n in range(2, 9)
    )
    assert pages_of(turns) == []


@pytest.mark.parametrize("frame", ["[[{}]]", "|{}|", "{{{}}}", "[p. {}]"])
def test_pages_of_each_letter_begin_anew(frame):
    numbers = (2, 3, 4, 2, 3, 2, 2, 3)
    text = "".join(f"{PARAGRAPH} {frame.format(n)} {PARAGRAPH}\n\n" for n in numbers)
    assert pages_of(text) == [str(n) for n in numbers]


def test_the_page_mark_that_a_text_begins_with_stands_above_its_heading():
    text = f"<p. 279> 93. Memorandum\n\n{PARAGRAPH} <p. 280> {PARAGRAPH}\n"
    assert hints_of(text, "page_block") == [("<p. 279>", "279")]
    assert hints_of(text, "text")[0][0] == "93. Memorandum"
    assert hints_of(text, "page") == [("<p. 280>", "280")]


def test_framed_numbers_that_stand_alone_win_over_an_enumeration():
    enumerated = f"{PARAGRAPH * 4}He asked ({{}}) for the dues."
    parts = [f"--- {n + 11} ---\n\n{enumerated.format(n)}" for n in range(1, 7)]
    text = "\n\n".join(parts)
    assert pages_of(text) == [str(n + 11) for n in range(1, 7)]


@pytest.mark.parametrize(
    "words",
    [
        'rewritten to "git merge frotz@{1}~22" by the program',
        "append to $self->{l} what is read",
        r"the sign \x{0021} or \x{0966} is printed",
        "see the address somewhere/time?track=[02] for it",
        "<F1>\t<F1>\n<F2>\t<F2>\n<F3>\t<F3>\n<F4>\t<F4>",
        "the list\n\n.fi\n\nends here",
    ],
)
def test_brackets_of_code_are_no_pages(words):
    assert pages_of(f"{PARAGRAPH}\n\nThey said {words}.\n\n{PARAGRAPH}\n") == []


def test_numbers_that_begin_paragraphs_count_these():
    text = "".join(f"[{n}] {PARAGRAPH}\n\n" for n in range(4, 10))
    assert pages_of(text) == []


def test_lines_in_capitals_at_the_top_of_pages_are_heads_though_their_words_change():
    heads = ["NATIONAL POLICY", "THE STAFF", "OF THE HARBOR", "THE WINTER"]
    text = PARAGRAPH.rstrip(". ") + " and\n\n1\n\f"
    for n, head in enumerate(heads, start=2):
        text += f"{head}\n\nthe ice went on. {PARAGRAPH.rstrip('. ')} and\n\n{n}\n"
        text += "\f" if n <= len(heads) else ""
    assert [words for words, _ in hints_of(text, "form_work") if words.isupper()] == heads


def test_numbers_with_a_stop_at_the_right_of_all_text_are_those_of_pages():
    words = "Nobody came along the road that evening, and the lamp burned on.\n" * 12
    at_right, in_the_middle = (
        "".join(
            f"{words}\n{n}.".replace(f"\n{n}.", f"\n\n{' ' * indent}{n}.\n\n") for n in range(2, 9)
        )
        for indent in (62, 31)
    )
    assert layout_of(at_right + words).value("pages") != "none"
    assert layout_of(in_the_middle + words).value("pages") == "none"
