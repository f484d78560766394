"""How parts are cited: what each refsDecl names is found again by its name."""

import elementpath
import pytest
from lxml import etree

import tei_kit
from tests.places import DATA, ROOT

TEI = "http://www.tei-c.org/ns/1.0"
TEXTS = [
    *sorted((ROOT / "seeds").glob("*.txt")),
    *sorted((DATA / "families").glob("*.txt")),
    DATA / "letters" / "volume.txt",
    DATA / "texts" / "two_documents.txt",
    DATA / "texts" / "same_number.txt",
]
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def select(node, path):
    """What an XPath of a citeStructure selects; TEI is the namespace of names without a prefix."""
    found = elementpath.select(
        node, path, namespaces={"": TEI}, parser=elementpath.XPath2Parser, schema=None
    )
    return found if isinstance(found, list) else [found]


def cited(structure, context, before=""):
    """Each name that a citeStructure gives, with the element that it names."""
    nodes = select(context, structure.get("match"))
    uses = select(context, f"{structure.get('match')}/({structure.get('use')})")
    for node, use in zip(nodes, uses, strict=True):
        name = f"{before}{structure.get('delim', '')}{use}"
        quoted = use if structure.get("use") == "position()" else f"'{use}'"
        predicate = f"{structure.get('match')}[{structure.get('use')} = {quoted}]"
        assert select(context, predicate) == [node], name
        yield name, node
        for inner in structure.iterfind("{*}citeStructure"):
            yield from cited(inner, node, name)


def ways(tree):
    return {way.get("n"): way for way in tree.iter(f"{{{TEI}}}refsDecl")}


def names(tree, way):
    return dict(cited(ways(tree)[way][0], tree.getroot()))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_each_part_is_found_by_the_name_that_it_is_cited_by(path):
    tree = tei_kit.convert(tei_kit.read(path), ids=True).tree
    for name, way in ways(tree).items():
        found = list(cited(way[0], tree.getroot()))
        assert found, name
        assert len(dict(found)) == len(found)
        if name in ("turns", "paragraphs", "lines"):
            assert all(node.get(XML_ID) == cited_as for cited_as, node in found)


def test_ways_are_those_of_which_the_text_has_parts():
    assert list(ways(tei_kit.convert("One line.\n").tree)) == ["divisions", "paragraphs"]
    verse = tei_kit.convert(tei_kit.read(DATA / "families" / "play_verse.txt")).tree
    assert list(ways(verse)) == ["divisions", "turns", "paragraphs", "lines"]


def test_parts_of_a_kind_are_named_by_their_kind():
    tree = tei_kit.convert(tei_kit.read(DATA / "families" / "play_french.txt")).tree
    units = [e.get("unit") for e in ways(tree)["divisions"].iter(f"{{{TEI}}}citeStructure")]
    assert units == ["document", "act", "scene"]
    verse = tei_kit.convert(tei_kit.read(DATA / "families" / "play_verse.txt")).tree
    units = [e.get("unit") for e in ways(verse)["divisions"].iter(f"{{{TEI}}}citeStructure")]
    assert units == ["document", "section", "scene"]  # a prologue and an act; a scene


def test_the_title_of_a_document_is_its_heading_without_its_notes():
    (seed,) = (ROOT / "seeds").glob("*.txt")
    tree = tei_kit.convert(tei_kit.read(seed)).tree
    data = ways(tree)["divisions"].find(".//{*}citeData")
    division = tree.find(".//{*}body/{*}div")
    assert select(division, data.get("use")) == ["207. Memorandum of Conversation"]
    untitled = tei_kit.convert("One line.\n").tree.find(".//{*}body/{*}div")
    assert select(untitled, data.get("use")) == []


def test_paragraphs_of_notes_are_not_counted():
    tree = etree.parse(DATA / "texts" / "every_element.xml")
    division = tree.find(".//{*}div[@n='207']")
    match = "descendant::p[not(ancestor::note)]"
    assert len(select(division, match)) < len(select(division, "descendant::p"))
