"""The Schematron engine: what it supports, and that it refuses by name whatever it does not."""

import pytest
from lxml import etree

from tei_kit import schematron
from tei_kit.diagnostics import SchemaError, Severity, TeiKitError
from tei_kit.schematron import engine, xpath
from tei_kit.schematron.assembly import assemble
from tei_kit.schematron.reader import read_definition
from tei_kit.schematron.xpath.scan import DOCUMENTS
from tei_kit.xml.tree import parse

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" {attributes}>{body}</schema>"""

XML = """<book lang="en">
  <page n="1"><line>one</line></page>
  <page n="3"><line>two</line><line/></page>
</book>"""


@pytest.fixture
def compiled(tmp_path):
    def compile_body(body, attributes=""):
        path = tmp_path / "test.sch"
        path.write_text(SCHEMA.format(body=body, attributes=attributes))
        return schematron.compile(path)

    return compile_body


@pytest.fixture
def found(compiled, tmp_path):
    """The (line, message) pairs that a schema with some body finds in XML."""

    def run(body, attributes="", xml=XML):
        path = tmp_path / "test.xml"
        path.write_text(xml)
        diagnostics = compiled(body, attributes).validate(path)
        return [(d.place.line, d.message.removeprefix("Schematron: ")) for d in diagnostics]

    return run


@pytest.fixture
def refusal(compiled):
    def run(body, attributes=""):
        with pytest.raises(SchemaError) as error:
            compiled(body, attributes)
        (diagnostic,) = error.value.diagnostics
        assert diagnostic.code == "TK505"
        return diagnostic.message

    return run


def rule(context, *checks):
    return f'<pattern><rule context="{context}">{"".join(checks)}</rule></pattern>'


BINDINGS = ['queryBinding="xslt"', 'queryBinding="xslt2"', 'queryBinding="xslt3"', ""]


# ------------------------------------------------------------------ what fires


