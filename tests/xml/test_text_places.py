"""The places of characters of text in a file."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_kit.xml.text_places import TextPlaces
from tei_kit.xml.tree import parse

FILE = """<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY who "Smith">]>
<!-- a comment & so -->
<a>one &amp; two
<b x="1">thrée</b>four<?pi five?>six <![CDATA[<seven>]]> &who;
\teight<!-- nine -->ten</a>
"""


def place_of(path, character):
    """Where the first text with a character has it, by the tree."""
    tree = parse(path)
    places = TextPlaces(tree)
    for node in tree.iter():
        for tail in (False, True):
            text = node.tail if tail else (node.text if isinstance(node.tag, str) else None)
            if text and character in text:
                place = places.of_text(node, tail, text.index(character))
                return place.line, place.column
    return None


@pytest.mark.parametrize(
    ("words", "line", "column"),
    [
        ("one", 4, 4),
        ("&", 4, 8),
        ("two", 4, 14),
        ("thrée", 5, 10),
        ("four", 5, 19),
        ("six", 5, 34),
        ("<seven", 5, 47),
        ("eight", 6, 2),
        ("ten", 6, 20),
    ],
)
def test_a_character_is_found_where_the_file_has_it(tmp_path, words, line, column):
    path = tmp_path / "a.xml"
    path.write_text(FILE, encoding="utf-8")
    assert place_of(path, words) == (line, column)


def test_windows_line_ends_count_once(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a>one\r\n<b>two</b>\r\nthree</a>")
    assert place_of(path, "two") == (2, 4)
    assert place_of(path, "three") == (3, 1)


def test_without_the_file_the_place_is_that_of_the_element():
    tree = etree.ElementTree(etree.fromstring("<a>\n<b>two</b></a>"))
    place = TextPlaces(tree).of_text(tree.getroot()[0], False, 1)
    assert (place.file, place.line) == ("<tree>", 2)


def test_of_a_file_that_was_changed_the_place_is_that_of_the_element(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<a>\n<b>two</b></a>")
    tree = parse(path)
    tree.getroot()[0].text = "another"
    assert TextPlaces(tree).of_text(tree.getroot()[0], False, 3).line == 2


WORDS = st.text(st.sampled_from("ab é\n&<\t—😀"), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 11))
def test_every_character_is_where_its_place_says(texts, at, offset):
    root = etree.Element("a")
    for text in texts:
        child = etree.SubElement(root, "b")
        child.text, child.tail = text, text
    data = etree.tostring(root, encoding="unicode")
    at = min(at, len(texts) - 1)
    offset = min(offset, len(texts[at]) - 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xml"
        path.write_text(data, encoding="utf-8", newline="")
        tree = parse(path)
        place = TextPlaces(tree).of_text(tree.getroot()[at], True, offset)
    line = data.split("\n")[place.line - 1]
    escaped = {"&": "&", "<": "&", "\n": ""}.get(texts[at][offset], texts[at][offset])
    assert line[place.column - 1 :][:1] == escaped
