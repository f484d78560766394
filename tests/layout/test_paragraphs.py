"""What makes a paragraph, and where it goes on."""

from tests.layout.views import blocks_of, layout_of

PROSE = (
    "The harbor was shut in the month of March, and no ship came in or went out\n"
    "until the ninth of May. The pilots sat at home and mended what there was to\n"
    "mend.\n"
)


def test_blank_lines_part_paragraphs_whose_lines_are_full():
    more = "When it was opened again the first ship in was the Ada, which had waited\neleven.\n"
    text = f"{PROSE}\n{more}"
    assert layout_of(text).value("paragraphs") == "blank"
    assert [b[:9] for b in blocks_of(text)] == ["The harbo", "When it w"]


def test_an_indented_first_line_begins_a_paragraph():
    text = (
        "   The harbor was shut in the month of March, and no\n"
        "ship came in or went out until the ninth of May. The pi-\n"
        "lots sat at home.\n"
        "   When it was opened again the first ship in was the\n"
        "Ada, which had waited eleven weeks.\n"
        "   Nobody wrote of it at the time.\n"
    )
    layout = layout_of(text)
    assert (layout.value("paragraphs"), layout.value("divided")) == ("indent", "words")
    assert len(blocks_of(text)) == 3
    assert "The pi-lots sat" in blocks_of(text)[0]


LETTER = (
    "TO THE PILOTS\n"
    "\n"
    "                                      Cadiz, 3 May.\n"
    "   The harbor was shut in the month of March, and no\n"
    "ship came in or went out until the ninth of May.\n"
    "                                      Isaac Wood\n"
    "   When it was opened again the first ship in was the\n"
    "Ada, which had waited eleven weeks.\n"
)


def test_headings_between_blank_lines_do_not_hide_indented_paragraphs():
    assert layout_of(LETTER).value("paragraphs") == "indent"
    found = [" ".join(block.split())[:18] for block in blocks_of(LETTER)]
    assert found == [
        "TO THE PILOTS", "Cadiz, 3 May.", "The harbor was shu", "Isaac Wood", "When it was opened"
    ]  # fmt: skip


def test_indented_lines_that_follow_each_other_are_a_list_below_its_heading():
    items = "".join(f"  The {n} of these is a line, and\n  it goes on here.\n" for n in "abcdef")
    text = "".join(f"What there is in part {n}\n{items}\n" for n in range(4))
    assert layout_of(text).value("paragraphs") == "blank"


def test_the_further_lines_of_an_item_are_no_indented_paragraphs():
    item = (
        "  • The {} of these is an item that is longer than the\n    line, and so goes on here.\n"
    )
    items = "".join(item.format(n) for n in ("first", "second", "third", "fourth"))
    assert layout_of(f"{LETTER}{items}{LETTER}").value("paragraphs") == "indent"


def test_paragraphs_at_the_margin_below_blank_lines_are_parted_by_these():
    text = f"{PROSE}\n{PROSE}\n{PROSE}\n   A line of verse that is set to the right\nof it.\n"
    assert layout_of(text).value("paragraphs") == "blank"


def test_long_lines_are_paragraphs_of_their_own():
    line = "The harbor was shut in the month of March, and no ship came in or went out. " * 3
    text = "\n".join(f"{n} {line}" for n in "abcdef")
    assert layout_of(text).value("paragraphs") == "lines"
    assert len(blocks_of(text)) == 6


def test_lines_of_verse_stay_together():
    text = "The harbor bell is slow to-night,\nAnd every boat is in,\nAnd every lamp\nIs out.\n"
    assert len(blocks_of(text)) == 1


def test_an_option_fixes_the_answer():
    text = "One line.\nAnother line.\n\nA third.\n"
    assert len(blocks_of(text, paragraphs="lines")) == 3


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    text = (
        "7. Report\n\nThe harbor was shut in the month of March, and no ship\n"
        "\f12   THE HARBOR\n\n"
        "came in or went out until the ninth of May. The pilots sat\nat home, and mended nets.\n"
        "\f13   THE HARBOR\n\nNobody wrote of it at the time.\n"
    )
    assert "ship 12 THE HARBOR came in" in blocks_of(text)[1]


def test_long_lines_that_follow_each_other_are_paragraphs_though_notes_stand_between_blank_lines():
    long = "\tThe ship has not been seen, though two boats went out to look for her at noon. " * 3
    text = "NORHAVEN\n" + f"{long.rstrip()}\n" * 4 + "\n[1] A note.\n\n[2] Another note.\n"
    assert layout_of(text).value("paragraphs") == "lines"
