"""An ODD on an ODD on an ODD, compiled or not."""

import pytest

from tei_kit.odd import OddError, kept
from tests.odd.making import MODULES, odd_text

REPLACE = (
    '<elementSpec ident="hi" mode="replace"><classes><memberOf key="model.phrase"/></classes>'
    '<content><textNode/></content><attList><attDef ident="mine" usage="req"><datatype>'
    "<textNode/></datatype></attDef></attList></elementSpec>"
)
CHANGE = (
    '<elementSpec ident="hi" mode="change"><attList>'
    '<attDef ident="mine" mode="change" usage="opt"/></attList></elementSpec>'
)


def first(make, name="first.odd"):
    said = MODULES.replace('"core"', '"core" except="old"') + REPLACE
    return make.file(odd_text(said + '<elementSpec ident="note" mode="delete"/>'), name)


def chained(make, source, more=""):
    return make.compile(MODULES + more, f'source="{source}"')


def test_what_the_first_left_out_the_second_cannot_have(make):
    first(make)
    compiled = chained(make, "first.odd")
    assert compiled.diagnostics == []
    valid = make.validator(compiled)
    assert valid("<p><note>deleted</note></p>") != []
    assert valid("<p><old>excepted</old></p>") != []


def test_a_replacement_of_the_first_holds_in_the_second(make):
    first(make)
    valid = make.validator(chained(make, "first.odd"))
    assert valid('<p><hi mine="x">words</hi></p>') == []
    assert valid("<p><hi>words</hi></p>") != []
    assert valid('<p><hi mine="x" n="1">words</hi></p>') != []


def test_the_second_changes_what_the_first_replaced(make):
    first(make)
    valid = make.validator(chained(make, "first.odd", CHANGE))
    assert valid("<p><hi>words</hi></p>") == []


def test_a_third_builds_on_the_second(make):
    first(make)
    make.file(odd_text(MODULES + CHANGE, 'source="first.odd"'), "second.odd")
    valid = make.validator(chained(make, "second.odd", '<elementSpec ident="ptr" mode="delete"/>'))
    assert valid("<p><hi>words</hi></p>") == []
    assert valid('<p><ptr cRef="x"/></p>') != []


def test_a_compiled_source_gives_the_same_grammar(make):
    path = first(make)
    directly = chained(make, "first.odd", CHANGE).to_rng()
    compiled = make.compile(
        path.read_text().partition('<schemaSpec ident="test" >')[2].partition("</schemaSpec>")[0]
    )
    make.file(compiled.to_odd().decode(), "compiled.odd")
    assert chained(make, "compiled.odd", CHANGE).to_rng() == directly


def test_a_compiled_odd_needs_no_source(make):
    compiled = make.compile(MODULES + REPLACE)
    from tei_kit import odd

    again = odd.compile(make.file(compiled.to_odd().decode(), "compiled.odd"))
    assert again.to_rng() == compiled.to_rng()
    assert again.to_sch() == compiled.to_sch()
    assert again.diagnostics == []


def test_in_a_compiled_odd_of_others_a_replacement_stands_for_itself(make):
    """The TEI Stylesheets leave the mode of replacements in what they compile."""
    from tei_kit import odd

    compiled = make.compile(MODULES + REPLACE)
    text = compiled.to_odd().decode()
    marked = text.replace('<elementSpec ident="hi"', '<elementSpec mode="replace" ident="hi"')
    assert marked != text
    again = odd.compile(make.file(marked, "compiled.odd"))
    assert again.to_rng() == compiled.to_rng()


def test_elements_of_the_first_are_in_a_module_of_their_own(make):
    said = (
        '<elementSpec ident="new"><classes><memberOf key="model.phrase"/></classes>'
        "<content><textNode/></content></elementSpec>"
    )
    make.file(odd_text(MODULES + said), "first.odd")
    module = '<moduleRef key="derived-module-test"/>'
    assert make.validator(chained(make, "first.odd", module))("<p><new>w</new></p>") == []


def test_an_odd_that_is_its_own_source_is_told(make):
    import pytest

    from tei_kit import odd

    path = make.file(odd_text(MODULES, 'source="self.odd"'), "self.odd")
    with pytest.raises(odd.OddError) as caught:
        odd.compile(path)
    assert "its own source" in str(caught.value)


def test_a_source_that_is_not_there_is_told_at_its_place(make):
    import pytest

    from tei_kit import odd

    with pytest.raises(odd.OddError) as caught:
        make.compile(MODULES, 'source="nothing.odd"')
    assert [(d.code, d.line) for d in caught.value.diagnostics] == [("TK917", 5)]


def test_a_source_on_the_web_is_an_odd_that_was_added(make):
    address = "https://www.tei-c.org/Vault/P5/current/xml/tei/custom/odd/small.odd"
    with pytest.raises(OddError, match="TK917"):
        make.compile('<elementRef key="p"/>', f'source="{address}"')
    kept.add(str(make.file(odd_text(MODULES).replace('"test"', '"small"'), "s.odd")))
    compiled = make.compile(
        '<elementRef key="p"/>', f'source="{address.replace(".odd", ".compiled.odd")}"'
    )
    assert compiled.diagnostics == []
    assert "p" in compiled.schema.specs


def test_a_source_on_the_web_is_the_copy_in_a_folder_of_its_name(make):
    (make.folder / "dist").mkdir()
    first(make, "dist/base.xml")
    compiled = chained(make, "https://example.org/refs/schema/dist/base.xml")
    assert compiled.diagnostics == []
    assert make.validator(compiled)("<p><note>deleted</note></p>") != []
