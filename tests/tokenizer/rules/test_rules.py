"""The table of rules: every block is read by one of them, and the order of the rows counts."""

import pkgutil

import pytest

from tei_kit.layout.blocks import Shape
from tei_kit.source.source import from_text
from tei_kit.tokenizer import rules
from tei_kit.tokenizer.rules import LATER_RULES, RULES
from tei_kit.tokenizer.section_reader import tokenize
from tei_kit.tokenizer.tokens import TokenKind as K

HEAD = "7. Memorandum of Conversation\n\n"
NO_RULES = {"rule", "brackets"}  # modules of the folder that rules share


def kinds(text):
    """The kinds of tokens of a document, in the order of its text, without those of its head."""
    return [token.kind for token in tokenize(from_text(HEAD + text, "test.txt"))][2:]


def test_every_module_of_the_folder_is_a_row_of_the_table():
    modules = {module.name for module in pkgutil.iter_modules(rules.__path__)} - NO_RULES
    assert {rule.read.__module__.rpartition(".")[2] for rule in RULES} == modules


def test_names_of_rules_are_different():
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("shape", list(Shape), ids=lambda shape: shape.name)
def test_the_last_rule_of_every_shape_reads_whatever_it_is_asked(shape):
    assert LATER_RULES[shape][-1].name in {
        *("paragraph", "page", "form work", "note", "heading", "quotation", "table")
    }


def test_a_dateline_comes_before_paragraphs():
    assert kinds("Paris, May 31, 1971.\n\nThe talk began.\n") == [
        *(K.DATELINE, K.PLACE, K.DATE),
        K.PARAGRAPH,
    ]


def test_a_line_like_a_dateline_after_a_paragraph_is_a_paragraph():
    assert K.DATELINE not in kinds("The talk began.\n\nParis, May 31, 1971.\n")


def test_a_page_marker_before_a_dateline_leaves_the_opening_open():
    assert kinds("[Page 8]\n\nParis, May 31, 1971.\n")[:2] == [K.PAGE_BREAK, K.DATELINE]


def test_a_name_at_the_end_is_a_signature():
    assert kinds("The talk ended.\n\nHenry A. Kissinger\n") == [K.PARAGRAPH, K.SIGNED]


def test_a_name_alone_in_its_section_is_no_signature():
    assert kinds("Henry A. Kissinger\n") == [K.PARAGRAPH]


def test_a_name_before_a_list_is_no_signature():
    assert K.SIGNED not in kinds("The talk ended.\n\nHenry A. Kissinger\n\n• One\n\n• Two\n")


def test_a_parenthesis_that_is_a_paragraph_is_a_stage_direction():
    assert kinds("They sat.\n\n(There was a break.)\n\nThey stood.\n")[1] is K.STAGE


def test_a_parenthesis_inside_a_paragraph_is_no_stage_direction():
    assert K.STAGE not in kinds("They sat (there was a break) and stood.\n")


LIST = "Participants:\n• Mr. Lee\n[Page 8]\n• Mr. Park\n\n"
TURNS = "Lee: I need it.\n\nPark: (laughing) May I ask?\n\nLee: Yes.\n\nPark: (NATO) is it.\n"


def test_a_paragraph_with_the_label_of_a_speaker_is_a_turn():
    assert kinds(LIST + TURNS).count(K.SPEAKER) == 4


def test_a_manner_where_a_turn_begins_is_an_aside_and_a_name_in_brackets_is_not():
    assert kinds(LIST + TURNS).count(K.ASIDE) == 1


def test_a_list_takes_its_label_and_items_together():
    assert kinds(LIST + "They sat.\n") == [
        *(K.LIST, K.LABEL),
        *(K.ITEM, K.BULLET, K.PERSON),
        K.PAGE_BREAK,
        *(K.ITEM, K.BULLET, K.PERSON),
        K.PARAGRAPH,
    ]
