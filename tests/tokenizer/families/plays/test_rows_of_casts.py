"""Rows of casts: descriptions, actors, columns, and rows that go on."""

import pytest

from tests.tokenizer.families.plays.check import SONG, K, read

SPEECHES = "ADA. Where is the key?\n\nBEN. In the door.\n\n"


def test_a_cast_has_roles_and_descriptions():
    text = (
        f"DRAMATIS PERSONAE\n\nADA, a widow\nBEN, her son\n\nScene: a quay\n\nACT I\n\n{SPEECHES}"
    )
    text += SPEECHES
    assert read(text, K.CAST_ROLE) == ["ADA", "BEN"]
    assert read(text, K.CAST_DESCRIPTION) == ["a widow", "her son"]
    assert "Scene: a quay" not in read(text, K.CAST_ITEM)


def test_a_row_of_a_cast_that_ends_with_a_small_word_goes_on_below():
    text = (
        "Dramatis Personae\n\nADA, a widow.\nBEN, her son.\n"
        "Lords, Ladies, Senators, Tribunes, Musicians, a Soothsayer, and\nAttendants.\n\n" + SONG
    )
    assert read(text, K.CAST_ITEM)[-1].endswith("and Attendants.")


@pytest.mark.parametrize(
    "item", ["{} (a woman)...... {}", "{}, a woman . . . . . {}", "{}, a woman.        {}"]
)
def test_a_cast_may_say_who_plays_a_person(item):
    actors = ["Honor Lavelle", "W. G. Fay", "Sarah Allgood"]
    rows = [
        item.format(name, who) for name, who in zip(["ADA", "BEN", "CARL"], actors, strict=True)
    ]
    text = "PERSONS\n\n" + "\n".join(rows) + f"\n\nACT I\n\n{SPEECHES}{SPEECHES}"
    assert read(text, K.CAST_ACTOR) == actors
    assert read(text, K.CAST_ROLE) == ["ADA", "BEN", "CARL"]


def test_a_cast_without_actors_has_none():
    rows = ["ADA, a widow.", "BEN, her son....", "CARL        his friend", "DORA"]
    text = "PERSONS\n\n" + "\n".join(rows) + f"\n\nACT I\n\n{SPEECHES}{SPEECHES}"
    assert read(text, K.CAST_ACTOR) == []


def test_the_heading_of_a_cast_may_have_two_columns():
    rows = "  ADA, a widow.           Miss Grey.\n  BEN.                    Mr. Hill.\n"
    rows += "  CARL, her brother.      Mr. Fay.\n"
    text = f"PERSONS.                  ACTORS.\n\n{rows}\nACT I\n\n{SPEECHES}{SPEECHES}"
    assert read(text, K.CAST_ACTOR) == ["Miss Grey.", "Mr. Hill.", "Mr. Fay."]


def test_persons_may_stand_indented_under_headings_of_their_own():
    rows = "MEN.\n\n  BEN, a miller.\n  CARL\n  DAN\n\nWOMEN.\n\n  ADA\n  EVE, her\n     sister.\n"
    text = f"PERSONS\n\n{rows}\nACT I\n\n{SPEECHES}{SPEECHES}"
    assert read(text, K.CAST_ROLE) == ["MEN", "BEN", "CARL", "DAN", "WOMEN", "ADA", "EVE"]


def test_rows_that_go_on_with_persons_may_be_most_of_a_cast():
    rows = "ADA, a widow who has\n    lived in the old\n    house.\n"
    rows += "BEN, her son who\n    lives with\n    her.\n"
    text = f"PERSONS\n\n{rows}\nACT I\n\n{SPEECHES}{SPEECHES}"
    assert read(text, K.CAST_ROLE) == ["ADA", "BEN"]


def test_a_row_below_persons_in_a_brace_is_an_item_of_its_own():
    cast = "PERSONS\n\nADA, a baker.\nBEN }\n      } her sons.\nTOM }\n    FLORA, a maid.\n\n"
    items = read(cast + SONG, K.CAST_ITEM)
    assert [item.split()[0] for item in items] == ["ADA,", "BEN", "TOM", "FLORA,"]
