"""Specifications in the four modes (att.combinable), and their attributes, values and classes."""

import pytest

from tests.odd.making import MODULES, codes

P = "<p>words</p>"


def change(ident, inside, kind="element", extra=""):
    return f'<{kind}Spec ident="{ident}" mode="change" {extra}>{inside}</{kind}Spec>'


def attribute(inside, ident="hi"):
    return change(ident, f"<attList>{inside}</attList>")


def test_a_new_element_is_a_member_of_the_classes_that_it_names(make):
    valid = make.grammar(
        MODULES + '<elementSpec ident="new"><classes><memberOf key="model.phrase"/></classes>'
        "<content><textNode/></content></elementSpec>"
    )
    assert valid("<p><new>words</new></p>") == []


def test_a_new_element_may_be_in_another_namespace(make):
    valid = make.grammar(
        MODULES
        + '<elementSpec ident="new" ns="http://e.org/x"><classes><memberOf key="model.phrase"/>'
        "</classes><content><textNode/></content></elementSpec>"
    )
    assert valid('<p><new xmlns="http://e.org/x">words</new></p>') == []
    assert valid("<p><new>words</new></p>") != []


def test_an_element_that_is_deleted_drops_out_of_contents(make):
    valid = make.grammar(MODULES + '<elementSpec ident="head" mode="delete"/>')
    assert valid("<list><item>one</item></list>") == []
    assert valid("<list><head>no</head><item>one</item></list>") != []


def test_a_class_that_is_deleted_takes_its_attributes_with_it(make):
    valid = make.grammar(MODULES + '<classSpec ident="att.typed" type="atts" mode="delete"/>')
    assert valid('<p><note type="a">words</note></p>') != []
    assert valid('<p><note n="1">words</note></p>') == []


def test_a_replacement_keeps_nothing_of_what_was_there(make):
    valid = make.grammar(
        MODULES
        + '<elementSpec ident="hi" mode="replace"><classes><memberOf key="model.phrase"/></classes>'
        "<content><empty/></content></elementSpec>"
    )
    assert valid("<p><hi/></p>") == []
    assert valid('<p><hi n="1"/></p>') != []


def test_two_changes_of_one_element_come_one_after_the_other(make):
    valid = make.grammar(
        MODULES
        + attribute('<attDef ident="a"><datatype><textNode/></datatype></attDef>')
        + attribute('<attDef ident="b"><datatype><textNode/></datatype></attDef>')
    )
    assert valid('<p><hi a="1" b="2">words</hi></p>') == []


def test_memberships_are_changed_one_by_one(make):
    valid = make.grammar(
        MODULES
        + change(
            "note",
            '<classes mode="change"><memberOf key="att.typed" mode="delete"/>'
            '<memberOf key="model.block"/></classes>',
        )
    )
    assert valid("<note>between paragraphs</note>") == []
    assert valid("<p><note>in one</note></p>") == []
    assert valid('<p><note subtype="x">words</note></p>') != []


def test_memberships_without_a_mode_are_all_there_are(make):
    valid = make.grammar(
        MODULES + change("note", '<classes><memberOf key="model.block"/></classes>')
    )
    assert valid("<note>between paragraphs</note>") == []
    assert valid("<p><note>in one</note></p>") != []


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ('<attDef ident="new"><datatype><dataRef name="integer"/></datatype></attDef>', "1", "x"),
        ('<attDef ident="new" usage="req"><datatype><textNode/></datatype></attDef>', "x", None),
    ],
)
def test_a_new_attribute_has_its_datatype_and_usage(make, said, right, wrong):
    valid = make.grammar(MODULES + attribute(said))
    assert valid(f'<p><hi new="{right}">words</hi></p>') == []
    given = "" if wrong is None else f'new="{wrong}"'
    assert valid(f"<p><hi {given}>words</hi></p>") != []


def test_an_attribute_of_a_class_is_deleted_for_one_element(make):
    valid = make.grammar(MODULES + attribute('<attDef ident="rend" mode="delete"/>'))
    assert valid('<p rend="x">words</p>') == []
    assert valid('<p><hi rend="x">words</hi></p>') != []
    assert valid('<p><hi n="1">words</hi></p>') == []


