"""Dates in words: what each form is in ISO 8601, and what says too little."""

from __future__ import annotations

import pytest

from tei_kit.settings.language import load
from tei_kit.tokenizer import dates_in_words

WHOLE = [
    ("de", "3. März 1971", "1971-03-03"),
    ("de", "d. 11 Okt. 1796", "1796-10-11"),
    ("de", "den 7ten Sept. 〈Sonntag〉 1823", "1823-09-07"),
    ("fr", "le 3 mai 1854", "1854-05-03"),
    ("fr", "ce premier d'octobre 1538", "1538-10-01"),
    ("fr", "ce 20 d'octobre (1538)", "1538-10-20"),
    ("fr", "(Juin 1545.)", "1545-06"),
    ("es", "este 1 de octubre de 1538", "1538-10-01"),
    ("it", "3 maggio 1854", "1854-05-03"),
    ("nl", "3 mei 1854", "1854-05-03"),
    ("ru", "3 мая 1854", "1854-05-03"),
    ("en", "Sept. 3, 1970", "1970-09-03"),
    ("en", "Septr 1st 1820", "1820-09-01"),
    ("en", "September 25, [1899]", "1899-09-25"),
    ("en", "December 10,1779", "1779-12-10"),
    ("en", "October, 1779", "1779-10"),
    ("en", "December the 16th, O. S. 1749", "1749-12-16"),
    ("nl", "4 July 1777", "1777-07-04"),
    ("en", "1971-03-04", "1971-03-04"),
]
PART = [
    ("de", "Leipzig 9/V 22"),
    ("de", "16. 3. 07"),
    ("de", "5/7"),
    ("en", "February 30, 1800"),
]
YEARLESS = [
    ("en", "May 31st", "--05-31"),
    ("es", "3 de mayo", "--05-03"),
    ("en", "May the 3d", "--05-03"),
]
NONE = [("en", "chapter 3.4 of the book"), ("en", "we may go"), ("de", "Band 3, Seite 12")]


@pytest.mark.parametrize(("code", "text", "when"), WHOLE)
def test_a_date_with_a_year_says_when(code, text, when):
    assert [d.when for d in dates_in_words.find(text, 0, len(text), load(code))] == [when]


@pytest.mark.parametrize(("code", "text"), PART)
def test_a_date_without_a_whole_year_is_a_date_that_says_no_day(code, text):
    assert [d.when for d in dates_in_words.find(text, 0, len(text), load(code))] == [""]


@pytest.mark.parametrize(("code", "text", "when"), YEARLESS)
def test_a_day_and_a_month_without_a_year_are_told_as_such(code, text, when):
    assert [d.when for d in dates_in_words.find(text, 0, len(text), load(code))] == [when]


@pytest.mark.parametrize(
    ("heading", "line", "when"),
    [
        ("To Asa Pell, 5 July [1858]", "July 5th", "1858-07-05"),
        ("To Asa Pell, 5 July 1858", "5 July 58", "1858-07-05"),
        ("To Asa Pell, 6 July 1858", "July 5th", "--07-05"),
        ("To Asa Pell, 5 July 1869", "5 July 58", ""),
        ("5 July 1858 and 5 July 1859", "July 5th", "--07-05"),
    ],
)
def test_the_year_of_the_same_day_in_the_heading_is_the_year(heading, line, when):
    stated = dates_in_words.find(heading, 0, len(heading), load("en"))
    (date,) = dates_in_words.find(line, 0, len(line), load("en"))
    assert dates_in_words.with_year(date, stated).when == when


@pytest.mark.parametrize(("code", "text"), NONE)
def test_other_numbers_and_words_are_no_dates(code, text):
    assert dates_in_words.find(text, 0, len(text), load(code)) == []


@pytest.mark.parametrize(
    ("text", "code", "when"),
    [
        ("1864. May 3.", "en", "1864-05-03"),
        ("Leipzig, 1803 Mai 5", "de", "1803-05-05"),
        ("1889 г. Мая 3. Москва.", "ru", "1889-05-03"),
        ("México, mayo 3 de 1867", "es", "1867-05-03"),
        ("Salamanca, 12-V-1904", "es", "1904-05-12"),
        ("3/5/1929", "en", ""),
    ],
)
def test_the_year_before_the_day_and_months_between_dashes(text, code, when):
    (found,) = dates_in_words.find(text, 0, len(text), load(code))
    assert found.when == when


@pytest.mark.parametrize(
    ("code", "printed", "when"),
    [
        ("en", "1 Feb. 1708/9", ""),  # before 25 March the old year and the new one
        ("en", "Feb. 1, 1708-9", ""),
        ("en", "March 1706-7", ""),
        ("en", "June 6/17, 1712", ""),  # in both styles
        ("ru", "5/17 мая 1870", ""),
        ("de", "3./15. Mai 1870", ""),
        ("en", "[May 1812?]", ""),
        ("en", "c. 3 May 1812", ""),
        ("fr", "vers le 3 mai 1812", ""),
        ("la", "XV Kal. Febr. 1545", ""),  # the 18th of January
        ("en", "January 17-20, 1920", "1920-01-17/1920-01-20"),
        ("en", "3-5 May 1970", "1970-05-03/1970-05-05"),
        ("de", "vom 3. bis 5. Mai 1812", "1812-05-03/1812-05-05"),
        ("fr", "du 3 au 5 mai 1812", "1812-05-03/1812-05-05"),
        ("en", "1 st May 1812", "1812-05-01"),
        ("it", "1° maggio 1890", "1890-05-01"),
        ("es", "a 3 días del mes de mayo de 1520", "1520-05-03"),
        ("pt", "1.º de maio de 1880", "1880-05-01"),
        ("ru", "4-го мая 1889", "1889-05-04"),
        ("el", "5 Μαΐου 1872", "1872-05-05"),
        ("sv", "9 aug. 1871", "1871-08-09"),
    ],
)
def test_what_is_no_certain_day_has_no_value_and_several_days_have_two(code, printed, when):
    found = dates_in_words.find(printed, 0, len(printed), load(code))
    assert [date.when for date in found] == [when]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("en", "Michaelmas 1655"),
        ("en", "the Ides of March"),
        ("en", "Easter Monday 1812"),
        ("fr", "le 18 brumaire an VIII"),
        ("la", "pridie Nonas Maias anno MDVIII"),
        ("de", "Johannis 1601"),
    ],
)
def test_feasts_and_other_calendars_are_no_dates(code, printed):
    assert not dates_in_words.find(printed, 0, len(printed), load(code))
