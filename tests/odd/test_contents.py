"""Content models in pure ODD and in RELAX NG (Guidelines 22.5.1)."""

import pytest

from tests.odd.making import MODULES


def with_content(make, content, **more):
    said = f'<elementSpec ident="hi" mode="change"><content>{content}</content></elementSpec>'
    valid = make.grammar(MODULES + said, **more)
    return lambda inside: valid(f"<p><hi>{inside}</hi></p>") == []


L, H, N = "<label>a</label>", "<head>a</head>", "<note>a</note>"


@pytest.mark.parametrize(
    ("content", "right", "wrong"),
    [
        ("<textNode/>", ["", "words"], [L]),
        ("<empty/>", [""], ["words", L]),
        ("", [""], [L]),
        ('<elementRef key="label"/>', [L], ["", L + L]),
        ('<elementRef key="label" minOccurs="0"/>', ["", L], [L + L]),
        ('<elementRef key="label" maxOccurs="unbounded"/>', [L, L * 5], [""]),
        ('<elementRef key="label" minOccurs="2" maxOccurs="3"/>', [L * 2, L * 3], [L, L * 4]),
        ('<elementRef key="label" minOccurs="2" maxOccurs="unbounded"/>', [L * 2, L * 9], [L]),
        ('<elementRef key="label" maxOccurs="0" minOccurs="0"/>', [""], [L]),
        (
            '<sequence><elementRef key="label"/><elementRef key="head"/></sequence>',
            [L + H],
            [H + L],
        ),
        (
            '<sequence preserveOrder="false"><elementRef key="label"/><elementRef key="head"/>'
            "</sequence>",
            [L + H, H + L],
            [L, H],
        ),
        (
            '<sequence minOccurs="2" maxOccurs="2"><elementRef key="label"/>'
            '<elementRef key="head"/></sequence>',
            [L + H + L + H],
            [L + H],
        ),
        (
            '<alternate minOccurs="0" maxOccurs="2"><elementRef key="label"/>'
            '<elementRef key="head"/></alternate>',
            ["", L + H, H + H],
            [L * 3],
        ),
        ('<classRef key="model.global"/>', [N], ["", L]),
        ('<classRef key="model.phrase" include="ptr"/>', ['<ptr cRef="x"/>'], ["<hi/>"]),
        ('<classRef key="model.phrase" except="ptr"/>', ["<title/>"], ['<ptr cRef="x"/>']),
        ('<valList type="closed"><valItem ident="yes"/></valList>', ["yes"], ["no", L]),
        ('<dataRef name="integer"/>', ["12"], ["x"]),
        ('<dataRef name="token" restriction="[ab]+"/>', ["ab"], ["c"]),
        ('<dataRef key="teidata.word" restriction="[ab]+"/>', ["ab"], ["c"]),
        (
            '<dataRef name="decimal"><dataFacet name="maxInclusive" value="1"/></dataRef>',
            ["0.5"],
            ["2"],
        ),
        ("<rng:zeroOrMore><rng:ref name='label'/></rng:zeroOrMore>", ["", L * 3], [H]),
        ("<rng:ref name='model.global'/>", [N], [L]),
        ("<rng:mixed><rng:ref name='label'/></rng:mixed>", [f"a {L} b"], ["a"]),
        ("<rng:choice><rng:value>a</rng:value><rng:data type='date'/></rng:choice>", ["a"], ["b"]),
        ("<rng:element name='x'><rng:text/></rng:element>", ["<x>a</x>"], ["x"]),
        # what is not part of the schema is left out
        ('<sequence><elementRef key="seg"/><elementRef key="label"/></sequence>', [L], [""]),
        ('<alternate><elementRef key="seg"/><elementRef key="label"/></alternate>', [L], [""]),
        ('<elementRef key="seg"/>', [""], [L]),
    ],
)
def test_a_content_takes_what_it_says(make, content, right, wrong):
    valid = with_content(make, content)
    assert [inside for inside in right if not valid(inside)] == []
    assert [inside for inside in wrong if valid(inside)] == []


MEMBERS = "".join(
    f'<elementSpec ident="{name}"><classes><memberOf key="model.new" {extra}/></classes>'
    "<content><empty/></content></elementSpec>"
    for name, extra in (("a", ""), ("b", 'max="2"'), ("c", ""))
)


@pytest.mark.parametrize(
    ("how", "right", "wrong"),
    [
        ("alternation", ["<a/>", "<b/>", "<b/><b/>"], ["", "<a/><c/>"]),
        ("sequence", ["<a/><b/><c/>", "<a/><b/><b/><c/>"], ["<a/><c/>", "<c/><b/><a/>"]),
        ("sequenceOptional", ["", "<a/><c/>", "<b/>"], ["<c/><a/>"]),
        ("sequenceRepeatable", ["<a/><a/><b/><c/>"], ["<a/><c/>"]),
        ("sequenceOptionalRepeatable", ["", "<a/><a/><c/>"], ["<c/><a/>"]),
    ],
)
def test_the_members_of_a_class_stand_as_expand_says(make, how, right, wrong):
    said = (
        f'<elementSpec ident="hi" mode="change"><content><classRef key="model.new" expand="{how}"/>'
    )
    valid = make.grammar(
        MODULES
        + '<classSpec ident="model.new" type="model"/>'
        + MEMBERS
        + f"{said}</content></elementSpec>"
    )
    assert [inside for inside in right if valid(f"<p><hi>{inside}</hi></p>")] == []
    assert [inside for inside in wrong if not valid(f"<p><hi>{inside}</hi></p>")] == []