def test_an_attribute_of_a_class_is_changed_for_one_element(make):
    closed = (
        '<attDef ident="n" mode="change" usage="req"><valList type="closed">'
        '<valItem ident="one"/></valList></attDef>'
    )
    valid = make.grammar(MODULES + attribute(closed))
    assert valid('<p n="2"><hi n="one">words</hi></p>') == []
    assert valid('<p><hi n="2">words</hi></p>') != []
    assert valid("<p><hi>words</hi></p>") != []


def test_an_attribute_of_a_class_is_deleted_for_all(make):
    said = '<attList><attDef ident="n" mode="delete"/></attList>'
    valid = make.grammar(MODULES + change("att.global", said, "class", 'type="atts"'))
    assert valid('<p n="1">words</p>') != []
    assert valid('<p rend="x y">words</p>') == []


def test_a_class_changed_after_its_member_still_reaches_it(make):
    member = attribute('<attDef ident="n" mode="change" usage="req"/>')
    said = '<attList><attDef ident="n" mode="change"><datatype><dataRef name="integer"/></datatype>'
    class_ = change("att.global", f"{said}</attDef></attList>", "class", 'type="atts"')
    valid = make.grammar(MODULES + member + class_)
    assert valid('<p><hi n="7">words</hi></p>') == []
    assert valid('<p><hi n="x">words</hi></p>') != []


def test_a_list_of_values_is_changed_one_by_one(make):
    said = (
        '<attDef ident="level" mode="change"><valList mode="change">'
        '<valItem ident="a" mode="delete"/><valItem ident="s" mode="add"/></valList></attDef>'
    )
    valid = make.grammar(MODULES + attribute(said, "title"))
    assert valid('<p><title level="m">words</title></p>') == []
    assert valid('<p><title level="s">words</title></p>') == []
    assert valid('<p><title level="a">words</title></p>') != []


def test_a_list_that_is_not_closed_only_suggests(make):
    said = (
        '<attDef ident="level" mode="change"><valList type="{}" mode="replace">'
        '<valItem ident="x"/></valList></attDef>'
    )
    for kind in ("semi", "open"):
        valid = make.grammar(MODULES + attribute(said.format(kind), "title"))
        assert valid('<p><title level="other">words</title></p>') == []


def test_of_a_choice_of_attributes_one_may_stand(make):
    valid = make.grammar(MODULES)
    assert valid('<p><ptr target="#a"/></p>') == []
    assert valid('<p><ptr cRef="a"/></p>') == []
    assert valid('<p><ptr target="#a" cRef="a"/></p>') != []
    assert valid("<p><ptr/></p>") != []


def test_a_choice_may_hold_a_group(make):
    text = "<datatype><textNode/></datatype>"
    said = (
        f'<attList org="choice"><attDef ident="a" usage="req">{text}</attDef>'
        f'<attList org="group"><attDef ident="b" usage="req">{text}</attDef>'
        f'<attDef ident="c" usage="req">{text}</attDef></attList></attList>'
    )
    valid = make.grammar(MODULES + attribute(said))
    assert valid('<p><hi a="1">w</hi><hi b="1" c="1">w</hi></p>') == []
    assert valid('<p><hi a="1" b="1" c="1">w</hi></p>') != []
    assert valid('<p><hi b="1">w</hi></p>') != []


def test_an_attribute_is_referred_to(make):
    valid = make.grammar(MODULES + attribute('<attRef class="att.typed" name="subtype"/>'))
    assert valid('<p><hi subtype="x">words</hi></p>') == []
    assert valid('<p><hi type="x">words</hi></p>') != []


def test_other_names_are_those_of_documents(make):
    valid = make.grammar(
        MODULES
        + change(
            "hi",
            "<altIdent>herv</altIdent><attList>"
            '<attDef ident="n" mode="change"><altIdent>nr</altIdent></attDef></attList>',
        )
    )
    assert valid('<p><herv nr="1">words</herv></p>') == []
    assert valid("<p><hi>words</hi></p>") != []


