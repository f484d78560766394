"""Scripts of films: scenes by where they are set, what is seen, and what is said."""

import pytest

from tei_kit.tokenizer.families.plays import directions, headings
from tests.tokenizer.families.plays.check import K, evidence, outlined, read

FILM = """FADE IN:

1   EXT. RAILWAY STATION - NIGHT                                1

    Rain. A long platform, empty but for a porter's trolley. A
    clock says ten to twelve.

                        HELEN
              Is it gone?

                        PORTER (O.S.)
              Is what gone, miss?

    The PORTER comes out of the dark with a lamp.

                        HELEN
                   (turning)
              The last train. The one for
              Carlisle.

                                                    CUT TO:

2   INT. WAITING ROOM - CONTINUOUS                              2

    A stove. Two men asleep on a bench.

                        HELEN (CONT'D)
              May I sit here?

                        PORTER
              It's a free country.
"""


def test_what_is_seen_is_a_direction_and_what_is_said_a_speech():
    assert evidence(FILM) > 0.5
    assert read(FILM, K.SPEAKER) == [
        "HELEN",
        "PORTER (O.S.)",
        "HELEN",
        "HELEN (CONT'D)",
        "PORTER",
    ]
    assert read(FILM, K.STAGE) == [
        "FADE IN:",
        "Rain. A long platform, empty but for a porter's trolley. A clock says ten to twelve.",
        "The PORTER comes out of the dark with a lamp.",
        "(turning)",
        "CUT TO:",
        "A stove. Two men asleep on a bench.",
    ]
    assert not read(FILM, K.LINE)


def test_a_name_is_one_person_wherever_the_voice_comes_from():
    assert sum(line.startswith("subhead1scene") for line in outlined(FILM)) == 2
    flush = "\n".join(line.strip() for line in FILM.split("\n"))
    assert len(read(flush, K.SPEAKER)) == 5


@pytest.mark.parametrize(
    ("row", "is_place"),
    [
        ("INT. COPY ROOM - NIGHT", True),
        ("12A. EXT./INT. CAR -- DAY 12A", True),
        ("INT/EXT HOUSE (FLASHBACK) - DAY", True),
        ("I/E. TRAIN - MOVING - DAWN", True),
        ("INTERIOR. A KITCHEN. DAY.", True),
        ("НАТ. УЛИЦА - ДЕНЬ", True),
        ("12. INNEN/AUSSEN. WAGEN - NACHT", True),
        ("WNĘTRZE. KUCHNIA – DZIEŃ", True),
        ("PL.", False),
        ("EXT. A letter", False),
        ("INT. Copy room", False),
        ("EXTRACT FROM A LETTER", False),
        ("INTRODUCTION", False),
        ("Ext. 412", False),
    ],
)
def test_where_a_scene_is_set(row, is_place):
    assert headings.is_slugline(row) is is_place


@pytest.mark.parametrize(
    ("row", "is_so"),
    [
        ("SMASH CUT TO:", True),
        ("> FADE OUT.", True),
        ("FADE TO:", True),
        ("MATCH DISSOLVE TO:", True),
        ("ADA TO BEN", False),
        ("Cut to the chase.", False),
    ],
)
def test_from_one_scene_to_another(row, is_so):
    assert directions.is_transition(row) is is_so


FOUNTAIN = """Title: The Last Train

# Act One

INT. KITCHEN - DAY

Ada washes the cups. It rains, and the radio is on. Nobody listens to it. A car
stops before the house.

ADA
Is that you?

BEN ^
Is that you?

He shakes his umbrella.

.THE CAT'S POINT OF VIEW

They are huge.

\t\t\tADA
\t\t(to the cat)
\tNot now.

JUMP CUT TO:

EXT. GARDEN - NIGHT

BEN
It has stopped.

ADA
It has.
"""


def test_marks_of_fountain_make_headings_and_leave_labels():
    assert evidence(FOUNTAIN) > 0.5
    assert read(FOUNTAIN, K.SPEAKER) == ["ADA", "BEN ^", "ADA", "BEN", "ADA"]
    assert read(FOUNTAIN, K.SUBHEAD) == [
        "# Act One",
        "INT. KITCHEN - DAY",
        ".THE CAT'S POINT OF VIEW",
        "EXT. GARDEN - NIGHT",
    ]
    assert "JUMP CUT TO:" in read(FOUNTAIN, K.STAGE)


def test_signs_of_fountain_are_nothing_in_other_plays():
    text = FOUNTAIN.replace("INT.", "In the").replace("EXT.", "In the")
    assert ".THE CAT'S POINT OF VIEW" not in read(text, K.SUBHEAD)


def test_numbers_of_scenes_at_both_ends_are_not_those_of_pages():
    scenes = [
        f"{n}   INT. CAR   {n}\n\nThe road goes on and on, and nobody says a word for long.\n\n"
        f"                    ADA\n          Are we there?\n\n"
        f"                    BEN\n          Nearly.\n\n{'Rain falls. ' * 30}\n\n"
        for n in range(1, 12)
    ]
    assert not read("".join(scenes), K.PAGE_BREAK)
    assert len(read("".join(scenes), K.SUBHEAD)) == 11
