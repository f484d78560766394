"""What moduleRefs and references bring in (Guidelines 22.8)."""

import pytest

from tei_kit import odd
from tests.odd.making import MODULES, codes


def test_a_module_brings_its_elements(make):
    valid = make.grammar(MODULES)
    assert valid("<p>words <hi>here</hi></p>") == []
    assert valid("<p><seg>of a module that is not there</seg></p>") != []


def test_include_takes_only_the_elements_that_it_names(make):
    valid = make.grammar(
        '<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="textstructure"/>'
        '<moduleRef key="core" include="p title"/>'
    )
    assert valid("<p>words</p>") == []
    assert valid("<p><hi>words</hi></p>") != []


def test_except_takes_all_others(make):
    valid = make.grammar(MODULES.replace('"core"', '"core" except="hi"'))
    assert valid("<p><note>words</note></p>") == []
    assert valid("<p><hi>words</hi></p>") != []


def test_an_element_reference_brings_one_element_of_a_module(make):
    assert make.grammar(MODULES + '<elementRef key="seg"/>')("<p><seg>here</seg></p>") == []


def test_a_class_reference_brings_some_attributes_of_a_class(make):
    valid = make.grammar(MODULES + '<classRef key="att.linking"/>')
    assert valid('<p corresp="#x">words</p>') == []
    without = make.grammar(MODULES + '<classRef key="att.linking" except="corresp"/>')
    assert "corresp" in without('<p corresp="#x">words</p>')[0]


def test_an_element_that_a_module_lacks_is_told_with_its_place(make):
    compiled = make.compile(MODULES.replace('"core"', '"core" include="p pp title seg"'))
    found = [d for d in compiled.diagnostics if d.code == "TK903"]
    assert [(d.line, d.column) for d in found] == [(6, 48), (6, 48)]
    assert "'pp'" in found[0].message
    assert "module linking" in found[1].message


def test_a_module_that_is_not_there_is_told(make):
    assert ("TK904", 7) in codes(make.compile(MODULES.replace("textstructure", "structure")))


def test_start_names_the_elements_that_documents_begin_with(make):
    valid = make.grammar(MODULES, 'start="list"')
    assert valid('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>') != []
    compiled = make.compile(MODULES, 'start="list nothing"')
    assert ("TK913", 5) in codes(compiled)


def test_a_group_of_specifications_is_put_where_it_is_referred_to(make):
    group = '<specGrp xml:id="g"><elementSpec ident="hi" mode="delete"/></specGrp>'
    valid = make.grammar(MODULES + '<specGrpRef target="#g"/>', around=group)
    assert valid("<p><hi>words</hi></p>") != []


def test_a_group_may_stand_in_a_file_beside(make):
    make.file(
        '<specGrp xmlns="http://www.tei-c.org/ns/1.0" xml:id="g">'
        '<elementSpec ident="hi" mode="delete"/></specGrp>',
        "group.xml",
    )
    assert make.grammar(MODULES + '<specGrpRef target="group.xml#g"/>')("<p><hi>w</hi></p>") != []
    assert make.grammar(MODULES + '<specGrpRef target="group.xml"/>')("<p><hi>w</hi></p>") != []


def test_a_file_is_included_with_xinclude_and_its_mistakes_have_its_lines(make):
    make.file(
        '<specGrp xmlns="http://www.tei-c.org/ns/1.0" xml:id="g">\n\n'
        '  <elementSpec ident="nothing" mode="change"/></specGrp>',
        "group.xml",
    )
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="group.xml"/>'
    compiled = make.compile(MODULES + '<specGrpRef target="#g"/>', around=include)
    found = next(d for d in compiled.diagnostics if d.code == "TK905")
    assert (found.file.endswith("group.xml"), found.line, found.column) == (True, 3, 3)


def test_groups_that_hold_each_other_come_to_an_end(make):
    groups = (
        '<specGrp xml:id="a"><specGrpRef target="#b"/></specGrp>'
        '<specGrp xml:id="b"><specGrpRef target="#a"/></specGrp>'
    )
    assert ("TK909", 4) in codes(make.compile(MODULES + '<specGrpRef target="#a"/>', around=groups))


def test_a_group_that_is_not_there_is_a_warning(make):
    assert ("TK922", 7) in codes(make.compile(MODULES + '<specGrpRef target="#none"/>'))


def test_another_vocabulary_is_brought_in_with_its_prefix(make):
    make.file(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://example.org/math">'
        '<start><ref name="math"/></start>'
        '<define name="math"><element name="math"><ref name="p"/></element></define>'
        '<define name="p"><element name="p"><text/></element></define></grammar>',
        "math.rng",
    )
    valid = make.grammar(
        MODULES
        + '<moduleRef url="math.rng" prefix="m_"/>'
        + '<elementSpec ident="hi" mode="change"><content><rng:ref name="m_math"/></content>'
        "</elementSpec>"
    )
    math = '<math xmlns="http://example.org/math"><p>x</p></math>'
    assert valid(f"<p><hi>{math}</hi></p>") == []
    assert valid("<p><hi>words</hi></p>") != []


def drawing(make):
    """A small grammar of another vocabulary, beside the ODD."""
    make.file(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://example.org/draw">'
        '<start><ref name="draw"/></start>'
        '<define name="draw"><element name="draw"><ref name="inside"/></element></define>'
        '<define name="inside"><text/></define></grammar>',
        "draw.rng",
    )


DRAW = '<draw xmlns="http://example.org/draw">x</draw>'


