"""Nodes by their positions, and the places in the file where they begin."""

import pytest
from lxml import etree

from tei_kit.xml import positions
from tei_kit.xml.tree import parse

DOCUMENT = """<?xml version="1.0"?>
<!-- before --><!DOCTYPE a [<!-- not a node --><!ENTITY e "<b/><b/>">]>
<a>
  é<b n="1"
     m="2"/><!-- c --><?pi?>
  &e;<b>
    <c/></b>
</a>
<!-- after -->"""


@pytest.fixture
def tree(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(DOCUMENT)
    return parse(path)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", (1, 1)),
        ("1", (2, 1)),
        ("2", (3, 1)),
        ("2/1", (4, 4)),
        ("2/2", (5, 13)),
        ("2/3", (5, 23)),
        ("2/6", (6, 6)),
        ("2/6/1", (7, 5)),
        ("3", (9, 1)),
    ],
)
def test_a_node_begins_where_its_first_character_is(tree, path, place):
    found = positions.places(tree, [path])[path]
    assert (found.line, found.column) == place


def test_the_position_of_a_node_leads_to_its_place(tree):
    root = tree.getroot()
    nodes = [root, root[0], root[1], root[5], root[5][0], root.getnext()]
    paths = [positions.path_of(node) for node in nodes]
    assert paths == ["2", "2/1", "2/2", "2/6", "2/6/1", "3"]
    locator = positions.Locator(tree)
    places = positions.places(tree, paths)
    assert [locator.place(node) for node in nodes] == [places[path] for path in paths]


def test_a_file_that_is_not_what_the_tree_is_gives_lines_only(tree, tmp_path):
    (tmp_path / "a.xml").write_text("<a>\n\n <b/></a>")
    (found,) = positions.places(tree, ["2/6/1"]).values()
    assert (found.line, found.column) == (7, 1)


def test_a_tree_that_came_from_no_file_has_lines_as_lxml_knows_them():
    tree = etree.fromstring("<a>\n<b/></a>").getroottree()
    (found,) = positions.places(tree, ["1/1"]).values()
    assert (found.file, found.line, found.column) == ("<tree>", 2, 1)
