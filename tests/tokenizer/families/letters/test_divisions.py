"""Divisions: letters without headings, enclosures, and headings of several lines."""

from __future__ import annotations

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
WORDS = (
    "Your letter of the 1st reached me this morning, and I answer it at once. The ship has not "
    "been seen, though two boats went out to look for her at noon, and came back at dusk. "
)
DISPATCH = f"""\
763.72/1476½

Ambassador Hale to the Secretary of State

No. 312                                   Norhaven, February 4, 1915.

Sir: I have the honor to enclose herewith a copy of a memorandum. {WORDS}

I have the honor to be, Sir,
     Your obedient servant,
                                                  Amos Hale

[Enclosure—Translation]

Memorandum of the Norvian Government

{WORDS}
"""


def divisions(text):
    tree = pipeline.convert(text.encode()).tree
    return [div.get("type") for div in tree.iter(T + "div") if div.get("type")]


def test_what_was_enclosed_is_a_division_beside_the_letter():
    tree = pipeline.convert(DISPATCH.encode()).tree
    assert divisions(DISPATCH) == ["letter", "enclosure"]
    heads = [" ".join("".join(head.itertext()).split()) for head in tree.iter(T + "head")]
    assert heads == [
        "763.72/1476½ Ambassador Hale to the Secretary of State",
        "[Enclosure—Translation] Memorandum of the Norvian Government",
    ]
    place = tree.find(f".//{T}correspAction[@type='sent']/{T}placeName")
    assert place.text == "Norhaven"


def test_a_line_that_only_says_that_something_was_enclosed_is_no_division():
    text = f"Norhaven, May 3, 1854.\n\nDear Sir,\n\n{WORDS}\n\nYours,\nAmos Hale\n\nEncl. 2\n"
    assert divisions(text) == ["letter"]


def test_letters_that_nothing_parts_but_their_datelines_are_divisions():
    letter = "Norhaven, May {}, 1854.\n\nMy dear Sir,\n\n" + WORDS * 2 + "\n\nYours,\n\nA. H.\n\n"
    text = "".join(letter.format(n) for n in (3, 5, 9))
    assert divisions(text) == ["letter"] * 3


def test_a_letter_that_was_dated_anew_is_one():
    text = "Norhaven, May 3, 1854.\n\nMy dear Sir,\n\n" + WORDS
    text += "".join(f"\n\nMay {n}.\n\n{WORDS}" for n in (4, 5, 6)) + "\n\nYours,\n\nA. H.\n"
    assert divisions(text).count("letter") <= 1


def test_letters_with_a_paragraph_on_each_line_keep_their_text_out_of_the_notes():
    letter = "{n}. To Miss Pell\nNorhaven, May {n}, 1854.\nMy dear Sir,\n" + WORDS * 2 + "[1]\n"
    letter += WORDS * 2 + "\nYours,\nA. H.\n[1] A note on the ship.\n"
    text = "".join(letter.format(n=n) for n in (3, 5, 9))
    assert divisions(text) == ["letter"] * 3
    notes = [
        "".join(note.itertext()) for note in pipeline.convert(text.encode()).tree.iter(T + "note")
    ]
    assert len(notes) == 3
    assert all(len(note) < 40 for note in notes)


def test_a_note_from_one_office_to_another_is_a_letter_though_nobody_is_greeted():
    text = "No. 143\n\nThe Norvian Embassy to the Department of State\n\nNOTE VERBALE\n\n"
    text += f"{WORDS}\n\n{WORDS}\n\nNorhaven, July 12, 1922.\n"
    tree = pipeline.convert(text.encode()).tree
    assert tree.find(f".//{T}closer/{T}dateline") is not None
    assert tree.find(f".//{T}correspAction[@type='received']") is not None


def test_a_place_before_a_word_in_lower_case_is_no_place():
    text = f"Camp near Norhaven, May 3, 1854.\n\nDear Wife,\n\n{WORDS}\n\nYours,\n\nA. H.\n"
    tree = pipeline.convert(text.encode()).tree
    assert tree.find(f".//{T}placeName") is None
