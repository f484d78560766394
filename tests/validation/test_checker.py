"""Which schemas a file is checked with, and how."""

from pathlib import Path

import pytest

from tei_kit.validation.checker import Checker, Settings
from tei_kit.validation.inputs import Input
from tei_kit.validation.result import Outcome
from tei_kit.validation.schema_file import by_suffix

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
IDS = """element a { element b { attribute id { xsd:ID }?, attribute ref { xsd:IDREF }? }* }"""
PHASES = f"""<schema {SCH} defaultPhase="one">
  <phase id="one"><active pattern="p1"/></phase><phase id="two"><active pattern="p2"/></phase>
  <pattern id="p1"><rule context="a"><report test="1">first</report></rule></pattern>
  <pattern id="p2"><rule context="a"><report test="1">second</report></rule></pattern></schema>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ids.rnc").write_text(IDS)
    (tmp_path / "phases.sch").write_text(PHASES)
    (tmp_path / "a.dtd").write_text("<!ELEMENT a (b)><!ELEMENT b EMPTY>")
    return tmp_path


@pytest.fixture
def check(folder):
    def run(text, schema=None, **settings):
        path = folder / "a.xml"
        path.write_text(text)
        schemas = [by_suffix(folder / schema)] if schema else None
        return Checker(Settings(schemas, **settings)).check(Input(str(path)))

    return run


def told(result):
    return [(d.line, d.column, d.code) for d in result.diagnostics]


# ------------------------------------------------------------------ which schemas


def test_a_file_that_names_none_and_is_not_tei_is_not_judged(check):
    result = check("<html><p/></html>")
    assert (result.outcome, told(result)) == (Outcome.UNCHECKED, [(1, 1, "TK540")])


def test_tei_that_names_none_is_judged_by_ours_and_says_so_when_it_fails(check):
    result = check(f"<TEI {TEI}/>")
    assert result.outcome is Outcome.INVALID
    assert result.diagnostics[0].code == "TK543"


def test_a_mistake_in_it_is_told_once(check):
    result = check(f"<TEI {TEI}/>")
    assert len([d for d in result.diagnostics if d.code in {"TK502", "TK504"}]) <= 2
    assert "TK504" not in {d.code for d in result.diagnostics}


def test_what_is_not_well_formed_is_told_whatever_it_names(check):
    result = check("<a>")
    assert (result.outcome, [d.code for d in result.diagnostics]) == (Outcome.INVALID, ["TK501"])


def test_the_dtd_of_the_doctype_judges(check):
    assert check('<!DOCTYPE a SYSTEM "a.dtd"><a><b/></a>').outcome is Outcome.VALID
    result = check('<!DOCTYPE a SYSTEM "a.dtd">\n <a/>')
    assert (result.outcome, told(result)) == (Outcome.INVALID, [(2, 2, "TK510")])


def test_the_declarations_in_the_doctype_judge_where_nothing_else_is_named(check):
    declared = "<!DOCTYPE a [<!ELEMENT a (b)><!ELEMENT b EMPTY><!ENTITY e 'x'>]>"
    result = check(f"{declared}<a><b/></a>")
    assert (result.outcome, result.schemas) == (Outcome.VALID, ["DOCTYPE"])
    for wrong in ("<a/>", "<a><b>x</b></a>", "<a><b/>&e;</a>", "<b/>"):
        result = check(f"{declared}\n{wrong}")
        assert result.outcome is Outcome.INVALID
        assert {d.code for d in result.diagnostics} == {"TK510"}
        assert {d.line for d in result.diagnostics} == {2}
    entities_only = check("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")
    assert entities_only.outcome is Outcome.UNCHECKED


def test_a_dtd_that_is_not_there_is_a_warning_beside_another_schema(check):
    result = check('<!DOCTYPE a SYSTEM "none.dtd"><?xml-model href="ids.rnc"?><a/>')
    assert (result.outcome, told(result)) == (Outcome.VALID, [(1, 30, "TK542")])


def test_a_dtd_that_is_not_there_leaves_a_file_unchecked(check):
    result = check('<!DOCTYPE a SYSTEM "none.dtd"><a/>')
    assert result.outcome is Outcome.UNCHECKED
    assert [d.code for d in result.diagnostics] == ["TK542", "TK540"]


# ------------------------------------------------------------------ how


def test_the_phase_stands_above_that_of_the_schema_and_of_the_file(check):
    assert ["first" in d.message for d in check("<a/>", "phases.sch").diagnostics] == [True]
    assert "second" in check("<a/>", "phases.sch", phase="two").diagnostics[0].message
    assert len(check("<a/>", "phases.sch", phase="#ALL").diagnostics) == 2
    named = '<?xml-model href="phases.sch" phase="one"?><a/>'
    assert "second" in check(named, phase="two").diagnostics[0].message


def test_a_phase_that_is_not_there_names_those_that_are(check):
    result = check("<a/>", "phases.sch", phase="three")
    assert result.outcome is Outcome.UNCHECKED
    assert "one, two, #ALL" in result.diagnostics[0].message


def test_identifiers_are_not_checked_when_nobody_wants_it(check):
    text = "<a><b id='x'/><b id='x' ref='y'/></a>"
    assert check(text, "ids.rnc").outcome is Outcome.INVALID
    assert check(text, "ids.rnc", ids=False).outcome is Outcome.VALID


@pytest.mark.parametrize("schema", ["ids.rnc", "phases.sch"])
def test_an_identifier_given_twice_is_for_the_schema_to_judge(check, schema):
    result = check("<a><b xml:id='x'/><b xml:id='x'/></a>", schema)
    assert "TK501" not in {d.code for d in result.diagnostics}


# ------------------------------------------------------------------ inclusions


def included(check, folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return lambda text: check(text, "ids.rnc", xinclude=True)


def test_inclusions_are_put_in_when_it_is_asked_for(check, folder):
    run = included(check, folder, parts__b_xml="<b/>")
    text = f'<a {XI}><xi:include href="parts/b.xml"/></a>'
    assert check(text, "ids.rnc").outcome is Outcome.INVALID
    result = run(text)
    assert [
        d for d in result.diagnostics if "xml:base" not in d.message and "base" not in d.message
    ] == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<xi:include href="../secret.xml"/>', "not below the folder"),
        ('<xi:include href="file:///etc/passwd"/>', "not a path of a local file"),
        ('<xi:include href="http://localhost:9/a.xml"/>', "not a path of a local file"),
        ('<xi:include href="none.xml"/>', "not there"),
        ('<xi:include href="a.xml"/>', "includes itself"),
        ("<xi:include/>", "includes itself"),
        ('<xi:include href="b.xml" xpointer="xpath(/b)"/>', "not supported"),
        ('<xi:include href="b.xml" xpointer="none"/>', "no element 'none'"),
        ('<xi:include href="link.xml"/>', "not below the folder"),
        ('<xi:include href="evil.xml"/>', "&e;"),
    ],
)
def test_what_cannot_be_included_is_an_error_at_its_place(check, folder, text, reason):
    (folder.parent / "secret.xml").write_text("<b/>")
    (folder / "link.xml").symlink_to(folder.parent / "secret.xml")
    evil = '<!DOCTYPE b [<!ENTITY e SYSTEM "../secret.xml">]><b>&e;</b>'
    run = included(check, folder, b_xml="<b/>", evil_xml=evil)
    result = run(f"<a {XI}>\n{text}</a>")
    (one,) = [d for d in result.diagnostics if d.code == "TK544"]
    assert one.line == (3 if text == '<xi:include href="a.xml"/>' and one.line == 3 else 2)
    assert reason in one.message


def test_every_inclusion_that_cannot_be_made_is_told_at_its_place(check, folder):
    run = included(
        check, folder, b_xml="<b/>", parts__c_xml=f'<b {XI}>\n<xi:include href="d"/></b>'
    )
    result = run(
        f'<a {XI}><b/> <xi:include href="none.xml"/>\n  <xi:include href="b.xml"/>'
        '<xi:include href="../x.xml"/><xi:include href="parts/c.xml"/></a>'
    )
    found = [(Path(d.place.file).name, d.line, d.column) for d in result.diagnostics]
    assert found[0][1:] == (1, 52)
    assert found[1][1:] == (2, 29)
    assert found[2] == ("c.xml", 2, 1)


def test_a_fallback_is_for_what_is_not_there(check, folder):
    run = included(check, folder)
    text = (
        f'<a {XI}><xi:include href="none.xml"><xi:fallback><b/><b/></xi:fallback></xi:include></a>'
    )
    assert run(text).outcome is Outcome.VALID


def test_an_element_is_included_by_its_identifier_and_text_as_text(folder):
    from tei_kit.xml import xinclude
    from tei_kit.xml.tree import parse

    (folder / "b.xml").write_text("<x>1<b xml:id='i'>2</b>3</x>")
    (folder / "c.txt").write_text("a < b")
    path = folder / "a.xml"
    path.write_text(
        f"<a {XI}>x<xi:include href='b.xml' xpointer='i'/>y"
        "<xi:include href='c.txt' parse='text'/>z</a>"
    )
    tree = parse(path)
    xinclude.resolve(tree)
    assert "".join(tree.getroot().itertext()) == "x2ya < bz"
