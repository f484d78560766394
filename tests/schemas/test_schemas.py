"""The bundled schemas: they fit each other, the sample file, the outputs and TEI's own schema."""

import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from tei_kit.diagnostics import SchemaError, Severity
from tei_kit.tei import conformance
from tei_kit.validation import bundled
from tei_kit.validation.engines import compile_schemas, parse, validate
from tests.places import DATA, ROOT

SAMPLE = DATA / "texts" / "every_element.xml"
OUTPUTS = sorted((ROOT / "output").glob("*.xml"))
TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all.rng"
GENERATE = ROOT / "schemas" / "generate.py"

TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"

# Which module of TEI P5 owns each element that the emitter writes.
MODULES = {
    "header": """appInfo application availability change citeData citeStructure correspAction
        correspDesc creation
        editorialDecl edition editionStmt encodingDesc fileDesc idno langUsage language licence
        namespace profileDesc publicationStmt refsDecl revisionDesc seriesStmt sourceDesc tagUsage
        tagsDecl teiHeader titleStmt""",
    "core": """addrLine address author bibl biblScope date desc editor head hi item l label lb
        lg list milestone name note p pb pubPlace publisher quote ref resp respStmt rs sp speaker
        stage time title""",
    "analysis": "pc",
    "drama": "actor castGroup castItem castList role roleDesc",
    "transcr": "fw",
    "figures": "cell figDesc figure row table",
    "linking": "timeline when",
    "textstructure": """TEI body closer dateline div docAuthor docImprint docTitle epigraph
        floatingText front opener postscript salute signed text titlePage titlePart trailer""",
    "namesdates": "listPerson occupation persName person placeName",
    "corpus": "particDesc",
    "gaiji": "char charDecl g",
    "msdescription": "collection msIdentifier repository",
}
MODULE_OF = {element: module for module, names in MODULES.items() for element in names.split()}

TESTED = [SAMPLE, *OUTPUTS]


def errors(source):
    return [str(d) for d in validate(source) if d.severity is Severity.ERROR]


def by_name(paths: Iterable[Path]):
    return [path.name for path in paths]


@pytest.fixture(scope="module")
def odd():
    return parse(bundled.path("tei_kit.odd"))


@pytest.fixture(scope="module")
def sample():
    return parse(SAMPLE)


# ------------------------------------------------------------------ finding them


@pytest.mark.parametrize("name", bundled.BUNDLED)
def test_every_bundled_schema_is_there_and_described(name):
    assert bundled.path(name).is_file()
    assert bundled.describe(name).endswith(".")


def test_an_unknown_schema_is_an_error_that_lists_the_names():
    with pytest.raises(SchemaError, match=r"no schema here is called tei\.dtd.*tei_kit\.rng"):
        bundled.path("tei.dtd")


# ------------------------------------------------------------------ files against schemas


@pytest.mark.parametrize("path", TESTED, ids=by_name(TESTED))
def test_the_file_is_valid_against_every_bundled_schema(path):
    assert errors(path) == []


@pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all.rng is not beside the checkout")
@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize(
    "path", [*TESTED, bundled.path("tei_kit.odd")], ids=[*by_name(TESTED), "tei_kit.odd"]
)
def test_the_file_is_valid_against_tei_all(path):
    run = subprocess.run(
        ["jing", str(TEI_ALL), str(path)], capture_output=True, text=True, check=False
    )
    assert run.stdout == ""
    assert run.returncode == 0


def test_the_xsd_compiles_with_libxml2_as_well_and_without_a_network():
    parser = etree.XMLParser(no_network=True)
    engine = etree.XMLSchema(etree.parse(bundled.path("tei_kit.xsd"), parser))
    assert engine.validate(parse(SAMPLE)), engine.error_log


# ------------------------------------------------------------------ what is generated


@pytest.mark.skipif(shutil.which("trang") is None, reason="trang is not installed")
def test_the_generated_schemas_have_not_drifted():
    run = subprocess.run(
        [sys.executable, str(GENERATE), "--check"], capture_output=True, text=True, check=False
    )
    assert run.stdout == ""
    assert run.returncode == 0, run.stderr


def test_the_stylesheet_of_the_rules_has_not_drifted():
    generate = runpy.run_path(str(GENERATE))
    rules = bundled.path("tei_kit.sch").read_text(encoding="utf-8")
    made = generate["stylesheet"](rules)
    assert (ROOT / "schemas" / "tei_kit.xsl").read_text(encoding="utf-8") == made


def test_the_grammar_of_common_elements_has_not_drifted():
    generate = runpy.run_path(str(GENERATE))
    made = generate["common"](etree.parse(bundled.path("tei_kit.rng")))
    assert (ROOT / "schemas" / "tei_kit.common.rng").read_text(encoding="utf-8") == made


def test_every_element_of_the_grammar_is_common_or_uncommon():
    whole, common = (
        {each.get("name") for each in etree.parse(ROOT / "schemas" / name).iter(f"{RNG}element")}
        for name in ("tei_kit.rng", "tei_kit.common.rng")
    )
    assert common.isdisjoint(conformance.UNCOMMON)
    assert whole == common | conformance.UNCOMMON


