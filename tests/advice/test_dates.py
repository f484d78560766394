"""Dates as people write them: those with one meaning have their form of ISO 8601, no others."""

import pytest

from tei_kit.advice.dates import iso_date


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
