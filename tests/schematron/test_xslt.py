"""Schematron rules that use XSLT: with XPath alone where it has an equal, through Saxon elsewhere.

Both ways have to find the same, and neither may read or write a file.
"""

import pytest
from lxml import etree

from tei_kit import schematron
from tei_kit.diagnostics import SchemaError, Severity
from tei_kit.schematron import engine, libxslt, saxon, xpath
from tei_kit.schematron.assembly import assemble
from tei_kit.schematron.places import places
from tei_kit.schematron.reader import read_definition
from tei_kit.schematron.xpath.scan import DOCUMENTS
from tei_kit.validation import bundled
from tei_kit.xml.tree import parse
from tests.places import DATA, ROOT, SHARED

HERE = DATA / "schematron"
OUTPUT = sorted((ROOT / "output").glob("*.xml"))
TEI_ALL = SHARED / "tei" / "tei_all.rng"

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:f">{body}</schema>"""

XML = """<?before?><!DOCTYPE book [<!ATTLIST book x CDATA #IMPLIED>]><!--c--><book lang="en">
  <page n="1"><line>one</line></page>
  <?pi?><page n="3"><line>two</line><!-- not a line --><line/></page>
</book>"""

try:
    import saxonche  # noqa: F401
except ImportError:
    HAS_SAXON = False
else:
    HAS_SAXON = True
needs_saxon = pytest.mark.skipif(not HAS_SAXON, reason="saxonche is not installed")

FUNCTION = """<ns prefix="f" uri="urn:f"/><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
  <xsl:function name="f:odd" as="xs:boolean"><xsl:param name="n" as="xs:integer"/>
    <xsl:sequence select="$n mod 2 = 1"/></xsl:function>"""


def rule(context, *checks):
    return f'<pattern><rule context="{context}">{"".join(checks)}</rule></pattern>'


@pytest.fixture
def written(tmp_path):
    def write(body, binding="xslt2"):
        path = tmp_path / "test.sch"
        path.write_text(SCHEMA.format(body=body, binding=binding))
        return path

    return write


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "test.xml"
    path.write_text(XML)
    return path


def said(found):
    return [(d.place.line, d.message.removeprefix("Schematron: ")) for d in found]


@pytest.fixture
def found(written, document):
    def run(body, binding="xslt2"):
        return said(schematron.compile(written(body, binding)).validate(document))

    return run


@pytest.fixture
def refusal(written, document):
    """The message of a schema that is refused when it is compiled."""

    def run(body, binding="xslt2"):
        with pytest.raises(SchemaError) as error:
            schematron.compile(written(body, binding))
        (diagnostic,) = error.value.diagnostics
        assert diagnostic.code == "TK505"
        return diagnostic.message

    return run


def through(prepare, path, document):
    """What a schema finds when one of the engines runs it."""
    runner = prepare(read_definition(assemble(path), str(path), None))
    tree = parse(document)
    findings = [*runner.run(tree)]
    at = places(tree, [finding.at for finding in findings])
    found = [finding.diagnostic(at[finding.at]) for finding in findings]
    return sorted(found, key=lambda diagnostic: diagnostic.place.line)


# ------------------------------------------------------------------ with XPath alone


@pytest.mark.parametrize("binding", ["xslt", "xslt2", "xslt3"])
def test_keys_current_and_generate_id_work_as_in_xslt(found, binding):
    body = '<xsl:key name="by-n" match="page" use="@n"/>' + rule(
        "line",
        """<assert test="generate-id(key('by-n', '3')) = generate-id(..)">A</assert>""",
        """<assert test="count(//page[@n = current()/../@n]) = 1">B</assert>""",
        """<assert test="count(key('by-n', //page/@n)) = 2">C</assert>""",
        """<assert test="not(key('by-n', 'none'))">D</assert>""",
    )
    assert found(body, binding) == [(2, "A")]


def test_a_key_may_be_kept_to_a_part_of_the_document(found):
    body = '<xsl:key name="line" match="line" use="string-length(.)"/>' + rule(
        "page",
        """<report test="key('line', 3, .)"><value-of select="key('line', 3, .)"/></report>""",
    )
    assert found(body) == [(2, "one"), (3, "two")]


def test_a_number_is_no_string_in_a_key_of_xslt_2(found):
    body = '<xsl:key name="n" match="page" use="@n"/>' + rule(
        "book", """<report test="key('n', 3)">A</report><report test="key('n', '3')">B</report>"""
    )
    assert found(body) == [(1, "B")]


def test_a_key_that_is_not_declared_is_an_error(found):
    ((_, message),) = found(rule("book", """<assert test="key('x', 'y')">X</assert>"""))
    assert "cannot be evaluated here" in message


@pytest.mark.parametrize("binding", ["xslt2", "xslt3"])
def test_dates_and_numbers_are_formatted(found, binding):
    body = '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>' + rule(
        "book",
        """<report test="1"><value-of select="format-date(xs:date('1971-05-31'), '[D].[M].[Y]')"/>
        <value-of select="format-number(1234.5, '#,##0.00')"/></report>""",
    )
    assert found(body, binding) == [(1, "31.5.1971 1,234.50")]


