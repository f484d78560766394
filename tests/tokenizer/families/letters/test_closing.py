"""Closers: the lines of one close, and what leads to it."""

from __future__ import annotations

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
LETTER = """\
Norhaven, May 3, 1854.

My dear Sir,

Your letter of the 1st reached me this morning, and I answer it at once. The
ship has not been seen, though two boats went out to look for her at noon.

%s
"""


def closes(lines):
    conversion = pipeline.convert((LETTER % "\n".join(lines)).encode())
    closer = conversion.tree.find(f".//{T}closer")
    return [" ".join("".join(e.itertext()).split()) for e in closer.iter(T + "salute")]


def test_a_close_that_is_wrapped_is_one():
    lines = [
        "        I have the honour to be, with great respect",
        "            and esteem, Sir, your obedient servant,",
        "                                       Amos Hale",
    ]
    assert closes(lines) == [
        "I have the honour to be, with great respect and esteem, Sir, your obedient servant,"
    ]


def test_a_line_that_leads_to_the_close_belongs_to_it():
    assert closes(["I am, Sir,", "Yours faithfully,", "Amos Hale"]) == [
        "I am, Sir, Yours faithfully,"
    ]


def test_closes_that_stand_on_lines_of_their_own_stay_apart():
    lines = ["With kind regards", "Yours faithfully,", "Amos Hale"]
    assert closes(lines) == ["With kind regards", "Yours faithfully,"]


def test_a_line_that_goes_on_with_the_name_is_the_close():
    assert closes(["My dear friend, of the esteem of your", "", "AMOS HALE."]) == [
        "My dear friend, of the esteem of your"
    ]


def test_a_sentence_before_the_name_stays_a_paragraph():
    conversion = pipeline.convert((LETTER % "The ship was seen.\n\nAMOS HALE.").encode())
    closer = conversion.tree.find(f".//{T}closer")
    assert [e.tag.removeprefix(T) for e in closer] == ["signed"]


def test_several_lines_that_lead_to_a_close_belong_to_it():
    lines = [
        "We have the honour to be,",
        "    My Lords,",
        "        Your obedient Servants,",
        "Amos Hale",
    ]
    assert " ".join(closes(lines)) == "We have the honour to be, My Lords, Your obedient Servants,"


def test_a_paragraph_that_is_one_close_is_the_close():
    lines = [
        "I am, with my compliments to Colo. Pell and to all who were of our party at Norhaven,",
        "Dear Sir, Yr. affectionate Friend and obdt. Servt.,",
        "",
        "AMOS HALE",
    ]
    assert closes(lines) == [" ".join(lines[:2])]


def test_a_paragraph_of_two_sentences_before_a_name_is_no_close():
    lines = [
        "The ship was seen at noon from the head of the harbour. Nobody went out to her,",
        "and nobody came ashore of those who were her friend.",
        "",
        "AMOS HALE",
    ]
    assert closes(lines) == []


def test_names_after_the_word_for_signed_are_signed_and_the_first_is_the_sender():
    text = LETTER % "Yours faithfully,\n\n(Signed)  AMOS HALE,\n          B. PELL,\n"
    conversion = pipeline.convert(text.encode())
    signed = [" ".join("".join(e.itertext()).split()) for e in conversion.tree.iter(T + "signed")]
    assert signed[:2] == ["(Signed) AMOS HALE,", "B. PELL,"]
    sender = conversion.tree.find(f".//{T}correspAction[@type='sent']/{T}persName")
    assert sender.text == "AMOS HALE"


def test_the_lines_of_a_short_letter_are_its_text_and_no_address():
    text = "Lisboa, 6 de agosto de 1877.\n\nMeu caro Amaro,\n\nRecebi a sua carta e agradeço-lhe a "
    text += "pontualidade com que\nme mandou as provas do livro.\n\nSeu amigo\nB. PELA\n"
    body = pipeline.convert(text.encode()).tree.find(f".//{T}body")
    assert body.find(f".//{T}address") is None
    assert len(list(body.iter(T + "p"))) == 1


def test_an_office_below_a_name_with_a_comma_is_signed_with_it():
    text = (
        "CIRCULAR No. 14.\n\nHarbour Office, Norhaven, May 3, 1881.\n\nGENTLEMEN:\n\n"
        "You are hereby directed to light the lamps half an hour before sunset.\n\n"
        "Very respectfully,\n\nPETER HALE,\nSuperintendent of Lights.\n"
    )
    tree = pipeline.convert(text).tree
    signed = [" ".join("".join(each.itertext()).split()) for each in tree.iter(f"{T}signed")]
    assert signed == ["PETER HALE, Superintendent of Lights."]
