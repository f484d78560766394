"""Who wrote a letter to whom, and where: names in headings, places in datelines."""

from __future__ import annotations

import pytest

from tei_kit import pipeline
from tei_kit.settings.language import load
from tei_kit.tokenizer.families.letters import parties


def found(tokens, text):
    return [(text[t.start : t.end], t.value) for t in tokens]


@pytest.mark.parametrize(
    ("code", "heading", "names"),
    [
        ("en", "LETTER I.--TO AMOS HALE, May 3, 1854", [("AMOS HALE", "received")]),
        ("en", "MR. HALE TO MRS. PELL.", [("MR. HALE", "sent"), ("MRS. PELL", "received")]),
        (
            "en",
            "The Minister in Norvia (Hale) to the Secretary of State",
            [("The Minister in Norvia (Hale)", "sent"), ("Secretary of State", "received")],
        ),
        ("de", "An Thea Brandt in Kiel.", [("Thea Brandt", "received")]),
        ("fr", "À M. de Laval.", [("M. de Laval", "received")]),
        ("es", "A Juan Pell", [("Juan Pell", "received")]),
        ("en", "THE HARBOR AND THE TOWN", []),
    ],
)
def test_names_in_a_heading(code, heading, names):
    tokens = parties.names(heading, 0, len(heading), load(code))
    got = [(words.strip("."), part) for words, part in found(tokens, heading)]
    assert got == [(words.strip("."), part) for words, part in names]


@pytest.mark.parametrize(
    ("code", "line", "place"),
    [
        ("en", "Norhaven, May 3, 1854.", ["Norhaven"]),
        ("en", "San Castal, Sunday", ["San Castal"]),
        ("fr", "De Norhaven, ce 3 mai 1854.", ["Norhaven"]),
        ("de", "Norhafen d. 3. März 1871", ["Norhafen"]),
        ("en", "Sunday evening", []),
        ("en", "May 3, 1854", []),
    ],
)
def test_the_place_in_a_dateline(code, line, place):
    assert [
        words for words, _ in found(parties.place(line, 0, len(line), load(code)), line)
    ] == place


def test_a_name_ends_where_a_reference_begins():
    text = (
        "À Monsieur de Norhaven1/\n\n[Envoyée à [Norhaven]2/]\n\n    Orig. autographe."
        "\n\nMonsieur,\n\n    pour ce que je me confie que vous serez venu, je vous escris."
        "\n\nVotre humble serviteur,\n\nAMOS HALE.\n\n1/ Sans date.\n\n2/ On peut le supposer.\n"
    )
    tree = pipeline.convert(text.encode()).tree  # raises when a character is lost
    assert [note.get("n") for note in tree.iter("{*}note") if note.get("n")] == ["1", "2"]
