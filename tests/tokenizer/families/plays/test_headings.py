"""Headings of plays, in many languages; the first word of a row shows that it is no heading."""

import pytest

from tei_kit.tokenizer.families.plays import cast_headings, endings, first_words, headings
from tests.places import DATA


@pytest.mark.parametrize(
    "row",
    [
        "ACT I",
        "_Act the First._",
        "II. AKT",
        "2. Scene",
        "Erster Aufzug",
        "E r s t e r  A u f z u g.",
        "É p i l o g u e",
        "ATTO PRIMO",
        "THE DOUBLE-DEALER--ACT I.--SCENE I.",
        "Der Prolog",
        "Dramatis Personae",
        "Les personnages",
        "FINIS.",
        "THE END",
        "ΠΡΑΞΗ ΠΡΩΤΗ",
    ],
)
def test_a_heading_of_an_act_or_a_cast_or_an_end_may_begin_so(row):
    assert first_words.may_begin(row)


@pytest.mark.parametrize("row", ["And so they went to sea.", "Wer da?", "HAMLET.", "Élise!", "..."])
def test_what_people_say_does_not_begin_as_headings_do(row):
    assert not first_words.may_begin(row)


def test_no_row_is_a_heading_that_does_not_begin_as_one():
    rows = {
        line.strip()
        for path in DATA.rglob("*.txt")
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    }
    is_heading = (headings.heading_of, cast_headings.begins_cast, endings.is_end)
    wrong = [
        row
        for row in rows
        if row and not first_words.may_begin(row) and any(asked(row) for asked in is_heading)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ACT I", "act"),
        ("ACT FIRST.", "act"),
        ("Erster Aufzug.", "act"),
        ("E r s t e r  A u f z u g.", "act"),
        ("ACTO SEGUNDO", "act"),
        ("ENSIMÄINEN NÄYTÖS.", "act"),
        ("Actus. Primus,", "act"),
        ("Действие первое", "act"),
        ("SCENE II. A room.", "scene"),
        ("SCENE THE LAST.--The Library", "scene"),
        ("1. Scene.", "scene"),
        ("Der zweyte Auftritt.", "scene"),
        ("SCÈNE PREMIÈRE", "scene"),
        ("SCAENA PRĪMA", "scene"),
        ("ACTE I, SCÈNE II", "scene"),
        ("PROLOGUE", "prologue"),
        ("The Epilogue.", "epilogue"),
        ("INDUCTION", "induction"),
    ],
)
def test_headings_of_many_languages(text, kind):
    found = headings.heading_of(text)
    assert (found.kind if found else "") == kind


@pytest.mark.parametrize(
    "text",
    [
        "SCENE: A room",
        "The scene is laid in Rome.",
        "Scene changes to a wood.",
        "Act natural, he said.",
        "The second act was over.",
        "I act for him",
        "A prologue was never spoken here.",
    ],
)
def test_sentences_are_no_headings(text):
    assert headings.heading_of(text) is None
