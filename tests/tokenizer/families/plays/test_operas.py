"""Operas, plays for the radio and transcripts of television: what nobody says."""

import pytest

from tei_kit.tokenizer.families.plays import directions
from tests.tokenizer.families.plays.check import K, read

OPERA = """ACT I

OPENING CHORUS OF PIRATES

ALL.  Pour, oh pour the pirate sherry;
      Fill, oh fill the pirate glass.

SAMUEL.  For to-day our pirate 'prentice
      Rises from indentures freed.

SONG--RUTH

RUTH.  When Frederic was a little lad
      He proved so brave and daring.

No. 5. DUET.

ALL.  Hurrah, hurrah, hurrah!

SAMUEL.  Hurrah!

RUTH.  Hurrah!
"""


def test_pieces_of_music_are_named_by_nobody():
    assert read(OPERA, K.STAGE) == ["OPENING CHORUS OF PIRATES", "SONG--RUTH", "No. 5. DUET."]
    assert len(read(OPERA, K.SPEAKER)) == 6


@pytest.mark.parametrize(
    ("row", "is_so"),
    [
        ("AIR II. The bonny gray-ey'd Morn, &c.", True),
        ("RECITATIVE AND DUET--RUTH AND FREDERIC", True),
        ("Nr. 4. Duett", True),
        ("No. 3. CHORUS.", True),
        ("Rezitativ und Arie.", True),
        ("COUPLETS", True),
        ("CHORUS", False),
        ("Air is what we breathe.", False),
        ("A song of the sea", False),
        ("THE TRIO", True),
        ("Nora. 3 o'clock", False),
    ],
)
def test_the_name_of_a_piece_of_music(row, is_so):
    assert directions.is_piece(row) is is_so


RADIO = """CHARACTERS:
MARTHA
JONAS

MUSIC:      THEME. UP AND UNDER

MARTHA:     (CALLING) Jonas, come down from there!

SOUND:      DOOR OPENS

JONAS:      (OFF) I can't leave the lamp, Martha.

SOUND:      WIND AND SURF,
            CONTINUING BEHIND

MARTHA:     Who's there?

JONAS:      Nobody.
"""


def test_what_is_heard_on_the_radio_is_no_speech():
    assert read(RADIO, K.SPEAKER) == ["MARTHA:", "JONAS:", "MARTHA:", "JONAS:"]
    assert "SOUND: WIND AND SURF, CONTINUING BEHIND" in read(RADIO, K.STAGE)


def test_speeches_of_one_row_are_prose_where_some_are_longer_than_verses():
    said = [
        "No.",
        "Why, there is nothing to tell, for it is only somebody whom I work with at night!",
    ]
    text = "[Scene: a room.]\n\n" + "\n\n".join(
        f"{name}: {said[at % 2]}" for at, name in enumerate(["Ada", "Ben", "Ben", "Ada"] * 3)
    )
    assert read(text, K.LINE) == []


def test_a_direction_may_stand_between_the_deep_verses_of_a_speech():
    verses = "        O Mother, thou hast stirred my heart\n          With dread."
    text = "ACT I\n\n" + "\n\n".join(
        f"{name}.\n\n{verses}\n\n[_She turns._]\n\n{verses}" for name in ["ADA", "BEN"] * 3
    )
    assert read(text, K.STAGE) == ["[_She turns._]"] * 6


def test_a_title_above_the_first_act_is_no_label():
    text = "THE STORM\n\nPERSONS\n\nADA\nBEN\n\nTHE STORM\n\n" + OPERA.replace("ALL.", "ADA.")
    assert "THE STORM" not in read(text, K.SPEAKER)
