"""The guard of exports: whatever a TEI document says is in the file that is made of it, or told."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import etree

from tei_kit.diagnostics import TeiKitError
from tei_kit.export import guard
from tei_kit.export.exporter import ExportOptions
from tei_kit.export.formats import exporter_of
from tests.export import generated

FORMATS = ("html", "md", "txt", "tei-simple")
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>Some words and '
    '<ref target="https://example.org/">a link</ref>.</p><table><row><cell>a</cell></row></table>'
    "</body></text></TEI>"
)


def exported(tree, name):
    return exporter_of(name).export_document(tree, ExportOptions())


def told(tree, made, name):
    return [str(found) for found in guard.differences(tree, made, name, "a.xml")]


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(generated.DOCUMENTS)
def test_nothing_of_any_document_is_lost(text):
    try:
        tree = etree.ElementTree(etree.fromstring(text.replace("<!-- c -->", "&lt;!-- c --&gt;")))
    except etree.XMLSyntaxError:
        assume(False)
    for name in FORMATS:
        try:
            made = exported(tree, name)
        except TeiKitError:
            continue
        assert not told(tree, made, name)


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("txt", b"Some words and a link.a", ""),
        ("txt", b"Some words and a .a", "4 characters"),
        ("md", b"Some words and a link.a", "1 address of links (https://example.org/)"),
        ("md", b"Some words and [a link](<https://example.org/>).a", ""),
        (
            "html",
            b"<p>Some words and a link.a",
            "1 address of links (https://example.org/), 1 cells",
        ),
        ("csv", b"", ""),
    ],
)
def test_what_a_file_lacks_is_told(name, made, said):
    tree = etree.ElementTree(etree.fromstring(TEI))
    found = told(tree, made, name)
    assert len(found) == bool(said)
    assert said in "".join(found)


def test_running_heads_are_told_to_be_no_part_of_pages_and_markdown():
    tree = etree.ElementTree(etree.fromstring(TEI.replace("<table>", "<fw>Head</fw><table>")))
    lacking = [name for name in FORMATS if told(tree, exported(tree, name), name)]
    assert lacking == ["html", "md"]


def test_notes_outside_of_all_documents_are_in_the_page():
    back = '</body><back><div type="notes"><note xml:id="n1">A note.</note></div></back>'
    words = '<p>Some <note n="7" place="end">said by zealots</note> words'
    text = TEI.replace("</body>", back).replace("<p>Some words", words)
    tree = etree.ElementTree(etree.fromstring(text))
    assert b"said by zealots" in exported(tree, "html")


def test_words_of_a_reference_stay_beside_the_mark_of_its_note():
    text = TEI.replace("a link", "see note 1").replace("https://example.org/", "#n1")
    back = '</body><back><div type="notes"><note xml:id="n1">A note.</note></div></back>'
    tree = etree.ElementTree(etree.fromstring(text.replace("</body>", back)))
    assert b"see note 1[^" in exported(tree, "md")
