"""XML Schema: which of libxml2 and xmlschema decides, and both versions of the language."""

import pytest

from tei_kit.diagnostics import SchemaError
from tei_kit.validation import xsd_judge

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
VC = 'xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"'


@pytest.fixture
def found(tmp_path):
    def run(schema, document, attributes=""):
        (tmp_path / "a.xsd").write_text(f"<xs:schema {XS} {attributes}>{schema}</xs:schema>")
        (tmp_path / "a.xml").write_text(document)
        found = xsd_judge.compile(tmp_path / "a.xsd").validate(tmp_path / "a.xml")
        return [(d.line, d.column, d.message.removeprefix("XSD: ")) for d in found]

    return run


def element(content):
    return f'<xs:element name="r"><xs:complexType>{content}</xs:complexType></xs:element>'


ASSERTION = element(
    '<xs:attribute name="lo" type="xs:int"/><xs:attribute name="hi" type="xs:int"/>'
    '<xs:assert test="@lo le @hi"/>'
)


@pytest.mark.parametrize("attributes", ["", f'{VC} vc:minVersion="1.1"'])
def test_a_schema_of_version_1_1_judges_by_its_assertions(found, attributes):
    assert found(ASSERTION, '<r lo="1" hi="2"/>', attributes) == []
    (one,) = found(ASSERTION, '<r lo="2" hi="1"/>', attributes)
    assert one[:2] == (1, 1)


def test_a_schema_that_is_right_in_version_1_1_only_is_one_of_1_1(found):
    schema = element('<xs:all><xs:element name="a" maxOccurs="2"/></xs:all>')
    assert found(schema, "<r><a/><a/></r>") == []
    assert found(schema, "<r><a/><a/><a/></r>")


def test_a_schema_that_is_right_in_neither_has_the_error_of_1_0(found):
    with pytest.raises(SchemaError) as error:
        found(element('<xs:attribute name="a" type="xs:none"/>'), "<r/>")
    assert "none" in str(error.value)


def test_a_schema_with_several_mistakes_has_all_of_them(found):
    schema = '<xs:element name="a" type="xs:nope"/>\n<xs:element name="b" type="none"/>'
    with pytest.raises(SchemaError) as error:
        found(schema, "<a/>")
    assert [d.line for d in error.value.diagnostics] == [1, 2]


UNIQUE = """<xs:simpleType name="short"><xs:restriction base="xs:{base}"><xs:{facet} value="8"/>
  </xs:restriction></xs:simpleType>
  <xs:element name="r"><xs:complexType><xs:sequence>
    <xs:element name="k" type="short" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
    <xs:unique name="u"><xs:selector xpath="k"/><xs:field xpath="."/></xs:unique></xs:element>"""


@pytest.mark.parametrize(
    ("base", "facet", "values"),
    [
        ("token", "maxLength", ("a b", " a  b ")),
        ("int", "maxInclusive", ("1", "01")),
        ("string", "maxLength", ("a", "a")),
        ("decimal", "maxInclusive", ("1.0", "1")),
    ],
)
def test_values_that_are_equal_in_a_derived_type_are_duplicates(found, base, facet, values):
    document = "<r>" + "".join(f"\n<k>{value}</k>" for value in values) + "</r>"
    (one,) = found(UNIQUE.format(base=base, facet=facet), document)
    assert one[0] in (1, 3)


def test_values_that_differ_in_their_type_are_none(found):
    assert found(UNIQUE.format(base="string", facet="maxLength"), "<r><k>a</k><k>a </k></r>") == []


def test_a_finding_has_its_column(found):
    schema = element('<xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence>')
    assert [one[:2] for one in found(schema, "<r>\n   <a>x</a></r>")] == [(2, 4)]


PATTERN = """<xs:element name="r"><xs:simpleType><xs:restriction base="xs:string">
  <xs:pattern value="{}"/></xs:restriction></xs:simpleType></xs:element>"""


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+b", "(a*)*b", "(a|a)*b", "([a-z]+)*0"])
def test_no_pattern_takes_for_ever(found, pattern):
    assert len(found(PATTERN.format(pattern), f"<r>{'a' * 2000}</r>")) == 1


@pytest.mark.parametrize(
    ("pattern", "value", "valid"),
    [
        (r"\\d{2}", "12", True),
        (r"\\d{2}", "1", False),
        (r"\\i\\c*", "a-1", True),
        (r"[a-z-[aeiou]]+", "xyz", True),
        (r"[a-z-[aeiou]]+", "abc", False),
        (r"\\p{Lu}.*", "Äpfel", True),
    ],
)
def test_patterns_are_those_of_xml_schema(found, pattern, value, valid):
    assert (found(PATTERN.format(pattern.replace("\\\\", "\\")), f"<r>{value}</r>") == []) is valid


REFERENCE = '<xs:sequence><xs:element ref="b"/></xs:sequence>'
LANGUAGE = '<xs:attribute ref="xml:lang"/>'


def test_what_it_includes_is_read_and_nothing_else(tmp_path):
    (tmp_path / "b.xsd").write_text(f'<xs:schema {XS}><xs:element name="b"/></xs:schema>')
    (tmp_path / "a.xsd").write_text(
        f'<xs:schema {XS}><xs:include schemaLocation="b.xsd"/>{element(REFERENCE)}</xs:schema>'
    )
    (tmp_path / "a.xml").write_text("<r><b/></r>")
    schema = xsd_judge.compile(tmp_path / "a.xsd")
    assert schema._quick is not None
    assert schema.validate(tmp_path / "a.xml") == []
    (tmp_path / "b.xsd").unlink()
    with pytest.raises(SchemaError, match=r"b\.xsd"):
        xsd_judge.compile(tmp_path / "a.xsd")


def test_xml_lang_is_known_wherever_its_schema_is_said_to_be(tmp_path):
    (tmp_path / "a.xsd").write_text(
        f"<xs:schema {XS}><xs:import namespace='http://www.w3.org/XML/1998/namespace' "
        f"schemaLocation='http://www.w3.org/2001/xml.xsd'/>"
        f"{element(LANGUAGE)}</xs:schema>"
    )
    (tmp_path / "a.xml").write_text("<r xml:lang='en'/>")
    assert xsd_judge.compile(tmp_path / "a.xsd").validate(tmp_path / "a.xml") == []