def test_current_is_not_there_in_xpath_without_xslt(refusal):
    assert "current" in refusal(rule("book", '<assert test="current()">X</assert>'), "xpath2")


# ------------------------------------------------------------------ through Saxon


@needs_saxon
def test_a_function_of_the_schema_is_called(found):
    body = FUNCTION + rule(
        "page", '<assert test="not(f:odd(@n))">Odd <value-of select="@n"/>.</assert>'
    )
    assert found(body) == [(2, "Odd 1."), (3, "Odd 3.")]


@needs_saxon
@pytest.mark.parametrize(
    ("body", "messages"),
    [
        (
            rule("book", '<report test="1">a <xsl:value-of select="@lang"/> b</report>'),
            [(1, "a en b")],
        ),
        (
            rule(
                "book",
                """<let name="n"><xsl:for-each select="page"><i xmlns="" n="{@n}"/></xsl:for-each>
                </let><report test="$n/i/@n = '3'">X</report>""",
            ),
            [(1, "X")],
        ),
        (
            rule(
                "book", '<let name="n" value="page/@n" as="xs:string*"/><report test="1">X</report>'
            ).replace(
                "<pattern>", '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/><pattern>'
            ),
            [(1, "X")],
        ),
        (
            rule(
                "book", """<report test="system-property('xsl:version') != ''">X</report>"""
            ).replace(
                "<pattern>",
                '<ns prefix="xsl" uri="http://www.w3.org/1999/XSL/Transform"/><pattern>',
            ),
            [(1, "X")],
        ),
        (rule("document-node()", '<report test="1">X</report>'), [(1, "X")]),
        (rule("page except page[@n='1']", '<report test="1">X</report>'), [(3, "X")]),
        (
            '<xsl:key name="k" match="page"><xsl:sequence select="@n"/></xsl:key>'
            + rule("book", """<report test="key('k', '3')">X</report>"""),
            [(1, "X")],
        ),
    ],
)
def test_what_only_xslt_has_is_run(found, body, messages):
    assert found(body, "xslt3") == messages


@needs_saxon
def test_xslt_1_keeps_its_own_rules_for_numbers(found):
    body = rule("page", """<report test="format-number(@n, '00') + '1' &gt; 3">X</report>""")
    assert found(body, "xslt") == [(3, "X")]


@needs_saxon
def test_attributes_text_comments_and_the_document_have_their_elements_line(found):
    body = FUNCTION + "".join(
        rule(context, f'<report test="f:odd(1)">{context}</report>')
        for context in ("@n", "line/text()", "comment()", "processing-instruction()", "/")
    )
    assert sorted(found(body)) == [
        (1, "/"),
        (1, "comment()"),
        (1, "processing-instruction()"),
        (2, "@n"),
        (2, "line/text()"),
        (3, "@n"),
        (3, "comment()"),
        (3, "line/text()"),
        (3, "processing-instruction()"),
    ]


@needs_saxon
def test_a_rule_that_its_data_makes_fail_is_a_finding(found):
    body = FUNCTION + rule("page", '<report test="f:odd(line[1])">X</report>')
    every = found(body)
    assert [line for line, _ in every] == [2, 3]
    assert all("cannot be evaluated here" in message for _, message in every)


@needs_saxon
def test_what_saxon_cannot_compile_is_a_schema_error(refusal):
    body = FUNCTION + rule("page", '<report test="f:even(1)">X</report>')
    assert "f:even" in refusal(body) or "even" in refusal(body)


def test_without_saxon_the_error_names_the_construct_and_what_to_install(refusal, monkeypatch):
    monkeypatch.setattr(saxon, "_saxonche", lambda: None)
    message = refusal(FUNCTION + rule("page", '<report test="f:odd(1)">X</report>'))
    assert "xsl:function needs an XSLT processor: pip install 'tei-kit[saxon]'" in message


def test_a_function_that_xslt_has_not_either_is_no_reason_to_install_anything(refusal):
    message = refusal(rule("page", '<report test="no-such(1)">X</report>'))
    assert "no-such" in message
    assert "install" not in message


def test_with_a_query_binding_of_xpath_there_is_no_xslt(refusal):
    message = refusal(FUNCTION + rule("page", '<report test="1">X</report>'), "xpath2")
    assert "with queryBinding 'xpath2' there is no xsl:function" in message


# ------------------------------------------------------------------ safety


def in_function(expression):
    return (
        '<ns prefix="f" uri="urn:f"/><xsl:function name="f:x">'
        f'<xsl:sequence select="{expression}"/></xsl:function>'
    )


@needs_saxon
@pytest.mark.parametrize("function", sorted(xpath.FORBIDDEN - DOCUMENTS))
def test_nothing_is_read_through_saxon(refusal, function):
    unsafe = f"{function}('x')"
    check = rule("book", f'<assert test="{unsafe}">X</assert>')
    assert f"{function}() is not supported" in refusal(FUNCTION + check)
    assert f"{function}() is not supported" in refusal(in_function(unsafe))


