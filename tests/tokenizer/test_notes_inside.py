"""Notes that stand in the text, at the place that they are about."""

import pytest

import tei_kit

TEXT = (
    "The town was small.[{} 1: Four hundred houses.] It had two gates[{} 2: Both were pulled "
    "down in 1840.] and a tower.\n"
)


def notes(text):
    """The number, the place and the words of each note, and the codes of what is told."""
    result = tei_kit.convert(text, name="town.txt")
    found = [
        (note.get("n"), note.get("place"), "".join(note.itertext()))
        for note in result.tree.iter("{*}note")
    ]
    return found, {diagnostic.code for diagnostic in result.diagnostics}


@pytest.mark.parametrize("word", ["Footnote", "Note", "Fußnote"])
def test_a_note_in_the_text_stands_where_it_is(word):
    found, told = notes(TEXT.format(word, word))
    assert found == [
        ("1", "inline", "Four hundred houses."),
        ("2", "inline", "Both were pulled down in 1840."),
    ]
    assert "TK203" not in told


def test_a_note_without_a_number_stands_where_it_is():
    found, _ = notes("The town was small.[Note: Four hundred houses.] It had two gates.\n")
    assert [words for _, _, words in found] == ["Four hundred houses."]


def test_notes_in_speeches_are_no_directions():
    text = "\n\n".join(
        f"{name}: Where is the map?[Footnote {n}: It is lost.] Is it here? (Laughter.)"
        for n, name in enumerate(["MR. HALE", "MRS. VALE"] * 3, 1)
    )
    result = tei_kit.convert(text, name="talk.txt")
    assert len(result.tree.findall(".//{*}sp//{*}note")) == 6
    assert {"".join(stage.itertext()) for stage in result.tree.iter("{*}stage")} == {"(Laughter.)"}


def test_other_words_in_brackets_are_no_notes():
    assert notes("The town [see the map: page 3] was small [sic].\n")[0] == []


def test_a_note_that_is_one_already_holds_no_other():
    page = (
        "<p>The ship is lost.<sup><a href='#a'>[1]</a></sup></p>"
        "<p id='a'>[Footnote 1: It was found in May.]</p>"
    )
    tree = tei_kit.convert(page, name="ship.html").tree
    assert len(tree.findall(".//{*}note")) == 1
