"""Signs at the beginning of lines are those of items where they make a list."""

from __future__ import annotations

import pytest

import tei_kit


def items(text: str) -> list[str]:
    """The texts of the items that a text is given."""
    root = tei_kit.convert(text).tree.getroot()
    return [" ".join("".join(each.itertext()).split()) for each in root.iter("{*}item")]


HEAD = "12. Memorandum From the Harbor Board to the Council¹\n\n"
BODY = (
    "\n\nThe harbor was closed in the winter of that year, and the board asked for the means to "
    "open it again. The council has the letter of the board and did not answer.\n\n¹ A copy.\n"
)


def test_neighbouring_lines_with_a_dash_are_a_list() -> None:
    assert items(f"{HEAD}– The first pier\n– The second pier{BODY}") == [
        "The first pier",
        "The second pier",
    ]


def test_a_short_line_with_a_dash_under_a_heading_is_an_entry() -> None:
    assert items(f"{HEAD}– The harbor and its piers{BODY}") == ["The harbor and its piers"]


@pytest.mark.parametrize(
    "line",
    [
        "– I never saw it, he said.",  # somebody speaks
        "– " + "The harbor and its piers and all who work there " * 5,  # a thought
    ],
)
def test_a_sentence_with_a_dash_is_no_item(line: str) -> None:
    assert items(f"{HEAD}{line}{BODY}") == []


def test_a_name_below_a_sentence_with_a_dash_is_its_source() -> None:
    assert items(f"{HEAD}All harbors are one.\n\n– Ada Vale{BODY}") == []
