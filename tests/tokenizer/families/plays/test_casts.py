"""Casts: braces, columns, voices, where they end, and whom labels name by them."""

import pytest

import tei_kit
from tei_kit.tokenizer.families.plays import persons
from tei_kit.tokenizer.families.plays.cast import Entry
from tests.tokenizer.families.plays.check import K, evidence, read, tokens

SPEECHES = "ADA.\nWhere is the key?\n\nBEN.\nIn the door.\n\n" * 2


def play(cast):
    return f"THE HARBOR\n\nPERSONS\n\n{cast}\n\nACT I\n\n{SPEECHES}"


def roles(text):
    return read(text, K.CAST_ROLE)


def test_a_brace_after_names_holds_persons_together():
    text = play("ADA, a nurse.\nBEN,    }\nCLARA,  } her children.\nDORA,   }")
    assert roles(text) == ["ADA", "BEN", "CLARA", "DORA"]
    assert read(text, K.CAST_GROUP) == ["BEN, } CLARA, } her children. DORA, }"]
    assert read(text, K.CAST_DESCRIPTION) == ["a nurse", "her children."]


def test_a_brace_before_names_has_what_is_said_of_them_at_its_left():
    text = play(
        "ADA, a nurse.\n              { Ben.\n  Children    { Clara.\n              { Dora."
    )
    assert roles(text) == ["ADA", "Ben", "Clara", "Dora"]
    assert "Children" in read(text, K.CAST_DESCRIPTION)


def test_a_single_brace_is_no_group():
    assert read(play("ADA, a nurse.\nBEN, a boy. }\nCLARA, a girl."), K.CAST_GROUP) == []


def test_voices_are_descriptions_and_no_actors():
    text = play("ADA ............ Soprano\nBEN ............ Tenor\nCLARA .......... Mezzosopran")
    assert read(text, K.CAST_ACTOR) == []
    assert read(text, K.CAST_DESCRIPTION) == ["Soprano", "Tenor", "Mezzosopran"]


def test_two_columns_in_capitals_are_persons():
    text = play("ADA              DEATH\nBEN              BEAUTY\nCLARA            STRENGTH")
    assert roles(text) == ["ADA", "DEATH", "BEN", "BEAUTY", "CLARA", "STRENGTH"]


def test_bullets_before_persons():
    text = play("* Ada Grey, a nurse\n* Ben\n* Clara").replace(
        "PERSONS", "Persons who speak in it:"
    )
    assert roles(text) == ["Ada Grey", "Ben", "Clara"]


def test_what_stands_in_brackets_behind_a_name_is_its_description():
    text = play("ADA (say Ayda), a nurse.\nBEN, a boy.\nCLARA, a girl.")
    assert read(text, K.CAST_DESCRIPTION)[0] == "(say Ayda), a nurse"


def test_a_cast_without_a_heading_below_it_ends_where_a_person_speaks():
    text = "THE HARBOR\n\nPERSONS\n\nADA, a nurse.\nBEN, a boy.\n\nADA and BEN before a house.\n\n"
    text += SPEECHES.replace("ADA.", "ADA").replace("BEN.", "BEN") + "CHORUS\nWe hear.\n\n"
    assert roles(text) == ["ADA", "BEN"]
    assert read(text, K.SPEAKER)[:2] == ["ADA", "BEN"]


@pytest.mark.parametrize(
    "title", ["A Tragedy in One Act", "Ein Monodrama", "Comédie en un acte", "Oper in zwei Akten"]
)
def test_a_title_page_that_calls_a_text_a_play(title):
    text = f"Proserpina\n\n{title}\n\n" + "ADA. Where are you?\n\nBEN. Here, I am here.\n\n" * 4
    assert evidence(text) >= 0.7
    assert evidence(text.replace(title, "Some words")) < 0.7


def test_a_heading_that_goes_on_with_the_setting_ends_with_its_number():
    text = "ACT I.\n\nSCENE I. The witch bends over a fire in the middle of the orchard, and\n"
    text += f"stirs the caldron slowly.\n\n{SPEECHES}"
    heads = [t for t in tokens(text) if t.kind is K.SUBHEAD]
    assert [text[t.start : t.end] for t in heads] == ["ACT I.", "SCENE I."]
    assert read(text, K.STAGE)[0].startswith("The witch bends")


def test_a_title_on_the_row_of_a_heading_stays_with_it():
    text = f"ACT I.\n\nSCENE I.--A Street in Bath.\n\n{SPEECHES}"
    assert read(text, K.SUBHEAD) == ["ACT I.", "SCENE I.--A Street in Bath."]


def test_strophes_are_directions_and_no_pages():
    text = f"ACT I\n\n{SPEECHES}BEN.\n(Str. 1)\nSunbeam, of all that dawn.\n\n"
    text += "(Ant. 1)\nAgainst our land.\n"
    assert read(text, K.STAGE) == ["(Str. 1)", "(Ant. 1)"]
    assert read(text, K.PAGE_BREAK) == []


def entry(name, said=(), others=()):
    return Entry(name, tuple(name.casefold().split()), tuple(said), frozenset(others))


def test_persons_of_a_cast_are_found_by_each_way_of_naming_them():
    cast = [
        entry("Ada Grey", ["nurse", "of", "the", "queen"]),
        entry("Captain Benson"),
        entry("Konstanze"),
        entry("Et Bybud"),
        entry("First Lord"),
    ]
    found = persons.resolve(
        ["ADA GREY", "NURSE", "CAPT. BENSON", "BENS", "CONSTANZE", "BYBUDET", "1 LORD", "DORA"],
        cast,
    )
    assert found["ada grey"] == found["nurse"] == "Ada Grey"
    assert found["capt benson"] == found["bens"] == "Captain Benson"
    assert found["constanze"] == "Konstanze"
    assert found["bybudet"] == "Et Bybud"
    assert found["dora"] == "DORA"


def test_women_and_men_of_one_word_are_two_persons():
    labels = ["Tiroler", "Tirolerin", "Amtmann", "Amtmännin", "Tiroler", "Amtmann"]
    found = persons.resolve(labels, [])
    assert len(set(found.values())) == 4


def test_a_verb_behind_a_name_is_no_name():
    found = persons.resolve(["God speaketh", "God", "God"], [])
    assert found["god speaketh"] == found["god"]


def test_a_sentence_in_brackets_below_a_cast_sets_the_stage():
    text = (
        "Der Lotse.\n\nLustspiel in einem Aufzuge.\n\nPersonen:\nHolt, Lotse.\nFrau Holt.\n"
        "Fritz, ihr Sohn.\n\n(Küche. Im Hintergrunde eine Tür.)\n\nErster Auftritt.\n\n"
        "Frau Holt (allein).\nEs regnet.\n\nFritz.\nDas Boot ist da!\n\n"
        "Frau Holt.\nWelches Boot?\n\n"
        "Fritz.\nDie Ada!\n"
    )
    tree = tei_kit.convert(text, name="play.txt").tree
    assert len(tree.findall(".//{*}castItem")) == 3
    assert tree.find(".//{*}body/{*}stage").text == "(Küche. Im Hintergrunde eine Tür.)"
