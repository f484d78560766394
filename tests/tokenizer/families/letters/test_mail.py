"""Mail: messages with lines that say who sent them to whom, and letters inside letters."""

from __future__ import annotations

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
WORDS = (
    "Thanks for the list. I have attached the photographs you asked for, all of\n"
    "them at 300 dpi. Number 14 is missing because the box was empty."
)
MESSAGE = f"""\
From: Ada Hale <hale@example.org>
To: "B. Pell" <pell@example.org>
Date: Tue, 14 Mar 2006 10:22:05 +0100
Subject: Photographs for the catalogue

Dear B.,

{WORDS}

Best wishes,
Ada
"""
INNER = f"""\
TO THE EARL OF VALE

Norhaven, June 3, 1774.

My Lord,

I received this morning the following letter from the Selectmen of the town:

"Boston, June 2, 1774.

"Sir,

"{WORDS}

"We are, with respect, your Excellency's humble servants,

                                        "Amos Hale.
                                        "Ben Pell."

I have not thought it proper to return any answer to it.

I have the honour to be, with the greatest respect,
          My Lord,
               Your Lordship's most obedient
                    and most humble servant,
                              A. CROFT.
"""


def said(tree, path):
    return [" ".join("".join(e.itertext()).split()) for e in tree.iterfind(path.replace("t:", T))]


def test_the_lines_above_a_message_say_who_sent_it_to_whom_and_when():
    tree = pipeline.convert(MESSAGE.encode()).tree
    assert said(tree, ".//t:correspAction/t:persName") == ["Ada Hale", "B. Pell"]
    assert [e.get("when") for e in tree.iterfind(f".//{T}opener//{T}date")] == ["2006-03-14"]
    assert tree.find(f".//{T}body//{T}head") is None
    assert tree.find(f".//{T}placeName") is None


def test_lines_with_colons_above_prose_are_no_message():
    text = f"To: the reader\nNote: a story\nPrice: nothing\n\n{WORDS}\n\n{WORDS}\n"
    tree = pipeline.convert(text.encode()).tree
    assert tree.find(f".//{T}opener") is None


def test_a_letter_inside_a_letter_ends_before_the_letter_goes_on():
    tree = pipeline.convert(INNER.encode()).tree
    inner = tree.find(f".//{T}floatingText")
    assert said(inner, ".//t:signed") == ['"Amos Hale.', '"Ben Pell."']
    assert said(tree, ".//t:body/t:div/t:closer/t:signed") == ["A. CROFT."]
    assert said(tree, ".//t:body/t:div/t:closer/t:salute") == [
        "I have the honour to be, with the greatest respect, My Lord, Your Lordship's most "
        "obedient and most humble servant,"
    ]
    assert said(tree, ".//t:correspAction[@type='sent']/t:persName") == ["A. CROFT"]


THREAD = f"""{MESSAGE}
-----Original Message-----
From: B. Pell
Sent: Monday, March 13, 2006 9:02 AM
To: Ada Hale
Subject: Photographs

Hi Ada,

are the photographs ready?

Best,
Pell
"""


def texts(text, name):
    body = pipeline.convert(text).tree.find(f".//{T}body")
    return [" ".join("".join(each.itertext()).split()) for each in body.iter(f"{T}{name}")]


def test_messages_below_each_other_are_letters_with_the_line_between_them_as_heading():
    assert texts(THREAD, "head") == ["-----Original Message-----"]
    assert texts(THREAD, "salute") == ["Dear B.,", "Best wishes,", "Hi Ada,", "Best,"]
    assert texts(THREAD, "signed") == ["Ada", "Pell"]


def test_a_short_paragraph_may_begin_with_a_salutation():
    text = "Norhaven, May 9, 1854.\n\nMY DEAR BEN,--Your father is well.\n\nYours,\nA. VALE.\n"
    assert texts(text, "salute") == ["MY DEAR BEN,--", "Yours,"]
