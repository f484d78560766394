"""Names over verses: in operas, each may sing but once; and cues of plays for the radio."""

import pytest

from tests.tokenizer.families.speech.talk import heads, labels, stages

ITALIAN = """ATTO PRIMO

SCENA I

Una piazza sul porto.

CORO
Ecco le navi,
Ecco le vele,
Venti soavi,
Mare fedele.

ROSA
Ei non ritorna.
Il sole muore.

MARCO (entrando)
Rosa!

ROSA
Gran Dio!
Che vedo!

(si abbracciano)
"""
GERMAN = """Zweiter Akt.

Nr. 5. Duett.

ROSA.
Ach, laß mich hier,
Die Nacht ist nah.

MANFRED.
Ich bleib bei dir,
Ich bin ja da.

BEIDE.
Die Nacht ist nah,
Ja, sie ist da!

CHOR.
Heil dem Paar!
Glück fürwahr!
"""
RADIO = """GERÄUSCH: Wind, Wellen.

SPRECHER: Der Leuchtturm von Sarn. Dritte Folge.

MUSIK: kurz auf, dann unter den Text.

KAPITÄN: Wer ist da?

ADA: Nur ich.

GERÄUSCH: Tür fällt zu.

KAPITÄN: Du bist naß.

ADA: Ich kam über die Felsen.
"""


def test_names_in_capitals_over_verses_sing_under_a_heading():
    assert labels(ITALIAN) == ["CORO", "ROSA", "MARCO", "ROSA"]
    assert labels(GERMAN) == ["ROSA.", "MANFRED.", "BEIDE.", "CHOR."]
    assert heads(ITALIAN) == ["ATTO PRIMO", "SCENA I"]


@pytest.mark.parametrize(
    "text",
    [
        "CALL TO ORDER\nThe chairman called the meeting to order.\n\n"
        "ROLL CALL\nAll members were there.\n\nADJOURNMENT\nThe meeting adjourned.\n",
        "SCENE I\n\nINGREDIENTS\nSalt and 500 g of flour, which must be dry and white as\n"
        "snow, and milk from the farm that lies above the harbour.\n\nMETHOD\nmix.\n\n"
        "NOTE\nserves four.\n",
    ],
    ids=["minutes", "no verses"],
)
def test_nobody_sings_without_a_heading_or_verses(text):
    assert labels(text) == []


def test_what_is_heard_on_the_radio_is_a_direction_in_other_languages():
    assert labels(RADIO) == ["SPRECHER:", "KAPITÄN:", "ADA:", "KAPITÄN:", "ADA:"]
    assert "GERÄUSCH: Tür fällt zu." in stages(RADIO)
