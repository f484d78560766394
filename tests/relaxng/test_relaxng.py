"""`tei_kit.relaxng` as programs use it: a schema once, then documents as paths or trees."""

import re
import sys

import pytest
from lxml import etree

from tei_kit import relaxng
from tei_kit.diagnostics import SchemaError, Severity
from tei_kit.relaxng import automaton
from tei_kit.validation import bundled
from tei_kit.xml import limits
from tests import peak
from tests.places import ROOT

SEED = next((ROOT / "output").glob("*.xml"))
GRAMMAR = """
start = element a { attribute id { xsd:ID }?, attribute to { xsd:IDREF }?, (b | a)* }
b = element b { text }
a = element c { attribute id { xsd:ID }, a* }
"""


@pytest.fixture
def schema():
    return relaxng.compile(bundled.path("tei_kit.rng"))


@pytest.fixture
def small(tmp_path):
    (tmp_path / "small.rnc").write_text(GRAMMAR)
    return tmp_path / "small.rnc"


def said(found):
    return [(one.place.line, one.message) for one in found]


def test_a_valid_document_has_no_diagnostics_as_a_path_or_as_a_tree(schema):
    assert schema.validate(SEED) == []
    assert schema.validate(str(SEED)) == []
    assert schema.validate(etree.parse(SEED)) == []


def test_a_path_and_a_tree_have_the_same_diagnostics(schema, tmp_path):
    text = SEED.read_text(encoding="utf-8")
    path = tmp_path / "wrong.xml"
    path.write_text(
        text.replace("<speaker>", "<speeker>", 3)
        .replace("</speaker>", "</speeker>", 3)
        .replace("<pb n=", "<pb m=", 2)
        .replace('who="#kissinger"', 'who="kissinger speaking"', 1)
    )
    found = schema.validate(path)
    assert {one.code for one in found} == {"TK520", "TK523", "TK525"}
    assert {one.severity for one in found} == {Severity.ERROR}
    assert len(found) >= 5
    assert said(found) == said(schema.validate(etree.parse(path)))


def test_identifiers_are_compared_unless_that_is_left_out(small, tmp_path):
    path = tmp_path / "a.xml"
    path.write_text('<a to="z"><c id="x"/><c id="x"/></a>')
    assert len(relaxng.compile(small).validate(path)) == 2
    assert relaxng.compile(small, ids=False).validate(path) == []


def test_a_schema_is_for_many_documents_and_learns_nothing_wrong(small, tmp_path):
    schema = relaxng.compile(small)
    right, wrong = tmp_path / "right.xml", tmp_path / "wrong.xml"
    right.write_text('<a><b>1</b><c id="x"/></a>')
    wrong.write_text('<a><c id="x"/><d/></a>')
    for _ in range(3):
        assert schema.validate(right) == []
        assert len(schema.validate(wrong)) == 1


def names_in(found):
    """The line and the words of each message; the names that are expected come in any order."""
    return [(line, sorted(re.findall(r"[\w\"]+", words))) for line, words in said(found)]


def test_an_automaton_that_starts_anew_says_the_same(schema, monkeypatch, tmp_path):
    path = tmp_path / "wrong.xml"
    path.write_text(SEED.read_text(encoding="utf-8").replace("<speaker>", "<p>", 9))
    path.write_text(path.read_text().replace("</speaker>", "</p>", 9))
    expected = schema.validate(path)
    monkeypatch.setattr(automaton, "_MOST_STATES", 5)
    again = relaxng.compile(bundled.path("tei_kit.rng"))
    assert names_in(again.validate(path)) == names_in(expected)
    assert again.validate(SEED) == []


def test_so_many_errors_are_listed_and_no_more(small, tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(f"<a>{'<d/>' * 3000}</a>")
    found = relaxng.compile(small).validate(path)
    assert len(found) == limits.MOST_ERRORS + 1
    assert "more than 1000 errors" in found[-1].message


@pytest.mark.parametrize("name", ["none.rng", "none.rnc"])
def test_a_schema_that_is_not_there_is_a_schema_error(tmp_path, name):
    with pytest.raises(relaxng.SchemaError, match="TK101"):
        relaxng.compile(tmp_path / name)


def test_a_schema_that_is_not_right_is_a_schema_error_with_its_place(tmp_path):
    path = tmp_path / "a.rng"
    start = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">'
    path.write_text(f'{start}\n  <ref name="b"/></element>')
    with pytest.raises(relaxng.SchemaError) as error:
        relaxng.compile(path)
    (diagnostic,) = error.value.diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("TK505", 2, 3)
    assert diagnostic.file == str(path)


VALIDATED = """
import sys
from tei_kit import relaxng
assert relaxng.compile(sys.argv[1]).validate(sys.argv[2]) == []
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the memory of a process on Linux")
def test_a_document_of_fifty_megabytes_takes_less_than_150(tmp_path):
    text = SEED.read_text(encoding="utf-8")
    begin, end = text.index("<sp "), text.rindex("</sp>") + len("</sp>")
    turn = "<sp><speaker>A:</speaker><p>{}</p></sp>\n".format("Words of a turn. " * 40)
    path = tmp_path / "large.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:begin])
        for _ in range(50_000_000 // len(turn)):
            file.write(turn)
        file.write(text[end:])
    _, kilobytes = peak.run(VALIDATED, bundled.path("tei_kit.rng"), path)
    assert kilobytes < 150_000


@pytest.mark.parametrize(
    ("library", "right"),
    [
        ("", True),
        ("http://www.w3.org/2001/XMLSchema-datatypes", True),
        ("xyzzy/foo:bar", False),
        ("./a:b", False),
        ("1a:b", False),
        ("foo", False),
        (":b", False),
        ("a:", False),
        ("http://x#y", False),
    ],
)
def test_a_library_of_datatypes_has_an_absolute_address(tmp_path, library, right):
    path = tmp_path / "a.rng"
    path.write_text(
        f'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" '
        f'datatypeLibrary="{library}"><text/></element>'
    )
    if right:
        relaxng.compile(path)
        return
    with pytest.raises(SchemaError, match="is not an absolute URI"):
        relaxng.compile(path)


def test_a_schema_has_an_error_for_each_name_that_nothing_defines(tmp_path):
    path = tmp_path / "a.rnc"
    path.write_text("start = element a { x, y }\nz = element b { q }\n")
    with pytest.raises(SchemaError) as error:
        relaxng.compile(path)
    assert [(d.line, d.message[-5:]) for d in error.value.diagnostics] == [
        (1, ' "x".'),
        (1, ' "y".'),
        (2, ' "q".'),
    ]