CLASSES = (
    '<classSpec ident="model.new" type="model"/><classSpec ident="model.inner" type="model">'
    '<classes><memberOf key="model.new"/></classes></classSpec>'
)


def with_classes(make, content):
    inner = MEMBERS.replace(
        'ident="c"><classes><memberOf key="model.new"',
        'ident="c"><classes><memberOf key="model.inner"',
    ).replace(
        'ident="b"><classes><memberOf key="model.new"',
        'ident="b"><classes><memberOf key="model.inner"',
    )
    valid = make.grammar(
        f'{MODULES}{CLASSES}{inner}<elementSpec ident="hi" mode="change"><content>{content}'
        "</content></elementSpec>"
    )
    return lambda inside: valid(f"<p><hi>{inside}</hi></p>") == []


def test_a_class_among_the_members_is_any_one_of_its_own_in_a_sequence(make):
    valid = with_classes(make, '<classRef key="model.new" expand="sequence"/>')
    assert valid("<b/><a/>") or valid("<a/><b/>")
    assert valid("<c/><a/>") or valid("<a/><c/>")
    assert not valid("<a/><b/><c/>")
    assert not valid("<b/><c/><a/>")


def test_older_contents_name_a_sequence_and_mean_the_members_of_inner_classes_too(make):
    valid = with_classes(make, "<rng:ref name='model.new_sequence'/>")
    assert valid("<a/><b/><c/>") or valid("<b/><c/><a/>")
    assert not valid("<a/><b/>")


@pytest.mark.parametrize("given", ['include="nothing"', 'except="a model.inner"'])
def test_a_reference_to_no_member_of_a_class_is_left_out(make, given):
    valid = with_classes(make, f'<elementRef key="a"/><classRef key="model.new" {given}/>')
    assert valid("<a/>")
    assert not valid("<a/><b/>")


def test_any_element_is_of_other_namespaces(make):
    valid = make.grammar(MODULES + '<elementRef key="any"/>')
    assert valid('<p><any><x xmlns="http://e.org"><y a="1">words</y></x></any></p>') == []
    assert valid("<p><any><p>words</p></any></p>") != []


def test_any_element_but_some(make):
    said = (
        '<elementSpec ident="any" mode="change"><content><anyElement minOccurs="0" '
        'except="http://www.tei-c.org/ns/1.0 http://e.org"/></content></elementSpec>'
    )
    valid = make.grammar(MODULES + '<elementRef key="any"/>' + said)
    assert valid('<p><any><x xmlns="http://f.org"/></any></p>') == []
    assert valid('<p><any><x xmlns="http://e.org"/></any></p>') != []


def test_a_new_element_of_another_namespace_is_not_any_element(make):
    """Its identifier would be one in some places and not in others, which RELAX NG forbids."""
    said = (
        '<elementSpec ident="mine" ns="http://e.org"><classes><memberOf key="att.global"/>'
        '<memberOf key="model.phrase"/></classes><content><textNode/></content></elementSpec>'
    )
    compiled = make.compile(MODULES + '<elementRef key="any"/>' + said)
    assert compiled.diagnostics == []
    valid = make.validator(compiled)
    assert valid('<p><mine xmlns="http://e.org" xml:id="x">words</mine></p>') == []
    assert valid('<p><any><other xmlns="http://e.org"/></any></p>') == []


def test_an_empty_class_cannot_be_satisfied_and_a_missing_one_is_left_out(make):
    needs = '<content><classRef key="{}"/></content>'
    said = '<elementSpec ident="hi" mode="change">{}</elementSpec>'
    empty = make.grammar(MODULES + said.format(needs.format("model.front")))
    assert empty("<p><hi/></p>") != []
    gone = make.grammar(
        MODULES
        + '<classSpec ident="model.front" type="model" mode="delete"/>'
        + said.format(needs.format("model.front"))
    )
    assert gone("<p><hi/></p>") == []


@pytest.mark.parametrize(
    ("given", "right", "wrong"),
    [
        ('except="c"', ["<a/>", "<b/>"], ["<c/>"]),
        ('except="a b"', ["<c/>"], ["<a/>", "<b/>"]),
        ('except="model.inner"', ["<a/>"], ["<b/>", "<c/>"]),
        ('include="b"', ["<b/>"], ["<a/>", "<c/>"]),
        ('include="a c"', ["<a/>", "<c/>"], ["<b/>"]),
        ('include="model.inner"', ["<b/>", "<c/>"], ["<a/>"]),
        ('include="a model.inner" expand="sequence"', ["<b/><a/>"], ["<a/>"]),
    ],
)
def test_members_of_inner_classes_are_chosen_too(make, given, right, wrong):
    valid = with_classes(make, f'<classRef key="model.new" {given}/>')
    assert [inside for inside in right if not valid(inside)] == []
    assert [inside for inside in wrong if valid(inside)] == []
