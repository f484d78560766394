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
    [("SMASH CUT TO:", True), ("> FADE OUT.", True), ("Cut to the chase.", False)],
)
def test_from_one_scene_to_another(row, is_so):
    assert directions.is_transition(row) is is_so
