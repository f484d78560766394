"""The title of a text of no known family."""

import pytest

from tests.tokenizer.families.speech.talk import heads

PARAGRAPH = (
    "The harbour was built in 1702 and stood for a hundred years.\n\n"
    "The wall was broken in 1802. It was never mended.\n"
)


@pytest.mark.parametrize(
    "title",
    [
        "THE HARBOUR OF NORHAVEN",
        "Drittes Kapitel",
        "III",
        "INQUEST ON THE BODY OF THOMAS REED.",
        "CONSEIL MUNICIPAL\nDE NORHAVRE",
        "Niederschrift über die Sitzung des Gemeinderates am 7. Mai 2013",
    ],
)
def test_a_short_first_line_above_paragraphs_is_a_heading(title):
    assert heads(f"{title}\n\n{PARAGRAPH}") == [" ".join(title.split())]


@pytest.mark.parametrize(
    "line",
    [
        "The harbour is shut.",
        "What do you think of it?",
        "name: harbour",
        "def convert(path)",
        "Ada Vale\nQuay Street\nNorhaven",
        "and so it went on",
        "# 12 / 14",
    ],
)
def test_another_first_line_is_none(line):
    assert heads(f"{line}\n\n{PARAGRAPH}") == []


def test_the_first_of_short_lines_is_no_heading():
    assert heads("Ada Vale\n\nBen Dorn\n\nClara Pell\n\nOskar Lund\n") == []
