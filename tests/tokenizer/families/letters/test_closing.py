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
