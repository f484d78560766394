"""The labels of notes in words, in any case."""

import pytest

from tei_kit.layout.lines import lines_of
from tei_kit.layout.notes.frames import shown
from tei_kit.layout.notes.marks import NOTE_HEADINGS
from tei_kit.source.source import from_text


@pytest.mark.parametrize("word", [*NOTE_HEADINGS, "DİPNOT", "FUẞNOTE", "Foot-Note"])
def test_a_line_that_begins_with_a_word_for_notes_and_a_number_is_a_label(word):
    source = from_text(f"{word} 3: See the Gazette.\nNorth 5: fog.\n")
    assert shown(source.text, lines_of(source)).worded == [0]
