"""The check inside every conversion, which asks libxml2 first: it must say what our engine says."""

import random
from copy import deepcopy

import pytest
from lxml import etree

from tei_kit import pipeline, relaxng, schematron
from tei_kit.diagnostics import Severity
from tei_kit.tei import conformance
from tei_kit.validation import bundled
from tei_kit.xml import tree as xmlfile
from tests.places import DATA, ROOT

VALID = [
    DATA / "texts" / "every_element.xml",
    *sorted((ROOT / "output").glob("000_*.xml")),
]
TEI = "{http://www.tei-c.org/ns/1.0}"


def test_a_valid_tree_has_no_errors():
    for path in VALID:
        assert conformance.errors(xmlfile.parse(path)) == []


def test_what_is_wrong_is_said_by_our_own_engine():
    tree = xmlfile.parse(VALID[0])
    next(tree.iter(f"{TEI}head")).tag = f"{TEI}heading"
    found = conformance.errors(tree)
    assert [one.code for one in found] == ["TK520"]
    assert 'element "heading"' in found[0].message


def test_a_broken_rule_is_an_error_as_well():
    tree = xmlfile.parse(VALID[0])
    next(tree.iter(f"{TEI}sp")).set("who", "#nobody")
    assert {one.code for one in conformance.errors(tree)} == {"TK503"}


def test_a_conversion_whose_tei_is_not_valid_fails(monkeypatch):
    emit = pipeline.emitter.emit

    def wrong(document, settings):
        tree = emit(document, settings)
        next(tree.iter(f"{TEI}p")).tag = f"{TEI}speaker"
        return tree

    monkeypatch.setattr(pipeline.emitter, "emit", wrong)
    with pytest.raises(pipeline.ConversionError, match="TK502"):
        pipeline.convert("12. Minutes\n\nIt was late.\n")


@pytest.mark.parametrize("seed", range(4))
def test_the_quick_check_and_our_engine_agree_on_damaged_documents(seed):
    engine = relaxng.compile(bundled.path("tei_kit.rng"))
    verdicts = set()
    for tree in damaged(seed, 100):
        verdict = conformance.fits_grammar(tree)
        verdicts.add(verdict)
        assert verdict == (not engine.validate(tree)), etree.tostring(tree).decode()
    assert verdicts == {True, False}


@pytest.mark.parametrize("seed", range(4))
def test_the_rules_run_by_libxslt_say_what_our_engine_says(seed):
    engine = schematron.compile(bundled.path("tei_kit.sch"))
    verdicts = set()
    for tree in damaged(seed, 50):
        verdict = conformance.keeps_rules(tree)
        verdicts.add(verdict)
        found = [one for one in engine.validate(tree) if one.severity is Severity.ERROR]
        assert verdict == (not found), etree.tostring(tree).decode()
    assert verdicts == {True, False}


def test_the_rules_use_nothing_of_schematron_that_is_not_run():
    schema = etree.parse(bundled.path("tei_kit.sch")).getroot()
    used = {
        (etree.QName(e.getparent()).localname, etree.QName(e).localname)
        for e in schema.iterdescendants(etree.Element)
    }
    assert used <= {
        ("schema", "title"), ("schema", "ns"), ("schema", "key"), ("schema", "pattern"),
        ("pattern", "title"), ("pattern", "rule"),
        ("rule", "let"), ("rule", "assert"), ("assert", "value-of"),
    }  # fmt: skip
    assert {name for e in schema.iter("{*}rule", "{*}pattern") for name in e.attrib} <= {
        "context", "id",
    }  # fmt: skip
    assert {e.get("role") for e in schema.iter("{*}assert")} <= {None, "warning"}


def damaged(seed, copies):
    """So many copies of each valid document, each damaged in a place or two."""
    chance = random.Random(seed)
    for path in VALID:
        for _ in range(copies):
            tree = deepcopy(xmlfile.parse(path))
            for _ in range(chance.randint(1, 2)):
                damage(tree, chance)
            yield tree


def damage(tree, chance):
    """Something in the tree becomes what it may not be, or perhaps may."""
    elements = [element for element in tree.iter(etree.Element) if element.getparent() is not None]
    one, other = chance.choice(elements), chance.choice(elements)
    match chance.randrange(7):
        case 0:
            one.tag = other.tag
        case 1:
            one.getparent().remove(one)
        case 2:
            one.append(deepcopy(other))
        case 3:
            one.addnext(deepcopy(one))
        case 4:
            for name, value in other.attrib.items():
                one.set(name, value)
        case 5:
            for name in list(one.attrib):
                one.set(name, chance.choice(["", "x y", "#a", "2", "1971-02-30"]))
        case 6:
            one.text = f"{one.text or ''} text "
