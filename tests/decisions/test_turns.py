"""A decision about words that go through several speeches is about each of these."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import Decision, Decisions
from tei_kit.xml.names import TEI
from tests.decisions.made import found, isa

PLAY = """THE FERRY

ACT I

SCENE I

ADA. Who goes there at this hour of the night,
And what is it that you have come to ask?

BEN. The ferryman, who waits until you call,
And he that waits has little else to do

[He rises.]

Than count the lamps along the harbor wall.

ADA. Come in.

SCENE II

BEN. I thank you for the bread and for the light,
The night is cold, and long, and I am old.

ADA. Sit down.
"""
ALL = "ADA. Who goes … Sit down."
SOME = "ADA. Who goes there … Come in."


def of_body(answer, *decisions):
    """What stands in each speech: the names of its elements."""
    made = pipeline.convert(
        PLAY,
        family="play",
        layout={"verse": answer},
        name="ferry.txt",
        decisions=Decisions("d", decisions),
    )
    assert len(list(made.tree.iter(f"{TEI}div"))) == len(list(plain.tree.iter(f"{TEI}div")))
    return [
        " ".join(
            each.tag.removeprefix(TEI)
            for each in speech.iter(f"{TEI}speaker", f"{TEI}p", f"{TEI}l", f"{TEI}stage")
        )
        for speech in made.tree.iter(f"{TEI}sp")
    ]


plain = pipeline.convert(PLAY, family="play", layout={"verse": "all"})


def test_speeches_in_verse_become_prose_a_paragraph_for_each_stretch():
    assert of_body("all", Decision(ALL, kind="paragraph")) == [
        "speaker p",
        "speaker p stage p",
        "speaker p",
        "speaker p",
        "speaker p",
    ]


def test_speeches_beyond_the_words_stay_as_they_are():
    assert of_body("all", Decision(SOME, kind="paragraph"))[2:] == [
        "speaker p",
        "speaker l l",
        "speaker l",
    ]


def test_speeches_in_prose_become_verse_and_keep_who_speaks():
    assert of_body("none", Decision(ALL, kind="verse")) == [
        "speaker l l",
        "speaker l l stage l",
        "speaker l",
        "speaker l l",
        "speaker l",
    ]


def test_a_decision_about_one_of_these_speeches_holds_beside_it():
    both = Decision(ALL, kind="paragraph"), Decision("ADA. Come in.", kind="verse")
    assert of_body("all", *both)[1:4] == ["speaker p stage p", "speaker l", "speaker p"]


@pytest.mark.parametrize("kind", ["paragraph", "verse"])
def test_words_of_one_speech_are_one_block_as_ever(kind):
    words = "The ferryman, who waits … little else to do"
    name = "p" if kind == "paragraph" else "l l"
    assert of_body("all", Decision(words, kind=kind))[1] == f"speaker {name} stage l"


def test_in_a_memorandum_as_well_paragraphs_keep_who_speaks():
    words = "Dorn: It was. … Good."
    assert found("speaker", isa(words, "paragraph")) == found("speaker")
    assert found("p", isa(words, "paragraph")) == found("p")
