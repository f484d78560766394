"""Volumes: the headings of several letters, in the forms that editions have."""

from __future__ import annotations

import pytest

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
WORDS = (
    "Your letter of the 1st reached me this morning, and I answer it at once. The ship has not\n"
    "been seen, though two boats went out to look for her at noon, and came back at dusk.\n"
)
PLACES = ("Norhaven, May 3, 1854.", "Altenau, June 5, 1854.", "Norhaven, July 9, 1854.")
FORMS = {
    "dashes": ("I.--TO BENJAMIN PELL.", "II.--TO ADA HALE.", "III.--TO BENJAMIN PELL."),
    "italics": ("78.--_AMOS HALE TO MISS PELL._", "79.--_TO AMOS HALE._", "80.--_TO MISS PELL._"),
    "writers": ("1. AMOS HALE.", "2. AMOS HALE.", "3. ADA PELL."),
    "numbers": ("LETTER I", "LETTER II", "LETTER III"),
    "telegrams": ("TELEGRAM TO GENERAL PELL.", "LETTER TO MRS. HALE.", "TELEGRAM TO MR. CROFT."),
}


def volume(heads, title="LETTERS TO HIS SON"):
    letters = (
        f"{head}\n\n{place}\n\n{WORDS}\nAMOS HALE.\n"
        for head, place in zip(heads, PLACES, strict=True)
    )
    return f"{title}\n\n" + "\n\n".join(letters)


def heads_of(text):
    tree = pipeline.convert(text.encode()).tree
    return [
        " ".join("".join(div.find(T + "head").itertext()).split())
        for div in tree.iter(T + "div")
        if div.get("type") == "letter"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_headings_of_letters_in_a_volume_are_found(form):
    assert heads_of(volume(FORMS[form])) == list(FORMS[form])


def test_whom_letters_are_to_stands_below_their_numbers():
    heads = [f"LETTER {n}\n\nAMOS HALE TO B.C. PELL" for n in (1, 2, 3)]
    text = volume(heads)
    assert heads_of(text) == [head.replace("\n\n", " ") for head in heads]
    tree = pipeline.convert(text.encode()).tree
    received = tree.iterfind(f".//{T}correspAction[@type='received']/{T}persName")
    assert {e.text for e in received} == {"B.C. PELL"}


def test_numbered_sections_of_a_licence_are_no_letters():
    sections = [
        f"{n}. Terms of Use.\n\n{n}.1. The Initial Grant.\n\n{WORDS * 2}" for n in range(1, 6)
    ]
    tree = pipeline.convert("\n".join(sections).encode()).tree
    assert tree.find(f".//{T}dateline") is None


def test_a_salutation_may_go_on_on_the_next_line():
    text = "Norheim, den 3. Mai 1854.\n\nSehr geehrter\n\nHerr Doktor Hale!\n\n"
    text += "Ihr Brief hat mich gestern erreicht, und ich danke Ihnen für die Bücher, die Sie\n"
    text += "mir mit ihm geschickt haben.\n\nIhr ergebener\nAmos Pell\n"
    tree = pipeline.convert(text.encode()).tree
    salutes = ["".join(e.itertext()) for e in tree.find(f".//{T}opener").iter(T + "salute")]
    assert salutes == ["Sehr geehrter", "Herr Doktor Hale!"]


def test_the_office_set_to_the_right_below_a_name_is_part_of_what_is_signed():
    text = f"Norhaven, May 3, 1854.\n\nSir,\n\n{WORDS}\n              Your obedient servant,\n"
    text += "                      Amos Hale,\n                         Master of the Harbor.\n"
    tree = pipeline.convert(text.encode()).tree
    assert [e.text for e in tree.iter(T + "signed")] == ["Amos Hale,", "Master of the Harbor."]
