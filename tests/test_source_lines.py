"""The lines of files below messages: the right line, a caret below the right character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit.diagnostics import Place
from tei_kit.source_lines import SourceLines, _cells, quotation


def line_of(path, line, data):
    path.write_bytes(data)
    return SourceLines().line(Place(str(path), line))


@pytest.mark.parametrize(
    ("data", "second"),
    [
        (b"a\nb\nc", "b"),
        (b"a\r\nb\r\nc", "b"),
        (b"a\rb\rc", "b"),
        ("a\nÄß\n".encode(), "Äß"),
        (b"\xef\xbb\xbfa\nb", "b"),
        ("a\nÄß\n".encode("utf-16"), "Äß"),
        ("a\nÄß\n".encode("cp1252"), "Äß"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?>\n\xc4\xa4", "Ä¤"),
        (b"<?xml version='1.0' encoding='no-such'?>\nb", "b"),
        (b"a\n", ""),
        (b"a", None),
        (b"PK\x03\x04\0\0\nb", None),
    ],
)
def test_a_line_is_found_in_files_of_all_sorts(tmp_path, data, second):
    assert line_of(tmp_path / "a.xml", 2, data) == second


def test_a_file_that_is_not_there_has_no_lines(tmp_path):
    assert SourceLines().line(Place(str(tmp_path / "none.xml"), 1)) is None
    assert SourceLines().line(Place(str(tmp_path), 1)) is None
    assert SourceLines().line(Place("the command line", 1)) is None


def test_what_is_no_file_can_be_given():
    assert SourceLines({"<stdin>": b"a\nb"}).line(Place("<stdin>", 2)) == "b"


def shown(text, column, width=80):
    found = quotation(text, Place("a.xml", 12, column), width)
    return [found.line, found.caret]


def test_the_caret_stands_below_the_column():
    assert shown("<p>x <b>y</b></p>", 6) == ["   12 | <p>x <b>y</b></p>", "      |      ^"]


def test_tabs_wide_and_combined_characters_do_not_move_the_caret():
    assert shown("\t<b>", 2) == ["   12 |  <b>", "      |  ^"]
    assert shown("日本<b>", 3)[1] == "      |     ^"
    assert shown("e\u0301<b>", 3)[1] == "      |  ^"


def test_a_column_behind_the_line_is_its_end():
    assert shown("<p>", 99)[1] == "      |    ^"


def test_control_characters_do_not_reach_the_terminal():
    assert "\x1b" not in shown("<p>\x1b[2J</p>", 4)[0]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300),
    st.integers(1, 320),
    st.integers(1, 120),
)
def test_a_quotation_fits_and_points_into_the_line(text, column, width):
    text = text.replace("\r", " ").replace("\n", " ")
    line, caret = shown(text, column, width)
    assert _cells(line) <= max(width, 40)
    assert _cells(caret) <= max(width, 40)
    assert caret.endswith("^")


def test_the_character_at_the_column_is_in_sight_in_a_long_line():
    text = "x" * 500 + "<b>" + "y" * 500
    line, caret = shown(text, 501)
    assert line[caret.index("^") :].startswith("<b>")
    assert line.startswith("   12 | …")
    assert line.endswith("…")
