"""Dates as people write them: those with one meaning have their form of ISO 8601, no others."""

import pytest

from tei_kit.advice.dates import in_attributes, iso_date, iso_moment, lacks_century


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31.5.1971", "1971-05-31"),
        ("31. 5. 1971", "1971-05-31"),
        ("01.02.1971", "1971-02-01"),
        ("1971-5-3", "1971-05-03"),
        ("1971/05/31", "1971-05-31"),
        ("1971-5", "1971-05"),
        ("19710531", "1971-05-31"),
        ("5/31/1971", "1971-05-31"),
        ("31/5/1971", "1971-05-31"),
        ("5/5/1971", "1971-05-05"),
        ("May 31, 1971", "1971-05-31"),
        ("May 31st, 1971", "1971-05-31"),
        ("31 May 1971", "1971-05-31"),
        ("31. Mai 1971", "1971-05-31"),
        ("1er mai 1971", "1971-05-01"),
        ("31 de mayo de 1971", "1971-05-31"),
        ("May 1971", "1971-05"),
        ("Sept. 3, 1871", "1871-09-03"),
        ("1971 May 31", "1971-05-31"),
        ("the 31st of May, 1971", "1971-05-31"),
        ("31-May-1971", "1971-05-31"),
        ("Monday, May 31, 1971", "1971-05-31"),
        ("Montag, 31. Mai 1971", "1971-05-31"),
        ("1971–05–31", "1971-05-31"),
    ],
)
def test_a_date_that_is_clear_is_read(text, date):
    assert iso_date(text) == date


@pytest.mark.parametrize(
    "text",
    ["5/6/1971", "31.2.1971", "13/13/1971", "May", "1971", "Smarch 3, 1971", "1.2.71", "", "x"],
)
def test_any_other_is_left_to_a_person(text):
    assert iso_date(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10:30", "10:30:00"),
        ("9:05", "09:05:00"),
        ("1971-05-31T10:30", "1971-05-31T10:30:00"),
        ("1971-05-31 10:30:15", "1971-05-31T10:30:15"),
        ("31.5.1971", "1971-05-31"),
        ("25:10", None),
        ("1971-02-30T10:30", None),
    ],
)
def test_a_time_of_day_is_read(text, moment):
    assert iso_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("1971-1972", 'from="1971" to="1972"'),
        ("1914–18", 'from="1914" to="1918"'),
        ("1972-1971", ""),
        ("c. 1971", 'when="1971" cert="low"'),
        ("ca. May 1971", 'when="1971-05" cert="low"'),
        ("um 1900", 'when="1900" cert="low"'),
        ("1971?", 'when="1971" cert="low"'),
        ("[1971?]", 'when="1971" cert="low"'),
        ("[1971]", 'when="1971"'),
        ("before 1971", 'notAfter="1971"'),
        ("nach 1914", 'notBefore="1914"'),
        ("1970s", 'notBefore="1970" notAfter="1979"'),
        ("1900s", ""),  # ten years or a hundred
        ("971", 'when="0971"'),
        ("some day?", ""),
        ("Canada 1971", ""),
        ("", ""),
    ],
)
def test_spans_and_doubtful_dates_take_several_attributes(text, attributes):
    assert in_attributes(text) == attributes


def test_a_year_of_two_digits_is_no_date():
    assert lacks_century("31.05.71")
    assert lacks_century("5/31/71")
    assert not lacks_century("31.05.1971")
