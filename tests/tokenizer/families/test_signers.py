"""Those who sign a will, a petition, a resolution or a treaty: names in capitals at the end."""

import tei_kit
from tests.tokenizer.families.speech.talk import words

SAID = "I, Thomas Reed of Norhaven, pilot, do make this my last will and testament.\n\n"
ARTICLES = "".join(
    f"ARTICLE {n}.\n\nEach Party may denounce this Protocol on {n} months' notice.\n\n"
    for n in (1, 2, 3)
)


def signed(text):
    body = tei_kit.convert(text, name="text.txt").tree.find(".//{*}body")
    return [words(each) for each in body.iter("{*}signed")]


def test_names_in_capitals_at_the_end_are_signed():
    text = f"{SAID}THOMAS REED. (Seal.)\n\nWitnesses:\nJAMES HOLT.\nANN PELL.\n"
    assert signed(text) == ["THOMAS REED. (Seal.)", "JAMES HOLT.", "ANN PELL."]


def test_an_office_stands_beside_or_above_a_name():
    text = f"{SAID}Le Maire,\nJEAN HALE.\n\nATTEST:\n\nRUTH PELL, City Clerk\n"
    assert signed(text) == ["Le Maire, JEAN HALE.", "RUTH PELL, City Clerk"]


def test_those_who_are_counted_go_on_with_the_names():
    text = f"{SAID}THOMAS REED,\nJAMES HOLT,\nand 41 others.\n"
    assert signed(text) == ["THOMAS REED,", "JAMES HOLT, and 41 others."]


def test_a_line_above_a_name_says_for_whom_a_treaty_is_signed():
    text = f"{ARTICLES}For Norvia:\nJ. HALE\n\nFor Castal:\nM. ORTEGA\n"
    assert signed(text) == ["For Norvia: J. HALE", "For Castal: M. ORTEGA"]


def test_names_side_by_side_end_a_treaty():
    assert signed(f"{ARTICLES}J. HALE                M. ORTEGA\n") == ["J. HALE", "M. ORTEGA"]


def test_other_ends_are_not_signed():
    assert signed(f"{SAID}THE WIND IS COLD TODAY AND NOBODY KNOWS WHY.\nIT RAINS.\n") == []
    assert signed(f"{SAID}Ada Vale of Norhaven\nBen Dorn of Castal\n") == []
