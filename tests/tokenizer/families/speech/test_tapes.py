"""Tapes: labels without a sign beside the times of a transcript."""

import pytest

from tests.tokenizer.families.speech.talk import body, labels, speeches, stages

TEI = "{http://www.tei-c.org/ns/1.0}"

# Of the tapes of Apollo 11 (NASA).
SAID = [
    ("04", "CDR", "Roger. Clock."),
    ("13", "CDR", "Roger. We got a roll program."),
    ("15", "CMP", "Roger. Roll."),
    ("34", "CDR", "Roll's complete and the pitch is programed."),
    ("39", "CC", "You're good at 1 minute."),
    ("42", "CDR (TRANQ)", "Roger."),
    ("44", "CC", "Stand by for mode 1 Charlie."),
    ("45", "CC", "MARK."),
    ("47", "CDR", "One Charlie."),
    ("58", "CC", "Apollo 11, this is Houston. You are GO for staging."),
]
NAMES = [name for _, name, _ in SAID]


def tape(form):
    return "".join(form.format(time, name, said) for time, name, said in SAID)


@pytest.mark.parametrize(
    "form",
    [
        "00 00 00 {} {}\n{}\n\n",
        "00 00 00 {} {}\n{}\n",
        "00 00 00 {} {} {}\n\n",
        "00 00 00 {}\t{}\t{}\n",
        "00 00 00 {}    {}       {}\n",
        "00 00 00 {} {}: {}\n\n",
        "[00:00:{}] {}\n{}\n\n",
        "00:00:{} {}\n{}\n\n",
        "00:00:{} {} {}\n",
    ],
)
def test_a_time_and_a_name_that_recurs_make_a_label(form):
    assert [label.rstrip(":") for label in labels(tape(form))] == NAMES
    said = [speech.said for speech in speeches(tape(form))]
    assert said[0][-1].endswith("Roger. Clock.")
    assert all("00" not in part for speech in said for part in speech)


def test_one_person_has_one_name_whatever_stands_in_brackets():
    text = tape("00 00 00 {} {}\n{}\n\n")
    assert {speech.who for speech in speeches(text)} == {"cdr", "cmp", "cc"}


def test_the_times_of_four_numbers_are_days_and_hours():
    times = [time.get("dur") for time in body(tape("00 01 00 {} {}\n{}\n\n")).iter(f"{TEI}time")]
    assert times[:2] == ["PT1H0M04S", "PT1H0M13S"]


def test_what_is_told_between_is_a_direction():
    text = tape("00 00 00 {} {}\n{}\n\n")
    text += "REST PERIOD - NO COMMUNICATIONS\n\n(Music)\n\n00 00 01 02 CC\nWe copy you.\n"
    assert stages(text) == ["REST PERIOD - NO COMMUNICATIONS", "(Music)"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"00:00:{n} INFO started the service again\n" for n in range(10, 40)),
        "".join(f"09:{n} KINGS CROSS   York and the north\n" for n in range(10, 40)),
        "".join(f"00 00 00 {n} A{n}\nRoger. I copy you.\n\n" for n in range(10, 40)),
        "".join(f"00 00 00 {n} CC\nRoger. I copy you.\n\n" for n in range(40, 10, -1)),
    ],
)
def test_logs_tables_and_numbers_that_go_down_are_none(text):
    assert not labels(text)


def test_a_row_in_capitals_right_under_a_label_is_said():
    text = "".join(f"{name}  0:{time}\n{said}\n\n" for time, name, said in SAID)
    assert body(text).find(f".//{TEI}head") is None
    assert len(labels(text)) == len(SAID)
