"""Where a text says that a picture or printed music stands."""

import pytest
from lxml import etree

import tei_kit
from tei_kit.tei.fidelity import text_of

PLAY = """THE RESCUE

[Illustration]

CHARACTERS

KING
QUEEN

ACT I.

[Illustration: Spinning Wheel
Song]

KING. Good dame, what is it that you want of me?

[Music]

QUEEN. Nothing at all, your Majesty.

[Illustration: THE QUEEN

_From a print_]

KING. Then go away.

QUEEN. I go.
"""
STORY = """It was a dark night, and the wind was in the trees.

[Illustration: "It was a dark night."--_Page 3._]

Nobody came [Illustration] to the house.
"""
LETTER = """London, May 3, 1840.

Dear Sir,

I have the pleasure to send you the print.

[Illustration: The print]

Yours sincerely,

Ada Grey.
"""


def figures(text, name="text.txt"):
    """The figures of a text: the name of what each holds, and its text."""
    tree = tei_kit.convert(text.encode(), name=name).tree
    assert "".join(text_of(tree).split()) == "".join(text.split())
    found = tree.iter("{*}figure")
    return [(etree.QName(f[0]).localname, " ".join("".join(f.itertext()).split())) for f in found]


def test_figures_of_a_play_are_nobodys_words():
    assert figures(PLAY) == [
        ("figDesc", "[Illustration]"),
        ("head", "[Illustration: Spinning Wheel Song]"),
        ("figDesc", "[Music]"),
        ("head", "[Illustration: THE QUEEN _From a print_]"),
    ]


@pytest.mark.parametrize("text", [STORY, LETTER])
def test_figures_stand_in_texts_of_all_families(text):
    assert [name for name, _ in figures(text)] == ["head"]


@pytest.mark.parametrize(
    "words",
    [
        "[Illustration of a rule: see below.",
        "[Music was heard.]",
        "[Plates were broken: nobody ate.]",
        "See [Illustration: the print] below.",
    ],
)
def test_other_words_in_brackets_are_no_figures(words):
    assert figures(f"{words}\n\n{STORY.partition(chr(10))[0]}") == []


def test_music_is_played_where_no_picture_is_told():
    text = PLAY.replace("Illustration", "A room").replace("[A room: ", "[A room, ")
    assert figures(text) == []
