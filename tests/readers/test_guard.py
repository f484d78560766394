"""The guard: whatever a format shows is in the text, in its hints, or told as left out."""

import pytest
from hypothesis import HealthCheck, given, settings

import tei_kit
from tei_kit.readers.docx import document as docx_reader
from tei_kit.readers.guard import LineEnds, Tally, differences
from tei_kit.source import source
from tests.readers import generated
from tests.readers.docx_file import docx, p, run

FEW = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def lost(made):
    return [str(found) for found in made.diagnostics if found.code == "TK137"]


def check(made):
    """What was read is complete, and the TEI that is made of it reads back as it."""
    assert not [each for each in lost(made) if "cells missing" not in each or "note" not in each]
    assert not lost(made)
    conversion = tei_kit.convert(made)
    assert "".join(tei_kit.text_of(conversion.tree).split()) == "".join(made.text.split())


@FEW
@given(generated.PAGES)
def test_nothing_of_any_page_is_lost(page):
    check(tei_kit.readers.of_text(page, "a.html"))


@FEW
@given(generated.FILES)
def test_nothing_of_any_docx_file_is_lost(data):
    check(docx_reader.read_docx(data, "a.docx"))


@FEW
@given(generated.MARKDOWN)
def test_nothing_of_any_markdown_is_lost(text):
    check(tei_kit.readers.of_text(text, "a.md"))


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally(["words"]), ""),
        (Tally(["words ", "\u00a0lost"]), "3 characters (“slt”)"),
        (Tally(["[words]"], changed=["[]"]), ""),
        (Tally(notes=1), "1 note"),
        (Tally(cells=2), "2 cells"),
        (Tally(breaks=1), "1 line end"),
        (Tally(links={"http://a.org"}), "1 address of links (http://a.org)"),
    ],
)
def test_what_is_missing_is_told_with_its_number(tally, told):
    found = differences(tally, source.from_text("words o", "a.html"), 0)
    assert [told in str(each) for each in found] == ([True] if told else [])


def test_one_line_end_between_words_of_a_block_counts():
    ends = LineEnds()
    for step in "wlwllwlbwlbllww":
        {"w": ends.words, "l": ends.line_end, "b": ends.block}[step]()
    assert ends.count == 1


def test_a_reader_that_forgets_words_is_told(monkeypatch):
    monkeypatch.setattr(docx_reader._WordText, "shown", lambda self, text, rend: iter(()))
    numbered = p("One.") + p("Two.")
    with pytest.raises(tei_kit.SourceError):
        docx_reader.read_docx(docx(numbered), "a.docx")
    monkeypatch.undo()
    monkeypatch.setitem(docx_reader.SIGNS, "{x}t", "")
    assert not lost(docx_reader.read_docx(docx(numbered), "a.docx"))


def test_lines_that_were_typed_in_a_cell_are_its_paragraphs():
    lines = p(run("a"), "<w:r><w:br/></w:r>", run("b"), style="Pre")
    table = generated._word_table([[lines, p("c")]])
    made = docx_reader.read_docx(docx(p("Some text.") + table, styles=generated.STYLES), "a.docx")
    assert not lost(made)
    assert "a\nb\tc" in made.text


def test_cells_of_a_table_in_a_note_are_told():
    page = (
        '<html><body><p>Text<a href="#n"><sup>1</sup></a> is here.</p><p>More.</p><div id="n">'
        "<p>1. Note</p><table><tr><td>a</td><td>b</td></tr></table></div></body></html>"
    )
    assert "2 cells" in lost(tei_kit.readers.of_text(page, "a.html"))[0]
