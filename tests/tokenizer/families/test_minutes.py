"""Minutes: numbered headings, lists in decimals, and nobody who speaks."""

import tei_kit

TEI = "{http://www.tei-c.org/ns/1.0}"

MINUTES = """\
HARBOUR COMMITTEE
Minutes of the meeting held on 3 May 1931

Present: Mr. Amos (chair), Mrs. Pell

1. Minutes of the last meeting
The minutes were approved.

2. Harbour dues
2.1 Mrs. Pell reported that the dues had risen.
2.2 It was agreed to write to the Minister.
ACTION: Mrs. Pell

3. Any other business
None.
"""


def words(element):
    return " ".join("".join(element.itertext()).split())


def found(text, name):
    body = tei_kit.convert(text, name="minutes.txt").tree.find(f".//{TEI}body")
    return [words(element) for element in body.iter(f"{TEI}{name}")]


def test_numbered_lines_are_headings():
    assert found(MINUTES, "head") == [
        "HARBOUR COMMITTEE",
        "1. Minutes of the last meeting",
        "2. Harbour dues",
        "3. Any other business",
    ]


def test_paragraphs_that_count_in_decimals_are_a_list():
    assert found(MINUTES, "item") == [
        "Mrs. Pell reported that the dues had risen.",
        "It was agreed to write to the Minister.",
    ]


def test_nobody_speaks():
    assert found(MINUTES, "speaker") == []
    assert "None." in found(MINUTES, "p")


TITLE_OF_STEPS = "HARBOUR LAMP Ways of the lamp held on 3 May 1931"


def test_steps_that_count_are_no_minutes_without_their_words():
    text = MINUTES.replace("Minutes", "Ways").replace("minutes", "ways")
    text = text.replace("meeting", "lamp").replace("Present", "Needed").replace("COMMITTEE", "LAMP")
    assert found(text, "head") == [TITLE_OF_STEPS]


def test_what_somebody_says_below_an_item_is_kept():
    text = MINUTES + "\n• Pell\n   Pell: I shall write.\n"
    assert found(text, "speaker") == ["Pell:"] or "Pell: I shall write." in found(text, "p")


BOARD = """\
BOARD OF TRUSTEES
REGULAR MEETING
June 12, 1998

ROLL CALL

Present: Hale, Pell, Vale. Absent: Dorn.

APPROVAL OF MINUTES

Motion by Pell, seconded by Vale, to approve the minutes of May 8.

NEW BUSINESS

A resolution to accept the gift of a piano was read.

Respectfully submitted,

Ada Grey, Secretary
"""


def test_headings_in_capitals_without_numbers():
    assert found(BOARD, "head") == [
        "BOARD OF TRUSTEES REGULAR MEETING", "ROLL CALL", "APPROVAL OF MINUTES", "NEW BUSINESS"
    ]  # fmt: skip
    assert found(BOARD, "signed") == ["Ada Grey, Secretary"]


def test_who_is_present_on_lines_of_their_own_is_a_list():
    text = MINUTES.replace(
        "Present: Mr. Amos (chair), Mrs. Pell", "Present:\nMr. Amos (chair)\nMrs. Pell"
    )
    assert found(text, "item") == [
        "Mr. Amos (chair)",
        "Mrs. Pell",
        "Mrs. Pell reported that the dues had risen.",
        "It was agreed to write to the Minister.",
    ]


def test_who_submits_the_minutes_signs_with_the_function():
    signed = BOARD.replace("Ada Grey, Secretary", "Dora Penn\nTown Clerk")
    assert found(signed, "salute") == ["Respectfully submitted,"]
    assert found(signed, "signed") == ["Dora Penn Town Clerk"]


GERMAN = """\
Niederschrift über die Sitzung des Gemeinderates am 7. Mai 2013

Anwesend: Bürgermeister Vogel; die Gemeinderäte Pohl, Holm, Kern
Entschuldigt: Gemeinderätin Lang

TOP 1 Begrüßung
Der Bürgermeister eröffnet die Sitzung um 19.00 Uhr.

TOP 2 Hafenmauer
Samstag 7 Mai wird gearbeitet.

TOP 3 Verschiedenes
Keine Wortmeldungen.
"""


def test_the_same_word_may_stand_before_the_numbers_of_headings():
    assert found(GERMAN, "head")[1:] == [
        "TOP 1 Begrüßung",
        "TOP 2 Hafenmauer",
        "TOP 3 Verschiedenes",
    ]
    assert "Samstag 7 Mai wird gearbeitet." in found(GERMAN, "p")


def test_another_word_before_a_number_makes_no_heading():
    text = MINUTES.replace("None.", "The Committee meets on\nSaturday 7 June at noon")
    assert found(text, "head") == found(MINUTES, "head")
