"""Shapes of lines: what is a dateline, a salutation, a close, a name, and what is not."""

from __future__ import annotations

import pytest

from tei_kit.settings.language import load
from tei_kit.tokenizer.families.letters import headings, shapes

EN, DE, FR, ES, LA = (load(code) for code in ("en", "de", "fr", "es", "la"))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Norhaven, May 3, 1854.", EN),
        ("THESSALONICA, AUGUST", EN),
        ("Sunday Eveng.", EN),
        ("Norhaven, April [March?] 30, 1819.", EN),
        ("Samstag [2]8. 11. 96.", DE),
        ("Wien, IX. Frankgasse 1. 13. 6. 94.", DE),
        ("[Envoyée à Castal]", FR),
        ("De Norhaven, ce 3 mai 1854.", FR),
        ("Scr. Romae a. d. xvi Kal. Febr. a. 698 (56).", LA),
        ("(1552)", ES),
    ],
)
def test_a_place_and_a_day_are_a_dateline(line, language):
    assert shapes.is_dateline(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("I shall write again on Friday.", EN),
        ("On May 3 the council met and resolved to build it anew.", EN),
        ("AUGUST", EN),
        ("Nächsten Sonnabend ein Mehreres!", DE),
    ],
)
def test_a_sentence_with_a_day_is_no_dateline(line, language):
    assert not shapes.is_dateline(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("My dear Sir", EN),
        ("SIR,", EN),
        ("Sehr geehrter Herr Doktor,", DE),
        ("Madamoiselle et bien-aimée sœur,", FR),
        ("MAGNÍFICOS, HONORABLES SEÑORES,--", ES),
        ("MARCVS QVINTO FRATRI SALVTEM.", LA),
    ],
)
def test_a_line_that_greets_is_a_salutation(line, language):
    assert shapes.is_salute(line, language)


@pytest.mark.parametrize(
    "line",
    ["The harbor is shut.", "What is dear?", "He sold the horse that was dear to him; and went."],
)
def test_a_sentence_is_no_salutation(line):
    assert not shapes.is_salute(line, EN)


@pytest.mark.parametrize(
    ("text", "salute", "language"),
    [
        ("MY DEAR WIGMORE,--Of course I would", "MY DEAR WIGMORE,--", EN),
        ("DEAR MR. SPURGEON,--In reply to", "DEAR MR. SPURGEON,--", EN),
        ("Dear Sir: I have your letter", "Dear Sir:", EN),
        ("M. CICERO S.D. P. LENTVLO PROCOS.—cum", "M. CICERO S.D. P. LENTVLO PROCOS.—", LA),
        ("The man--he was old--went", "", EN),
        ("meine Einakter sind Freitag. Erste Probe gestern – Anatol", "", DE),
    ],
)
def test_a_salutation_may_run_into_its_paragraph(text, salute, language):
    end = shapes.run_in_salute(text, 0, len(text), language)
    assert text[: max(end, 0)] == salute


@pytest.mark.parametrize(
    "line", ["August Vale.", "F. K. L.", "d'Estournelles", "CHARLES d'ESPEVILLE."]
)
def test_words_with_capitals_can_be_a_name(line):
    assert shapes.is_name(line, EN)


@pytest.mark.parametrize(
    "line", ["None.", "Agreed.", "Top Secret", "Enclosure", "THE END", "Exeunt.", "To", "Facts:"]
)
def test_words_that_end_texts_are_no_names(line):
    assert not shapes.is_name(line, EN)


@pytest.mark.parametrize(
    ("line", "shape", "language"),
    [
        ("LETTER I.--TO DR. SMALL, May 7, 1775", "letter", EN),
        ("LETTRE N° 1.127", "letter", FR),
        ("No. 412", "letter", EN),
        ("126. Letter to Thomas Pell, June 29, 1825", "letter", EN),
        ("28. An Frau Richter in Hof.", "addressed", DE),
        ("TO JOHN H. WIGMORE", "to", EN),
        ("Max Mell an Arthur Vale, 29. 7. 1907", "between", DE),
        ("LXXI (Q FR I, 4)", "numbers", EN),
        ("10.", "number", DE),
        ("Dienstag, 7. Juli 1891", "day", DE),
        ("No. 1 Pump Court", "", EN),
        ("To be or not to be", "", EN),
    ],
)
def test_headings_of_letters_have_shapes(line, shape, language):
    assert headings.shape_of(line, language) == shape


@pytest.mark.parametrize(
    ("line", "language", "is_place"),
    [
        ("À Norhaven, mercredi 11e mars 1671", FR, True),
        ("Aux Rochers, 30 mai.", FR, True),
        ("À Madame de Laval, 30 mai.", FR, False),
        ("À Madame de Laval", FR, False),
    ],
)
def test_a_place_before_a_date_is_not_whom_a_letter_is_to(line, language, is_place):
    assert shapes.is_dated_place(line, language) is is_place


@pytest.mark.parametrize(
    ("line", "is_close"),
    [
        ("I have the honour to be, with great respect and esteem, Sir, your humble servant,", True),
        ("Adieu, my dear; we all think of you often.", True),
        ("The old servant came back in the evening and told us that the boats were in,", False),
    ],
)
def test_a_long_line_is_a_close_by_the_word_that_it_begins_or_ends_with(line, is_close):
    assert shapes.is_close(line, EN) is is_close


@pytest.mark.parametrize(("line", "is_so"), [("VI.", False), ("III", False), ("C.", True)])
def test_a_roman_numeral_is_no_name_where_it_has_two_letters(line, is_so):
    assert shapes.is_name(line, load("en")) is is_so
