"""Fields of records, which come in one order, and persons, who do not."""

import pytest

from tei_kit.tokenizer.families import records


@pytest.mark.parametrize(
    "keys",
    [
        ["name", "size", "price"] * 3,
        ["files", "copyright", "license"] * 4 + ["files", "license"],
        ["aries", "taurus", "gemini", "cancer"] * 2,
    ],
)
def test_labels_in_one_order_are_fields(keys):
    assert records.are_fields(keys)


@pytest.mark.parametrize(
    "keys",
    [
        ["ada", "ben"] * 6,  # two persons in turn
        ["ada", "ben", "cora", "ben", "ada", "cora", "ben", "cora", "ada"],
        ["name", "size", "price"],  # once
        ["ada", "ben", "ada", "ben", "both", "cora", "ada", "ben"],
        ["ada", "ben", "ada", "ben", "ada", "ben", "cora", "ada", "ben"],
    ],
)
def test_persons_who_speak_in_turn_are_no_fields(keys):
    assert not records.are_fields(keys)


def test_few_records_may_be_persons_in_turn():
    keys = ["pant", "dott", "pant", "ros", "dott", "pant", "ros", "dott"]
    assert records.are_fields(keys)
    assert not records.are_fields(keys, records=3)


def test_names_after_the_word_for_signed_at_the_end_are_signed():
    from tei_kit import pipeline

    text = (
        "MINUTES OF THE VESTRY\n\nPresent: Mr. Hale in the chair, Mr. Pell, Mr. Croft.\n\n"
        "Ordered, That the bells be rehung.\n\n"
        "(Signed)  AMOS HALE,\n                  Chairman.\n          BEN PELL.\n"
    )
    tree = pipeline.convert(text.encode()).tree
    signed = [" ".join("".join(e.itertext()).split()) for e in tree.iterfind(".//{*}signed")]
    assert signed == ["(Signed) AMOS HALE, Chairman. BEN PELL."]
    text = text.replace("BEN PELL.", "and the vestry then went home to their dinners.")
    assert pipeline.convert(text.encode()).tree.find(".//{*}signed") is None
