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
