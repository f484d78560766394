"""Functions that call themselves: they may, and do not take for ever."""

import pytest

from tei_kit import schematron
from tei_kit.diagnostics import SchemaError
from tei_kit.schematron import apart, saxon
from tei_kit.schematron.assembly import assemble
from tei_kit.schematron.reader import read_definition
from tei_kit.xml.tree import parse

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="f" uri="urn:f"/>
  <xsl:function name="f:x" xmlns:f="urn:f"><xsl:param name="n"/>
    <xsl:sequence select="{body}"/></xsl:function>
  <xsl:function name="f:y" xmlns:f="urn:f"><xsl:param name="n"/>
    <xsl:sequence select="f:x($n)"/></xsl:function>
  <pattern><rule context="a"><assert test="f:x(1) = 5">no five</assert></rule></pattern></schema>"""

pytestmark = pytest.mark.skipif(not saxon.is_installed(), reason="saxonche is not installed")


@pytest.fixture
def files(tmp_path):
    document = tmp_path / "a.xml"
    document.write_text("<r>\n  <a/></r>")

    def write(body):
        path = tmp_path / "a.sch"
        path.write_text(SCHEMA.format(body=body))
        return path, document

    return write


@pytest.mark.parametrize(
    ("body", "itself"),
    [("$n", None), ("f:x($n)", "f:x"), ("f:y($n)", "f:x"), ("f:y#1", "f:x")],
)
def test_it_is_known_which_functions_call_themselves(files, body, itself):
    path, _ = files(body)
    assert apart.calls_itself(read_definition(assemble(path), str(path), None)) == itself


@pytest.mark.parametrize(
    ("test", "is_endless"),
    [
        ("let $f := function($f, $n) { $f($f, $n + 1) } return $f($f, 1)", True),
        ("for-each((count#1), function($g) { 1 }) = 1", True),
        ("f:x(?, 1)(2)", True),
        ("'function(' = 'a#1'", False),
        ("count(a) = 1", False),
    ],
)
def test_functions_that_are_values_may_call_themselves(files, test, is_endless):
    path, _ = files("$n")
    path.write_text(path.read_text().replace("f:x(1) = 5", test))
    definition = read_definition(assemble(path), str(path), None)
    assert (apart.calls_itself(definition) is not None) is is_endless


def test_a_function_that_is_given_to_itself_does_not_end_this_process(files):
    path, document = files("$n")
    test = "let $f := function($f, $n) { $f($f, $n + 1) } return $f($f, 1)"
    path.write_text(path.read_text().replace("f:x(1) = 5", test))
    with pytest.raises(SchemaError, match=r"ended early|took more than|nested"):
        schematron.compile(path).validate(document)


def test_one_that_ends_is_run(files):
    path, document = files("if ($n gt 4) then $n else f:x($n + 1)")
    assert schematron.compile(path).validate(document) == []
    path, document = files("if ($n gt 5) then $n else f:x($n + 1)")
    (one,) = schematron.compile(path).validate(document)
    assert (one.code, one.line, one.column) == ("TK503", 2, 3)


@pytest.mark.parametrize("body", ["f:x($n + 1)", "f:y($n + 1)"])
def test_one_that_goes_on_for_ever_is_ended(files, body):
    path, document = files(body)
    with pytest.raises(SchemaError, match=r"took more than 3 seconds|Too many nested"):
        apart.validate(path, None, parse(document), seconds=3)


def test_one_that_goes_ever_deeper_is_an_error(files):
    path, document = files("f:x($n + 1) + 1")
    with pytest.raises(SchemaError):
        schematron.compile(path).validate(document)