def test_a_datatype_of_a_list_counts_its_words(make):
    said = '<attDef ident="w"><datatype minOccurs="2" maxOccurs="3">{}</datatype></attDef>'
    valid = make.grammar(MODULES + attribute(said.format('<dataRef name="integer"/>')))
    assert valid('<p><hi w="1 2">w</hi><hi w="1 2 3">w</hi></p>') == []
    assert len(valid('<p><hi w="1">w</hi><hi w="1 2 3 4">w</hi></p>')) == 2


def test_a_macro_and_a_datatype_are_changed(make):
    valid = make.grammar(
        MODULES
        + '<macroSpec ident="macro.text" mode="change"><content><textNode/></content></macroSpec>'
        '<dataSpec ident="teidata.enumerated" mode="replace"><content>'
        '<valList><valItem ident="a"/></valList></content></dataSpec>'
    )
    assert valid("<p><hi>words</hi></p>") != []
    assert valid('<list type="a"><item>one</item></list>') == []
    assert valid('<list type="b"><item>one</item></list>') != []


def test_names_of_patterns_have_the_prefix_of_the_schema(make):
    compiled = make.compile(MODULES, 'prefix="t_"')
    assert '<define name="t_p">' in compiled.to_rng()
    assert make.validator(compiled)(P) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('<elementSpec ident="nothing" mode="change"><content/></elementSpec>', "TK905"),
        ('<elementSpec ident="seg" mode="delete"/>', "TK906"),
        ('<elementSpec ident="p"><content/></elementSpec>', "TK912"),
        ('<elementSpec mode="change"/>', "TK910"),
        ('<elementSpec ident="p" mode="alter"/>', "TK910"),
        ('<elementRef key="nothing"/>', "TK904"),
        (attribute('<attDef ident="nothing" mode="change"/>'), "TK911"),
        (change("hi", '<classes><memberOf key="model.nothing"/></classes>'), "TK908"),
        (change("hi", '<classes><memberOf key="att.linking"/></classes>'), "TK907"),
        (change("hi", '<content><elementRef key="nothing"/></content>'), "TK904"),
        (change("hi", '<content><classRef key="model.front"/></content>'), "TK914"),
        (change("hi", '<content><elementRef key="hi"/></content>'), "TK914"),
        (
            change("hi", '<content><textNode minOccurs="1"/><dataRef name="date"/></content>'),
            "TK916",
        ),
        (change("hi", '<content><elementRef key="p" minOccurs="2"/></content>'), "TK910"),
        (change("hi", '<content><dataRef name="nothing"/></content>'), "TK910"),
        (
            attribute(
                '<attDef ident="n" mode="change"><valList type="closed" mode="replace"/></attDef>'
            ),
            "TK910",
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(make, said, code):
    assert (code, 8) in codes(make.compile(f"{MODULES}\n{said}"))


def test_several_mistakes_are_told_at_once(make):
    compiled = make.compile(
        f'{MODULES}\n<elementSpec ident="no1" mode="change"/>\n<elementRef key="no2"/>'
    )
    assert codes(compiled) == [("TK905", 8), ("TK904", 9)]


@pytest.mark.parametrize(
    ("mode", "told"), [("", ["TK927"]), (' mode="replace"', []), (' mode="change"', [])]
)
def test_values_without_a_mode_that_take_the_place_of_others_are_told(make, mode, told):
    first = attribute(
        '<attDef ident="rend" mode="change"><valList type="closed">{}</valList></attDef>'
    )
    one, two = '<valItem ident="one"/>', '<valItem ident="two"/>'
    second = first.replace("<valList type", f"<valList{mode} type")
    compiled = make.compile(MODULES + first.format(one) + second.format(two))
    assert [code for code, _ in codes(compiled)] == told
    valid = make.validator(compiled)
    assert valid('<p><hi rend="two">words</hi></p>') == []
    assert (valid('<p><hi rend="one">words</hi></p>') == []) == ("change" in mode)
