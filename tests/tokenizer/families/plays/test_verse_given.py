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


@pytest.mark.parametrize(("answer", "lines"), [("none", 0), ("stanzas", 5), ("all", 8)])
def test_an_answer_about_verse_holds(answer, lines):
    made = pipeline.convert(PLAY, family="play", layout={"verse": answer})
    assert len(list(made.tree.iter(f"{TEI}l"))) == lines
