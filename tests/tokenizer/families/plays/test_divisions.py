"""Parts above acts, scenes inside them, and titles of scenes without a word for one."""

import pytest

from tei_kit.tokenizer.families.plays import headings
from tests.tokenizer.families.plays.check import K, evidence, outlined, read, tokens

SPEECHES = "ADA.\nWhere is the key?\n\nBEN.\nIn the door.\n\n" * 2


def heads(text):
    return [(t.value, t.depth, t.place) for t in tokens(text) if t.kind is K.SUBHEAD]


@pytest.mark.parametrize(
    "text",
    [
        "PART I",
        "PART THE SECOND.",
        "PART II.--THE RETURN",
        "Part One: The Garden",
        "DER TRAGÖDIE ERSTER TEIL",
        "Zweiter Theil.",
        "PREMIÈRE PARTIE",
        "PARTE PRIMERA",
        "THE SECOND PART OF TAMBURLAINE THE GREAT.",
        "ЧАСТЬ ПЕРВАЯ",
    ],
)
def test_headings_of_parts(text):
    found = headings.heading_of(text)
    assert found is not None
    assert found.kind == "part"


@pytest.mark.parametrize(
    "text",
    [
        "The first part of the story is over.",
        "PART OF THE GARDEN",
        "Part with me now.",
        "Dritter Teil des Gartens, am Abend.",
        "My part is small",
    ],
)
def test_words_with_part_that_are_no_headings(text):
    found = headings.heading_of(text)
    assert found is None or found.kind != "part"


def test_acts_stand_in_parts_and_titles_of_parts_are_headings():
    text = f"PART I\n\nTHE GARDEN\n\nACT I\n\n{SPEECHES}ACT II\n\n{SPEECHES}"
    text += f"PART II\n\nTHE HARBOR\n\nACT I\n\n{SPEECHES}"
    assert heads(text) == [
        ("part", 1, "1"),
        ("+", 1, ""),
        ("act", 2, "1"),
        ("act", 2, "2"),
        ("part", 1, "2"),
        ("+", 1, ""),
        ("act", 2, "1"),
    ]


def test_the_only_part_is_the_title_of_a_play():
    text = f"THE FIRST PART OF THE HARBOR\n\nACT I\n\n{SPEECHES}ACT II\n\n{SPEECHES}"
    assert [kind for kind, _, _ in heads(text)] == ["act", "act"]


def test_parts_of_a_list_of_contents_are_none():
    text = (
        f"PART I\nPART II\n\nA play.\n\nPART I\n\nACT I\n\n{SPEECHES}PART II\n\nACT I\n\n{SPEECHES}"
    )
    assert [kind for kind, _, _ in heads(text)] == ["part", "act", "part", "act"]


def test_one_heading_of_act_and_scene_begins_both():
    text = f"ACT I. SCENE 1. A room.\n\n{SPEECHES}SCENE 2. A street.\n\n{SPEECHES}"
    text += f"ACT II. SCENE 1. A room.\n\n{SPEECHES}"
    assert heads(text) == [
        ("act", 1, "1"),
        ("scene", 2, "1"),
        ("scene", 2, "2"),
        ("act", 1, "2"),
        ("scene", 2, "1"),
    ]


def test_rows_in_capitals_that_stand_alone_are_titles_of_scenes():
    text = f"ACT I\n\nA LONELY PLACE\n\nAda sleeps on the ground.\n\n{SPEECHES}"
    text += f"THE PALACE\n\nA hall. Many people.\n\n{SPEECHES}"
    assert heads(text) == [("act", 1, "1"), ("scene", 2, ""), ("scene", 2, "")]
    assert "A hall. Many people." in read(text, K.STAGE)


def test_a_row_in_capitals_that_stands_alone_is_nobodys_speech():
    text = f"ACT I\n\n{SPEECHES}DIALOGUE\n\n{SPEECHES}"
    assert read(text, K.STAGE) == ["DIALOGUE"]
    assert heads(text) == [("act", 1, "1")]


def test_capitals_that_end_a_sentence_are_said():
    text = f"ACT I\n\n{SPEECHES}NEVER!\n\n{SPEECHES}"
    assert read(text, K.STAGE) == []


def test_names_right_under_a_heading_are_no_speech():
    text = f"PROLOGUE IN HEAVEN\n\nAda. The angels. Later Ben.\n\n{SPEECHES}ACT I\n\n{SPEECHES}"
    assert outlined(text)[2] == "stage: Ada. The angels. Later Ben."


def test_a_choir_right_over_what_it_sings_is_no_heading():
    text = f"ACT I\n\n{SPEECHES}CHORUS\nBanish sorrow, banish care.\n\n{SPEECHES}"
    assert heads(text) == [("act", 1, "1")]


def test_an_opera_of_a_few_speeches_is_a_play():
    text = "AN OPERA\n\nACT I\n\nEnter ADA and BEN.\n\nADA\nShake the cloud from off thy brow.\n\n"
    text += "BEN\nBanish sorrow, banish care.\n\nCLARA\nGrief increases.\n\nADA\nBy concealing.\n"
    assert evidence(text) > 0.8


def test_a_monologue_is_a_play():
    text = "A MONOLOGUE\n\nCHARACTERS\n\nADA GREY, a widow.\n\n[A platform.]\n\n"
    text += "GREY. [She bows.] Ladies, and so to speak, gentlemen. [Coughs.] I have come here.\n\n"
    text += "The subject is the harbor.\n\n[She looks at her watch.] Excuse me.\n\nCURTAIN\n"
    assert evidence(text) > 0.8
    assert read(text, K.SPEAKER) == ["GREY."]


def test_a_list_of_one_row_makes_no_monologue():
    text = "CHARACTERS\n\nUnicode, a set of signs (see below).\n\n"
    text += "Unicode has many of them (more than one needs). It is good.\n"
    assert evidence(text) == 0


@pytest.mark.parametrize("between", ["", "[Page {n}]\n\n"])
def test_the_number_of_an_act_above_each_of_its_scenes_begins_one_act(between):
    text = "".join(
        f"ACT I.\n\n{between.format(n=10 + n)}SCENE {n}.\n\n{SPEECHES}" for n in (1, 2, 3)
    )
    text += f"ACT II.\n\nSCENE 1.\n\n{SPEECHES}"
    found = [(kind, place) for kind, _, place in heads(text)]
    assert found == [
        *(("act", "1"), ("scene", "1"), ("scene", "2"), ("+", "")),
        *(("scene", "3"), ("+", ""), ("act", "2"), ("scene", "1")),
    ]


def test_headings_in_two_languages_begin_one_scene():
    text = "ACT I.\n\n" + "".join(
        f"{german} SCENE.\n\nSCENE {n}.\n\n{SPEECHES}"
        for german, n in (("ERSTE", 1), ("ZWEITE", 2), ("DRITTE", 3))
    )
    found = [(kind, place) for kind, _, place in heads(text)]
    assert found == [("act", "1"), *[(k, p) for n in "123" for k, p in (("scene", n), ("+", ""))]]


def test_headings_of_scenes_that_follow_each_other_in_a_list_are_no_titles():
    text = f"ACT I.\n\nSCENE I.\n\nSCENE II.\n\n{SPEECHES}SCENE III.\n\n{SPEECHES}"
    assert [place for kind, _, place in heads(text) if kind == "scene"] == ["1", "2", "3"]
