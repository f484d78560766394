"""Prose stays prose: in these texts nobody speaks, and nothing looks enough like anything else.

Each text of `data/prose` has something that other rules look for: words before a colon, dashes,
capitals with a stop, numbers that count up, lines of signs. `magazine` is from The Mirror of
Literature (1828), `constitution` from that of Japan (1946), `scripture` from the Authorized
Version, `poem` by Blake; the chess game is Anderssen's (1851).
"""

import pytest

import tei_kit
from tests.places import DATA

TEXTS = sorted((DATA / "prose").glob("*.txt"))
FALSE = [
    *("sp", "stage", "note", "castItem", "signed", "salute", "dateline", "closer", "opener"),
    *("list", "l", "lg", "fw", "pb", "time", "postscript"),
]
LONGEST_HEAD = 60


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nobody_speaks_in_prose(path):
    conversion = tei_kit.convert(path.read_bytes(), name=path.name)
    text = conversion.tree.find("{*}text")
    assert [name for name in FALSE if text.find(f".//{{*}}{name}") is not None] == []
    assert conversion.tree.find(".//{*}particDesc") is None
    heads = ["".join(head.itertext()) for head in text.iter("{*}head")]
    assert [head for head in heads if len(head) > LONGEST_HEAD] == []


def test_there_are_many_kinds_of_prose():
    assert len(TEXTS) >= 40
