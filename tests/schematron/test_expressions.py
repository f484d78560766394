"""Every engine gives the answers of the reference to some 610 expressions, or refuses to answer.

The answers stand beside the expressions, after a tab. Those to XPath 3.1 are Saxon's; those to
XPath 1.0 are the specification's, as both libxml2 and Saxon give them, save for six where Saxon
writes a number as XPath 2.0 does ("INF") and libxml2 with fifteen digits.

To write them anew: python -m tests.schematron.test_expressions
"""

import html
from functools import cache

import pytest

from tei_kit.diagnostics import SchemaError
from tei_kit.schematron import engine, libxslt, saxon
from tei_kit.schematron.assembly import assemble
from tei_kit.schematron.reader import read_definition
from tei_kit.xml.tree import parse
from tests.places import DATA

HERE = DATA / "schematron" / "expressions"
PREFIXES = {
    "t": "http://www.tei-c.org/ns/1.0",
    "x": "urn:x",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "fn": "http://www.w3.org/2005/xpath-functions",
    "map": "http://www.w3.org/2005/xpath-functions/map",
    "array": "http://www.w3.org/2005/xpath-functions/array",
    "math": "http://www.w3.org/2005/xpath-functions/math",
}
SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}">
  {prefixes}<let name="var" value="3"/><let name="nodes" value="//t:item[1]"/>
  <let name="attributes" value="//@xml:id"/>
  <pattern><rule context="t:TEI"><report test="true()"><value-of select="{select}"/></report></rule>
  </pattern></schema>"""
STRING = {
    "xslt": "string({})",
    "xslt3": "string-join(for $of-them in ({}) return string($of-them), ' ')",
}
REFUSED = "is evaluated with Saxon only"

needs_saxon = pytest.mark.skipif(not saxon.is_installed(), reason="saxonche is not installed")


def expressions(name):
    lines = (HERE / f"{name}.txt").read_text().splitlines()
    return [line.partition("\t")[::2] for line in lines]


@cache
def document():
    return parse(HERE / "document.xml")


def answer(prepare, binding, expression, tmp_path):
    select = html.escape(STRING[binding].format(expression))
    prefixes = "".join(f'<ns prefix="{p}" uri="{uri}"/>' for p, uri in PREFIXES.items())
    path = tmp_path / "test.sch"
    path.write_text(SCHEMA.format(binding=binding, prefixes=prefixes, select=select))
    (finding,) = prepare(read_definition(assemble(path), str(path), None)).run(document())
    failed = "cannot be evaluated here" in finding.message
    return "error" if failed else " ".join(finding.message.split())


def with_elementpath(expression, tmp_path):
    """The answer, or why there is none."""
    try:
        return answer(engine.prepare, "xslt3", expression, tmp_path)
    except SchemaError as error:
        return str(error)


def test_there_are_three_hundred_of_them():
    assert len(expressions("xpath1")) >= 200
    assert len(expressions("xpath3")) >= 300


@pytest.mark.parametrize(("expression", "expected"), expressions("xpath1"))
def test_xpath_1_is_that_of_the_specification(expression, expected, tmp_path):
    assert answer(libxslt.prepare, "xslt", expression, tmp_path) == expected


@needs_saxon
@pytest.mark.parametrize(("expression", "expected"), expressions("xpath3"))
def test_xpath_3_on_saxon(expression, expected, tmp_path):
    assert answer(saxon.prepare, "xslt3", expression, tmp_path) == expected


@pytest.mark.parametrize(("expression", "expected"), expressions("xpath3"))
def test_xpath_3_on_elementpath_is_the_same_or_refused(expression, expected, tmp_path):
    found = with_elementpath(expression, tmp_path)
    assert found == expected or REFUSED in found


def test_elementpath_answers_nearly_all(tmp_path):
    answers = [with_elementpath(expression, tmp_path) for expression, _ in expressions("xpath3")]
    assert sum(REFUSED in one for one in answers) < 50


if __name__ == "__main__":
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        for name, binding, prepare in (
            ("xpath1", "xslt", libxslt.prepare),
            ("xpath3", "xslt3", saxon.prepare),
        ):
            written = [
                f"{one}\t{answer(prepare, binding, one, Path(folder))}\n"
                for one, _ in expressions(name)
            ]
            (HERE / f"{name}.txt").write_text("".join(written))
