"""schemas/tei_kit.odd, compiled: it accepts what the grammar that is written by hand accepts.

The other way round it is looser on purpose: the ODD takes contents and attributes from TEI, and
says only which elements there are and which values some attributes have.
"""

import random

import pytest
from lxml import etree

from tei_kit import convert, odd, read, relaxng
from tei_kit.validation import bundled
from tests.places import DATA, SHARED

P5 = SHARED / "odd" / "p5subset.xml"
MUTANTS = 1000

pytestmark = pytest.mark.skipif(not P5.is_file(), reason="no P5 beside the checkout")


@pytest.fixture(scope="module")
def by_hand():
    return relaxng.compile(bundled.path("tei_kit.rng"))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    made = odd.compile(bundled.path("tei_kit.odd"), odd.Options(P5))
    assert [str(d) for d in made.diagnostics if d.severity == "error"] == []
    path = tmp_path_factory.mktemp("odd") / "compiled.rng"
    path.write_text(made.to_rng())
    return relaxng.compile(path)


@pytest.fixture(scope="module")
def documents(by_hand, tmp_path_factory):
    """The TEI of the texts of this project, and a document with every element of its grammar."""
    folder = tmp_path_factory.mktemp("tei")
    found = [DATA / "texts" / "every_element.xml"]
    for text in sorted((DATA / "texts").glob("*.txt")):
        found.append(folder / f"{text.stem}.xml")
        found[-1].write_bytes(convert(read(text)).to_bytes())
    return [path for path in found if not _messages(by_hand, path)]


def _messages(schema, path):
    from tei_kit import TeiKitError

    try:
        return [d.message for d in schema.validate(path)]
    except TeiKitError as error:
        return [str(error)]


def test_documents_that_are_right_by_hand_are_right_by_the_odd(documents, compiled):
    assert len(documents) > 5
    assert {str(path): _messages(compiled, path) for path in documents} == {
        str(path): [] for path in documents
    }


def test_so_are_their_mutants(documents, by_hand, compiled, tmp_path):
    chance = random.Random(1)
    names = [e.tag for path in documents for e in etree.parse(path).iter(etree.Element)]
    right = 0
    path = tmp_path / "mutant.xml"
    for _ in range(MUTANTS):
        tree = etree.parse(chance.choice(documents))
        _damage(tree, names, chance)
        tree.write(path, encoding="utf-8")
        if not _messages(by_hand, path):
            right += 1
            assert _messages(compiled, path) == []
    assert right > 20


def _damage(tree, names, chance):
    element = chance.choice([*tree.getroot().iterdescendants(etree.Element)])
    match chance.randrange(4):
        case 0:
            element.tag = chance.choice(names)
        case 1:
            element.getparent().remove(element)
        case 2:
            element.insert(chance.randint(0, len(element)), etree.Element(chance.choice(names)))
        case 3 if element.attrib:
            del element.attrib[chance.choice([*element.attrib])]
