"""Identifiers of turns, paragraphs and lines, on request."""

import pytest
from lxml import etree

import tei_kit
from tei_kit.tei import units
from tei_kit.validation.engines import validate
from tests.places import DATA, ROOT

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = "{http://www.tei-c.org/ns/1.0}"
NAMES = [f"{TEI}{unit.element}" for unit in units.UNITS]
TEXTS = sorted(
    [*DATA.glob("texts/*.txt"), *DATA.glob("families/*.txt"), *DATA.glob("letters/*.txt")]
)
TWO = (DATA / "texts" / "two_documents.txt").read_text(encoding="utf-8")


def identifiers(tree):
    return [element.get(XML_ID) for element in tree.find(f"{TEI}text").iter(*NAMES)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_each_unit_has_an_identifier_of_its_own_and_the_file_is_valid(path):
    tree = tei_kit.convert(tei_kit.read(path), ids=True).tree  # which is validated
    found = identifiers(tree)
    assert None not in found
    every = [element.get(XML_ID) for element in tree.iter() if element.get(XML_ID)]
    assert len(set(every)) == len(every)


def test_nobody_gets_identifiers_who_does_not_ask():
    assert set(identifiers(tei_kit.convert(TWO).tree)) == {None}


def test_identifiers_of_a_document_do_not_depend_on_other_documents():
    before = identifiers(tei_kit.convert(TWO, ids=True).tree)
    at = TWO.index("\n13. ")
    changed = TWO[:at] + "\nOne more paragraph of twelve.\n" + TWO[at:]
    after = identifiers(tei_kit.convert(changed, ids=True).tree)
    thirteenth = [name for name in before if name.startswith("d13.")]
    assert thirteenth
    assert [name for name in after if name.startswith("d13.")] == thirteenth
    assert after != before


def test_paragraphs_of_a_note_are_named_after_the_note():
    tree = etree.ElementTree(
        etree.fromstring(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><front><p/></front><body>'
            '<div xml:id="d1"><p>a<note xml:id="d1fn1"><p/><p/></note></p><sp><p/></sp>'
            "<lg><l/></lg></div>"
            '<div xml:id="d2"><p/></div></body></text></TEI>'
        )
    )
    units.identify(tree)
    assert identifiers(tree) == [
        "front.p1", "d1.p1", "d1fn1.p1", "d1fn1.p2", "d1.sp1", "d1.p2", "d1.l1", "d2.p1",
    ]  # fmt: skip


def test_the_output_with_identifiers_is_valid_against_all_bundled_schemas(tmp_path):
    (seed,) = (ROOT / "seeds").glob("*.txt")
    path = tmp_path / "out.xml"
    path.write_bytes(tei_kit.convert(tei_kit.read(seed), ids=True).to_bytes())
    assert [str(d) for d in validate(path)] == []
