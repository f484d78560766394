"""Paragraphs in one pair of brackets are notes; those that only begin and end with one are not."""

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
LETTER = """\
To Amos Hale

Norhaven, May 3, 1854.

My dear Sir,

Your letter of the 1st reached me this morning, and I answer it at once as well as I can.

%s

Yours faithfully,

Ben Dorn
"""


def notes(paragraph):
    tree = pipeline.convert((LETTER % paragraph).encode()).tree
    return ["".join(note.itertext()) for note in tree.find(f".//{T}body").iter(f"{T}note")]


def test_a_paragraph_in_brackets_is_a_note():
    assert notes("[The ship of which he speaks was the Ada, and was lost in 1851.]") == [
        "[The ship of which he speaks was the Ada, and was lost in 1851.]"
    ]


def test_a_paragraph_that_begins_with_one_bracket_and_ends_with_another_is_not():
    assert (
        notes("[Tuesday] The ship has not been seen, though two boats went out [to the bar]") == []
    )
