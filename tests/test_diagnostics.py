"""Numbers in sentences: the noun is in the singular after 1, in every family's summary too."""

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group
from tei_kit.diagnostics import counted

ONE_ACT = """THE LAMP

ACT I

ANNA. The lamp is out.

PETER. Then light it.

ANNA. I have no match.

PETER. Nor have I.

ANNA. We shall sit in the dark.

PETER. So we shall.
"""


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, "page", "0 pages"),
        (1, "page", "1 page"),
        (1200, "page", "1,200 pages"),
        (1, "address", "1 address"),
        (2, "address", "2 addresses"),
    ],
)
def test_a_noun_follows_its_number(number, noun, words):
    assert counted(number, noun) == words


def test_a_play_in_one_act_is_said_to_have_one_act(tmp_path):
    path = tmp_path / "lamp.txt"
    path.write_text(ONE_ACT, encoding="utf-8")
    done = CliRunner().invoke(group, ["report", str(path)])
    assert "2 persons, 1 act" in done.output
    assert "1 acts" not in done.output