@pytest.mark.parametrize(("prefix", "name"), [("", "draw"), ("d_", "d_draw"), ("d_", "draw")])
def test_what_a_module_reference_adds_to_a_class_of_the_schema_is_one_more_option(
    make, prefix, name
):
    drawing(make)
    added = (
        '<rng:define name="tei_model.phrase" combine="choice">'
        f'<rng:ref name="{name}"/></rng:define>'
    )
    valid = make.grammar(
        f'{MODULES}<moduleRef url="draw.rng" prefix="{prefix}"><content>{added}</content>'
        "</moduleRef>",
        'prefix="tei_"',
    )
    assert valid(f"<p>a <hi>b</hi> {DRAW}</p>") == []
    assert valid(f"{DRAW}") != []


def test_what_a_module_reference_defines_takes_the_place_of_what_the_grammar_has(make):
    drawing(make)
    valid = make.grammar(
        MODULES
        + '<moduleRef url="draw.rng" prefix="d_"><content><rng:define name="d_inside">'
        + '<rng:ref name="hi"/></rng:define></content></moduleRef>'
        + '<elementSpec ident="hi" mode="change"><content><rng:choice><rng:text/>'
        + '<rng:ref name="d_draw"/></rng:choice></content></elementSpec>'
    )
    draw = '<draw xmlns="http://example.org/draw">{}</draw>'
    hi = '<hi xmlns="http://www.tei-c.org/ns/1.0">w</hi>'
    assert valid(f"<p><hi>{draw.format(hi)}</hi></p>") == []
    assert valid(f"<p><hi>{draw.format('x')}</hi></p>") != []


def test_a_list_of_names_stands_for_any_element_of_the_schema(make):
    valid = make.grammar(
        MODULES
        + '<macroSpec ident="macro.any"><content><?NameList?></content></macroSpec>'
        + '<elementSpec ident="hi" mode="change"><content><macroRef key="macro.any"/></content>'
        "</elementSpec>"
    )
    assert valid("<p><hi><title>w</title></hi></p>") == []
    assert valid("<p><hi>words</hi></p>") != []


def test_changes_beside_the_schema_are_part_of_it_and_told(make):
    beside = '<elementSpec ident="hi" mode="delete"/><elementSpec ident="new" mode="add"/>'
    compiled = make.compile(MODULES, around=beside)
    assert ("TK926", 4) in codes(compiled)
    valid = make.validator(compiled)
    assert valid("<p><hi>words</hi></p>") != []


def test_a_group_that_nothing_refers_to_changes_nothing(make):
    beside = '<specGrp xml:id="g"><elementSpec ident="hi" mode="delete"/></specGrp>'
    compiled = make.compile(MODULES, around=beside)
    assert codes(compiled) == []
    assert make.validator(compiled)("<p><hi>words</hi></p>") == []


@pytest.mark.parametrize(
    "pointer",
    [
        "one",
        "element(one)",
        "element(/1/2/1/1)",
        "element(body/1)",
        "xmlns(t=http://www.tei-c.org/ns/1.0)xpointer(//t:specGrp[@n='^(1^)'])",
        "xpointer(//nothing)xpointer(id('one'))element(one)",
    ],
)
def test_xinclude_takes_what_a_pointer_names(make, pointer):
    make.file(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body xml:id="body">'
        '<specGrp xml:id="one" n="(1)"><elementSpec ident="hi" mode="delete"/></specGrp>'
        "</body></text></TEI>",
        "other.xml",
    )
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other.xml" '
        f'xpointer="{pointer}"/>'
    )
    assert make.grammar(MODULES + include)("<p><hi>words</hi></p>") != []


def test_xinclude_may_take_several_elements(make):
    make.file(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><elementSpec ident="hi" mode="delete"/>'
        '<p><elementSpec ident="note" mode="delete"/></p></TEI>',
        "other.xml",
    )
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other.xml" '
        'xpointer="xmlns(t=http://www.tei-c.org/ns/1.0) xpointer(//t:elementSpec | //t:p)"/>'
    )
    valid = make.grammar(MODULES + include)
    assert valid("<p><hi>words</hi></p>") != []
    assert valid("<p><note>words</note></p>") == []  # it stands in a p, which is no declaration


@pytest.mark.parametrize("pointer", ["two", "xpointer(//x:y)", "xpointer(1 +", "element(one/0)"])
def test_a_pointer_to_nothing_is_told(make, pointer):
    make.file('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="one"/></TEI>', "other.xml")
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other.xml" '
        f'xpointer="{pointer}"/>'
    )
    with pytest.raises(odd.OddError) as caught:
        make.compile(MODULES + include)
    assert [d.code for d in caught.value.diagnostics] == ["TK909"]


def test_an_address_on_the_network_is_never_read(make):
    compiled = make.compile(MODULES + '<moduleRef url="https://example.org/x.rng"/>')
    assert ("TK909", 7) in codes(compiled)


@pytest.mark.parametrize(
    "address", ["https://example.org/schema/draw.rng", "file:///C:/Users/somebody/draw.rng"]
)
def test_a_copy_beside_the_odd_stands_for_an_address_of_another_machine(make, address):
    drawing(make)
    valid = make.grammar(
        f'{MODULES}<moduleRef url="{address}"/><elementSpec ident="hi" mode="change"><content>'
        '<rng:ref name="draw"/></content></elementSpec>'
    )
    assert valid(f"<p><hi>{DRAW}</hi></p>") == []