@pytest.mark.parametrize("binding", BINDINGS)
def test_an_assert_fires_when_its_test_is_false_and_says_where(found, binding):
    body = rule("line", '<assert id="full" test="normalize-space(.) != \'\'">Empty.</assert>')
    assert found(body, binding) == [(3, "Empty. [full]")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_report_fires_when_its_test_is_true(found, binding):
    body = rule("page", '<report test="@n > 2">Late.</report>')
    assert found(body, binding) == [(3, "Late.")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_only_the_first_rule_that_matches_a_node_fires(found, binding):
    body = """<pattern>
      <rule context="page[@n = 3]"><assert test="true()">Never.</assert></rule>
      <rule context="page"><assert test="false()">Page <value-of select="@n"/>.</assert></rule>
    </pattern>"""
    assert found(body, binding) == [(2, "Page 1.")]


def test_each_pattern_sees_every_node(found):
    body = rule("book", '<report test="1">A</report>') + rule(
        "*", '<report test="@lang">B</report>'
    )
    assert found(body) == [(1, "A"), (1, "B")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_context_of_alternatives_and_paths_matches_anywhere(found, binding):
    body = rule("page/line[2] | book", '<report test="1"><name/></report>')
    assert found(body, binding) == [(1, "book"), (3, "line")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_attributes_text_and_the_document_can_be_contexts(found, binding):
    body = (
        rule("@n", "<report test=\". = '3'\">n=<value-of select='.'/></report>")
        + rule("line/text()", "<report test=\". = 'two'\">text</report>")
        + rule("/", "<assert test='letter'>no letter</assert>")
    )
    assert found(body, binding) == [(1, "no letter"), (3, "n=3"), (3, "text")]


def test_results_come_by_line(found):
    body = rule("page", '<report test="1">P</report>') + rule("book", '<report test="1">B</report>')
    assert [line for line, _ in found(body)] == [1, 2, 3]


# ------------------------------------------------------------------ messages


def test_a_message_holds_values_names_and_diagnostics_on_one_line(found):
    body = (
        rule(
            "page[2]",
            """<assert test="line = 'x'" diagnostics="more"><emph>Page</emph>
            <value-of select="@n"/> in <name path="name(..)"/> (<name/>) has
            <value-of select="count(line)"/> lines.</assert>""",
        )
        + '<diagnostics><diagnostic id="more">See <value-of select="../@lang"/>.</diagnostic>'
        + "</diagnostics>"
    )
    assert found(body) == [(3, "Page 3 in book (page) has 2 lines. See en.")]


def test_braces_in_a_message_stay(found):
    assert found(rule("book", '<report test="1">{n} {</report>')) == [(1, "{n} {")]


@pytest.mark.parametrize(
    ("attribute", "code", "severity"),
    [
        ("", "TK503", Severity.ERROR),
        ('role="error"', "TK503", Severity.ERROR),
        ('role="warning"', "TK507", Severity.WARNING),
        ('flag="warn"', "TK507", Severity.WARNING),
        ('role="information"', "TK507", Severity.INFO),
        ('role="nonfatal"', "TK507", Severity.WARNING),
        ('role="fatal"', "TK503", Severity.ERROR),
        ('severity="warning"', "TK507", Severity.WARNING),
    ],
)
def test_the_role_says_how_much_it_matters(compiled, attribute, code, severity):
    schema = compiled(rule("book", f'<report test="1" {attribute}>X</report>'))
    (diagnostic,) = schema.validate(etree.fromstring(XML).getroottree())
    assert (diagnostic.code, diagnostic.severity) == (code, severity)


def test_a_check_inherits_the_role_of_its_rule(compiled):
    body = (
        '<pattern><rule context="book" role="warning"><report test="1">X</report></rule></pattern>'
    )
    (diagnostic,) = compiled(body).validate(etree.fromstring(XML).getroottree())
    assert diagnostic.severity is Severity.WARNING


# ------------------------------------------------------------------ variables, keys, namespaces


@pytest.mark.parametrize("binding", BINDINGS)
def test_variables_of_schema_pattern_and_rule_are_seen_in_order(found, binding):
    body = """<let name="first" value="/book/page[1]"/><pattern><let name="two" value="2"/>
      <rule context="page"><let name="sum" value="@n + $two"/>
        <report test="$sum = 5 and $first/@n = 1">sum <value-of select="$sum"/></report>
      </rule></pattern>"""
    assert found(body, binding) == [(3, "sum 5")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_variable_outside_a_rule_starts_from_the_document(found, binding):
    body = '<let name="lang" value="book/@lang"/>' + rule(
        "line[. = 'one']", '<report test="1"><value-of select="$lang"/></report>'
    )
    assert found(body, binding) == [(2, "en")]


def test_keys_current_and_generate_id_work_as_in_xslt(found):
    body = '<xsl:key name="by-n" match="page" use="@n"/>' + rule(
        "line",
        """<assert test="generate-id(key('by-n', 3)) = generate-id(..)">A</assert>""",
        """<assert test="count(//page[@n = current()/../@n]) = 1">B</assert>""",
        """<assert test="count(key('by-n', //page/@n)) = 2">C</assert>""",
        """<assert test="not(key('by-n', 'none'))">D</assert>""",
    )
    assert found(body) == [(2, "A")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_prefixes_are_those_of_the_schema(found, binding):
    body = '<ns prefix="t" uri="urn:t"/>' + rule("t:a", '<report test="t:b">X</report>')
    assert found(body, binding, '<a xmlns="urn:t"><b/></a>') == [(1, "X")]


def test_later_versions_of_xpath_are_evaluated(found):
    body = rule(
        "book",
        """<report test="every $p in page satisfies matches($p/@n, '^\\d$')"
            ><value-of select="for $p in page return $p/@n * 2"/></report>""",
    )
    assert found(body, 'queryBinding="xslt2"') == [(1, "2 6")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_variable_may_hold_a_tree(found, binding):
    body = """<let name="kinds"><kind n="1" xmlns="">one</kind>
      <kind n="3" xmlns="">three</kind></let>""" + rule(
        "page", '<report test="1"><value-of select="$kinds/kind[@n = current()/@n]"/></report>'
    )
    assert found(body, binding) == [(2, "one"), (3, "three")]


# ------------------------------------------------------------------ places, titles, properties


@pytest.mark.parametrize("binding", BINDINGS)
def test_the_place_is_that_of_the_subject(found, binding):
    body = """<pattern><rule context="book" subject="page[2]">
      <report test="1">rule</report><report test="1" subject="page[1]">check</report>
      <report test="1" subject="none">no such subject</report></rule></pattern>"""
    assert found(body, binding) == [(1, "no such subject"), (2, "check"), (3, "rule")]


def test_what_is_said_for_people_and_programs_changes_nothing(found):
    body = """<title>T</title><p>Of <span class="a">a</span> <dir value="rtl">b</dir></p>
      <pattern icon="i.png" see="http://example.org" fpi="x"><title>T</title><p>P</p>
      <rule context="book" icon="i" see="s" fpi="f" flag="f" id="r"><p>P</p>
        <report test="1" properties="x" icon="i" see="s" fpi="f" flag="g">a
          <dir value="ltr">b</dir> <span class="c">c</span> <emph>d</emph></report></rule></pattern>
      <properties><property id="x" scheme="s" role="r">P</property></properties>"""
    assert found(body, 'schemaVersion="1"') == [(1, "a b c d")]


@pytest.mark.parametrize("binding", ['queryBinding="xslt2"', 'queryBinding="xpath2"'])
def test_a_rule_that_its_data_makes_fail_is_an_error_of_the_document_and_the_rest_goes_on(
    found, binding
):
    body = rule(
        "page",
        """<let name="n" value="number(@n) cast as xs:integer"/>""",
        """<assert test="xs:date(concat('2001-01-0', @n)) lt xs:date('1999-01-01')
            or line/xs:date(.) gt xs:date('1999-01-01')">X</assert>""",
    ) + rule("book", '<report test="1">Y</report>')
    every = found('<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>' + body, binding)
    assert [line for line, _ in every] == [1, 2, 3]
    assert every[0] == (1, "Y")
    assert all("the rule of test.sch, line 2 cannot be evaluated here" in m for _, m in every[1:])


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ("@lang cast as xs:date lt current-date()", "xs:date"),
        ("@lang cast as xs:integer lt 2", "'en'"),
        ("@lang cast as xs:dateTime lt current-dateTime()", "xs:dateTime"),
    ],
)
def test_an_error_of_elementpath_is_told_without_python(tmp_path, test, said):
    ns = '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
    body = ns + rule("book", f'<assert test="{test}">X</assert>')
    path = tmp_path / "test.sch"
    path.write_text(SCHEMA.format(body=body, attributes='queryBinding="xslt2"'))
    (tmp_path / "test.xml").write_text(XML)
    runner = engine.prepare(read_definition(assemble(path), str(path), None))
    (finding,) = runner.run(parse(tmp_path / "test.xml"))
    assert said in finding.message
    assert not any(python in finding.message for python in ("<class", "UntypedAtomic"))


@pytest.mark.parametrize("call", ["document('a.xml')", "doc('a.xml')", "fn:doc('a.xml')"])
def test_without_saxon_a_rule_that_reads_documents_says_what_to_install(tmp_path, call):
    path = tmp_path / "test.sch"
    body = rule("book", f'<assert test="{call}">X</assert>')
    ns = '<ns prefix="fn" uri="http://www.w3.org/2005/xpath-functions"/>'
    path.write_text(SCHEMA.format(body=ns + body, attributes='queryBinding="xslt2"'))
    with pytest.raises(SchemaError, match=r"pip install 'tei-kit\[saxon\]'"):
        engine.prepare(read_definition(assemble(path), str(path), None))


def test_an_error_in_a_context_means_that_the_node_does_not_match(found):
    body = rule(
        "page[line/number(.) > 1 or @n > 'x' or xs:date(@n)]", '<report test="1">X</report>'
    )
    body += rule("page[@n castable as xs:date or @n = '3']", '<report test="1">Y</report>')
    ns = '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
    assert found(ns + body, 'queryBinding="xslt2"') == [(3, "Y")]


# ------------------------------------------------------------------ abstract parts, phases


def test_an_abstract_rule_is_extended(found):
    body = """<pattern>
      <rule abstract="true" id="numbered"><assert test="@n">No n.</assert></rule>
      <rule context="line"><extends rule="numbered"/></rule></pattern>"""
    assert len(found(body)) == 3


def test_an_abstract_pattern_is_filled_in(found):
    body = """<pattern abstract="true" id="has">
        <rule context="$what"><assert test="$whatever"><name/> lacks $whatever.</assert></rule>
      </pattern>
      <pattern is-a="has"><param name="what" value="book"/><param name="whatever" value="@n"/>
      </pattern>"""
    assert found(body) == [(1, "book lacks $whatever.")]


def test_a_param_that_an_instance_does_not_give_has_the_abstract_patterns_value(found):
    body = """<pattern abstract="true" id="has"><param name="what" value="page"/>
        <rule context="$what"><report test="1">X</report></rule></pattern>
      <pattern is-a="has"/><pattern is-a="has"><param name="what" value="book"/></pattern>"""
    assert [line for line, _ in found(body)] == [1, 2, 3]


def test_an_abstract_rule_may_extend_another_but_not_itself(found, refusal):
    body = """<pattern><rule abstract="true" id="a"><extends rule="b"/></rule>
      <rule abstract="true" id="b"><report test="1">B</report>{}</rule>
      <rule context="book"><extends rule="a"/></rule></pattern>"""
    assert found(body.format("")) == [(1, "B")]
    assert "extends itself" in refusal(body.format('<extends rule="a"/>'))


PHASES = """<phase id="quick"><let name="of" value="'quick'"/><active pattern="b"/></phase>
  <phase id="slow"><let name="of" value="'slow'"/><active pattern="a"/><active pattern="b"/></phase>
  <pattern id="a"><rule context="book"><report test="1">A</report></rule></pattern>
  <pattern id="b"><rule context="book"><report test="1">B</report></rule></pattern>"""


@pytest.mark.parametrize(
    ("phase", "messages"),
    [
        (None, ["B"]),
        ("#DEFAULT", ["B"]),
        ("quick", ["B"]),
        ("slow", ["A", "B"]),
        ("#ALL", ["A", "B"]),
    ],
)
def test_the_caller_chooses_the_phase(tmp_path, phase, messages):
    path = tmp_path / "test.sch"
    path.write_text(SCHEMA.format(body=PHASES, attributes='defaultPhase="quick"'))
    found = schematron.compile(path, phase).validate(etree.fromstring(XML).getroottree())
    assert [d.message.removeprefix("Schematron: ") for d in found] == messages


def test_a_phase_that_is_not_there_is_refused_with_the_names_of_those_that_are(tmp_path):
    path = tmp_path / "test.sch"
    path.write_text(SCHEMA.format(body=PHASES, attributes=""))
    with pytest.raises(SchemaError, match="no phase 'fast'; the phases are quick, slow, #ALL"):
        schematron.compile(path, phase="fast")


def test_the_default_phase_chooses_the_patterns(found):
    body = """<phase id="quick"><active pattern="b"/></phase>
      <pattern id="a"><rule context="book"><report test="1">A</report></rule></pattern>
      <pattern id="b"><rule context="book"><report test="1">B</report></rule></pattern>"""
    assert [m for _, m in found(body, 'defaultPhase="quick"')] == ["B"]
    assert [m for _, m in found(body)] == ["A", "B"]


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<include href="other.sch"/>', "include/@href 'other.sch' names a file that cannot"),
        ("<include/>", "include has no @href"),
        ('<xsl:include href="x.xsl"/>', "xsl:include"),
        ("<library/>", "library in schema"),
        ('<pattern><assert test="1"/></pattern>', "assert in pattern"),
        ('<pattern><rule context="book" visit-each="p"/></pattern>', "rule/@visit-each"),
        ('<pattern><rule contxt="book"/></pattern>', "rule/@contxt"),
        ('<pattern is-a="a" abstract="maybe"/>', "no abstract pattern 'a'"),
        (rule("book", '<extends href="x"/>'), "extends/@href 'x' names a file that cannot"),
        (rule("book", '<extends rule="none"/>'), "no abstract rule 'none'"),
        (rule("book", '<let name="x"/>'), "the let 'x' needs either @value or content"),
        (rule("book", '<let name="x" value="1">1</let>'), "either @value or content"),
        (rule("book", '<let name="x"><kind/></let>'), "kind in let is not supported"),
        (rule("book", '<assert test="$x">X</assert>'), "no let defines $x"),
        (rule("book", '<assert test="$x">X</assert>', '<let name="y" value="1"/>'), "$x"),
        (rule("book", '<assert test="matches(., 1)">X</assert>'), "queryBinding have to say xslt2"),
        (rule("book", "<assert>X</assert>"), "assert has no @test"),
        (rule("book", '<assert test="1"><xsl:copy/></assert>'), "xsl:copy"),
        (rule("book", '<assert test="1" diagnostics="d">X</assert>'), "no diagnostic 'd'"),
        (rule("book", '<assert test="1" properties="d">X</assert>'), "no property 'd'"),
        (rule("book", '<xsl:variable name="x"/>'), "xsl:variable"),
        (rule("", '<assert test="1">X</assert>'), "rule has no @context"),
        ('<pattern is-a="none"/>', "no abstract pattern 'none'"),
        (rule("book", '<assert test="line[">X</assert>'), "Invalid"),
        (rule("book[", '<assert test="1">X</assert>'), "Invalid"),
    ],
)
def test_it_is_refused_by_name(refusal, body, named):
    assert named in refusal(body)


def test_a_phase_that_activates_no_pattern_there_is_refused(refusal):
    body = '<phase id="p"><active pattern="none"/></phase><pattern id="x"/>'
    assert "no pattern 'none' to be active" in refusal(body, 'defaultPhase="p"')


def test_an_error_has_the_line_of_the_check_and_not_of_its_pattern(compiled):
    body = rule("book", "\n", '<assert test="true()">X</assert>\n', '<assert test="[">Y</assert>')
    with pytest.raises(SchemaError) as error:
        compiled(body)
    assert [d.place.line for d in error.value.diagnostics] == [4]


MANY = """<let name="u"/>
<ns prefix="a"/>
<phase id="p"><active pattern="none"/></phase>
<pattern is-a="none"/>
<pattern><rule context="a["><assert test="1 +">x</assert></rule></pattern>
<pattern><rule context="b"><assert test="$nope">x</assert><assert>y</assert><assert test="$u"
  diagnostics="none">z</assert></rule>
<rule><assert test="1 1">x</assert><extends rule="none"/></rule></pattern>
<patern/>"""


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_schema_that_is_wrong_has_all_of_its_errors(compiled, binding):
    with pytest.raises(SchemaError) as error:
        compiled(MANY, binding)
    lines = [d.place.line - 1 for d in error.value.diagnostics]
    assert lines == sorted(lines)
    assert {1, 2, 4, 5, 6, 7, 8, 9} <= {*lines}
    assert [lines.count(line) for line in (1, 2, 4, 5)] == [1, 1, 1, 2]
    assert not any("$u" in d.message for d in error.value.diagnostics)  # it follows from the let


def test_an_unknown_query_binding_is_refused(refusal):
    assert "queryBinding 'stx'" in refusal("", 'queryBinding="stx"')


def test_a_phase_that_is_not_there_is_refused(refusal):
    body = '<phase id="slow"/>'
    message = refusal(body, 'defaultPhase="quick"')
    assert "no phase 'quick'; the phases are slow, #ALL" in message


def test_schematron_1_5_is_read_as_the_iso_schematron_that_grew_from_it(tmp_path):
    path = tmp_path / "old.sch"
    path.write_text(
        """<schema xmlns="http://www.ascc.net/xml/schematron" version="1.5" ns="urn:x">
        <pattern name="A name"><rule context="book"><report test="1">X <name/></report></rule>
        </pattern></schema>"""
    )
    (diagnostic,) = schematron.compile(path).validate(etree.fromstring(XML).getroottree())
    assert diagnostic.message == "Schematron: X book"


def test_the_keys_of_schematron_1_5_are_refused_by_name(tmp_path):
    path = tmp_path / "old.sch"
    path.write_text(
        """<schema xmlns="http://www.ascc.net/xml/schematron">
        <key name="k" match="a" path="b"/></schema>"""
    )
    with pytest.raises(SchemaError, match="key in schema is not supported"):
        schematron.compile(path)


@pytest.mark.parametrize("function", sorted(xpath.FORBIDDEN - DOCUMENTS))
@pytest.mark.parametrize("binding", BINDINGS)
def test_a_schema_may_not_read_files_or_the_environment(compiled, function, binding):
    body = rule("book", f"""<assert test="{function}('x')">X</assert>""")
    with pytest.raises(SchemaError):
        compiled(body, binding).validate(etree.fromstring(XML).getroottree())


@pytest.mark.parametrize("expression", ["unknown(.)", "$unset", "p:line"])
@pytest.mark.parametrize("binding", BINDINGS)
def test_an_expression_that_cannot_be_evaluated_is_an_error_and_no_pass(
    compiled, expression, binding
):
    body = rule("book", f'<assert test="{expression}">X</assert>')
    with pytest.raises(SchemaError):
        compiled(body, binding).validate(etree.fromstring(XML).getroottree())


def test_a_file_that_is_not_xml_is_an_error(compiled, tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<a>")
    with pytest.raises(TeiKitError, match="TK501"):
        compiled("").validate(path)


def test_quick_fixes_and_other_strangers_are_passed_over(found):
    body = rule("book", '<q:fix xmlns:q="urn:q"/><report test="1">X<q:a xmlns:q="urn:q"/></report>')
    assert found(body) == [(1, "X")]


# ------------------------------------------------------------------ patterns


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("p", "//p"),
        ("a/b | c[x | 'y|z']", "//a/b | //c[x | 'y|z']"),
        ("/TEI", "/TEI"),
        ("//p", "//p"),
        ("id('x')", "id('x')"),
        ("key('a', 'b')/c", "key('a', 'b')/c"),
        ("( a | b[')'] )/c | d", "//a/c | //b[')']/c | //d"),
        ("(a | (b | c)/d)", "//a | //b/d | //c/d"),
        ("(a | b)[1]", "//(a | b)[1]"),
        ("a union b/union", "//a | //b/union"),
    ],
)
def test_a_pattern_becomes_a_path_that_selects_what_it_matches(pattern, path):
    assert xpath.as_path(pattern) == path


@pytest.mark.parametrize(
    ("pattern", "elements"),
    [
        ("p", True),
        ("t:p[@n]/t:q[. = '/@x']", True),
        ("*", True),
        ("@n", False),
        ("p/@n", False),
        ("p | p/attribute::n", False),
        ("text()", False),
        ("p/node()", False),
        ("comment()", False),
        ("/", False),
    ],
)
def test_it_is_known_which_patterns_match_only_elements(pattern, elements):
    assert xpath.starts_from_elements(pattern) is elements
