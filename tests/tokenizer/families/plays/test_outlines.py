"""The outline of a file serves its view, where the view has the same rows."""

import pytest

from tei_kit.tokenizer.families.plays import outlines
from tei_kit.tokenizer.families.plays.outline import outline
from tei_kit.tokenizer.families.rows import rows_of
from tests.places import DATA
from tests.tokenizer.families.plays.check import K, evidence, read, text_of

PLAY = (DATA / "texts" / "play.txt").read_text(encoding="utf-8")
WITH_PAGES = PLAY.replace("\n\n", "\n\n[Pg 1]\n\n", 1).replace(".\n\n", ".\n\n[Pg 2]\n\n", 1)


@pytest.mark.parametrize("words", [PLAY, "\n\n\n" + PLAY, WITH_PAGES])
def test_the_outline_of_a_view_is_what_its_own_rows_have(words):
    text = text_of(words)
    rows = rows_of(text.lines, text.arranged.file_lines)
    found = outlines.of_view(text, text.lines, rows, {})
    assert found is not None
    assert found == outline(text.lines.text, rows)


def test_labels_are_looked_for_once_where_file_and_view_have_the_same_rows(monkeypatch):
    asked = []
    monkeypatch.setattr(outlines, "outline", lambda *given: asked.append(1) or outline(*given))
    text = text_of("\n\n" + PLAY)
    rows = rows_of(text.lines, text.arranged.file_lines)
    outlines.of_file(text)
    outlines.of_view(text, text.lines, rows, {})
    assert len(asked) == 1


def test_notes_that_cite_a_play_more_rarely_than_persons_speak_in_it_end_it():
    speeches = "_Ada._ Where is the key?\n\n_Ben._ In the door, I think.\n\n" * 12
    notes = "NOTES\n\n" + "".join(
        f"{n}. ~key~, that of the house, as in other plays of the time; so in\n_Ben._ {n}, and in\n"
        f"_Ada._ {n}, where it is a garden's, with many words on it,\nand nobody says them.\n\n"
        + "Here a gloss goes on for some lines,\n" * 14
        + "\n"
        for n in range(1, 9)
    )
    text = f"THE PERSONS.\n\nADA.\nBEN.\n\n{speeches}{notes}"
    assert evidence(text) > 0.5
    assert len(read(text, K.SPEAKER)) == 24
    assert "NOTES" in read(text, K.SUBHEAD)