# ------------------------------------------------------------------ the ODD


def test_the_odd_includes_every_element_of_the_sample_from_the_module_that_owns_it(odd, sample):
    included = {
        (ref.get("key"), name)
        for ref in odd.iter(f"{TEI}moduleRef")
        for name in ref.get("include", "").split()
    }
    used = {element.tag.removeprefix(TEI) for element in sample.iter(f"{TEI}*")}
    assert {(MODULE_OF[name], name) for name in used} - included == set()


def test_the_odd_includes_the_module_of_classes_whole(odd):
    (tei,) = [ref for ref in odd.iter(f"{TEI}moduleRef") if ref.get("key") == "tei"]
    assert tei.get("include") is None
    assert tei.get("except") is None


def test_the_odd_deletes_no_element_and_no_class(odd):
    deleted = [
        spec.get("ident")
        for spec in odd.iter(f"{TEI}elementSpec", f"{TEI}classSpec")
        if spec.get("mode") == "delete"
    ]
    assert deleted == []


def test_the_odd_deletes_no_attribute_that_the_sample_uses(odd, sample):
    deleted = {
        (spec.get("ident"), attribute.get("ident"))
        for spec in odd.iter(f"{TEI}elementSpec")
        for attribute in spec.iter(f"{TEI}attDef")
        if attribute.get("mode") == "delete"
    }
    used = {
        (element.tag.removeprefix(TEI), name)
        for element in sample.iter(f"{TEI}*")
        for name in element.attrib
    }
    assert deleted
    assert deleted & used == set()


def test_the_odds_closed_lists_of_values_hold_every_value_of_the_sample(odd, sample):
    for spec in odd.iter(f"{TEI}elementSpec"):
        for attribute in spec.iter(f"{TEI}attDef"):
            closed = attribute.find(f"{TEI}valList[@type='closed']")
            if closed is None:
                continue
            allowed = {item.get("ident") for item in closed.iter(f"{TEI}valItem")}
            used = {e.get(attribute.get("ident")) for e in sample.iter(TEI + spec.get("ident"))}
            assert used - {None} <= allowed


def rules_of(tree):
    """Every assertion with its rule's context, its test and the variables of its rule."""
    return {
        check.get("id"): (
            check.getparent().get("context"),
            check.get("test"),
            [(let.get("name"), let.get("value")) for let in check.getparent().iter(f"{SCH}let")],
        )
        for check in tree.iter(f"{SCH}assert", f"{SCH}report")
    }


def normalized(rules):
    return {ident: " ".join(str(rule).replace("\\n", " ").split()) for ident, rule in rules.items()}


def test_every_schematron_rule_is_in_a_constraint_spec_of_the_odd(odd):
    rules = rules_of(parse(bundled.path("tei_kit.sch")))
    assert None not in rules
    assert normalized(rules_of(odd)) == normalized(rules)
    assert all(
        pattern.getparent().getparent().tag == f"{TEI}constraintSpec"
        for pattern in odd.iter(f"{SCH}pattern")
    )


def test_every_schematron_assertion_has_an_id_of_its_own():
    tree = parse(bundled.path("tei_kit.sch"))
    identifiers = [check.get("id") for check in tree.iter(f"{SCH}assert", f"{SCH}report")]
    assert len(identifiers) == len(set(identifiers))


# ------------------------------------------------------------------ size


def volume(turns):
    """A file with as many notes and pages as turns, in one division."""
    body = "".join(
        f'<sp who="#kissinger"><speaker>Kissinger:</speaker><p>Yes.<note n="{n}" xml:id="d1fn{n}" '
        f'place="end">A note.</note><pb n="{n}" xml:id="pg_{n}"/></p></sp>'
        for n in range(1, turns + 1)
    )
    tree = parse(SAMPLE)
    old = tree.find(f"{TEI}text/{TEI}body")
    new = etree.fromstring(
        f'<body xmlns="{TEI[1:-1]}"><div type="document" xml:id="d1">{body}</div></body>'
    )
    old.getparent().replace(old, new)
    for element in tree.iter(f"{TEI}bibl", f"{TEI}listPerson", f"{TEI}correspDesc"):
        element.attrib.pop("corresp", None)
    return tree


def test_ten_thousand_notes_and_pages_are_validated_in_seconds():
    grammar, rules = compile_schemas([bundled.path("tei_kit.rng"), bundled.path("tei_kit.sch")])
    tree = volume(10_000)
    assert grammar.validate(tree) == []
    assert rules.validate(tree) == []


def test_no_rule_searches_the_whole_file_for_each_node_that_it_is_asked_of():
    rules = etree.parse(ROOT / "schemas" / "tei_kit.sch")
    values = [check.get("test") for check in rules.iter(f"{SCH}assert", f"{SCH}report")]
    values += [let.get("value") for let in rules.iter(f"{SCH}let")]
    assert not [value for value in values if "//tei:" in value.replace(".//tei:", "")]
