"""Reading TEI back into rows: ours, and what others encode."""

import pytest

from tei_kit.diagnostics import TeiKitError
from tei_kit.export.tables.read_tei import count_words, read_contents
from tei_kit.export.text import to_text
from tests.export.samples import ALL, FOREIGN, PARLIAMENT, SEED, document, parsed


@pytest.fixture(scope="module")
def seed():
    return read_contents(parsed(SEED))


def test_the_seed_has_its_turns_pages_notes_persons_references_and_date(seed):
    counted = [len(getattr(seed, name)) for name in ("turns", "pages", "notes", "persons")]
    assert counted == [128, 15, 9, 9]
    assert [(r.text, r.target, r.resolved, r.note) for r in seed.refs][:2] == [
        ("Document 34", "#d34", False, "d207fn3"),
        ("footnote 2, Document 35", "#d35fn2", False, "d207fn4"),
    ]
    (date,) = seed.dates
    assert (date.when, date.text, date.page) == ("1971-06-30", "June 30, 1971", "657")


def test_a_turn_says_who_where_and_what(seed):
    turn = seed.turns[9]
    assert (turn.document, turn.n, turn.page) == ("d207", 10, "652")
    assert (turn.who, turn.speaker, turn.name) == ("xuan_thuy", "Xuan Thuy:", "Xuan Thuy")
    assert turn.text == "I think you win all the time."
    assert turn.words == 7


def test_a_turn_has_the_numbers_of_its_notes_but_not_their_text(seed):
    turn = next(turn for turn in seed.turns if "4" in turn.notes)
    assert turn.notes == ("4", "5", "6")
    assert "10 and 8 point proposals" in turn.text
    assert "Document 35" not in turn.text
    assert next(note for note in seed.notes if note.n == "4").turn == turn.n


def test_paragraphs_and_items_of_a_turn_are_lines(seed):
    turn = next(turn for turn in seed.turns if turn.text.startswith("I have a rather brief"))
    lines = turn.text.split("\n")
    assert lines[0] == "I have a rather brief statement."
    assert any(line.startswith("Seventh, I want to reiterate") for line in lines)


def test_the_words_of_the_persons_are_those_of_their_turns(seed):
    assert {p.id: (p.turns, p.words) for p in seed.persons if p.turns} == {
        "xuan_thuy": (64, 3461),
        "kissinger": (64, 2895),
    }
    assert sum(p.words for p in seed.persons) == sum(t.words for t in seed.turns)


def test_a_page_knows_how_much_was_said_before_it(seed):
    before = [page.said_before for page in seed.pages]
    assert before == sorted(before)
    first = next(i for i, turn in enumerate(seed.turns) if turn.page == "652")
    assert before[0] == sum(turn.words for turn in seed.turns[:first])


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_word_of_a_note_and_a_turn_is_in_the_text(path):
    tree = parsed(path)
    text = "".join(to_text(tree).decode().split())
    contents = read_contents(tree)
    for row in [*contents.turns, *contents.notes]:
        for line in row.text.split("\n"):
            for word in line.split():
                assert word in text


def test_turns_without_who_have_their_label():
    turns = read_contents(parsed(FOREIGN)).turns
    assert [(t.who, t.name, t.speaker) for t in turns] == [
        ("", "", "Der Präsident."),
        ("", "", "Abg. Meier:"),
        ("", "", "Der Präsident."),
    ]
    assert [t.page for t in turns] == ["1", "2", "2"]


def test_documents_inside_chapters_are_the_documents_of_a_volume():
    documents = read_contents(parsed(FOREIGN)).documents
    assert [(d.document, d.title, d.date) for d in documents] == [
        ("1", "Sitzung im Rat", "1848-03-15"),
        ("2", "Brief", ""),
    ]


def test_utterances_are_turns_and_a_note_before_one_is_its_label():
    contents = read_contents(parsed(PARLIAMENT))
    assert [(t.document, t.n, t.speaker, t.name) for t in contents.turns] == [
        ("1", 1, "THE CHAIR:", "The Chair"),
        ("1", 2, "ANN LEE:", "Ann Lee"),
        ("2", 1, "", "Ann Lee"),
        ("2", 2, "", "The Chair"),
    ]
    assert contents.turns[0].text == "Order.\nThe sitting is open."
    assert contents.notes == []
    assert [d.date for d in contents.documents] == ["2001-01-01", ""]


def test_a_text_without_turns_or_divisions_is_one_document():
    contents = read_contents(document("<p>Only words — here.</p>"))
    assert [(d.document, d.turns, d.words) for d in contents.documents] == [("1", 0, 3)]
    assert contents.turns == []


def test_documents_of_the_same_number_have_names_of_their_own():
    body = '<div type="document" n="1"><sp><p>a</p></sp></div>'
    contents = read_contents(document(body + body))
    assert [d.document for d in contents.documents] == ["1", "1_2"]
    assert [(t.document, t.n) for t in contents.turns] == [("1", 1), ("1_2", 1)]


def test_the_better_reading_and_the_characters_that_xml_cannot_hold_are_read():
    tree = document(
        "<div><sp><p>a <choice><orig>olde</orig><reg>old</reg></choice> "
        '<app><lem>lemma</lem><rdg>other</rdg></app><g ref="#U0007"/></p></sp></div>'
    )
    assert read_contents(tree).turns[0].text == "a old lemma\x07"


def test_what_is_not_tei_is_an_error_that_says_what_it_is():
    from tei_kit.xml import tree as xmlfile

    with pytest.raises(TeiKitError, match=r"TK701 this is not TEI: the root element is 'html'"):
        read_contents(xmlfile.parse_bytes(b"<html/>", "a.html"))


def test_a_word_is_what_white_space_parts_and_holds_a_letter_or_a_digit():
    assert count_words("One — two; 3, “four” … é") == 5
    assert count_words("") == 0
