"""Tokens that claim the same characters are put right before a document is built of them."""

from tei_kit.document.nesting import nested
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
DIVISION = Token(K.DIVISION, 0, 40)


def test_tokens_that_fit_stay_the_same():
    tokens = [DIVISION, Token(K.PARAGRAPH, 0, 20), Token(K.NOTE_REFERENCE, 4, 5)]
    assert nested(tokens) is tokens


def test_a_reference_inside_a_page_mark_is_left_out():
    paragraph, page = Token(K.PARAGRAPH, 0, 20), Token(K.PAGE_BREAK, 3, 7, "4")
    assert nested([DIVISION, paragraph, page, Token(K.NOTE_REFERENCE, 5, 6)]) == [
        DIVISION,
        paragraph,
        page,
    ]


def test_a_reference_right_after_a_page_mark_stays():
    tokens = [DIVISION, Token(K.PARAGRAPH, 0, 20), Token(K.PAGE_BREAK, 3, 7, "4")]
    tokens.append(Token(K.NOTE_REFERENCE, 7, 8))
    assert nested(tokens) == tokens


def test_a_reference_inside_a_time_stays_and_comes_before_the_note():
    time, reference = Token(K.TIME, 0, 6), Token(K.NOTE_REFERENCE, 2, 3)
    paragraph, note = Token(K.PARAGRAPH, 0, 6), Token(K.NOTE, 8, 12)
    tokens = [DIVISION, paragraph, time, note, reference]
    assert nested(tokens) == [DIVISION, paragraph, time, reference, note]


def test_a_block_that_begins_inside_a_page_mark_begins_after_it():
    page = Token(K.PAGE_BREAK, 0, 5, "7")
    tokens = [DIVISION, Token(K.PARAGRAPH, 0, 2), page, Token(K.PARAGRAPH, 3, 9)]
    assert nested(tokens) == [*tokens[:3], Token(K.PARAGRAPH, 5, 9)]


def test_a_block_that_a_page_mark_covers_is_left_out():
    page = Token(K.PAGE_BREAK, 0, 5, "7")
    tokens = [DIVISION, Token(K.PARAGRAPH, 0, 2), page, Token(K.PARAGRAPH, 3, 5)]
    assert nested(tokens) == tokens[:3]


def test_the_inner_paragraphs_of_a_paragraph_become_paragraphs():
    inner = [Token(K.INNER, 3, 10), Token(K.INNER, 12, 20)]
    assert nested([DIVISION, Token(K.PARAGRAPH, 0, 20), *inner]) == [
        DIVISION,
        Token(K.PARAGRAPH, 0, 12),
        Token(K.PARAGRAPH, 12, 20),
    ]


def test_a_heading_has_no_inner_paragraphs():
    head = Token(K.HEAD, 0, 20)
    assert nested([DIVISION, head, Token(K.INNER, 3, 10), Token(K.INNER, 12, 20)]) == [
        DIVISION,
        head,
    ]


def test_the_inner_paragraphs_of_a_note_stay():
    inner = [Token(K.INNER, 3, 10), Token(K.INNER, 12, 20)]
    tokens = [DIVISION, Token(K.NOTE, 0, 20), *inner]
    assert nested(tokens) == tokens
