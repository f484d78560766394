"""The lines of a text."""

from tei_kit.layout.lines import lines_of
from tei_kit.source.source import from_text
from tests.layout.views import blocks_of

TYPED = (
    "     The harbor was shut in the month of March, and no ship came in",
    "before the month of May was over, which nobody had expected of",
    "it. The pilots wrote to the board, as far as we know, and were",
    "not answered.",
    "     A second paragraph follows, and it is as long as the first was",
    "so that its lines are wrapped as well, at the same column, and",
    "end in the middle of sentences, as the lines of typescripts do,",
    "every one of them. It is the last but one of this text, and it",
    "has nothing more to say.",
    "     The third is short, but it goes on for a while, as one can see",
    "here, and here.",
)


def test_a_blank_line_after_each_line_parts_no_paragraphs():
    blocks = blocks_of("\n\n".join(TYPED))
    assert [block.split()[0] for block in blocks] == ["The", "A", "The"]
    assert [block.split()[-1] for block in blocks] == ["answered.", "say.", "here."]


def test_blank_lines_between_verses_and_sentences_stay():
    verses = [f"Where nobody went at the time of the {n}th moon," for n in range(12)]
    assert all(line.blanks == 1 for line in lines_of(from_text("\n\n".join(verses)))[1:])


def test_short_paragraphs_begin_by_their_indents_where_all_lines_stand_apart():
    typed = (
        *TYPED[:9],
        "     Mr. Hale: Who wrote to the board?",
        "     Mr. Vale: I did.",
        "     Mr. Hale: And who read it, if I may ask, of those who sat there",
        "at that time?",
    )
    blocks = blocks_of("\n\n".join(typed))
    assert [block.split()[0] for block in blocks] == ["The", "A", "Mr.", "Mr.", "Mr."]
    assert blocks[-1].split()[-1] == "time?"
