"""The other languages that a grammar is written in say what the grammar says, or less."""

import io
import json
import re

import pytest
from lxml import etree

from tei_kit import relaxng
from tei_kit.validation import xsd
from tests.odd.making import DOCUMENT, MODULES

ALL = (
    MODULES
    + '<moduleRef key="linking"/>'
    + '<elementSpec ident="mine" ns="http://e.org/x"><desc>words of "ours" \\ theirs</desc>'
    '<classes><memberOf key="model.phrase"/><memberOf key="att.global"/></classes>'
    '<content><textNode/></content><attList><attDef ident="list"><datatype maxOccurs="2">'
    '<dataRef key="teidata.word" restriction="[a-z]&quot;?\\S*"/></datatype></attDef></attList>'
    "</elementSpec>"
)
RIGHT = [
    "<p>words <hi rend='a b' xml:id='x'>here</hi></p>",
    "<p><ptr target='#x #y'/><note anchored='unknown' type='any'>n</note></p>",
    "<list><head>h</head><label>l</label><item>i</item></list><div><head>h</head><p/></div>",
    "<p><mine xmlns='http://e.org/x' list='ab cd'>w</mine></p>",
    "<p><any><x xmlns='http://example.org/other' y='z'>w</x></any></p>",
]
WRONG = [
    "<p><list><item>in a paragraph</item></list></p>",
    "<list><label>l</label></list>",
    "<p><hi colour='red'>w</hi></p>",
    "<p><title level='x'>w</title></p>",
    "words",
]


@pytest.fixture
def compiled(make):
    compiled = make.compile(ALL)
    assert compiled.diagnostics == []
    return compiled


def test_the_compact_syntax_is_the_same_grammar(make, compiled):
    full = make.validator(compiled)
    compact = relaxng.compile(make.file(compiled.to_rnc(), "test.rnc"))
    for body in [*RIGHT, *WRONG]:
        document = make.file(DOCUMENT.format(body), "d.xml")
        assert [d.message for d in compact.validate(document)] == full(body), body
    assert all(full(body) == [] for body in RIGHT)
    assert all(full(body) for body in WRONG)


def test_a_dtd_accepts_what_the_grammar_accepts(make, compiled):
    dtd = etree.DTD(io.StringIO(compiled.to_dtd()))
    # A DTD knows no namespaces, and of any element only those that it declares.
    for body in RIGHT[:4]:
        assert dtd.validate(etree.fromstring(DOCUMENT.format(body))), dtd.error_log
    for body in WRONG[:4]:
        assert not dtd.validate(etree.fromstring(DOCUMENT.format(body))), body


@pytest.mark.parametrize(
    "body",
    [
        '<p xmlns="http://www.tei-c.org/ns/1.0">copied</p>',
        '<p><seal xmlns="urn:x"><hi xmlns="http://www.tei-c.org/ns/1.0">w</hi></seal></p>',
    ],
)
def test_in_a_dtd_any_element_may_state_its_namespace(make, body):
    seal = (
        '<elementSpec ident="seal" mode="add" ns="urn:x"><classes><memberOf key="model.phrase"/>'
        '</classes><content><elementRef key="hi"/></content></elementSpec>'
    )
    compiled = make.compile(MODULES + seal)
    assert make.validator(compiled)(body) == []
    dtd = etree.DTD(io.StringIO(compiled.to_dtd()))
    assert dtd.validate(etree.fromstring(DOCUMENT.format(body))), dtd.error_log
    other = body.replace("www.tei-c.org/ns/1.0", "example.org")
    assert not dtd.validate(etree.fromstring(DOCUMENT.format(other)))


def test_xml_schema_accepts_what_the_grammar_accepts(make, compiled):
    for name, text in compiled.to_xsd().items():
        make.file(text, name)
    schema = xsd.compile(make.folder / "test.xsd")
    for body in RIGHT:
        assert schema.validate(make.file(DOCUMENT.format(body), "d.xml")) == [], body
    for body in WRONG:
        assert schema.validate(make.file(DOCUMENT.format(body), "d.xml")) != [], body


def test_in_xml_schema_attributes_of_xml_take_what_any_of_the_elements_takes(make):
    def said(element, *values):
        items = "".join(f'<valItem ident="{value}"/>' for value in values)
        return (
            f'<elementSpec ident="{element}" mode="change"><attList><attDef ident="xml:space" '
            f'mode="add"><valList type="closed">{items}</valList></attDef></attList></elementSpec>'
        )

    compiled = make.compile(MODULES + said("p", "default", "preserve") + said("hi", "preserve"))
    for name, text in compiled.to_xsd().items():
        make.file(text, name)
    schema = xsd.compile(make.folder / "test.xsd")
    for value, number in (("preserve", 0), ("default", 0), ("none", 1)):
        body = f'<p xml:space="{value}"><hi xml:space="preserve">w</hi></p>'
        found = schema.validate(make.file(DOCUMENT.format(body), "d.xml"))
        assert len(found) == number, found
        assert bool(make.validator(compiled)(body)) == bool(number)


