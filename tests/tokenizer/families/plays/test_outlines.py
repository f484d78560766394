"""The outline of a file serves its view, where the view has the same rows."""

import pytest

from tei_kit.tokenizer.families.plays import outlines
from tei_kit.tokenizer.families.plays.outline import outline
from tei_kit.tokenizer.families.rows import rows_of
from tests.places import DATA
from tests.tokenizer.families.plays.check import text_of

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