@needs_saxon
@pytest.mark.parametrize(
    "body",
    [
        in_function("fn:json-doc#1"),
        in_function("json-doc(: ' :)('x')"),
        in_function("Q{{http://www.w3.org/2005/xpath-functions}}doc('x')"),
        '<xsl:include href="x.xsl"/>',
        '<xsl:import href="x.xsl"/>',
        '<xsl:import-schema schema-location="x.xsd"/>',
        '<xsl:output method="text"/>',
        '<xsl:template match="/"/>',
        '<xsl:param name="p"/>',
        FUNCTION + '<xsl:variable name="v" _select="{{&apos;do&apos;}}c(1)"/>',
        '<xsl:variable name="v" use-when="1" select="1"/>',
        '<xsl:variable name="v"><xsl:result-document href="x"/></xsl:variable>',
        '<xsl:variable name="v"><xsl:evaluate xpath="&apos;1&apos;"/></xsl:variable>',
        '<xsl:variable name="v"><xsl:source-document href="x"/></xsl:variable>',
        '<xsl:variable name="v"><a b="{{json-doc(1)}}" xmlns=""/></xsl:variable>',
        '<xsl:variable name="v" expand-text="yes"><a xmlns="">it\'s {{doc(1)}}</a></xsl:variable>',
        FUNCTION + rule("book", '<let name="x"><a xmlns="" b="{{collection(1)}}"/></let>'),
        FUNCTION + rule("book[json-doc('x')]"),
        FUNCTION + rule("book", '<report test="1"><value-of select="collection(1)"/></report>'),
        FUNCTION + rule("book", '<report test="1" subject="collection(1)">X</report>'),
        FUNCTION + rule("book", '<report test="1"><xsl:copy-of select="collection(1)"/></report>'),
        FUNCTION + rule("book", '<report test="1"><xsl:message>X</xsl:message></report>'),
    ],
)
def test_xslt_that_reads_writes_or_computes_code_is_refused_by_name(refusal, body):
    assert "is not supported" in refusal(body.replace("{{", "{").replace("}}", "}"))


@needs_saxon
def test_the_processor_itself_opens_no_file(tmp_path):
    """Were a call to slip through our checks, Saxon would refuse it all the same."""
    (tmp_path / "secret.xml").write_text("<secret/>")
    stylesheet = f"""<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0">
      <xsl:template match="/"><xsl:copy-of select="doc('{(tmp_path / "secret.xml").as_uri()}')"/>
      </xsl:template></xsl:stylesheet>"""
    processor = saxon._processor()
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet)
    with pytest.raises(saxon._saxonche().PySaxonApiError, match=r"prohibited|not permitted"):
        executable.transform_to_string(xdm_node=processor.parse_xml(xml_text="<a/>"))


# ------------------------------------------------------------------ the same both ways

SAME = [
    (HERE / "main.sch", HERE / "book.xml"),
    (HERE / "rules.rng", HERE / "book.xml"),
    (TEI_ALL, HERE / "tei_broken.xml"),
    *((bundled.path("tei_kit.sch"), path) for path in OUTPUT),
    (bundled.path("tei_kit.sch"), HERE / "tei_broken.xml"),
    *((TEI_ALL, path) for path in OUTPUT),
]

# In this rule's context `@maxOccurs > 1 or ... or @maxOccurs eq 'unbounded'` is an error or true,
# whichever operand a processor evaluates first (XPath 2.0, section 3.6): both are right.
EITHER_WAY = "the default value of the @c attribute is not among the closed list"


@needs_saxon
@pytest.mark.parametrize(("schema", "document"), SAME, ids=lambda path: path.name)
def test_the_other_engine_and_saxon_find_the_same(schema, document):
    if not schema.exists():
        pytest.skip("tei_all.rng is not here")
    other = libxslt.prepare if schema.name == "tei_kit.sch" else engine.prepare
    ours, theirs = (
        [one for one in said(through(each, schema, document)) if EITHER_WAY not in one[1]]
        for each in (other, saxon.prepare)
    )
    assert sorted(ours) == sorted(theirs)


@needs_saxon
def test_what_is_milder_than_an_error_stays_so(written, document):
    body = FUNCTION + rule("book", '<report role="warning" id="w" test="f:odd(1)">X</report>')
    (one,) = schematron.compile(written(body)).validate(document)
    assert (one.code, one.severity, one.message) == (
        "TK507",
        Severity.WARNING,
        "Schematron: X [w]",
    )


@needs_saxon
def test_a_tree_that_came_from_no_file_is_checked(written):
    body = FUNCTION + rule("book", '<report test="f:odd(1)">X</report>')
    (one,) = schematron.compile(written(body)).validate(etree.fromstring("<book/>").getroottree())
    assert one.place.file == "<tree>"


# ------------------------------------------------------------------ standard error


@needs_saxon
def test_saxon_writes_nothing_to_standard_error(found, capfd):
    body = rule("page[@n = 'x' or line = 2]", '<report test="1">X</report>') + rule(
        "page", '<report test="1">Y</report>'
    )
    assert found(body) == [(2, "Y"), (3, "Y")]
    assert capfd.readouterr().err == ""
