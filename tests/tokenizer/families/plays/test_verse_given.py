"""Which lines of speeches are verse can be said, where the text does not show it."""

import pytest

from tei_kit import pipeline
from tei_kit.xml.names import TEI

PLAY = """THE FERRY

ACT I

SCENE I

ADA. Who goes there at this hour of the night?

BEN. The ferryman, who waits until you call,
And he that waits has little else to do
Than count the lamps along the harbor wall.

ADA. Come in.

BEN. I thank you for the bread and for the light,
The night is cold, and long, and I am old.

ADA. Sit down.
"""


@pytest.mark.parametrize(
    ("answer", "lines"), [("none", 0), ("stanzas", 5), ("lone-verse", 8), ("all", 8)]
)
def test_an_answer_about_verse_holds(answer, lines):
    made = pipeline.convert(PLAY, family="play", layout={"verse": answer})
    assert len(list(made.tree.iter(f"{TEI}l"))) == lines


MIXED = """THE FERRY

ACT I

SCENE I

ADA. I waited for you yesterday until the lamps were lit, and then I went
home by the harbor, because it was cold and there was nobody to speak
with but the watchman, who never says anything.

BEN. The ferryman, who waits until you call,
And he that waits has little else to do

[He rises.]

Than count the lamps along the harbor wall.

ADA. Come in.

BEN. I thank you for the bread and for the light,
The night is cold, and long, and I am old,
And many are the men that I have told.

ADA. Sit down.
"""


@pytest.mark.parametrize(("answer", "lone"), [("lone-prose", 0), ("lone-verse", 2)])
def test_an_answer_about_speeches_of_one_line_leaves_the_others_as_they_look(answer, lone):
    lines = _lines(layout={"verse": answer})
    assert len([words for words in lines if words in LONE]) == lone
    assert [words for words in lines if words not in LONE] == [
        words for words in _lines() if words not in LONE
    ]


LONE = ("Come in.", "Sit down.")


def _lines(**options):
    made = pipeline.convert(MIXED, family="play", **options)
    return [each.text for each in made.tree.iter(f"{TEI}l")]


def test_a_line_behind_a_direction_is_no_speech_of_one_line():
    made = pipeline.convert(MIXED, family="play", layout={"verse": "stanzas"})
    assert "Than count the lamps along the harbor wall." in [
        each.text for each in made.tree.iter(f"{TEI}l")
    ]
