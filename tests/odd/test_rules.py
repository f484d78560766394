"""Constraints of an ODD as Schematron (Guidelines 22.5.2)."""

import re

import pytest

from tei_kit import schematron
from tests.odd.making import DOCUMENT, MODULES


def finds(make, schema, body, **options):
    """The messages that the rules of a schema give on a document."""
    path = make.folder / "rules.sch"
    path.write_bytes(make.compile(schema, **options).to_sch())
    document = make.file(DOCUMENT.format(body), "document.xml")
    found = schematron.compile(path).validate(document)
    return [d.message.removeprefix("Schematron: ") for d in found]


def on(ident, constraint, kind="element", extra=""):
    return (
        f'<{kind}Spec ident="{ident}" mode="change" {extra}><constraintSpec ident="mine" '
        f'scheme="schematron"><constraint>{constraint}</constraint></constraintSpec></{kind}Spec>'
    )


CHECK = '<sch:report test="@n = 1">it is one</sch:report>'


def test_rules_of_classes_are_those_of_the_source(make):
    assert finds(make, MODULES, '<p><note subtype="x">w</note></p>') == ["a subtype needs a type"]


def test_a_class_that_nothing_belongs_to_has_no_rules(make):
    assert b"never" not in make.compile(MODULES).to_sch()


def test_a_check_without_a_context_is_about_its_element(make):
    assert finds(make, MODULES + on("hi", CHECK), '<p n="1"><hi n="1">w</hi></p>') == ["it is one"]


def test_a_rule_keeps_its_own_context(make):
    rule = f'<sch:rule context="tei:p">{CHECK}</sch:rule>'
    assert finds(make, MODULES + on("hi", rule), '<p n="1">w</p>') == ["it is one"]


def test_a_check_in_an_attribute_is_about_the_attribute(make):
    said = (
        '<elementSpec ident="hi" mode="change"><attList><attDef ident="n" mode="change">'
        '<constraintSpec ident="mine" scheme="schematron"><constraint>'
        '<sch:assert test=". = 7">it is not seven</sch:assert></constraint></constraintSpec>'
        "</attDef></attList></elementSpec>"
    )
    assert finds(make, MODULES + said, '<p n="1"><hi n="1">w</hi></p>') == ["it is not seven"]


def test_a_check_in_a_class_is_about_its_members(make):
    said = on("att.typed", CHECK, "class", 'type="atts"')
    assert finds(make, MODULES + said, '<p n="1"><note n="1">w</note></p>') == ["it is one"]


def test_a_constraint_is_deleted_and_replaced_by_its_ident(make):
    body = "<p>a<note><p>b</p></note></p>"
    said = MODULES + (
        '<elementSpec ident="p" mode="change"><constraintSpec ident="no-p-in-p" mode="{}" '
        'scheme="schematron"><constraint><sch:report test="ancestor::tei:p">mine</sch:report>'
        "</constraint></constraintSpec></elementSpec>"
    )
    assert finds(make, MODULES, body) == ["a paragraph stands in a paragraph"]
    assert finds(make, said.format("delete"), body) == []
    assert finds(make, said.format("replace"), body) == ["mine"]


def test_a_constraint_that_is_added_leaves_another_of_its_ident_alone(make):
    again = on("hi", CHECK.replace("one", "two"))
    assert finds(make, MODULES + on("hi", CHECK) + again, '<p><hi n="1">w</hi></p>') == [
        "it is two",
        "it is one",
    ]


def test_variables_and_keys_are_put_where_they_are_known(make):
    said = on(
        "hi",
        '<sch:pattern><sch:let name="wanted" value="1"/></sch:pattern>'
        '<sch:pattern><sch:rule context="tei:hi"><sch:report test="@n = $wanted">wanted'
        "</sch:report></sch:rule></sch:pattern>",
    )
    assert finds(make, MODULES + said, '<p><hi n="1">w</hi></p>') == ["wanted"]


def test_an_element_of_another_namespace_is_named_with_a_prefix(make):
    said = (
        '<elementSpec ident="new" ns="http://e.org/x"><classes><memberOf key="model.phrase"/>'
        '</classes><content><textNode/></content><constraintSpec ident="c" scheme="schematron">'
        f"<constraint>{CHECK}</constraint></constraintSpec></elementSpec>"
    )
    body = '<p><new xmlns="http://e.org/x" n="1">w</new></p>'
    assert finds(make, MODULES + said, body) == ["it is one"]


def test_what_is_going_away_is_a_warning(make):
    messages = finds(make, MODULES, "<p><old>w</old></p>")
    assert len(messages) == 1
    assert "removed from the TEI on 2099-01-01" in messages[0]


def going_away(kind):
    return {
        "element": '<elementSpec ident="hi" mode="change" validUntil="2098-01-01"/>',
        "attribute": '<elementSpec ident="hi" mode="change"><attList><attDef ident="rend" '
        'mode="change" validUntil="2098-01-01"/></attList></elementSpec>',
        "value": '<elementSpec ident="hi" mode="change"><attList><attDef ident="rend" '
        'mode="change"><valList mode="add"><valItem ident="it" validUntil="2098-01-01"/></valList>'
        "</attDef></attList></elementSpec>",
    }[kind]


@pytest.mark.parametrize("kind", ["element", "attribute", "value"])
@pytest.mark.parametrize("is_compiled", [False, True])
def test_a_change_says_what_is_going_away(make, kind, is_compiled):
    schema, attributes = MODULES + going_away(kind), ""
    if is_compiled:
        path = make.folder / "first.odd"
        path.write_bytes(make.compile(schema).to_odd())
        schema, attributes = MODULES, 'source="first.odd"'
    body = '<p><hi rend="it">w</hi></p>'
    (message,) = finds(make, schema, body, attributes=attributes)
    assert "removed from the TEI on 2098-01-01" in message


def test_a_change_may_say_that_something_stays(make):
    said = '<elementSpec ident="old" mode="change" validUntil=""/>'
    assert finds(make, MODULES + said, "<p><old>w</old></p>") == []


def test_any_element_is_of_the_namespaces_that_it_requires(make):
    body = '<p><any><x xmlns="{}"/></any></p>'
    schema = MODULES + '<elementRef key="any"/>'
    assert finds(make, schema, body.format("http://example.org/other")) == []
    assert len(finds(make, schema, body.format("http://e.org"))) == 1


def test_a_constraint_of_the_whole_schema(make):
    said = (
        '<constraintSpec ident="all" scheme="schematron"><constraint>'
        '<sch:rule context="tei:TEI"><sch:report test="true()">always</sch:report></sch:rule>'
        "</constraint></constraintSpec>"
    )
    assert finds(make, MODULES + said, "<p>w</p>") == ["always"]


def test_other_schemes_and_languages_are_left_out(make):
    said = on("hi", CHECK)
    other = said.replace('scheme="schematron"', 'scheme="nvdl"')
    german = said.replace("<constraintSpec", '<constraintSpec xml:lang="de"')
    body = '<p><hi n="1">w</hi></p>'
    assert finds(make, MODULES + other, body) == []
    assert finds(make, MODULES + german, body) == []
    assert finds(make, MODULES + german, body, language="de") == ["it is one"]


def test_patterns_have_names_of_their_own(make):
    names = re.findall(rb'<pattern id="([^"]*)"', make.compile(MODULES).to_sch())
    assert len(names) == len(set(names)) > 2
