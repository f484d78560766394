"""Schematron in several files, and rules in RELAX NG grammars."""

import pytest
from lxml import etree

from tei_kit import schematron
from tei_kit.diagnostics import SchemaError
from tei_kit.validation import bundled
from tests.places import DATA, ROOT, SHARED

HERE = DATA / "schematron"
OUTPUT = sorted((ROOT / "output").glob("*.xml"))
TEI_ALL = SHARED / "tei" / "tei_all.rng"

SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
SCHEMA = f"<schema {SCH}>{{}}</schema>"
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:old="http://www.ascc.net/xml/schematron"><start>{}<empty/></start></grammar>"""


def said(schema, document):
    return [
        (d.place.line, d.message.removeprefix("Schematron: ")) for d in schema.validate(document)
    ]


@pytest.fixture
def written(tmp_path):
    """Writes files, given by name, and returns the path of the first."""

    def write(**files):
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(text)
        return tmp_path / next(iter(files)).replace("_", ".")

    return write


def refusal(path):
    with pytest.raises(SchemaError) as error:
        schematron.compile(path)
    (diagnostic,) = error.value.diagnostics
    return diagnostic


# ------------------------------------------------------------------ inclusions


def test_an_inclusion_stands_where_its_element_would():
    assert said(schematron.compile(HERE / "main.sch"), HERE / "book.xml") == [
        (1, "extended"),
        (1, "own and more"),
        (2, "included"),
        (3, "included"),
    ]


def test_an_error_in_an_included_file_is_shown_in_that_file(written, tmp_path):
    path = written(
        a_sch=SCHEMA.format('\n<include href="b.sch"/>'),
        b_sch=f'<pattern {SCH}>\n<rule context="a">\n<assert test="["/></rule></pattern>',
    )
    found = refusal(path)
    assert (found.code, found.place.file, found.place.line) == ("TK505", str(tmp_path / "b.sch"), 3)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<include href="none.sch"/>', "include/@href 'none.sch' names a file that cannot be read"),
        ('<include href="http://localhost:9/a"/>', "'http://localhost:9/a' is not a local file"),
        ('<include href="//host/a.sch"/>', "is not a local file"),
        ('<include href="a.sch"/>', "include/@href 'a.sch' includes itself"),
        ('<include href="./sub/../a.sch"/>', "includes itself"),
        ('<include href="#none"/>', "there is no element 'none' in a.sch"),
        ('<pattern id="p"><include href="#p"/></pattern>', "includes itself"),
        ('<include href="b.sch"/>', "pattern in pattern is not supported"),
        ('<extends href="c.sch"/>', "extends/@href names pattern, which cannot be extended here"),
    ],
)
def test_an_inclusion_that_does_not_work_out_is_refused_by_name(written, tmp_path, body, named):
    (tmp_path / "sub").mkdir()
    path = written(
        a_sch=SCHEMA.format(body),
        b_sch=f'<pattern {SCH}><include href="c.sch"/></pattern>',
        c_sch=f"<pattern {SCH}/>",
    )
    found = refusal(path)
    assert found.code == "TK505"
    assert named in found.message


def test_inclusions_that_double_are_stopped(written, tmp_path):
    for step in range(30):
        body = f'<include href="s{step + 1}.sch"/>' * 2
        (tmp_path / f"s{step}.sch").write_text(f"<pattern {SCH}>{body}</pattern>")
    (tmp_path / "s30.sch").write_text(f'<rule {SCH} context="a"/>')
    path = written(a_sch=SCHEMA.format('<include href="s0.sch"/>'))
    assert "more than 1000 inclusions" in refusal(path).message


def test_an_included_file_with_entities_is_not_read(written):
    path = written(
        a_sch=SCHEMA.format('<include href="b.sch"/>'),
        b_sch=f'<!DOCTYPE a [<!ENTITY e SYSTEM "a.sch">]><pattern {SCH}>&e;</pattern>',
    )
    assert refusal(path).code == "TK508"


# ------------------------------------------------------------------ rules in RELAX NG


def test_rules_are_taken_from_a_grammar_and_those_it_includes():
    assert schematron.embedded(HERE / "rules.rng")
    assert said(schematron.compile(HERE / "rules.rng"), HERE / "book.xml") == [
        (3, "A page is beyond 2."),
        (3, "A number."),
    ]


def test_a_finding_in_the_schema_has_the_line_of_the_grammar(written):
    path = written(a_rng=GRAMMAR.format('\n\n<sch:rule context="a"><sch:assert/></sch:rule>'))
    found = refusal(path)
    assert (found.place.file, found.place.line) == (str(path), 5)


def test_a_grammar_without_rules_has_none(written):
    path = written(a_rng=GRAMMAR.format(""))
    assert not schematron.embedded(path)
    assert said(schematron.compile(path), etree.fromstring("<a/>").getroottree()) == []


def test_the_bundled_grammar_has_no_rules_of_its_own():
    assert not schematron.embedded(bundled.path("tei_kit.rng"))


def test_a_schematron_schema_is_not_a_grammar_that_holds_one():
    assert not schematron.embedded(HERE / "main.sch")


def test_a_whole_schema_in_a_grammar_gives_its_parts_and_its_query_binding(written):
    body = """<sch:schema queryBinding="xslt"><sch:title>T</sch:title><sch:pattern>
      <sch:rule context="a"><sch:report test="1 + '1'">X</sch:report></sch:rule></sch:pattern>
      </sch:schema>"""
    document = etree.fromstring("<a/>").getroottree()
    assert said(schematron.compile(written(a_rng=GRAMMAR.format(body))), document) == [(1, "X")]


def test_rules_of_schematron_1_5_in_a_grammar_are_xpath_1(written):
    body = """<old:ns prefix="t" uri="urn:t"/><old:pattern name="P"><old:rule context="t:a">
      <old:report test="1 + '1'">X</old:report></old:rule></old:pattern>"""
    path = written(a_rng=GRAMMAR.format(body))
    assert schematron.embedded(path)
    document = etree.fromstring('<a xmlns="urn:t"/>').getroottree()
    assert said(schematron.compile(path), document) == [(1, "X")]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<sch:assert test="1">X</sch:assert>', "assert by itself in a grammar has no context"),
        (
            '<sch:ns prefix="a" uri="urn:a"/><sch:ns prefix="a" uri="urn:b"/>',
            "the prefix 'a' stands for urn:a and for urn:b",
        ),
        ('<externalRef href="http://localhost/a.rng"/>', "rng:externalRef/@href"),
        ('<sch:rule abstract="false"/>', "rule has no @context"),
    ],
)
def test_what_makes_no_rule_is_refused_by_name(written, body, named):
    assert named in refusal(written(a_rng=GRAMMAR.format(body))).message


# ------------------------------------------------------------------ TEI's own rules

needs_tei = pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all.rng is not here")


@needs_tei
@pytest.mark.parametrize("path", OUTPUT, ids=lambda path: path.stem)
def test_teis_rules_find_nothing_false_in_what_we_make(path):
    assert said(schematron.compile(TEI_ALL), path) == []


@needs_tei
def test_teis_rules_find_what_is_broken():
    found = said(schematron.compile(TEI_ALL), HERE / "tei_broken.xml")
    assert len(found) > 80
    assert (16, "Abstract model violation: Lines may not contain lines or lg elements.") in found