def test_a_content_that_looks_ahead_becomes_looser_and_that_is_told(make):
    content = (
        '<alternate><sequence><elementRef key="label"/><elementRef key="head"/></sequence>'
        '<sequence><elementRef key="label"/><elementRef key="item"/></sequence></alternate>'
    )
    said = f'<elementSpec ident="hi" mode="change"><content>{content}</content></elementSpec>'
    compiled = make.compile(MODULES + said)
    dtd = etree.DTD(io.StringIO(compiled.to_dtd()))
    assert [d.code for d in compiled.diagnostics] == ["TK920"]
    for inside in ("<label/><head/>", "<label/><item/>"):
        assert dtd.validate(etree.fromstring(DOCUMENT.format(f"<p><hi>{inside}</hi></p>")))


def test_descriptions_are_in_the_language_that_is_asked_for(make):
    german = make.compile(MODULES, language="de").to_rng()
    assert "enthält einen Absatz." in german
    assert "contains a title." in german  # which is not translated
    assert "## (paragraph) contains a paragraph of prose." in make.compile(MODULES).to_rnc()


def test_no_definition_is_written_twice(compiled):
    root = etree.fromstring(compiled.to_rng().encode())
    names = [define.get("name") for define in root.iter("{*}define")]
    assert len(names) == len(set(names))
    assert {"p", "model.phrase", "macro.text", "teidata.word", "att.global.attribute.n"} <= {*names}


def test_json_has_the_form_of_the_tei(make, compiled):
    made = json.loads(compiled.to_json())
    elements = {element["ident"]: element for element in made["elements"]}
    paragraph = elements["p"]
    assert paragraph["classes"]["model"] == ["model.part"]
    assert paragraph["gloss"] == [
        '<gloss xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">paragraph</gloss>'
    ]
    assert paragraph["shortDesc"] == "(paragraph) contains a paragraph of prose."
    assert [re.sub("<.*?>", "", desc) for desc in paragraph["desc"]] == [
        "contains a paragraph of prose.",
        "enthält einen Absatz.",
    ]
    german = json.loads(make.compile(ALL, language="de").to_json())["elements"]
    assert "(paragraph) enthält einen Absatz." in [e["shortDesc"] for e in german]
    content = elements["list"]["content"][0]
    assert (content["type"], content["minOccurs"], content["maxOccurs"]) == ("sequence", "1", "1")
    level = next(a for a in elements["title"]["attributes"] if a["ident"] == "level")
    assert [item["ident"] for item in level["valList"]["valItem"]] == ["a", "m"]
    assert (level["onElement"], level["mode"], level["valDesc"]) == (True, "add", [])
    ours = elements["mine"]["attributes"][0]
    assert "valList" not in ours
    assert ours["datatype"] == {
        "min": "1",
        "max": "2",
        "dataRef": {"key": "teidata.word", "restriction": '[a-z]"?\\S*'},
    }
    assert {"modules", "classes", "dataTypes", "macros", "macroRefs"} <= made.keys()
    assert {"key": "linking"} in made["moduleRefs"]


def test_json_has_the_values_and_facets_of_a_content(make):
    said = (
        '<dataSpec ident="teidata.enumerated" mode="change"><content><alternate>'
        '<dataRef name="token"><dataFacet name="maxLength" value="3"/></dataRef>'
        '<valList type="closed"><valItem ident="more"/></valList></alternate></content></dataSpec>'
    )
    made = json.loads(make.compile(MODULES + said).to_json())
    changed = next(d for d in made["dataTypes"] if d["ident"] == "teidata.enumerated")
    assert changed["content"][0]["content"] == [
        {"type": "dataRef", "name": "token", "dataFacet": [{"name": "maxLength", "value": "3"}]},
        {"type": "valList", "valItem": [{"ident": "more"}]},
    ]


def test_the_compiled_odd_marks_what_was_done(make):
    said = '<elementSpec ident="hi" mode="change"><desc>mine</desc></elementSpec>'
    root = etree.fromstring(make.compile(MODULES + said).to_odd())
    marks = {e.get("ident"): e.get("rend") for e in root.iter("{*}elementSpec")}
    assert (marks["hi"], marks["p"]) == ("changed", None)
